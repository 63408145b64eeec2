// Tape: an old machine's charm, as much of it as the style asks: uneven speed, a soft top, bent peaks; and a record's
// crackle and hiss.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "base/random.h"
#include "mix/lanes.h"
#include "model/score.h"

namespace undertone::mix {

class Tape {
 public:
  Tape(const Production& production, Random chance);
  void run(std::int64_t frame, std::span<float> stereo);

 private:
  void bend(std::span<float> stereo);
  void waver(std::int64_t frame, std::span<float> stereo);
  void crackle(std::span<float> stereo);

  float tape_;
  float vinyl_;
  Random chance_;
  LaneFilter soft_top_, hiss_colour_;
  std::vector<float> ring_;  // the last frames, stereo
  std::int64_t written_ = 0;
  std::int64_t next_pop_ = 0;  // frames from here
  float pop_ = 0;              // what sounds of the last pop
  float pop_side_ = 0;
};

}  // namespace undertone::mix
