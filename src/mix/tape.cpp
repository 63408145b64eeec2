#include "mix/tape.h"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "base/spool.h"
#include "mix/filter.h"
#include "mix/shape.h"

namespace undertone::mix {
namespace {

constexpr std::int64_t ring_frames = 512;
constexpr double middle_delay = 140;  // frames, 3 ms
// Depths in frames of delay: .12 % of wow at .55 Hz and .03 % of flutter at 6.7 Hz, at full tape.
constexpr double wow_hz = 0.55;
constexpr double wow_depth = 0.0012 * sample_rate / (2 * std::numbers::pi * wow_hz) * 1.5;
constexpr double flutter_hz = 6.7;
constexpr double flutter_depth = 0.0003 * sample_rate / (2 * std::numbers::pi * flutter_hz);
constexpr std::size_t speed_hop = 64;
constexpr double pops_per_second = 9;
const float hiss_level = static_cast<float>(from_db(-66));
const float pop_level = static_cast<float>(from_db(-34));

double delay_at(std::int64_t frame, double tape) {
  const double t = 2 * std::numbers::pi * static_cast<double>(frame) / sample_rate;
  return middle_delay +
         tape * (std::min(wow_depth, 30.0) * std::sin(wow_hz * t) + flutter_depth * std::sin(flutter_hz * t));
}

// Catmull–Rom between y1 and y2.
float curve_through(float y0, float y1, float y2, float y3, float t) {
  return y1 + 0.5F * t * (y2 - y0 + t * (2 * y0 - 5 * y1 + 4 * y2 - y3 + t * (3 * (y1 - y2) + y3 - y0)));
}

}  // namespace

Tape::Tape(const Production& production, Random chance)
    : tape_(static_cast<float>(std::clamp(production.tape, 0.0, 1.0))),
      vinyl_(static_cast<float>(std::clamp(production.vinyl, 0.0, 1.0))),
      chance_(chance.fork("vinyl")),
      ring_(2 * ring_frames) {
  soft_top_.set_all(low_pass(17000 - 8500 * static_cast<double>(tape_), 0.6));
  hiss_colour_.set_all(low_pass(5000, 0.6));
}

void Tape::run(std::int64_t frame, std::span<float> stereo) {
  if (tape_ > 0) {
    bend(stereo);
    waver(frame, stereo);
  }
  if (vinyl_ > 0) crackle(stereo);
}

void Tape::bend(std::span<float> stereo) {
  const float drive = 1 + 2.5F * tape_;
  const float back = (1 + 0.25F * tape_) / drive;
  for (std::size_t i = 0; i < stereo.size(); i += 2) {
    const Lanes x{stereo[i], stereo[i + 1], 0, 0};
    const Lanes y = soft_top_.run(saturated(x * all(drive)) * all(back));
    stereo[i] = y[0];
    stereo[i + 1] = y[1];
  }
}

void Tape::waver(std::int64_t frame, std::span<float> stereo) {
  const auto amount = static_cast<double>(tape_);
  for (std::size_t at = 0; at < stereo.size() / 2; at += speed_hop) {
    const auto hop = std::min(speed_hop, stereo.size() / 2 - at);
    const auto first = frame + static_cast<std::int64_t>(at);
    double delay = delay_at(first, amount);
    const double by = (delay_at(first + static_cast<std::int64_t>(hop), amount) - delay) / static_cast<double>(hop);
    for (std::size_t i = at; i < at + hop; ++i, delay += by) {
      const auto here = static_cast<std::size_t>(written_ % ring_frames);
      ring_[2 * here] = stereo[2 * i];
      ring_[2 * here + 1] = stereo[2 * i + 1];
      const double from = static_cast<double>(written_ + ring_frames) - delay;
      const auto whole = static_cast<std::size_t>(from);
      const auto part = static_cast<float>(from - static_cast<double>(whole));
      const auto tap = [&](std::size_t back, std::size_t side) {
        return ring_[2 * ((whole + back - 1) % ring_frames) + side];
      };
      for (std::size_t side = 0; side < 2; ++side)
        stereo[2 * i + side] = curve_through(tap(0, side), tap(1, side), tap(2, side), tap(3, side), part);
      ++written_;
    }
  }
}

void Tape::crackle(std::span<float> stereo) {
  constexpr float to_unit = 1.0F / 2147483648.0F;
  for (std::size_t i = 0; i < stereo.size(); i += 2) {
    if (next_pop_-- <= 0) {
      pop_ = vinyl_ * pop_level * static_cast<float>(std::pow(chance_.uniform(), 3.0) + 0.03);
      pop_side_ = static_cast<float>(chance_.uniform(0.3, 1.0));
      next_pop_ = std::llround(-std::log(1 - chance_.uniform()) * sample_rate / pops_per_second);
    }
    const std::uint64_t bits = chance_.next();
    const auto noise = static_cast<float>(static_cast<std::int32_t>(bits >> 32U)) * to_unit;
    const auto other = static_cast<float>(static_cast<std::int32_t>(bits & 0xffffffffU)) * to_unit;
    const float hiss = hiss_level * vinyl_;
    const Lanes dust =
        hiss_colour_.run(Lanes{hiss * noise + pop_ * other, hiss * other + pop_ * pop_side_ * other, 0, 0});
    stereo[i] += dust[0];
    stereo[i + 1] += dust[1];
    pop_ *= 0.985F;
  }
}

}  // namespace undertone::mix
