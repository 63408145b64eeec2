// Premix: the voices of a programme laid over each other, computed wherever and as often as somebody asks.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "base/result.h"
#include "base/spool.h"
#include "mix/curve.h"
#include "mix/duck.h"

namespace undertone::mix {

struct Voice {
  const Spool* sound = nullptr;
  Frames place;                   // on the time line
  std::int64_t source_start = 0;  // the sound's frame at place.start
  float gain = 1;
  std::vector<Curve> curves;  // on the time line; all of them apply
};

// Fills out with frames [frame, frame + out.size()/2) of the sum. Any number of threads may call it.
Status render(std::span<const Voice> voices, std::int64_t frame, std::span<float> out);

}  // namespace undertone::mix
