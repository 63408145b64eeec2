// JSON at the edges: the one place that names the library. Inside the rooms there are structs, never bags of keys.
#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <string_view>

#include "base/json_fwd.h"
#include "base/result.h"

namespace undertone {

// Never throws; depth and size are bounded (64 levels, 16 MiB). `what` names the document in the message.
Result<Json> parse_json(std::string_view text, std::string_view what);

}  // namespace undertone
