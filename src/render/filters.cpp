#include "render/filters.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>
#include <vector>

namespace undertone::render {
namespace {

// 8-bit SDR: scaled in its own matrix, which the frame goes on carrying as a tag.
std::string scale_video(const VideoStream& video, Size size) {
  return fmt::format("scale=w={}:h={}:flags=bicubic:in_range={}:out_range=limited", size.width, size.height,
                     video.full_range ? "full" : "auto");
}

// Stills and animations are RGB or JPEG's BT.601; video players expect BT.709 and are told so.
std::string scale_image(Size size) {
  return fmt::format(
      "scale=w={}:h={}:flags=lanczos:in_color_matrix=bt601:out_color_matrix=bt709:out_range=limited,format=yuv420p,"
      "setparams=range=limited:color_primaries=bt709:color_trc=bt709:colorspace=bt709",
      size.width, size.height);
}

// HDR to SDR: scaled first (fewest pixels in floating point), to linear light in BT.709 primaries, then Hable's curve.
// A nominal peak of 100 nits keeps faces as bright as the same scene shot in SDR.
std::string tone_map(const VideoStream& video, Size size) {
  const char* transfer = video.transfer == Transfer::pq ? "smpte2084" : "arib-std-b67";
  return fmt::format(
      "zscale=w={}:h={}:filter=bicubic:tin={}:min=2020_ncl:pin=2020:rin={}:t=linear:npl=100:p=709,format=gbrpf32le,"
      "tonemap=tonemap=hable:desat=0,zscale=t=709:m=709:r=limited",
      size.width, size.height, transfer, video.full_range ? "full" : "limited");
}

std::vector<std::string> turn(const VideoStream& video) {
  std::vector<std::string> steps;
  if (video.mirrored) steps.emplace_back("hflip");
  if (video.rotation == 90) steps.emplace_back("transpose=clock");
  if (video.rotation == 180) steps.insert(steps.end(), {"hflip", "vflip"});
  if (video.rotation == 270) steps.emplace_back("transpose=cclock");
  return steps;
}

}  // namespace

Size fit_full_hd(Size shown) {
  const bool upright = shown.height > shown.width;
  const double width = upright ? 1080 : 1920;
  const double height = upright ? 1920 : 1080;
  const double scale = std::min({1.0, width / shown.width, height / shown.height});
  const auto even = [scale](int length) { return std::max(2, static_cast<int>(length * scale / 2.0 + 0.5) * 2); };
  return {even(shown.width), even(shown.height)};
}

std::string picture_filters(const MediaInfo& info, Size size) {
  const VideoStream& video = *info.video;
  Size unturned = size;
  if (video.rotation % 180 != 0) std::swap(unturned.width, unturned.height);
  std::vector<std::string> steps;
  if (video.interlaced) steps.emplace_back("bwdif=mode=send_frame:deint=interlaced");
  if (video.has_alpha) steps.emplace_back("format=gbrap,premultiply=inplace=1,format=gbrp");  // over black
  if (video.transfer != Transfer::sdr) {
    steps.push_back(tone_map(video, unturned));
  } else {
    steps.push_back(info.kind == MediaKind::video ? scale_video(video, unturned) : scale_image(unturned));
  }
  for (auto& step : turn(video)) steps.push_back(std::move(step));
  steps.emplace_back("setsar=1,format=yuv420p");
  return fmt::format("{}", fmt::join(steps, ","));
}

}  // namespace undertone::render
