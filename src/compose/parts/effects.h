// Effects: risers that lead into lifts, impacts where they land, a bed under the quiet.
#pragma once

#include "compose/parts/piece.h"

namespace undertone::compose::parts {

Part write_effects(const Piece& piece);

}  // namespace undertone::compose::parts
