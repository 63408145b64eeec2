#include "model/score.h"

#include <algorithm>
#include <cmath>

namespace undertone {
namespace {

double flicks_per_tick(double bpm) {
  return static_cast<double>(flicks_per_second) * 60.0 / (bpm * static_cast<double>(ticks_per_beat));
}

}  // namespace

TempoClock::TempoClock(const Score& score) {
  auto start = static_cast<double>(score.offset.count());
  for (const auto& tempo : score.tempos) {
    if (!stretches_.empty()) {
      const auto& before = stretches_.back();
      start = before.flicks + static_cast<double>(tempo.at - before.tick) * before.per_tick;
    }
    stretches_.push_back({tempo.at, start, flicks_per_tick(tempo.bpm)});
  }
  if (stretches_.empty()) stretches_.push_back({0, start, flicks_per_tick(120)});
}

Time TempoClock::time_of(Tick tick) const {
  auto after = std::upper_bound(stretches_.begin(), stretches_.end(), tick,
                                [](Tick t, const Stretch& each) { return t < each.tick; });
  const auto& in = after == stretches_.begin() ? stretches_.front() : *std::prev(after);
  return Time{std::llround(in.flicks + static_cast<double>(tick - in.tick) * in.per_tick)};
}

Tick TempoClock::tick_at(Time time) const {
  const auto flicks = static_cast<double>(time.count());
  auto after = std::upper_bound(stretches_.begin(), stretches_.end(), flicks,
                                [](double t, const Stretch& each) { return t < each.flicks; });
  const auto& in = after == stretches_.begin() ? stretches_.front() : *std::prev(after);
  return in.tick + std::llround((flicks - in.flicks) / in.per_tick);
}

Time time_of(const Score& score, Tick tick) {
  return TempoClock(score).time_of(tick);
}

Tick tick_at(const Score& score, Time time) {
  return TempoClock(score).tick_at(time);
}

double bpm_at(const Score& score, Tick tick) {
  double bpm = score.tempos.empty() ? 120 : score.tempos.front().bpm;
  for (const auto& tempo : score.tempos)
    if (tempo.at <= tick) bpm = tempo.bpm;
  return bpm;
}

const Part* find_part(const Score& score, Role role) {
  for (const auto& part : score.parts)
    if (part.role == role) return &part;
  return nullptr;
}

}  // namespace undertone
