// A soft bend for loud samples.
#pragma once

#include "mix/lanes.h"

namespace undertone::mix {

inline Lanes least(Lanes a, Lanes b) {
  return a < b ? a : b;
}
inline Lanes most(Lanes a, Lanes b) {
  return a > b ? a : b;
}

// tanh to within .03, by its Padé approximant (3, 2), which reaches ±1 at ±3.
inline Lanes saturated(Lanes x) {
  x = most(least(x, all(3)), all(-3));
  const Lanes square = x * x;
  return x * (all(27) + square) / (all(27) + all(9) * square);
}

}  // namespace undertone::mix
