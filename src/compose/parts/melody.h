// Melody: pitches for a rhythm, found all at once.
//
// A phrase's notes are a path through the scale; the best path (Viterbi) weighs chord tones on strong beats, intervals
// as in sung music, the motif's contour, a comfortable register, a good last note, no parallel fifths with the bass,
// and a little chance. So a motif that returns over other chords keeps its shape and still fits them.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "compose/parts/piece.h"

namespace undertone::compose::parts {

struct Slot {  // a note whose pitch is to be found
  Tick start = 0;
  Tick length = 0;
  double weight = 0;                              // of its place in the bar, see weight_at()
  std::optional<int> move = std::nullopt;         // scale steps from the one before that the motif wants
  std::optional<int> pitch_class = std::nullopt;  // where it must come to rest
  bool home = false;                              // prefers the tonic's chord tones; a question mark otherwise, if last
  double lift = 0;                                // semitones above or below the usual register
};

struct MelodyRange {
  int low = 62;
  int high = 81;
  double centre = 71;
};

// One pitch per slot. `before` is the pitch the line comes from, if any.
std::vector<int> find_pitches(const Piece& piece, const std::vector<Slot>& slots, const MelodyRange& range,
                              std::optional<int> before, Random& random);

MelodyRange lead_range(const Piece& piece);

}  // namespace undertone::compose::parts
