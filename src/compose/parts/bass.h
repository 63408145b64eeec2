// The bass: a groove on the root that leads into the next chord.
//
// Letters of a pattern: R root, r root softly, 5 fifth, 8 octave, 3 third, a a step into the next chord's bass,
// g a dead note.
#pragma once

#include "compose/parts/piece.h"

namespace undertone::compose::parts {

Part write_bass(const Piece& piece);

}  // namespace undertone::compose::parts
