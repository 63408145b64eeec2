#include "mix/meter.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "mix/chunks.h"
#include "mix/lanes.h"

namespace undertone::mix {
namespace {

// BS.1770-4, annex 1, tables 1 and 2, at 48 kHz.
constexpr Section2 head{1.53512485958697, -2.69169618940638, 1.19839281085285, -1.69065929318241, 0.73248077421585};
constexpr Section2 rlb{1, -2, 1, -1.99004745483398, 0.99007225036621};

std::int64_t whole_steps(const Energies& e) {
  return std::min<std::int64_t>(e.frames / step_frames, static_cast<std::int64_t>(e.steps.size()));
}

// Mean energies of windows of `length` steps, one every `hop`.
std::vector<double> windows(const Energies& e, std::int64_t length, std::int64_t hop) {
  std::vector<double> found;
  for (std::int64_t at = 0; at + length <= whole_steps(e); at += hop) found.push_back(mean_energy(e, at, at + length));
  return found;
}

void drop_below(std::vector<double>& energies, double gate) {
  std::erase_if(energies, [gate](double energy) { return energy < gate; });
}

double mean(const std::vector<double>& energies) {
  double sum = 0;
  for (const double energy : energies) sum += energy;
  return energies.empty() ? 0 : sum / static_cast<double>(energies.size());
}

}  // namespace

// The first half of the steps and the second go through side by side: the filters wait for their own last result, so
// two runs take no longer than one.
void append_energies(std::span<const float> samples, std::int64_t warm, std::vector<float>& steps) {
  LaneFilter first;
  LaneFilter second;
  first.set_all(head);
  second.set_all(rlb);
  const auto frames = static_cast<std::int64_t>(samples.size() / 2);
  const std::int64_t count = (frames - warm + step_frames - 1) / step_frames;
  const std::int64_t half = (count + 1) / 2;
  const float* a = samples.data();
  const float* b = a + 2 * half * step_frames;
  const std::int64_t b_frames = frames - half * step_frames;
  std::int64_t at = 0;
  const auto run_to = [&](std::int64_t end) {
    Lanes sum{};
    const auto put = [&](Lanes x) {
      const Lanes y = second.run(first.run(x));
      sum += y * y;
    };
    for (const std::int64_t both = std::min(end, b_frames); at < both; ++at)
      put(Lanes{a[2 * at], a[2 * at + 1], b[2 * at], b[2 * at + 1]});
    for (const std::int64_t alone = std::min(end, frames); at < alone; ++at) put(Lanes{a[2 * at], a[2 * at + 1], 0, 0});
    return sum;
  };
  run_to(warm);
  const std::size_t begin = steps.size();
  steps.resize(begin + static_cast<std::size_t>(count));
  for (std::int64_t step = 0; step < half; ++step) {
    const Lanes mean = run_to(at + step_frames) / all(static_cast<float>(step_frames));
    steps[begin + static_cast<std::size_t>(step)] = mean[0] + mean[1];
    if (half + step < count) steps[begin + static_cast<std::size_t>(half + step)] = mean[2] + mean[3];
  }
}

Result<Energies> energies_of(const Spool& sound) {
  Energies found;
  found.frames = sound.frames();
  const auto make = [&](const Chunk& chunk) -> Result<std::vector<float>> {
    std::vector<float> steps;
    if (sound.silent(chunk.start - meter_warm_frames, chunk.frames + meter_warm_frames)) {
      steps.resize(static_cast<std::size_t>((chunk.frames + step_frames - 1) / step_frames), 0.0F);
      return steps;
    }
    std::vector<float> samples(static_cast<std::size_t>(2 * (chunk.frames + meter_warm_frames)));
    if (auto read = sound.read(chunk.start - meter_warm_frames, samples); !read) return fail(read.error());
    append_energies(samples, meter_warm_frames, steps);
    return steps;
  };
  const auto take = [&](std::vector<float>&& steps) -> Status {
    found.steps.insert(found.steps.end(), steps.begin(), steps.end());
    return {};
  };
  if (auto done = in_chunks<std::vector<float>>(sound.frames(), Progress(), make, take); !done)
    return fail(done.error());
  return found;
}

double lufs(double energy) {
  return std::max(-70.0, -0.691 + 10 * std::log10(std::max(energy, 1e-12)));
}

double energy_at(double loudness) {
  return std::pow(10.0, (loudness + 0.691) / 10);
}

double integrated(const Energies& e) {
  if (whole_steps(e) < 4) {
    double sum = 0;
    for (const float step : e.steps) sum += static_cast<double>(step);
    return e.frames == 0 ? -70 : lufs(sum * static_cast<double>(step_frames) / static_cast<double>(e.frames));
  }
  auto blocks = windows(e, 4, 1);
  drop_below(blocks, energy_at(-70));
  drop_below(blocks, mean(blocks) * 0.1);
  return lufs(mean(blocks));
}

double range(const Energies& e) {
  auto blocks = windows(e, 30, 10);
  drop_below(blocks, energy_at(-70));
  drop_below(blocks, mean(blocks) * 0.01);
  if (blocks.size() < 2) return 0;
  std::sort(blocks.begin(), blocks.end());
  const auto at = [&](double part) {
    return blocks[static_cast<std::size_t>(std::llround(part * static_cast<double>(blocks.size() - 1)))];
  };
  return lufs(at(0.95)) - lufs(at(0.10));
}

double mean_energy(const Energies& e, std::int64_t from, std::int64_t to) {
  from = std::max<std::int64_t>(from, 0);
  to = std::min(to, static_cast<std::int64_t>(e.steps.size()));
  double sum = 0;
  for (std::int64_t i = from; i < to; ++i) sum += static_cast<double>(e.steps[static_cast<std::size_t>(i)]);
  return to > from ? sum / static_cast<double>(to - from) : 0;
}

double loudest_energy(const Energies& e, std::int64_t from, std::int64_t to, std::int64_t length) {
  double loudest = to - from <= length ? mean_energy(e, from, to) : 0;
  for (std::int64_t at = from; at + length <= to; ++at) loudest = std::max(loudest, mean_energy(e, at, at + length));
  return loudest;
}

}  // namespace undertone::mix
