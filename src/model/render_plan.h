// How a draft becomes a file: which pictures are copied, which are encoded, and through what.
//
// A value that can be printed (render/render.h) and compared: a plan never touches a picture that did not change.
#pragma once

#include <string>
#include <vector>

#include "base/time.h"
#include "model/media_info.h"

namespace undertone {

enum class PictureWay { copied, encoded };
enum class PictureFrom { video, still, animation, nothing };  // nothing: black

struct PicturePiece {
  Span span;  // on the time line
  PictureWay way = PictureWay::encoded;
  std::string because;  // why it is encoded, in a few words; empty when copied
  PictureFrom from = PictureFrom::nothing;
  int source = -1;  // index into RenderPlan::sources; −1: nothing
  Time source_start{};
  std::string filters;  // libavfilter's language; what encoding would use, also when copied
  bool operator==(const PicturePiece&) const = default;
};

// How the encoder is driven.
struct PictureQuality {
  std::string preset = "veryfast";
  double crf = 19;
  bool operator==(const PictureQuality&) const = default;
};

struct RenderPlan {
  Time length{};
  std::string title;
  int width = 0;  // of the encoded picture
  int height = 0;
  Rational frame_rate{30, 1};
  bool variable_rate = false;
  PictureQuality quality;
  int sound_kilobits = 192;
  std::vector<MediaInfo> sources;
  std::vector<PicturePiece> picture;  // in order of time, no gaps
  bool operator==(const RenderPlan&) const = default;
};

}  // namespace undertone
