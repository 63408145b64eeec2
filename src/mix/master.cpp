#include <algorithm>
#include <cmath>

#include "mix/chunks.h"
#include "mix/filter.h"
#include "mix/levels.h"
#include "mix/limiter.h"
#include "mix/meter.h"
#include "mix/mix.h"
#include "mix/true_peak.h"

namespace undertone::mix {
namespace {

constexpr double close_enough_lu = 0.1;
constexpr double much_for_a_limiter_lu = 0.3;
constexpr double most_gain_db = 80;

struct Piece {
  std::vector<float> samples;  // interleaved, of the chunk alone; empty while scanning
  std::vector<float> steps;
  std::vector<float> peaks;  // per hop
  float peak = 0;
};

struct Scan {
  Energies energies;
  std::vector<float> peaks;
  float interest = 0;
};

struct Setting {
  float gain = 1;
  std::vector<float> limiter;  // empty: nothing to hold back
};

std::int64_t hops_in(std::int64_t frames) {
  return (frames + hop_frames - 1) / hop_frames;
}

// A chunk of the premix with the meter's warm-up before it and the oversampler's margin after it.
Result<std::vector<float>> with_margins(std::span<const Voice> voices, const Chunk& chunk) {
  const std::int64_t frames = meter_warm_frames + hops_in(chunk.frames) * hop_frames + peak_margin;
  std::vector<float> samples(static_cast<std::size_t>(2 * frames));
  if (auto done = render(voices, chunk.start - meter_warm_frames, samples); !done) return fail(done.error());
  return samples;
}

std::vector<float> channel(std::span<const float> samples, std::size_t which) {
  const auto skip = static_cast<std::size_t>(meter_warm_frames - peak_margin);
  std::vector<float> one(samples.size() / 2 - skip);
  for (std::size_t i = 0; i < one.size(); ++i) one[i] = samples[2 * (i + skip) + which];
  return one;
}

void meter(std::span<const float> samples, const Chunk& chunk, Piece& piece) {
  append_energies(samples.first(static_cast<std::size_t>(2 * (meter_warm_frames + chunk.frames))), meter_warm_frames,
                  piece.steps);
}

Result<Scan> scan(std::span<const Voice> voices, std::int64_t length, float interest, const Progress& progress) {
  Scan found;
  found.energies.frames = length;
  found.interest = interest;
  const auto make = [&](const Chunk& chunk) -> Result<Piece> {
    auto samples = with_margins(voices, chunk);
    if (!samples) return fail(samples.error());
    Piece piece;
    meter(*samples, chunk, piece);
    piece.peaks.resize(static_cast<std::size_t>(hops_in(chunk.frames)));
    for (std::size_t side = 0; side < 2; ++side) raise_peaks(channel(*samples, side), interest, piece.peaks);
    return piece;
  };
  const auto take = [&](Piece&& piece) -> Status {
    found.energies.steps.insert(found.energies.steps.end(), piece.steps.begin(), piece.steps.end());
    found.peaks.insert(found.peaks.end(), piece.peaks.begin(), piece.peaks.end());
    return {};
  };
  if (auto done = in_chunks<Piece>(length, progress, make, take); !done) return fail(done.error());
  return found;
}

// What the loudness will be behind the limiter, whose gain moves slowly enough to be put on the energies.
double loudness_behind(const Scan& scan, const Setting& setting) {
  Energies after = scan.energies;
  constexpr std::int64_t hops_per_step = step_frames / hop_frames;
  for (std::size_t step = 0; step < after.steps.size(); ++step) {
    float power = setting.gain * setting.gain;
    if (!setting.limiter.empty()) {
      float sum = 0;
      const auto first = static_cast<std::int64_t>(step) * hops_per_step;
      const std::int64_t last = std::min(first + hops_per_step, std::ssize(setting.limiter));
      for (std::int64_t i = first; i < last; ++i)
        sum += setting.limiter[static_cast<std::size_t>(i)] * setting.limiter[static_cast<std::size_t>(i)];
      power *= last > first ? sum / static_cast<float>(last - first) : 1.0F;
    }
    after.steps[step] *= power;
  }
  return integrated(after);
}

// The gain that meets the target behind the limiter, beginning the search at gain_db.
Setting solve(const Scan& scan, double gain_db, double target, float ceiling) {
  Setting setting;
  double previous_gain = gain_db;
  double previous_loudness = 0;
  for (int turn = 0; turn < 12; ++turn) {
    setting.gain = static_cast<float>(from_db(gain_db));
    setting.limiter = limiter_curve(scan.peaks, setting.gain, ceiling);
    const double loudness = loudness_behind(scan, setting);
    const double missing = target - loudness;
    if (std::abs(missing) < 0.02) break;
    // Behind a limiter a decibel of gain gives less than a decibel of loudness: secant, within sane slopes.
    const double slope = turn == 0 || gain_db == previous_gain
                             ? 1.0
                             : std::clamp((loudness - previous_loudness) / (gain_db - previous_gain), 0.2, 1.0);
    previous_gain = gain_db;
    previous_loudness = loudness;
    gain_db = std::clamp(gain_db + missing / slope, -most_gain_db, most_gain_db);
  }
  return setting;
}

// What the limiter takes from the loudness at that setting, in LU.
double taken_by_limiter(const Scan& scan, const Setting& setting) {
  return loudness_behind(scan, {setting.gain, {}}) - loudness_behind(scan, setting);
}

Result<Programme> write(std::span<const Voice> voices, std::int64_t length, const Setting& setting,
                        const Progress& progress) {
  auto spool = Spool::create();
  if (!spool) return fail(spool.error());
  Energies energies;
  energies.frames = length;
  float peak = 0;
  const auto make = [&](const Chunk& chunk) -> Result<Piece> {
    auto samples = with_margins(voices, chunk);
    if (!samples) return fail(samples.error());
    std::vector<float> gains(samples->size() / 2, setting.gain);
    shape_by_hops(setting.limiter, chunk.start - meter_warm_frames, gains);
    for (std::size_t i = 0; i < gains.size(); ++i) {
      (*samples)[2 * i] *= gains[i];
      (*samples)[2 * i + 1] *= gains[i];
    }
    Piece piece;
    meter(*samples, chunk, piece);
    for (std::size_t side = 0; side < 2; ++side) piece.peak = true_peak(channel(*samples, side), piece.peak);
    const float* first = samples->data() + 2 * meter_warm_frames;
    piece.samples.assign(first, first + 2 * chunk.frames);
    return piece;
  };
  const auto take = [&](Piece&& piece) -> Status {
    energies.steps.insert(energies.steps.end(), piece.steps.begin(), piece.steps.end());
    peak = std::max(peak, piece.peak);
    return spool->append(piece.samples);
  };
  if (auto done = in_chunks<Piece>(length, progress, make, take); !done) return fail(done.error());
  if (auto done = spool->finish(); !done) return fail(done.error());
  const Loudness loudness{integrated(energies), range(energies), std::max(-120.0, to_db(static_cast<double>(peak)))};
  return Programme{std::move(*spool), loudness};
}

// Scans for peaks that matter at the gain foreseen, and again if that gain was guessed too low.
Result<Scan> scan_for(std::span<const Voice> voices, std::int64_t length, double gain_db, float ceiling,
                      const Progress& progress) {
  constexpr double margin_db = 2;
  return scan(voices, length, ceiling / static_cast<float>(from_db(gain_db + margin_db)), progress);
}

}  // namespace

Result<Programme> master(const std::optional<ClipSound>& clip, std::span<const Laid> music, Time length,
                         const MasterWish& wish, const Progress& progress) {
  const std::int64_t frames = to_samples(length);
  if (frames <= 0) return fail(ErrorKind::invalid_input, "There is nothing to mix: the programme has no length.");
  if (clip && clip->gain < 0) return fail(ErrorKind::invalid_input, "The clip's own volume cannot be negative.");
  auto levelled = level(clip, music, frames);
  if (!levelled) return fail(levelled.error());
  std::vector<Voice> voices;
  for (const auto& each : *levelled) voices.push_back(each.voice);

  const auto ceiling = static_cast<float>(from_db(wish.ceiling_dbtp - wish.codec_room_db));
  const double before = integrated(foreseen(*levelled, frames));
  if (before <= -69.9) return write(voices, frames, {}, progress.part("mix", 0, 1));
  double target = wish.target_lufs;
  double gain_db = target - before;
  auto scanned = scan_for(voices, frames, gain_db, ceiling, progress.part("mix", 0, 0.5));
  if (!scanned) return fail(scanned.error());
  auto setting = solve(*scanned, gain_db, target, ceiling);
  if (taken_by_limiter(*scanned, setting) > much_for_a_limiter_lu) {
    target -= wish.leeway_lu;
    setting = solve(*scanned, gain_db - wish.leeway_lu, target, ceiling);
  }
  for (int turn = 0; turn < 3 && setting.gain * scanned->interest > ceiling; ++turn) {
    gain_db = to_db(static_cast<double>(setting.gain));
    scanned = scan_for(voices, frames, gain_db, ceiling, progress.part("mix", 0.5, 0.6));
    if (!scanned) return fail(scanned.error());
    setting = solve(*scanned, gain_db, target, ceiling);
  }
  auto programme = write(voices, frames, setting, progress.part("mix", 0.6, 0.9));
  for (int turn = 0; programme && turn < 3; ++turn) {
    const double missing = target - programme->loudness.integrated_lufs;
    if (std::abs(missing) <= close_enough_lu) break;
    setting.gain *= static_cast<float>(from_db(missing));
    setting.limiter = limiter_curve(scanned->peaks, setting.gain, ceiling);
    programme = write(voices, frames, setting, progress.part("mix", 0.9, 1));
  }
  progress.report(1);
  return programme;
}

}  // namespace undertone::mix
