#include "render/pictures.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "media/media.h"

namespace undertone::render {
namespace {

using media::Frame;
using media::Pictures;

Result<media::PictureReader> open_reader(const MediaInfo& info, const PicturePiece& piece) {
  media::PictureWish wish;
  if (piece.from == PictureFrom::video) wish.span = {piece.source_start, piece.source_start + piece.span.length()};
  return media::PictureReader::open(info, wish);
}

// A source's pictures from the piece's first on; an animation begins again when it ends.
class Played final : public Pictures {
 public:
  Played(const MediaInfo& info, const PicturePiece& piece, media::PictureReader reader)
      : info_(info), piece_(piece), reader_(std::move(reader)), offset_(piece.span.start - piece.source_start) {}
  Result<Frame> next() override;

 private:
  bool again() const { return piece_.from == PictureFrom::animation && any_ && info_.length > Time{}; }

  MediaInfo info_;
  PicturePiece piece_;
  media::PictureReader reader_;
  Time offset_;
  bool any_ = false;  // this round gave a picture
};

Result<Frame> Played::next() {
  auto frame = reader_.next();
  if (!frame) return frame;
  if (!*frame && again()) {
    auto reopened = open_reader(info_, piece_);
    if (!reopened) return fail(reopened.error());
    reader_ = std::move(*reopened);
    offset_ += info_.length;
    any_ = false;
    frame = reader_.next();
    if (!frame) return frame;
  }
  if (!*frame) return frame;
  any_ = true;
  return frame->moved_to(std::max(frame->at() + offset_, piece_.span.start), frame->length());
}

// Ends exactly at `end`: what comes later is dropped, and the last picture stays until then.
class Until final : public Pictures {
 public:
  Until(std::unique_ptr<Pictures> from, Time end, Progress progress)
      : from_(std::move(from)), end_(end), progress_(std::move(progress)) {}
  Result<Frame> next() override;

 private:
  std::unique_ptr<Pictures> from_;
  Time end_;
  Progress progress_;
  Frame held_;
  bool ended_ = false;
};

Result<Frame> Until::next() {
  while (!ended_) {
    if (auto wanted = progress_.check(); !wanted) return fail(wanted.error());
    auto frame = from_->next();
    if (!frame) return frame;
    ended_ = !*frame || frame->at() >= end_;
    Frame last = std::exchange(held_, ended_ ? Frame() : *frame);
    if (!last) continue;
    return last.moved_to(last.at(), (ended_ ? end_ : held_.at()) - last.at());
  }
  return Frame();
}

// The first picture of `from`, again and again at a steady rate.
class Held final : public Pictures {
 public:
  Held(std::unique_ptr<Pictures> from, Rational rate, Time length)
      : from_(std::move(from)), clock_{rate.den, rate.num}, count_(to_ticks(length, clock_)) {}
  Result<Frame> next() override;

 private:
  std::unique_ptr<Pictures> from_;
  Rational clock_;
  std::int64_t count_;
  std::int64_t number_ = 0;
  Frame picture_;
};

Result<Frame> Held::next() {
  if (number_ == 0) {
    auto first = from_->next();
    if (!first) return first;
    picture_ = *first;
  }
  if (!picture_ || number_ >= count_) return Frame();
  const Time at = from_ticks(number_++, clock_);
  return picture_.moved_to(at, from_ticks(number_, clock_) - at);
}

}  // namespace

Result<std::unique_ptr<Pictures>> open_pictures(const RenderPlan& plan, const PicturePiece& piece, Time still_length,
                                                const Progress& progress) {
  if (piece.source < 0) {
    auto black = media::black_picture(plan.width, plan.height);
    if (!black) return fail(black.error());
    return std::make_unique<Held>(std::move(*black), plan.frame_rate, still_length);
  }
  const MediaInfo& info = plan.sources[static_cast<std::size_t>(piece.source)];
  auto reader = open_reader(info, piece);
  if (!reader) return fail(reader.error());
  auto filtered = media::filter_pictures(std::make_unique<Played>(info, piece, std::move(*reader)), piece.filters);
  if (!filtered) return fail(filtered.error());
  if (piece.from == PictureFrom::still)
    return std::make_unique<Held>(std::move(*filtered), plan.frame_rate, still_length);
  return std::make_unique<Until>(media::ahead(std::move(*filtered), 4), piece.span.end, progress);
}

}  // namespace undertone::render
