// Accompaniment: the harmony made audible: comping, picked patterns, arpeggios, pads.
//
// Letters of a chords pattern: x the whole chord, X accented, d and u strummed down and up, b its lowest note,
// t everything above that, m a dead strum, 1…6 single voices from the lowest. Arpeggio patterns use 1…9 alone; numbers
// beyond the chord's voices go on in the next octave.
#pragma once

#include "compose/parts/piece.h"

namespace undertone::compose::parts {

Part write_chords(const Piece& piece);
Part write_pad(const Piece& piece);
Part write_arp(const Piece& piece);

}  // namespace undertone::compose::parts
