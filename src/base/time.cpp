#include "base/time.h"

#include <fmt/format.h>

namespace undertone {
namespace {

__extension__ typedef __int128 Wide;

// a·b/c rounded to nearest, without overflow on the way.
std::int64_t rescale(std::int64_t a, std::int64_t b, std::int64_t c) {
  const auto wide = static_cast<Wide>(a) * b;
  const auto half = static_cast<Wide>(c) / 2;
  return static_cast<std::int64_t>((wide >= 0 ? wide + half : wide - half) / c);
}

}  // namespace

Time from_ticks(std::int64_t count, Rational base) {
  return base.den == 0 ? Time{} : Time{rescale(count, base.num * flicks_per_second, base.den)};
}

std::int64_t to_ticks(Time t, Rational base) {
  return base.num == 0 ? 0 : rescale(t.count(), base.den, base.num * flicks_per_second);
}

std::string clock(Time t) {
  const auto whole = std::llround(seconds(t));
  if (whole >= 3600) return fmt::format("{}:{:02}:{:02}", whole / 3600, whole / 60 % 60, whole % 60);
  return fmt::format("{}:{:02}", whole / 60, whole % 60);
}

std::string short_seconds(Time t) {
  const double tenths = std::round(seconds(t) * 10.0) / 10.0;
  return tenths == std::floor(tenths) ? fmt::format("{:.0f}s", tenths) : fmt::format("{:.1f}s", tenths);
}

}  // namespace undertone
