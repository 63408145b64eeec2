// Inside `render` only: what a source's pictures must go through to be encoded, in libavfilter's language.
#pragma once

#include <string>

#include "model/media_info.h"
#include "model/render_plan.h"

namespace undertone::render {

struct Size {
  int width = 0;
  int height = 0;
  bool operator==(const Size&) const = default;
};

// `shown` made to fit into 1920×1080, or 1080×1920 when it stands upright; never enlarged; even numbers.
Size fit_full_hd(Size shown);

// From what the decoder gives to upright, square-pixel, 8-bit 4:2:0, limited-range SDR of `size`.
std::string picture_filters(const MediaInfo& info, Size size);

}  // namespace undertone::render
