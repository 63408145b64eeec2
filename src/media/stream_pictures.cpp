#include <algorithm>
#include <optional>
#include <utility>

#include "media/decoding.h"
#include "media/picture_source.h"

namespace undertone::media {
namespace {

DecoderWish decoder_wish(const PictureWish& wish) {
  DecoderWish decoder{.threads = wish.threads};
  if (wish.which == Which::keyframes) decoder.skip_frames = AVDISCARD_NONKEY;
  if (wish.which == Which::keyframes_and_references) decoder.skip_frames = AVDISCARD_NONREF;
  if (wish.rough) decoder.skip_loop_filter = AVDISCARD_ALL;
  return decoder;
}

class StreamPictures final : public PictureSource {
 public:
  StreamPictures(MediaInfo info, DecoderWish wish) : info_(std::move(info)), wish_(wish) {}

  Status begin();
  Result<Picture> next() override;
  Status seek(Time at) override;
  std::int64_t skipped() const override { return lost_before_ + (decoding_ ? decoding_->damaged() : 0); }

 private:
  std::optional<Time> place(const AVFrame& frame);
  MediaInfo info_;
  DecoderWish wish_;
  std::optional<Input> input_;
  std::optional<Decoding> decoding_;
  std::optional<Time> last_;
  bool ended_ = false;
  std::int64_t lost_before_ = 0;
};

Status StreamPictures::begin() {
  if (decoding_) lost_before_ += decoding_->damaged();
  decoding_.reset();
  input_.reset();
  auto input = Input::open(info_.path, Progress());
  if (!input) return fail(input.error());
  input_.emplace(std::move(*input));
  auto decoding = Decoding::start(*input_, info_.video->index, wish_);
  if (!decoding) return fail(decoding.error());
  decoding_.emplace(std::move(*decoding));
  last_.reset();
  ended_ = false;
  return {};
}

// Times always rise: a frame without one, or with one already past, follows the last at the stream's rate. Of two at
// the same time only one can be seen: nothing for the second.
std::optional<Time> StreamPictures::place(const AVFrame& frame) {
  const std::int64_t stamp = timestamp(frame);
  const double rate = info_.video->frame_rate.value();
  const Time step = from_seconds(1.0 / (rate > 0 ? rate : 25.0));
  Time at = last_ ? *last_ + step : Time{};
  if (stamp != AV_NOPTS_VALUE) {
    const Time stamped = from_av(stamp, input_->stream(info_.video->index)->time_base) - info_.origin;
    if (last_ && stamped == *last_) return std::nullopt;
    if (!last_ || stamped > *last_) at = stamped;
  }
  last_ = at;
  return at;
}

Result<Picture> StreamPictures::next() {
  Picture picture;
  const bool only_one = info_.kind == MediaKind::image;
  if (ended_ || (only_one && last_)) return picture;
  FrameHandle frame(av_frame_alloc());
  std::optional<Time> at;
  while (!at) {
    const auto got = decoding_->next(frame.get());
    if (!got) return fail(got.error());
    ended_ = !*got;
    if (ended_) return picture;
    at = place(*frame);
  }
  picture.at = *at;
  picture.length = from_av(std::max<std::int64_t>(duration(*frame), 0), input_->stream(info_.video->index)->time_base);
  picture.frame = std::move(frame);
  return picture;
}

Status StreamPictures::seek(Time at) {
  const AVStream* stream = input_->stream(info_.video->index);
  const auto target = to_av(std::max(at, Time{}) + info_.origin, stream->time_base);
  const bool seekable = info_.kind == MediaKind::video && at > Time{};
  if (!seekable || av_seek_frame(input_->av(), info_.video->index, target, AVSEEK_FLAG_BACKWARD) < 0) return begin();
  decoding_->flush();
  last_.reset();
  ended_ = false;
  return {};
}

}  // namespace

Result<std::unique_ptr<PictureSource>> open_stream_pictures(const MediaInfo& info, const PictureWish& wish) {
  auto source = std::make_unique<StreamPictures>(info, decoder_wish(wish));
  if (auto begun = source->begin(); !begun) return fail(begun.error());
  return source;
}

}  // namespace undertone::media
