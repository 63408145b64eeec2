// How long the last chord may sound: the room that each kind of ending needs before the music's end.
#pragma once

#include "compose/style.h"
#include "model/brief.h"

namespace undertone::compose {

// Seconds between the last struck chord and the end of the music.
struct Tail {
  double least = 0.5;
  double usual = 1.2;
  double most = 2.0;
  bool operator==(const Tail&) const = default;
};

// ring_out: the style's tail, .5 s at least; button: a stinger with just room to be heard; fade_out: none, the music
// plays on to its last sample. Very short music gives what it has. `beat_s`: so that at slow tempi a whole beat fits.
Tail tail_of(Ending ending, const StyleEnding& style, double length_s, double beat_s);

}  // namespace undertone::compose
