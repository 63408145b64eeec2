#include "compose/parts/melody.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdlib>
#include <limits>

namespace undertone::compose::parts {
namespace {

// −log of how often people use each interval in semitones (POP909: repeat .24, 1 .08, 2 .36, 3 .14, 4 .04, 5 .07, 7
// .04).
double interval_cost(int semitones) {
  constexpr std::array<double, 13> costs = {1.75, 1.5, 1.0, 1.8, 2.6, 2.5, 6.5, 3.2, 4.8, 4.8, 7, 9, 4.4};
  const auto size = static_cast<std::size_t>(std::abs(semitones));
  return size < costs.size() ? costs[size] : 14;
}

class PitchSearch {
 public:
  PitchSearch(const Piece& piece, const std::vector<Slot>& slots, const MelodyRange& range, Random& random)
      : piece_(piece), slots_(slots), range_(range), random_(random) {
    for (int pitch = range.low; pitch <= range.high; ++pitch)
      if (in_scale(piece.brief.key.value, pitch)) ladder_.push_back(pitch);
  }

  std::vector<int> best(std::optional<int> before) {
    std::vector<std::vector<std::size_t>> came(slots_.size(), std::vector<std::size_t>(ladder_.size(), 0));
    std::vector<double> cost(ladder_.size());
    for (std::size_t j = 0; j < ladder_.size(); ++j) {
      cost[j] = place_cost(0, j);
      if (before) cost[j] += 0.6 * interval_cost(ladder_[j] - *before);
    }
    for (std::size_t i = 1; i < slots_.size(); ++i) cost = step(i, cost, came[i]);
    return walk_back(cost, came);
  }

 private:
  std::vector<double> step(std::size_t i, const std::vector<double>& before, std::vector<std::size_t>& came) {
    std::vector<double> after(ladder_.size(), std::numeric_limits<double>::max());
    for (std::size_t j = 0; j < ladder_.size(); ++j) {
      for (std::size_t k = 0; k < ladder_.size(); ++k) {
        const double total = before[k] + move_cost(i, k, j);
        if (total >= after[j]) continue;
        after[j] = total;
        came[j] = k;
      }
      after[j] += place_cost(i, j);
    }
    return after;
  }

  double place_cost(std::size_t i, std::size_t j) {
    const auto& slot = slots_[i];
    const int pitch = ladder_[j];
    const auto& chord = piece_.chord_at(slot.start);
    double cost = 0.8 * random_.uniform();
    const double length = std::min(2.0, static_cast<double>(slot.length) / static_cast<double>(ticks_per_beat));
    if (!chord.has(pitch)) cost += 0.3 + 3.3 * std::max(0.0, slot.weight - 0.2) + 1.3 * std::max(0.0, length - 0.6);
    if (!chord.has(pitch) && chord.has(pitch - 1)) cost += 0.8 + 1.5 * length;  // a semitone above a chord tone bites
    const double away = (pitch - range_.centre - slot.lift) / 5.0;
    cost += 0.3 * away * away;
    if (slot.pitch_class && pitch_class(pitch) != *slot.pitch_class) cost += 30;
    if (i + 1 == slots_.size()) cost += rest_cost(slot, pitch, chord);
    return cost;
  }

  // A question ends away from the tonic, an answer on it; both on a chord tone.
  double rest_cost(const Slot& slot, int pitch, const Chord& chord) const {
    const bool tonic = pitch_class(pitch) == piece_.brief.key.value.tonic;
    double cost = chord.has(pitch) ? 0 : 3;
    if (slot.home != tonic) cost += slot.home ? 1.6 : 2.2;
    return cost;
  }

  double move_cost(std::size_t i, std::size_t from, std::size_t to) const {
    const int semitones = ladder_[to] - ladder_[from];
    double cost = 0.75 * interval_cost(semitones);
    const auto& slot = slots_[i];
    const int steps = static_cast<int>(to) - static_cast<int>(from);
    if (slot.move) cost += 1.25 * std::min(4, std::abs(steps - *slot.move));
    return cost + parallel_cost(i, ladder_[from], ladder_[to]);
  }

  // Fifths and octaves that move together with the bass.
  double parallel_cost(std::size_t i, int from, int to) const {
    const int bass_from = piece_.chord_at(slots_[i - 1].start).bass;
    const int bass_to = piece_.chord_at(slots_[i].start).bass;
    if (bass_from == bass_to || from == to) return 0;
    const int before = pitch_class(from - bass_from);
    const int after = pitch_class(to - bass_to);
    return before == after && (before == 7 || before == 0) ? 2.5 : 0;
  }

  std::vector<int> walk_back(const std::vector<double>& cost, const std::vector<std::vector<std::size_t>>& came) const {
    auto at = static_cast<std::size_t>(std::min_element(cost.begin(), cost.end()) - cost.begin());
    std::vector<int> pitches(slots_.size());
    for (std::size_t i = slots_.size(); i-- > 0;) {
      pitches[i] = ladder_[at];
      at = came[i][at];
    }
    return pitches;
  }

  const Piece& piece_;
  const std::vector<Slot>& slots_;
  const MelodyRange& range_;
  Random& random_;
  std::vector<int> ladder_;
};

}  // namespace

std::vector<int> find_pitches(const Piece& piece, const std::vector<Slot>& slots, const MelodyRange& range,
                              std::optional<int> before, Random& random) {
  if (slots.empty()) return {};
  return PitchSearch(piece, slots, range, random).best(before);
}

MelodyRange lead_range(const Piece& piece) {
  const auto& cast = piece.cast(Role::lead);
  MelodyRange range;
  range.centre = std::clamp(piece.feel.centre + 4, cast.low + 8.0, std::max(cast.low + 8.0, cast.high - 9.0));
  range.low = std::max(cast.low, static_cast<int>(range.centre) - 8);
  range.high = std::min(cast.high, static_cast<int>(range.centre) + 9);
  range.high = std::max(range.high, range.low + 12);
  return range;
}

}  // namespace undertone::compose::parts
