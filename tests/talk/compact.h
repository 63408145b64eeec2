// Edits as one short line, for the phrasebook: "add mood=upbeat fade_out=3 | sound=0".
#pragma once

#include <string>

#include "talk/talk.h"

namespace undertone::talk {

// What was read, as the phrasebook writes it; "nothing" when nothing is to be changed.
std::string compact(const Reading& reading);

}  // namespace undertone::talk
