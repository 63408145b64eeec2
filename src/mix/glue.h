// Glue: a slow 2:1 compressor over the whole mix, which holds its parts together.
#pragma once

#include <span>

namespace undertone::mix {

class Glue {
 public:
  // 0 none … 1 all of it.
  explicit Glue(double amount);
  void run(std::span<float> stereo);

 private:
  double amount_;
  double level_ = 0;  // smoothed energy
  float gain_ = 1;
};

}  // namespace undertone::mix
