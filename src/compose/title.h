// A short name for a piece, from its mood, its style and its seed: "Golden Hour", "Paper Rain".
#pragma once

#include <string>

#include "model/brief.h"

namespace undertone::compose {

// Words by mood and style from styles/titles.toml. The same brief has the same title.
std::string title_of(const Brief& brief);

}  // namespace undertone::compose
