// Finish: what is done to every part once its notes are written: swing, accents on the picture's cuts, silences, the
// player's looseness, and an end inside the length.
#pragma once

#include "compose/parts/piece.h"

namespace undertone::compose::parts {

void finish(const Piece& piece, Part& part);

}  // namespace undertone::compose::parts
