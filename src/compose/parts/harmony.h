// Harmony: the chords of the whole piece.
//
// Each idea of the form (A, B, …) gets a progression of the style's own; when the idea comes back, so does its
// progression, with small changes. The mood decides how fast chords change, how coloured they are and what is borrowed.
//
//   bars      | 1    | 2    | 3    | 4    | … closing | final |
//   chords    | I    | V    | vi   | IV   | … IV   V  | I ──── |
#pragma once

#include "compose/parts/piece.h"

namespace undertone::compose::parts {

struct HarmonyAsked {
  const Form& form;
  const HarmonyTable& table;
  const Feel& feel;
  Key key;
};

// Chords that follow one another without a gap from the first bar to the end of the last. At least one.
std::vector<Chord> plan_harmony(const HarmonyAsked& asked, const Random& random);

}  // namespace undertone::compose::parts
