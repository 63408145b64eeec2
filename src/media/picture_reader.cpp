#include <algorithm>
#include <optional>
#include <utility>

#include "media/media.h"
#include "media/picture_source.h"
#include "media/scaler.h"

namespace undertone::media {

struct PictureReader::State {
  MediaInfo info;
  PictureWish wish;
  std::unique_ptr<PictureSource> source;
  Scaler scaler;
  std::optional<Picture> held;  // the next picture to yield: its length is known once its follower is here

  Result<Picture> advance();
  Time last_length(const Picture& picture) const;
  bool bounded() const { return wish.span.end > wish.span.start; }
};

PictureReader::PictureReader(std::unique_ptr<State> state) : state_(std::move(state)) {}
PictureReader::PictureReader(PictureReader&&) noexcept = default;
PictureReader& PictureReader::operator=(PictureReader&&) noexcept = default;
PictureReader::~PictureReader() = default;

Result<PictureReader> PictureReader::open(const MediaInfo& info, const PictureWish& wish) {
  if (!info.video) return fail(ErrorKind::invalid_input, "'{}' holds no picture.", info.path);
  auto state = std::make_unique<State>();
  state->info = info;
  state->wish = wish;
  state->scaler = Scaler(wish);
  auto source = info.container == "webp" ? open_webp_pictures(info) : open_stream_pictures(info, wish);
  if (!source) return fail(source.error());
  state->source = std::move(*source);
  if (state->bounded() && wish.span.start > Time{})
    if (auto sought = state->source->seek(wish.span.start); !sought) return fail(sought.error());
  return PictureReader(std::move(state));
}

Time PictureReader::State::last_length(const Picture& picture) const {
  const Time left = info.video->start + info.video->length - picture.at;
  if (left > Time{}) return left;
  const double rate = info.video->frame_rate.value();
  if (picture.length > Time{} || rate <= 0) return picture.length;
  return from_seconds(1.0 / rate);
}

// The held picture with its length, in exchange for its follower; an empty one at the end.
Result<Picture> PictureReader::State::advance() {
  if (!held) {
    auto first = source->next();
    if (!first) return first;
    held = std::move(*first);
  }
  if (!held->frame) return Picture{};
  auto follower = source->next();
  if (!follower) return follower;
  Picture picture = std::exchange(*held, std::move(*follower));
  picture.length = held->frame ? held->at - picture.at : last_length(picture);
  return picture;
}

Result<Frame> PictureReader::next() {
  auto& state = *state_;
  for (;;) {
    auto picture = state.advance();
    if (!picture) return fail(picture.error());
    if (!picture->frame) return Frame();
    if (state.bounded() && picture->at >= state.wish.span.end) return Frame();
    if (state.bounded() && picture->at + picture->length <= state.wish.span.start) continue;
    auto fitted = state.scaler.fit(std::move(picture->frame));
    if (!fitted) return fail(fitted.error());
    return Frame(std::shared_ptr<AVFrame>(std::move(*fitted)), picture->at, picture->length);
  }
}

Status PictureReader::seek(Time at) {
  state_->held.reset();
  return state_->source->seek(at);
}

std::int64_t PictureReader::skipped() const {
  return state_->source->skipped();
}

}  // namespace undertone::media
