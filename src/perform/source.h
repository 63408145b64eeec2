// Source: something that sounds while a part is played, block by block, from cues of its own.
#pragma once

#include <cmath>
#include <cstdint>
#include <limits>
#include <span>

#include "base/result.h"

namespace undertone::perform {

class Source {
 public:
  static constexpr std::int64_t never = std::numeric_limits<std::int64_t>::max();

  virtual ~Source() = default;
  // The next frame, at or after `from`, that may not be silent. Lets the caller skip blocks.
  virtual std::int64_t next_sound(std::int64_t from) const = 0;
  // Adds frames [from, from + out.size()/2) to `out`, interleaved stereo. `from` and the length are multiples of 64,
  // and `from` never goes back; what was skipped was silent.
  virtual Status render(std::int64_t from, std::span<float> out) = 0;
};

inline float gain_of(double decibels) {
  return static_cast<float>(std::pow(10.0, decibels / 20.0));
}

}  // namespace undertone::perform
