#include "media/scaler.h"

#include <algorithm>
#include <cmath>
#include <utility>

extern "C" {
#include <libavutil/imgutils.h>
#include <libavutil/pixdesc.h>
#include <libswscale/swscale.h>
}

namespace undertone::media {
namespace {

bool is_rgb(AVPixelFormat format) {
  const auto* description = av_pix_fmt_desc_get(format);
  return description != nullptr && (description->flags & (AV_PIX_FMT_FLAG_RGB | AV_PIX_FMT_FLAG_PAL)) != 0;
}

// The "J" formats say in their name what the range says already.
AVPixelFormat plain(AVPixelFormat format) {
  switch (format) {
    case AV_PIX_FMT_YUVJ420P:
      return AV_PIX_FMT_YUV420P;
    case AV_PIX_FMT_YUVJ422P:
      return AV_PIX_FMT_YUV422P;
    case AV_PIX_FMT_YUVJ440P:
      return AV_PIX_FMT_YUV440P;
    case AV_PIX_FMT_YUVJ444P:
      return AV_PIX_FMT_YUV444P;
    case AV_PIX_FMT_YUVJ411P:
      return AV_PIX_FMT_YUV411P;
    default:
      return format;
  }
}

bool is_full_range(const AVFrame& frame) {
  const auto format = static_cast<AVPixelFormat>(frame.format);
  return plain(format) != format || frame.color_range == AVCOL_RANGE_JPEG;
}

// Where nothing is said, what players assume: BT.709 for high definition, BT.601 below.
AVColorSpace matrix_of(const AVFrame& frame) {
  const bool said = frame.colorspace != AVCOL_SPC_UNSPECIFIED && frame.colorspace != AVCOL_SPC_RGB;
  if (said) return frame.colorspace;
  return frame.height >= 720 ? AVCOL_SPC_BT709 : AVCOL_SPC_SMPTE170M;
}

AVPixelFormat wished(PixelFormat format, AVPixelFormat source) {
  switch (format) {
    case PixelFormat::yuv420p:
      return AV_PIX_FMT_YUV420P;
    case PixelFormat::rgb24:
      return AV_PIX_FMT_RGB24;
    case PixelFormat::as_is:
      break;
  }
  return source;
}

}  // namespace

void SwsFreer::operator()(SwsContext* context) const {
  sws_freeContext(context);
}

Size fitted(Size whole, int max_width, int max_height, bool even) {
  double scale = 1.0;
  if (max_width > 0) scale = std::min(scale, static_cast<double>(max_width) / whole.width);
  if (max_height > 0) scale = std::min(scale, static_cast<double>(max_height) / whole.height);
  if (scale >= 1.0) return whole;
  const auto scaled = [&](int length, int most) {
    const int step = even ? 2 : 1;
    const int nearest = static_cast<int>(std::lround(length * scale / step)) * step;
    const int limit = most > 0 ? std::max(most / step * step, step) : nearest;
    return std::max(step, std::min(nearest, limit));
  };
  return {scaled(whole.width, max_width), scaled(whole.height, max_height)};
}

Result<FrameHandle> Scaler::blank_like(const AVFrame& frame, AVPixelFormat format, int width, int height) const {
  FrameHandle blank(av_frame_alloc());
  if (!blank) return fail(ErrorKind::unavailable, "There is not enough memory to decode.");
  av_frame_copy_props(blank.get(), &frame);
  blank->format = format;
  blank->width = width;
  blank->height = height;
  if (const int code = av_frame_get_buffer(blank.get(), 0); code < 0)
    return fail(av_error(code, ErrorKind::unavailable, "make room for a picture"));
  return blank;
}

Status Scaler::prepare(const AVFrame& frame, AVPixelFormat target, Size size) {
  const AVPixelFormat source = plain(static_cast<AVPixelFormat>(frame.format));
  const int quality = wish_.rough ? SWS_FAST_BILINEAR : SWS_BICUBIC | SWS_ACCURATE_RND;
  context_.reset(sws_getCachedContext(context_.release(), frame.width, frame.height, source, size.width, size.height,
                                      plain(target), quality, nullptr, nullptr, nullptr));
  if (!context_)
    return fail(ErrorKind::unsupported, "Pictures in the format {} cannot be converted here.",
                av_get_pix_fmt_name(source));
  const int* table = sws_getCoefficients(matrix_of(frame));
  const int full = is_full_range(frame) ? 1 : 0;
  const int full_out = is_rgb(target) ? 1 : is_rgb(source) ? 0 : full;
  sws_setColorspaceDetails(context_.get(), table, full, table, full_out, 0, 1 << 16, 1 << 16);
  return {};
}

Result<FrameHandle> Scaler::fit(FrameHandle frame) {
  const auto source = static_cast<AVPixelFormat>(frame->format);
  const AVPixelFormat target = wished(wish_.format, source);
  const bool even = wish_.format != PixelFormat::rgb24;
  const Size size = fitted({frame->width, frame->height}, wish_.max_width, wish_.max_height, even);
  const bool same_format = plain(source) == plain(target);
  if (same_format && size.width == frame->width && size.height == frame->height) return frame;
  if (auto ready = prepare(*frame, target, size); !ready) return fail(ready.error());
  auto blank = blank_like(*frame, target, size.width, size.height);
  if (!blank) return blank;
  if (!is_rgb(target)) {
    (*blank)->colorspace = matrix_of(*frame);
    (*blank)->color_range = is_full_range(*frame) && !is_rgb(source) ? AVCOL_RANGE_JPEG : AVCOL_RANGE_MPEG;
  }
  const int rows =
      sws_scale(context_.get(), frame->data, frame->linesize, 0, frame->height, (*blank)->data, (*blank)->linesize);
  if (rows <= 0) return fail(ErrorKind::internal, "A picture could not be scaled.");
  return blank;
}

}  // namespace undertone::media
