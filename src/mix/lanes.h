// Lanes: four samples side by side, worked on at once (two stereo signals, or four signals).
#pragma once

#include <array>
#include <cstddef>
#include <cstring>

namespace undertone::mix {

using Lanes = float __attribute__((vector_size(16)));

inline Lanes all(float x) {
  return Lanes{x, x, x, x};
}
inline Lanes load(const float* from) {
  Lanes lanes;
  std::memcpy(&lanes, from, sizeof lanes);
  return lanes;
}
inline void store(float* to, Lanes lanes) {
  std::memcpy(to, &lanes, sizeof lanes);
}

// A second-order section, normalised so that a0 = 1.
struct Section2 {
  double b0 = 1, b1 = 0, b2 = 0, a1 = 0, a2 = 0;
};

// One second-order section per lane, transposed direct form II.
class LaneFilter {
 public:
  void set(std::size_t lane, const Section2& section) {
    b0_[lane] = static_cast<float>(section.b0);
    b1_[lane] = static_cast<float>(section.b1);
    b2_[lane] = static_cast<float>(section.b2);
    a1_[lane] = static_cast<float>(section.a1);
    a2_[lane] = static_cast<float>(section.a2);
  }
  void set_all(const Section2& section) {
    for (std::size_t lane = 0; lane < 4; ++lane) set(lane, section);
  }
  Lanes run(Lanes x) {
    const Lanes y = b0_ * x + s1_;
    s1_ = (b1_ * x + s2_) - a1_ * y;
    s2_ = b2_ * x - a2_ * y;
    return y;
  }

 private:
  Lanes b0_ = {1, 1, 1, 1}, b1_{}, b2_{}, a1_{}, a2_{};
  Lanes s1_{}, s2_{};
};

}  // namespace undertone::mix
