// Voicing: chords as real notes, each voice moving as little as it can to the next.
#pragma once

#include <vector>

#include "compose/parts/theory.h"

namespace undertone::compose::parts {

struct Register {
  int low = 48;
  int high = 76;
  double centre = 62;
  int voices = 4;
  bool rootless = false;  // somebody else plays the root; leave it out before a third or seventh
};

// Ascending pitches inside the register. `before` is the last voicing, empty at the beginning.
std::vector<int> voice_chord(const Chord& chord, const std::vector<int>& before, const Register& reg);

// One voicing per chord, led from each to the next.
std::vector<std::vector<int>> voice_all(const std::vector<Chord>& chords, const Register& reg);

// Mean movement in semitones per voice between two voicings (voices matched from the top).
double movement(const std::vector<int>& from, const std::vector<int>& to);

}  // namespace undertone::compose::parts
