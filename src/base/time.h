// Time: one integer unit for clip time, exact for 44.1/48 kHz samples and all common frame rates.
//
// A Time is a count of flicks (1/705600000 s). Seconds as doubles appear only at the edges: JSON, messages, formulas.
#pragma once

#include <chrono>
#include <cmath>
#include <cstdint>
#include <string>

namespace undertone {

using Time = std::chrono::duration<std::int64_t, std::ratio<1, 705600000>>;
inline constexpr std::int64_t flicks_per_second = 705600000;

struct Rational {
  std::int64_t num = 0;
  std::int64_t den = 1;
  double value() const { return den == 0 ? 0.0 : static_cast<double>(num) / static_cast<double>(den); }
  bool operator==(const Rational&) const = default;
};

// Half-open: start is inside, end is not.
struct Span {
  Time start{};
  Time end{};
  Time length() const { return end - start; }
  bool contains(Time t) const { return t >= start && t < end; }
  bool overlaps(const Span& other) const { return start < other.end && other.start < end; }
  bool operator==(const Span&) const = default;
};

inline double seconds(Time t) {
  return static_cast<double>(t.count()) / static_cast<double>(flicks_per_second);
}
inline Time from_seconds(double s) {
  return Time{std::llround(s * static_cast<double>(flicks_per_second))};
}
inline std::int64_t milliseconds(Time t) {
  return std::llround(seconds(t) * 1000.0);
}
inline Time from_milliseconds(std::int64_t ms) {
  return Time{ms * (flicks_per_second / 1000)};
}

// count · base, exactly rounded: from_ticks(pts, {1, 90000}).
Time from_ticks(std::int64_t count, Rational base);
// The nearest count of `base` units: to_ticks(t, {1, 48000}) is a sample position.
std::int64_t to_ticks(Time t, Rational base);
// Position in samples at `rate` Hz.
inline std::int64_t to_samples(Time t, int rate = 48000) {
  return to_ticks(t, {1, rate});
}
inline Time from_samples(std::int64_t samples, int rate = 48000) {
  return from_ticks(samples, {1, rate});
}

// "0:07", "1:02:03": for people.
std::string clock(Time t);
// "7s", "13.4s": short, at most one decimal, for time-line summaries.
std::string short_seconds(Time t);

}  // namespace undertone
