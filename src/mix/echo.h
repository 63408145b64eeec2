// Echo: a delay in time with the music, from side to side, each answer duller than the one before.
#pragma once

#include <span>

#include "mix/delay_line.h"

namespace undertone::mix {

class Echo {
 public:
  explicit Echo(std::size_t delay_frames);
  // Adds the echoes of `send` into `out`, and a part of them into `reverb`; stereo, interleaved, whole blocks.
  void run(std::span<const float> send, std::span<float> out, std::span<float> reverb);

 private:
  struct Tap {
    DelayLine line;
    float before = 0;
    float before_last = 0;
    void read(Block& block);
  };
  Tap left_, right_;
};

}  // namespace undertone::mix
