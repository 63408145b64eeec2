// Piece: everything a part writer may look at while it writes, decided once before the first note.
//
// Writers are free functions `Part write_bass(const Piece&)`: they read the piece and what has been written before, and
// draw chance only from piece.random.fork(their name), so that no part shifts another.
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "base/random.h"
#include "compose/form.h"
#include "compose/parts/instruments.h"
#include "compose/parts/tables.h"
#include "compose/parts/theory.h"
#include "compose/style.h"
#include "model/brief.h"

namespace undertone::compose::parts {

inline constexpr Tick sixteenth = ticks_per_beat / 4;

// The mood as numbers for the writers (Eerola, Friberg & Bresin 2013; Livingstone et al. 2010: a linear map serves).
struct Feel {
  double valence = 0;  // −1 … 1
  double arousal = 0;  // −1 … 1
  double density = 0;  // −1 … 1, what was asked for beyond the mood
  double centre = 65;  // register, MIDI
  double velocity = 72;
  double notes_per_second = 2.8;  // of the lead
  double colour = 0.15;           // share of sevenths and suspensions
  double legato = 1;              // of a written length
};
Feel feel_of(const Brief& brief);

// A part's players: what sounds, in what range, and which layers join at which intensity.
struct Cast {
  bool present = false;
  std::vector<Layer> layers;
  std::vector<const Instrument*> instruments;  // one per layer
  std::vector<double> from;                    // one per layer: the intensity at which it joins
  int low = 36;
  int high = 96;
  std::uint8_t layers_at(double intensity) const;  // never none
};

struct Piece {
  const Form& form;
  const Style& style;
  const Brief& brief;
  const NoteTables& tables;
  Feel feel;
  std::array<Cast, role_count> casts;
  std::vector<Chord> chords;  // one after another, over all bars
  Tick end = 0;               // nothing sounds at or after it
  Random random;

  const Cast& cast(Role role) const { return casts[static_cast<std::size_t>(role)]; }
  const PlayerTable& player(Role role) const { return tables.player(role); }
  const Chord& chord_at(Tick tick) const;
  const Section& section(const Bar& bar) const { return form.sections[static_cast<std::size_t>(bar.section)]; }
  // The last tonic has been struck at or before this bar's start: nothing but its ring is left.
  bool after_final(const Bar& bar) const;
  bool plays(Role role, const Bar& bar) const;
  double bar_seconds() const;  // of a 4/4 bar at the first tempo
};

// "A", "A'" and "A2" are one musical idea.
std::string base_name(std::string_view section);
// How many sections with the same base name came before this one.
int occurrence(const Form& form, int section);

// The index of one of `items` that suits the intensity, by weight; items.size() when there are none at all.
template <class T>
std::size_t choose(const std::vector<T>& items, double intensity, Random& random) {
  std::vector<double> weights;
  double total = 0;
  for (const auto& each : items) {
    const bool suits = intensity >= each.from && intensity < each.to;
    weights.push_back(suits ? each.weight : 0);
    total += weights.back();
  }
  if (items.empty()) return items.size();
  if (total > 0) return random.weighted(weights);
  std::size_t nearest = 0;
  double distance = 9;
  for (std::size_t i = 0; i < items.size(); ++i) {
    const double away = intensity < items[i].from ? items[i].from - intensity : intensity - items[i].to;
    if (away < distance) nearest = i;
    distance = std::min(distance, away);
  }
  return nearest;
}

}  // namespace undertone::compose::parts
