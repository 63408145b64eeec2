// Drums: grooves with ghosts and fills, crashes where sections arrive, rolls into lifts.
//
// Letters of a line: X accented, x struck, o softly, g ghost, ? sometimes.
#pragma once

#include "compose/parts/piece.h"

namespace undertone::compose::parts {

Part write_drums(const Piece& piece);

}  // namespace undertone::compose::parts
