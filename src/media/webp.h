// WebP, still and animated, through libwebp: libav does not decode the animated kind.
#pragma once

#include <string>

#include "media/media.h"

namespace undertone::media {

// True when the file begins as WebP files do.
bool is_webp(const std::string& path);
Result<MediaInfo> probe_webp(const std::string& path);

}  // namespace undertone::media
