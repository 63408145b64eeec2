#include "base/log.h"

#include <spdlog/sinks/stdout_color_sinks.h>

#include <cstdlib>

namespace undertone {

void start_log() {
  const char* wanted = std::getenv("UNDERTONE_LOG");
  spdlog::set_default_logger(spdlog::stderr_color_mt("undertone"));
  spdlog::set_level(wanted != nullptr ? spdlog::level::from_str(wanted) : spdlog::level::warn);
}

}  // namespace undertone
