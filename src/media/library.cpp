#include "media/library.h"

#include <fmt/format.h>

#include "base/log.h"
#include "media/av.h"

namespace undertone::media {
namespace {

std::string version(const char* name, unsigned number) {
  return fmt::format("{} {}.{}.{}", name, AV_VERSION_MAJOR(number), AV_VERSION_MINOR(number), AV_VERSION_MICRO(number));
}

}  // namespace

std::string library_versions() {
  return version("libavcodec", avcodec_version()) + ", " + version("libavformat", avformat_version());
}

bool has_encoder(const std::string& name) {
  return avcodec_find_encoder_by_name(name.c_str()) != nullptr;
}

bool has_decoder(const std::string& name) {
  const auto* known = avcodec_descriptor_get_by_name(name.c_str());
  return known != nullptr && avcodec_find_decoder(known->id) != nullptr;
}

void quiet_libraries() {
  const bool curious = log::default_logger()->level() <= log::level::debug;
  av_log_set_level(curious ? AV_LOG_VERBOSE : AV_LOG_QUIET);
}

}  // namespace undertone::media
