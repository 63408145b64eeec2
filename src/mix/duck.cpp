#include "mix/duck.h"

#include <algorithm>

#include "base/spool.h"

namespace undertone::mix {
namespace {

constexpr std::int64_t milliseconds_of_frames(std::int64_t ms) {
  return ms * sample_rate / 1000;
}

constexpr std::int64_t early = milliseconds_of_frames(250);
constexpr std::int64_t ramp_down = milliseconds_of_frames(300);
constexpr std::int64_t hold = milliseconds_of_frames(450);
constexpr std::int64_t ramp_up = milliseconds_of_frames(900);
// In a shorter gap the music would turn round as soon as it had come up.
constexpr std::int64_t shortest_gap = hold + ramp_up + milliseconds_of_frames(350) + ramp_down + early;
constexpr std::int64_t shortest_phrase = milliseconds_of_frames(200);

}  // namespace

std::vector<Frames> join_phrases(std::span<const Span> speech, std::int64_t length) {
  std::vector<Frames> phrases;
  for (const auto& span : speech) {
    const Frames phrase{std::clamp<std::int64_t>(to_samples(span.start), 0, length),
                        std::clamp<std::int64_t>(to_samples(span.end), 0, length)};
    if (phrase.end > phrase.start) phrases.push_back(phrase);
  }
  std::sort(phrases.begin(), phrases.end(), [](const Frames& a, const Frames& b) { return a.start < b.start; });
  std::vector<Frames> joined;
  for (const auto& phrase : phrases) {
    if (!joined.empty() && phrase.start - joined.back().end < shortest_gap)
      joined.back().end = std::max(joined.back().end, phrase.end);
    else
      joined.push_back(phrase);
  }
  std::erase_if(joined, [](const Frames& each) { return each.end - each.start < shortest_phrase; });
  return joined;
}

Curve duck_curve(std::span<const Frames> stretches, std::span<const float> down, float up, std::int64_t length) {
  Curve curve(up);
  for (std::size_t i = 0; i < stretches.size(); ++i) {
    const std::int64_t ready = stretches[i].start - early;
    // Speech from the first moment: the music begins already down.
    if (ready - ramp_down <= 0 && i == 0)
      curve = Curve(down[i]).to(0, down[i]);
    else
      curve.to(ready - ramp_down, up).to(ready, down[i]);
    const std::int64_t released = stretches[i].end + hold;
    curve.to(released, down[i]);
    if (released + ramp_up + ramp_up < length) curve.to(released + ramp_up, up);
  }
  return curve;
}

}  // namespace undertone::mix
