// Json by name alone, for headers that only pass it on: naming the library's own header costs every file that includes
// it a second of compiling.
#pragma once

#include <nlohmann/json_fwd.hpp>

namespace undertone {

// Keeps the order in which keys were set, so that what we print reads well and goldens are stable.
using Json = nlohmann::ordered_json;

}  // namespace undertone
