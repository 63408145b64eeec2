#include "media/decoding.h"

#include <array>
#include <utility>

#include "base/parallel.h"

extern "C" {
#include <libavutil/version.h>
}

namespace undertone::media {
namespace {
constexpr int most_broken_at_end = 1024;  // a decoder that never says it has ended is not asked for ever
}

std::string codec_name(const AVCodecParameters& par) {
  std::array<char, AV_FOURCC_MAX_STRING_SIZE> letters{};
  const std::string tag = av_fourcc_make_string(letters.data(), par.codec_tag);
  if (tag == "vvc1" || tag == "vvi1") return "H.266 (VVC)";
  if (par.codec_id != AV_CODEC_ID_NONE) return avcodec_get_name(par.codec_id);
  return par.codec_tag != 0 ? tag : "an unknown codec";
}

Result<DecoderHandle> open_decoder(const AVStream& stream, const DecoderWish& wish) {
  const auto& par = *stream.codecpar;
  const AVCodec* codec = avcodec_find_decoder(par.codec_id);
  if (codec == nullptr)
    return fail(ErrorKind::unsupported,
                "The file is coded as {}, which cannot be decoded here: convert it to H.264 and AAC first.",
                codec_name(par));
  DecoderHandle decoder(avcodec_alloc_context3(codec));
  if (!decoder) return fail(ErrorKind::unavailable, "There is not enough memory to decode.");
  if (const int code = avcodec_parameters_to_context(decoder.get(), &par); code < 0)
    return fail(av_error(code, ErrorKind::corrupt_media, "set up decoding"));
  decoder->pkt_timebase = stream.time_base;
  decoder->thread_count = wish.threads > 0 ? wish.threads : static_cast<int>(core_count());
  decoder->skip_frame = wish.skip_frames;
  decoder->skip_loop_filter = wish.skip_loop_filter;
  decoder->max_pixels = most_pixels;
  if (const int code = avcodec_open2(decoder.get(), codec, nullptr); code < 0)
    return fail(av_error(code, ErrorKind::corrupt_media, "start decoding"));
  return decoder;
}

Decoding::Decoding(Input& input, int stream, DecoderHandle decoder, bool keys_only)
    : input_(&input),
      stream_(stream),
      decoder_(std::move(decoder)),
      packet_(av_packet_alloc()),
      keys_only_(keys_only) {}

Result<Decoding> Decoding::start(Input& input, int stream, const DecoderWish& wish) {
  const AVStream* chosen = input.stream(stream);
  if (chosen == nullptr)
    return fail(ErrorKind::corrupt_media, "The file has changed since it was looked at: try again.");
  auto decoder = open_decoder(*chosen, wish);
  if (!decoder) return fail(decoder.error());
  input.keep_only(stream);
  return Decoding(input, stream, std::move(*decoder), wish.skip_frames >= AVDISCARD_NONKEY);
}

// Sends the decoder one more packet, or the end.
Status Decoding::feed() {
  for (;;) {
    const auto more = input_->read(packet_.get());
    if (!more) return fail(more.error());
    ended_ = !*more;
    if (!ended_ && packet_->stream_index != stream_) continue;
    if (!ended_ && keys_only_ && (packet_->flags & AV_PKT_FLAG_KEY) == 0) continue;
    const int sent = avcodec_send_packet(decoder_.get(), ended_ ? nullptr : packet_.get());
    if (sent == AVERROR(ENOMEM)) return fail(av_error(sent, ErrorKind::unavailable, "decode"));
    if (sent < 0 && sent != AVERROR_EOF) ++damaged_;
    return {};
  }
}

Result<bool> Decoding::next(AVFrame* frame) {
  for (int broken_at_end = 0; broken_at_end < most_broken_at_end;) {
    const int got = avcodec_receive_frame(decoder_.get(), frame);
    if (got == AVERROR_EOF) return false;
    if (got >= 0 && (frame->flags & AV_FRAME_FLAG_DISCARD) == 0) return true;
    if (got >= 0) continue;
    if (got != AVERROR(EAGAIN)) ++damaged_;
    if (ended_)
      ++broken_at_end;
    else if (auto fed = feed(); !fed)
      return fail(fed.error());
  }
  return false;
}

void Decoding::flush() {
  avcodec_flush_buffers(decoder_.get());
  ended_ = false;
}

std::int64_t timestamp(const AVFrame& frame) {
  return frame.best_effort_timestamp != AV_NOPTS_VALUE ? frame.best_effort_timestamp : frame.pts;
}

std::int64_t duration(const AVFrame& frame) {
#if LIBAVUTIL_VERSION_INT >= AV_VERSION_INT(57, 30, 100)
  return frame.duration;
#else
  return frame.pkt_duration;
#endif
}

bool is_interlaced(const AVFrame& frame) {
#ifdef AV_FRAME_FLAG_INTERLACED
  return (frame.flags & AV_FRAME_FLAG_INTERLACED) != 0;
#else
  return frame.interlaced_frame != 0;
#endif
}

}  // namespace undertone::media
