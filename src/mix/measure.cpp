#include <ebur128.h>

#include <algorithm>
#include <cmath>
#include <memory>

#include "mix/chunks.h"
#include "mix/filter.h"
#include "mix/meter.h"
#include "mix/mix.h"
#include "mix/true_peak.h"

namespace undertone::mix {
namespace {

struct Release {
  void operator()(ebur128_state* state) const { ebur128_destroy(&state); }
};
using Ebur = std::unique_ptr<ebur128_state, Release>;

Result<float> peak_of(const Spool& sound) {
  float peak = 0;
  const auto make = [&](const Chunk& chunk) -> Result<float> {
    const std::int64_t hops = (chunk.frames + hop_frames - 1) / hop_frames;
    std::vector<float> samples(static_cast<std::size_t>(2 * (hops * hop_frames + 2 * peak_margin)));
    if (auto read = sound.read(chunk.start - peak_margin, samples); !read) return fail(read.error());
    std::vector<float> one(samples.size() / 2);
    float here = 0;
    for (std::size_t side = 0; side < 2; ++side) {
      for (std::size_t i = 0; i < one.size(); ++i) one[i] = samples[2 * i + side];
      here = true_peak(one, here);
    }
    return here;
  };
  const auto take = [&](float here) -> Status {
    peak = std::max(peak, here);
    return {};
  };
  if (auto done = in_chunks<float>(sound.frames(), Progress(), make, take); !done) return fail(done.error());
  return peak;
}

}  // namespace

Result<Loudness> measure(const Spool& sound) {
  const auto peak = peak_of(sound);
  if (!peak) return fail(peak.error());
  Loudness found;
  found.true_peak_dbtp = std::max(-120.0, to_db(static_cast<double>(*peak)));
  if (sound.frames() < 4 * step_frames) {
    const auto energies = energies_of(sound);
    if (!energies) return fail(energies.error());
    found.integrated_lufs = integrated(*energies);
    return found;
  }
  const Ebur state(ebur128_init(2, sample_rate, EBUR128_MODE_I | EBUR128_MODE_LRA));
  if (!state) return fail(ErrorKind::unavailable, "There is not enough memory to measure the loudness.");
  std::vector<float> block(static_cast<std::size_t>(2 * sample_rate));
  for (std::int64_t at = 0; at < sound.frames(); at += sample_rate) {
    if (auto read = sound.read(at, block); !read) return fail(read.error());
    const auto frames = static_cast<std::size_t>(std::min<std::int64_t>(sample_rate, sound.frames() - at));
    if (ebur128_add_frames_float(state.get(), block.data(), frames) != EBUR128_SUCCESS)
      return fail(ErrorKind::internal, "The loudness could not be measured.");
  }
  double integrated_lufs = -70;
  ebur128_loudness_global(state.get(), &integrated_lufs);
  found.integrated_lufs = std::max(-70.0, integrated_lufs);  // silence: minus infinity
  ebur128_loudness_range(state.get(), &found.range_lu);
  return found;
}

}  // namespace undertone::mix
