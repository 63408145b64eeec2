#include <algorithm>
#include <cmath>
#include <map>
#include <utility>

#include "media/mux_form.h"
#include "media/write.h"

namespace undertone::media {
namespace {

constexpr Rational fine_clock{1, 90000};

class EncodedPicture final : public Stream {
 public:
  EncodedPicture(std::unique_ptr<Pictures> from, PictureCoding coding)
      : from_(std::move(from)), coding_(std::move(coding)) {}
  Status begin();
  Result<Packet> next() override;
  const StreamForm& form() const override { return form_; }

 private:
  Status open(const AVFrame& sample);
  Status feed();
  Status send(const Frame& frame);
  std::int64_t length_of(std::int64_t pts);

  std::unique_ptr<Pictures> from_;
  PictureCoding coding_;
  Rational clock_;
  StreamForm form_;
  DecoderHandle encoder_;
  Frame first_;
  std::int64_t last_pts_ = -1;
  std::map<std::int64_t, std::int64_t> lengths_;  // of pictures inside the encoder, by their time
};

Status EncodedPicture::begin() {
  auto first = from_->next();
  if (!first) return fail(first.error());
  if (!*first) return fail(ErrorKind::corrupt_media, "There is no picture to encode: the video has no readable frame.");
  first_ = *first;
  const bool rated = coding_.frame_rate.num > 0 && coding_.frame_rate.den > 0;
  clock_ = coding_.variable_rate || !rated ? fine_clock : Rational{coding_.frame_rate.den, coding_.frame_rate.num};
  if (!rated) coding_.frame_rate = {30, 1};
  return open(*first_.av());
}

Status EncodedPicture::open(const AVFrame& sample) {
  const AVCodec* codec = avcodec_find_encoder_by_name("libx264");
  if (codec == nullptr)
    return fail(ErrorKind::unavailable, "This machine's libavcodec has no H.264 encoder (libx264).");
  if (sample.format != AV_PIX_FMT_YUV420P)
    return fail(ErrorKind::internal, "Pictures must be in yuv420p to be encoded.");
  encoder_.reset(avcodec_alloc_context3(codec));
  AVCodecContext& encoder = *encoder_;
  encoder.width = sample.width;
  encoder.height = sample.height;
  encoder.pix_fmt = AV_PIX_FMT_YUV420P;
  encoder.sample_aspect_ratio = {1, 1};
  encoder.time_base = {static_cast<int>(clock_.num), static_cast<int>(clock_.den)};
  encoder.framerate = {static_cast<int>(coding_.frame_rate.num), static_cast<int>(coding_.frame_rate.den)};
  encoder.gop_size = std::max(1, static_cast<int>(std::lround(coding_.frame_rate.value() * coding_.key_seconds)));
  if (!coding_.reorder) encoder.max_b_frames = 0;
  encoder.color_range = AVCOL_RANGE_MPEG;
  encoder.colorspace = sample.colorspace;
  encoder.color_primaries = sample.color_primaries;
  encoder.color_trc = sample.color_trc;
  encoder.chroma_sample_location = sample.chroma_location;
  encoder.flags |= AV_CODEC_FLAG_GLOBAL_HEADER;
  AVDictionary* options = nullptr;
  av_dict_set(&options, "preset", coding_.preset.c_str(), 0);
  if (!coding_.tune.empty()) av_dict_set(&options, "tune", coding_.tune.c_str(), 0);
  av_dict_set(&options, "crf", fmt::format("{}", coding_.crf).c_str(), 0);
  av_dict_set(&options, "profile", "high", 0);
  const int code = avcodec_open2(&encoder, codec, &options);
  av_dict_free(&options);
  if (code < 0) return fail(av_error(code, ErrorKind::internal, "start the H.264 encoder"));
  form_.parameters.reset(avcodec_parameters_alloc());
  if (avcodec_parameters_from_context(form_.parameters.get(), &encoder) < 0)
    return fail(ErrorKind::internal, "Could not describe the picture.");
  form_.time_base = encoder.time_base;
  form_.frame_rate = encoder.framerate;
  form_.pixel_aspect = encoder.sample_aspect_ratio;
  return {};
}

Result<Packet> EncodedPicture::next() {
  for (;;) {
    auto packet = new_packet();
    const int code = avcodec_receive_packet(encoder_.get(), packet.get());
    if (code == AVERROR_EOF) return Packet();
    if (code == AVERROR(EAGAIN)) {
      if (auto fed = feed(); !fed) return fail(fed.error());
      continue;
    }
    if (code < 0) return fail(av_error(code, ErrorKind::internal, "encode the picture"));
    packet->time_base = encoder_->time_base;
    packet->duration = length_of(packet->pts);
    return Packet(std::move(packet));
  }
}

Status EncodedPicture::feed() {
  Frame frame = std::exchange(first_, Frame());
  if (!frame) {
    auto fresh = from_->next();
    if (!fresh) return fail(fresh.error());
    frame = *fresh;
  }
  if (frame) return send(frame);
  const int code = avcodec_send_frame(encoder_.get(), nullptr);
  if (code < 0) return fail(av_error(code, ErrorKind::internal, "finish the picture"));
  return {};
}

Status EncodedPicture::send(const Frame& frame) {
  if (frame.width() != encoder_->width || frame.height() != encoder_->height)
    return fail(ErrorKind::internal, "The size of the picture changes midway.");
  auto timed = new_frame();
  if (av_frame_ref(timed.get(), frame.av().get()) < 0) return fail(ErrorKind::internal, "Out of memory.");
  timed->pts = to_ticks(frame.at(), clock_);
  if (timed->pts <= last_pts_) {
    // Two pictures in one slot of a steady clock: the later one has the next slot if it is nearer, else it is dropped.
    const Time next = from_ticks(last_pts_ + 1, clock_);
    if (next - frame.at() > from_ticks(1, clock_)) return {};
    timed->pts = last_pts_ + 1;
  }
  timed->pict_type = AV_PICTURE_TYPE_NONE;
  last_pts_ = timed->pts;
  const std::int64_t usual = std::max<std::int64_t>(1, std::llround(1.0 / coding_.frame_rate.value() / clock_.value()));
  lengths_[timed->pts] = frame.length() > Time{} ? std::max<std::int64_t>(1, to_ticks(frame.length(), clock_)) : usual;
  const int code = avcodec_send_frame(encoder_.get(), timed.get());
  if (code < 0) return fail(av_error(code, ErrorKind::internal, "encode the picture"));
  return {};
}

std::int64_t EncodedPicture::length_of(std::int64_t pts) {
  const auto found = lengths_.find(pts);
  if (found == lengths_.end()) return 1;
  const std::int64_t length = found->second;
  lengths_.erase(found);
  return length;
}

}  // namespace

Result<std::unique_ptr<Stream>> encode_picture(std::unique_ptr<Pictures> from, const PictureCoding& coding) {
  auto stream = std::make_unique<EncodedPicture>(std::move(from), coding);
  if (auto begun = stream->begin(); !begun) return fail(begun.error());
  return stream;
}

}  // namespace undertone::media
