// JSON at the edges: the one place that names the library. Inside the rooms there are structs, never bags of keys.
//
// Json keeps the order in which keys were set, so that what we print reads well and goldens are stable.
#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <string_view>

#include "base/result.h"

namespace undertone {

using Json = nlohmann::ordered_json;

// Never throws; depth and size are bounded (64 levels, 16 MiB). `what` names the document in the message.
Result<Json> parse_json(std::string_view text, std::string_view what);

}  // namespace undertone
