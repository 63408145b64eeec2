#include "mix/curve.h"

#include <algorithm>

namespace undertone::mix {
namespace {

float between(const Curve::Point& a, const Curve::Point& b, std::int64_t frame) {
  const float t = static_cast<float>(frame - a.frame) / static_cast<float>(b.frame - a.frame);
  return a.gain + (b.gain - a.gain) * (t * t * (3.0F - 2.0F * t));
}

void scale(std::span<float> gains, float by) {
  if (by == 1.0F) return;
  for (float& gain : gains) gain *= by;
}

}  // namespace

Curve& Curve::to(std::int64_t frame, float gain) {
  points_.push_back({points_.empty() ? frame : std::max(frame, points_.back().frame), gain});
  return *this;
}

void Curve::shape(std::int64_t frame, std::span<float> gains) const {
  auto next = std::upper_bound(points_.begin(), points_.end(), frame,
                               [](std::int64_t f, const Point& point) { return f < point.frame; });
  while (!gains.empty()) {
    const auto left = static_cast<std::int64_t>(gains.size());
    const std::int64_t run = next == points_.end() ? left : std::min(left, next->frame - frame);
    const auto part = gains.first(static_cast<std::size_t>(run));
    if (next == points_.begin()) {
      scale(part, before_);
    } else if (next == points_.end() || std::prev(next)->gain == next->gain) {
      scale(part, std::prev(next)->gain);
    } else {
      for (std::int64_t i = 0; i < run; ++i)
        part[static_cast<std::size_t>(i)] *= between(*std::prev(next), *next, frame + i);
    }
    gains = gains.subspan(part.size());
    frame += run;
    while (next != points_.end() && next->frame <= frame) ++next;
  }
}

float Curve::at(std::int64_t frame) const {
  float gain = 1;
  shape(frame, {&gain, 1});
  return gain;
}

}  // namespace undertone::mix
