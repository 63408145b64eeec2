// What this machine has for us, and what to do about what is missing.
#pragma once

#include <string>
#include <vector>

#include "base/json_fwd.h"

namespace undertone::studio {

struct Finding {
  enum class State { good, weak, missing };
  std::string what;  // "sound font"
  State state = State::good;
  std::string detail;  // where, which version
  std::string remedy;  // what to do; empty when good
};

std::vector<Finding> examine();
Json to_json(const std::vector<Finding>& findings);

}  // namespace undertone::studio
