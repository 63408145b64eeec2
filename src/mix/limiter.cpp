#include "mix/limiter.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <deque>

#include "base/spool.h"
#include "mix/true_peak.h"

namespace undertone::mix {
namespace {

constexpr std::size_t ahead = 6;    // 2 ms
constexpr std::size_t behind = 15;  // 5 ms
const float release = 1.0F - std::exp(-static_cast<float>(hop_frames) / (0.080F * sample_rate));

// At each border, the least of the wanted gains within `behind` hops before it and `ahead` after it (monotonic queue).
std::vector<float> least_around(std::span<const float> wanted) {
  std::vector<float> least(wanted.size() + 1);
  std::deque<std::size_t> falling;
  std::size_t next = 0;
  for (std::size_t border = 0; border < least.size(); ++border) {
    for (; next < std::min(border + ahead, wanted.size()); ++next) {
      while (!falling.empty() && wanted[falling.back()] >= wanted[next]) falling.pop_back();
      falling.push_back(next);
    }
    while (!falling.empty() && falling.front() + behind < border) falling.pop_front();
    least[border] = falling.empty() ? 1.0F : wanted[falling.front()];
  }
  return least;
}

void rise_slowly(std::vector<float>& gains) {
  float level = 1;
  for (float& gain : gains) {
    level = std::min(gain, level + (1.0F - level) * release);
    gain = level;
  }
}

// The mean of the last `ahead` values: a straight way down that arrives exactly when the peak does.
void slope_down(std::vector<float>& gains) {
  std::array<float, ahead> recent{};
  recent.fill(gains.front());  // a peak in the first moment has nothing to slope down from
  for (std::size_t i = 0; i < gains.size(); ++i) {
    recent[i % ahead] = gains[i];
    float sum = 0;
    for (const float each : recent) sum += each;
    gains[i] = sum / static_cast<float>(ahead);
  }
}

}  // namespace

std::vector<float> limiter_curve(std::span<const float> peaks, float gain, float ceiling) {
  std::vector<float> wanted(peaks.size());
  bool needed = false;
  for (std::size_t i = 0; i < peaks.size(); ++i) {
    const float peak = peaks[i] * gain;
    wanted[i] = peak > ceiling ? ceiling / peak : 1.0F;
    needed = needed || peak > ceiling;
  }
  if (!needed) return {};
  auto curve = least_around(wanted);
  rise_slowly(curve);
  slope_down(curve);
  return curve;
}

void shape_by_hops(std::span<const float> curve, std::int64_t frame, std::span<float> gains) {
  for (std::size_t i = 0; i < gains.size(); ++i) {
    const std::int64_t at = frame + static_cast<std::int64_t>(i);
    if (at < 0) continue;
    const auto hop = static_cast<std::size_t>(at / hop_frames);
    if (hop + 1 >= curve.size()) break;
    const float part = static_cast<float>(at % hop_frames) / static_cast<float>(hop_frames);
    gains[i] *= curve[hop] + (curve[hop + 1] - curve[hop]) * part;
  }
}

}  // namespace undertone::mix
