// Orientation: how a player must turn and mirror a coded picture.
#pragma once

#include <cstdint>
#include <span>

#include "media/av.h"

namespace undertone::media {

struct Orientation {
  int rotation = 0;       // degrees clockwise: 0, 90, 180, 270
  bool mirrored = false;  // left to right, before it is turned
  bool operator==(const Orientation&) const = default;
};

// Of a display matrix, as libav's display.h lays it out. Odd angles go to the nearest quarter turn.
Orientation orientation_of_matrix(std::span<const std::int32_t, 9> matrix);
// 1…8 as in EXIF 2.3, tag 0x0112; anything else is upright.
Orientation orientation_of_tag(int tag);
// From an EXIF block (TIFF header first, an "Exif\0\0" before it allowed).
Orientation orientation_of_exif(std::span<const std::uint8_t> exif);
// What the container or, failing that, the first frame itself says.
Orientation orientation_of(const AVStream& stream, const AVFrame* first);

}  // namespace undertone::media
