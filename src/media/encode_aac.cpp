#include "media/encode_aac.h"

#include <algorithm>
#include <array>
#include <utility>

#include "media/mux_form.h"

namespace undertone::media {
namespace {

// Packets an encoder makes before it sounds like one that has run all along; found by comparing (docs/rendering.md).
constexpr std::int64_t warm_up = 8;

// The encoder of one run and the packets it has made so far.
class Run {
 public:
  Run(DecoderHandle encoder, const AacRun& run)
      : encoder_(std::move(encoder)), run_(run), begin_(std::max<std::int64_t>(0, run.first - warm_up)) {}
  Status encode(const Spool& sound);
  std::vector<std::shared_ptr<AVPacket>> take() { return std::move(packets_); }

 private:
  Status send(const Spool& sound, std::int64_t block);
  Status receive();
  bool complete() const { return static_cast<std::int64_t>(packets_.size()) == run_.last - run_.first; }

  DecoderHandle encoder_;
  AacRun run_;
  std::int64_t begin_;  // the first block that is sent
  std::vector<std::shared_ptr<AVPacket>> packets_;
};

Status Run::encode(const Spool& sound) {
  // The encoder looks ahead by a block or two before it gives a packet away; silence after the end serves as well.
  for (std::int64_t block = begin_; !complete(); ++block) {
    if (block > run_.last + 16) return fail(ErrorKind::internal, "The AAC encoder lost some sound.");
    if (auto sent = send(sound, block); !sent) return sent;
    if (auto received = receive(); !received) return received;
  }
  return {};
}

Status Run::send(const Spool& sound, std::int64_t block) {
  auto frame = new_frame();
  frame->format = AV_SAMPLE_FMT_FLTP;
  frame->nb_samples = aac_block;
  frame->sample_rate = sample_rate;
  av_channel_layout_copy(&frame->ch_layout, &encoder_->ch_layout);
  if (av_frame_get_buffer(frame.get(), 0) < 0) return fail(ErrorKind::internal, "Out of memory.");
  std::array<float, aac_block * 2> samples{};
  const std::int64_t at = block * aac_block;
  const auto inside = std::clamp<std::int64_t>(run_.samples - at, 0, aac_block);
  if (auto read = sound.read(at, std::span(samples).first(static_cast<std::size_t>(inside * 2))); !read) return read;
  auto* left = reinterpret_cast<float*>(frame->data[0]);
  auto* right = reinterpret_cast<float*>(frame->data[1]);
  for (std::size_t i = 0; i < aac_block; ++i) {
    left[i] = samples[2 * i];
    right[i] = samples[2 * i + 1];
  }
  frame->pts = (block - begin_) * aac_block;
  const int code = avcodec_send_frame(encoder_.get(), frame.get());
  if (code < 0) return fail(av_error(code, ErrorKind::internal, "encode the sound"));
  return {};
}

Status Run::receive() {
  for (;;) {
    auto packet = new_packet();
    const int code = avcodec_receive_packet(encoder_.get(), packet.get());
    if (code == AVERROR(EAGAIN)) return {};
    if (code < 0) return fail(av_error(code, ErrorKind::internal, "encode the sound"));
    const std::int64_t number = packet->pts / aac_block + 1 + begin_;
    if (number < run_.first || complete()) continue;
    packet->pts = packet->dts = (number - 1) * aac_block;
    packet->duration = std::min(aac_block, run_.samples - packet->pts);
    packet->time_base = {1, sample_rate};
    packets_.push_back(std::move(packet));
  }
}

}  // namespace

Result<DecoderHandle> open_aac(const SoundCoding& coding) {
  const AVCodec* codec = avcodec_find_encoder_by_name("aac");
  if (codec == nullptr) return fail(ErrorKind::unavailable, "This machine's libavcodec has no AAC encoder.");
  DecoderHandle encoder(avcodec_alloc_context3(codec));
  encoder->sample_rate = sample_rate;
  encoder->sample_fmt = AV_SAMPLE_FMT_FLTP;
  av_channel_layout_default(&encoder->ch_layout, 2);
  encoder->bit_rate = std::int64_t{1000} * coding.kilobits;
  encoder->time_base = {1, sample_rate};
  encoder->flags |= AV_CODEC_FLAG_GLOBAL_HEADER | AV_CODEC_FLAG_BITEXACT;
  encoder->thread_count = 1;
  AVDictionary* options = nullptr;
  av_dict_set(&options, "aac_coder", "fast", 0);  // above 128 kb/s both quicker and nearer to the original than twoloop
  const int code = avcodec_open2(encoder.get(), codec, &options);
  av_dict_free(&options);
  if (code < 0) return fail(av_error(code, ErrorKind::internal, "start the AAC encoder"));
  return encoder;
}

Result<std::vector<std::shared_ptr<AVPacket>>> encode_aac(const Spool& sound, const SoundCoding& coding,
                                                          const AacRun& run) {
  auto encoder = open_aac(coding);
  if (!encoder) return fail(encoder.error());
  Run encoding(std::move(*encoder), run);
  if (auto encoded = encoding.encode(sound); !encoded) return fail(encoded.error());
  return encoding.take();
}

}  // namespace undertone::media
