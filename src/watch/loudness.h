// Loudness of the clip's own sound: ITU-R BS.1770-4 — K-weighting, 400 ms blocks that overlap by three quarters, gates
// at −70 LUFS and 10 LU under the mean. Kept as one number per tenth of a second, so any part can be asked for
// afterwards.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <vector>

#include "base/spool.h"
#include "base/time.h"

namespace undertone::watch {

inline constexpr double silence_lufs = -70;

class Loudness {
 public:
  // Stereo at 48 kHz, interleaved; blocks of any size, one after another.
  void feed(std::span<const float> interleaved);
  // The same of silence, quickly; the filters begin anew after it.
  void feed_silence(std::int64_t frames);
  // Of the whole; −70 when nothing is above the gate.
  double integrated() const;
  // Of the blocks that lie within `spans`.
  double integrated(const std::vector<Span>& spans) const;
  // Mean over [at, at + length), ungated: short-term when length is 3 s.
  double at(Time start, Time length) const;

 private:
  struct Biquad {
    double b0, b1, b2, a1, a2;
    double z1 = 0, z2 = 0;
    double step(double x);
  };
  double weigh(double sample, std::size_t channel);

  std::array<std::array<Biquad, 2>, 2> filters_ = {channel_filters(), channel_filters()};
  static std::array<Biquad, 2> channel_filters();
  double sum_ = 0;
  int count_ = 0;
  std::vector<float> tenths_;  // mean square of both channels, each 100 ms
};

}  // namespace undertone::watch
