// Strokes: a pattern of sixteenths laid over a bar, and the small arithmetic of notes that all writers share.
#pragma once

#include <string_view>
#include <vector>

#include "compose/parts/piece.h"

namespace undertone::compose::parts {

struct Stroke {
  Tick start = 0;   // absolute
  Tick length = 0;  // until its hold ends
  char what = 'x';
};

// `turn` counts bars, so that patterns of two or more bars go on where the last bar stopped. Bars that are longer than
// a pattern's bar begin it again; shorter ones cut it.
std::vector<Stroke> lay(std::string_view steps, const Bar& bar, int turn);

// A bar that answers the one before it: one stroke left out or one held stroke broken in two, more often the nearer the
// phrase's end. The same place of the same idea is varied alike each time, so that the variation belongs to the tune.
void vary(std::vector<Stroke>& strokes, const Bar& bar, const Random& random);

// How strong a place in the bar is: 1 the first beat, .75 the half bar, .5 other beats, .25 off-beats, 0 sixteenths.
double weight_at(const Bar& bar, Tick tick);

// Velocity of a note: the mood, the bar's intensity, the place in the bar, the arch of the phrase.
std::uint8_t velocity_at(const Piece& piece, Role role, const Bar& bar, Tick tick, double extra = 0);

Note make_note(const Piece& piece, Role role, const Bar& bar, Tick start, Tick length, int pitch, double extra = 0);

Part empty_part(Role role);

// The end of the bars' music as a writer may fill it: the last chord of a ring-out sounds until here.
Tick ring_end(const Piece& piece);
// The length of the last chord for this ending.
Tick final_length(const Piece& piece);

}  // namespace undertone::compose::parts
