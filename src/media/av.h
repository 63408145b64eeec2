// Inside `media` only: libav's objects as values that free themselves, and its error codes as Errors.
#pragma once

extern "C" {
#include <libavcodec/avcodec.h>
#include <libavformat/avformat.h>
#include <libavutil/avutil.h>
#include <libavutil/frame.h>
}

#include <algorithm>
#include <memory>
#include <string>

#include "base/result.h"
#include "base/time.h"

namespace undertone::media {

template <class T, void (*free_pointer)(T**)>
struct Freer {
  void operator()(T* object) const { free_pointer(&object); }
};
template <class T, void (*free_pointer)(T**)>
using Handle = std::unique_ptr<T, Freer<T, free_pointer>>;

using FrameHandle = Handle<AVFrame, av_frame_free>;
using PacketHandle = Handle<AVPacket, av_packet_free>;
using DecoderHandle = Handle<AVCodecContext, avcodec_free_context>;
using InputHandle = Handle<AVFormatContext, avformat_close_input>;

// What libav says of an error code: "Invalid data found when processing input".
std::string reason(int code);
// The Error for a negative code; `doing` completes "Could not …".
Error av_error(int code, ErrorKind kind, std::string_view doing);

// Kept within a range in which such times can be added and subtracted: broken files say anything.
inline Time from_av(std::int64_t count, AVRational base) {
  constexpr Time most{std::int64_t{1} << 60};
  return std::clamp(from_ticks(count, {base.num, base.den}), -most, most);
}
inline std::int64_t to_av(Time t, AVRational base) {
  return to_ticks(t, {base.num, base.den});
}

}  // namespace undertone::media
