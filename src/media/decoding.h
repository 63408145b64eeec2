// Decoding: one stream's packets in, its frames out, damage stepped over.
#pragma once

#include <cstdint>

#include "media/input.h"

namespace undertone::media {

struct DecoderWish {
  int threads = 1;  // 0: all cores
  AVDiscard skip_frames = AVDISCARD_DEFAULT;
  AVDiscard skip_loop_filter = AVDISCARD_DEFAULT;
};

// unsupported, with the codec's name, when this machine has no decoder for it.
Result<DecoderHandle> open_decoder(const AVStream& stream, const DecoderWish& wish);

// "H.264", "H.266 (VVC)", else libav's name or the container's four letters.
std::string codec_name(const AVCodecParameters& par);

class Decoding {
 public:
  // Reads `stream` of `input`, which must outlive it.
  static Result<Decoding> start(Input& input, int stream, const DecoderWish& wish);

  // The next frame, in order of presentation; false after the last.
  Result<bool> next(AVFrame* frame);
  // Forget what is under way, because the input was sought.
  void flush();
  std::int64_t damaged() const { return damaged_; }  // packets and frames lost

 private:
  Decoding(Input& input, int stream, DecoderHandle decoder, bool keys_only);
  Status feed();
  Input* input_;
  int stream_;
  DecoderHandle decoder_;
  PacketHandle packet_;
  bool keys_only_;
  bool ended_ = false;
  std::int64_t damaged_ = 0;
};

// The frame's time in its stream's base, or AV_NOPTS_VALUE.
std::int64_t timestamp(const AVFrame& frame);
// Its length in the same base, 0 when not known.
std::int64_t duration(const AVFrame& frame);
bool is_interlaced(const AVFrame& frame);

}  // namespace undertone::media
