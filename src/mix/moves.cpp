#include "mix/moves.h"

#include <algorithm>
#include <cmath>

#include "mix/duck.h"
#include "mix/filter.h"

namespace undertone::mix {
namespace {

// Glue and soft saturation take about a quarter of these again: 4–6 LU remain, what a bed under a picture wants.
constexpr double least_range_lu = 5.5;
constexpr double most_range_lu = 7.5;
constexpr std::int64_t attack = sample_rate / 250;  // 4 ms before the kick
constexpr std::int64_t smoothing_steps = 20;        // either side

bool is_kick(const Note& note) {
  return note.pitch == 35 || note.pitch == 36;  // General MIDI bass drums
}

std::vector<std::int64_t> kicks_of(const Score& score) {
  std::vector<std::int64_t> kicks;
  const Part* drums = find_part(score, Role::drums);
  if (drums == nullptr) return kicks;
  const TempoClock clock(score);
  for (const auto& note : drums->notes)
    if (is_kick(note))
      kicks.push_back(to_samples(clock.time_of(note.start) + Time{note.nudge_us10 * (flicks_per_second / 100000)}));
  std::sort(kicks.begin(), kicks.end());
  return kicks;
}

// Of a section `above` the whole (LU): full strength near the middle, none in what is 24 LU down.
double ride_db(double above, double strength) {
  const double kept = above < -12 ? std::max(0.0, (above + 24) / 12) : 1.0;
  return std::clamp(-strength * std::max(above, -12.0) * kept, -4.0, 5.0);
}

}  // namespace

std::vector<float> ride_levels(const Energies& energies, double least_lu, double most_lu) {
  const double whole = integrated(energies);
  const double spread = range(energies);
  const double strength = spread < 0.5 ? 0 : std::clamp(1 - std::clamp(spread, least_lu, most_lu) / spread, -0.5, 0.6);
  std::vector<float> gains(energies.steps.size() + 1, 1.0F);
  if (strength == 0 || whole <= -69.9) return gains;
  for (std::int64_t i = 0; i < std::ssize(gains); ++i) {
    const double here = lufs(mean_energy(energies, i - smoothing_steps, i + smoothing_steps));
    gains[static_cast<std::size_t>(i)] = static_cast<float>(from_db(ride_db(here - whole, strength)));
  }
  return gains;
}

Moves plan_moves(const Score& score, std::span<const Span> speech, const Energies& foreseen) {
  Moves moves;
  moves.kicks = kicks_of(score);
  moves.pump_length = std::clamp<std::int64_t>(std::llround(0.8 * 60.0 / bpm_at(score, 0) * sample_rate),
                                               sample_rate / 6, sample_rate * 2 / 5);
  const auto stretches = join_phrases(speech, foreseen.frames);
  const std::vector<float> closed(stretches.size(), 0.0F);
  moves.open = duck_curve(stretches, closed, 1, foreseen.frames);
  moves.speech = !stretches.empty();
  moves.ride = ride_levels(foreseen, least_range_lu, most_range_lu);
  return moves;
}

void fill_pump(const Moves& moves, std::int64_t frame, std::span<float> depth) {
  std::fill(depth.begin(), depth.end(), 0.0F);
  const auto end = frame + std::ssize(depth);
  auto kick = std::lower_bound(moves.kicks.begin(), moves.kicks.end(), frame - moves.pump_length);
  for (; kick != moves.kicks.end() && *kick - attack < end; ++kick) {
    const std::int64_t first = std::max(frame, *kick - attack);
    const std::int64_t last = std::min(end, *kick + moves.pump_length);
    for (std::int64_t at = first; at < last; ++at) {
      const std::int64_t since = at - *kick;
      const float left = since < 0 ? static_cast<float>(since + attack) / static_cast<float>(attack)
                                   : 1.0F - static_cast<float>(since) / static_cast<float>(moves.pump_length);
      float& value = depth[static_cast<std::size_t>(at - frame)];
      value = std::max(value, left * left * (3.0F - 2.0F * left));
    }
  }
}

void fill_ride(const Moves& moves, std::int64_t frame, std::span<float> gains) {
  for (std::size_t i = 0; i < gains.size(); ++i) {
    const std::int64_t at = frame + static_cast<std::int64_t>(i);
    const auto step = static_cast<std::size_t>(at / step_frames);
    const float part = static_cast<float>(at % step_frames) / static_cast<float>(step_frames);
    if (step + 1 >= moves.ride.size()) {
      gains[i] = moves.ride.empty() ? 1.0F : moves.ride.back();
    } else {
      gains[i] = moves.ride[step] + (moves.ride[step + 1] - moves.ride[step]) * part;
    }
  }
}

}  // namespace undertone::mix
