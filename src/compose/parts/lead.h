// The lead line and what answers it.
#pragma once

#include "compose/parts/piece.h"

namespace undertone::compose::parts {

Part write_lead(const Piece& piece);
// Echoes in the lead's rests, a slow line of thirds and sevenths where the lead is silent. Reads the lead.
Part write_counter(const Piece& piece, const Part& lead);

// Loudness and brightness curves for instruments that bow or blow: each long note grows, each phrase arches.
void add_swells(const Piece& piece, Part& part);

}  // namespace undertone::compose::parts
