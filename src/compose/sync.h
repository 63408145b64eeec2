// Which cuts matter: a cue that hits every cut is heard as clockwork, so the planner sets out to meet only some.
#pragma once

#include <vector>

#include "model/brief.h"

namespace undertone::compose {

struct WantedCut {
  double at = 0;      // seconds on the music's clock
  double weight = 0;  // how much it matters: .3 a usual one, 1 and more where everything changes
  bool operator==(const WantedCut&) const = default;
};

// The cuts to meet, in order of time. Sync::cuts: nearly all, never closer than .7 s; Sync::loose: the big ones, a few
// seconds apart; Sync::off: none. A cut weighs by its strength, by how long the picture had rested, and by how much the
// picture's energy changes there. O(n log n).
std::vector<WantedCut> choose_cuts(const Brief& brief);

// The picture's mean energy in [from, to) seconds; `otherwise` where nothing is known.
double energy_between(const Brief& brief, double from, double to, double otherwise);

}  // namespace undertone::compose
