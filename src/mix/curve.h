// Curve: a gain over time, as points with soft S-shaped ways between them.
//
//   .to(0, 1) .to(48000, 1) .to(62400, .3) .to(96000, .3)        ‾‾\__
#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace undertone::mix {

class Curve {
 public:
  explicit Curve(float before = 1.0F) : before_(before) {}

  // Adds a point; frames must not fall. Between two points the gain follows 3t² − 2t³, which is a raised cosine to
  // within 1 %. Two points on one frame make a step.
  Curve& to(std::int64_t frame, float gain);
  // gains[i] *= the curve's value at frame + i.
  void shape(std::int64_t frame, std::span<float> gains) const;
  float at(std::int64_t frame) const;

  struct Point {
    std::int64_t frame;
    float gain;
  };
  const std::vector<Point>& points() const { return points_; }

 private:
  float before_;
  std::vector<Point> points_;
};

}  // namespace undertone::mix
