// Casting: which instruments play each part: the style's palettes, what the person wants, what they do not want.
#pragma once

#include <array>

#include "compose/parts/piece.h"

namespace undertone::compose::parts {

std::array<Cast, role_count> cast_parts(const NoteTables& tables, const Brief& brief, const Random& random);

// The layers of the effects part, in this order, where the style has them.
enum class Effect { riser, impact, reverse, bed };
// The bit of that effect's layer; 0 when the style has none.
std::uint8_t effect_layer(const FxTable& fx, Effect effect);

}  // namespace undertone::compose::parts
