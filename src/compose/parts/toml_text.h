// Only for the readers of style files: toml++ with its exception turned into an Error.
#pragma once

#include <toml++/toml.h>

#include <string_view>

#include "base/result.h"

namespace undertone::compose::parts {

inline Result<toml::table> parse_toml(std::string_view text, std::string_view path) {
  try {
    return toml::parse(text, path);
  } catch (const toml::parse_error& error) {
    return fail(ErrorKind::invalid_input, "{} line {}: {}.", path, error.source().begin.line, error.description());
  }
}

}  // namespace undertone::compose::parts
