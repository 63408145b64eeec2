#include "media/av.h"

#include <array>

extern "C" {
#include <libavutil/error.h>
}

namespace undertone::media {

std::string reason(int code) {
  std::array<char, AV_ERROR_MAX_STRING_SIZE> text{};
  av_strerror(code, text.data(), text.size());
  return text.data();
}

Error av_error(int code, ErrorKind kind, std::string_view doing) {
  if (code == AVERROR(ENOSPC)) return {ErrorKind::unavailable, "The disk is full: free some space and try again."};
  if (code == AVERROR_EXIT) return {ErrorKind::cancelled, "Stopped, as asked. Nothing was changed."};
  return {kind, fmt::format("Could not {} ({}).", doing, reason(code))};
}

}  // namespace undertone::media
