// Log: for the people who run the program, never for its user; to stderr, quiet unless UNDERTONE_LOG says otherwise
// (trace, debug, info, warn, error, off; default warn).
#pragma once

#include <spdlog/spdlog.h>

namespace undertone {

void start_log();
namespace log = spdlog;

}  // namespace undertone
