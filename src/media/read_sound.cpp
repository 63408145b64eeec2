#include <algorithm>
#include <optional>
#include <vector>

#include "media/decoding.h"
#include "media/media.h"
#include "media/mixdown.h"

namespace undertone::media {
namespace {

constexpr std::int64_t tolerated = sample_rate / 50;  // timestamps may jitter by 20 ms without meaning anything
constexpr std::int64_t block = 1 << 14;

// Lays decoded sound onto the file's clock: each unbroken run is resampled as one, what lies between is silence.
class Placer {
 public:
  Placer(Spool& spool, std::int64_t total) : spool_(spool), total_(total) {}

  // `at`: where the frame's first sample is heard, in output samples; nothing when it does not say.
  Status lay(const AVFrame& frame, std::optional<std::int64_t> at);
  // Ends the run and fills up with silence.
  Status finish();
  bool full() const { return written_ >= total_; }
  double fraction() const { return total_ > 0 ? static_cast<double>(written_) / static_cast<double>(total_) : 1.0; }

 private:
  Status begin_run(const AVFrame& frame, std::int64_t at);
  Status end_run();
  Status write(std::span<const float> sound);
  Status silence(std::int64_t until);

  Spool& spool_;
  std::int64_t total_;
  std::int64_t written_ = 0;  // what the spool holds
  std::int64_t cursor_ = 0;   // where the run's next output belongs; behind `written_`: it is left out
  double expected_ = 0;       // where the run's next input should be heard
  std::optional<Mixdown> mixdown_;
};

Status Placer::lay(const AVFrame& frame, std::optional<std::int64_t> at) {
  const bool same = mixdown_ && mixdown_->takes(frame);
  const double off = at ? static_cast<double>(*at) - expected_ : 0.0;
  if (!same || std::abs(off) > static_cast<double>(tolerated)) {
    const std::int64_t begin = at ? *at : std::llround(expected_);
    if (auto ended = end_run(); !ended) return ended;
    if (auto begun = begin_run(frame, begin); !begun) return begun;
  }
  expected_ += static_cast<double>(frame.nb_samples) * sample_rate / frame.sample_rate;
  const auto sound = mixdown_->mix(&frame);
  if (!sound) return fail(sound.error());
  return write(*sound);
}

Status Placer::begin_run(const AVFrame& frame, std::int64_t at) {
  auto mixdown = Mixdown::create(frame);
  if (!mixdown) return fail(mixdown.error());
  mixdown_.emplace(std::move(*mixdown));
  cursor_ = at;
  expected_ = static_cast<double>(at);
  return silence(std::min(at, total_));
}

Status Placer::end_run() {
  if (!mixdown_) return {};
  const auto rest = mixdown_->mix(nullptr);
  const Status written = rest ? write(*rest) : Status(fail(rest.error()));
  mixdown_.reset();
  return written;
}

Status Placer::write(std::span<const float> sound) {
  const auto frames = static_cast<std::int64_t>(sound.size() / 2);
  const std::int64_t begin = std::clamp(written_ - cursor_, std::int64_t{0}, frames);
  const std::int64_t end = std::clamp(total_ - cursor_, begin, frames);
  cursor_ += frames;
  written_ += end - begin;
  return spool_.append(sound.subspan(static_cast<std::size_t>(begin * 2), static_cast<std::size_t>((end - begin) * 2)));
}

Status Placer::silence(std::int64_t until) {
  static const std::vector<float> nothing(block * 2, 0.0F);
  while (written_ < until) {
    const std::int64_t frames = std::min(block, until - written_);
    if (auto added = spool_.append(std::span(nothing).first(static_cast<std::size_t>(frames * 2))); !added)
      return added;
    written_ += frames;
  }
  return {};
}

Status Placer::finish() {
  if (auto ended = end_run(); !ended) return ended;
  if (auto filled = silence(total_); !filled) return filled;
  return spool_.finish();
}

Status lay_all(const MediaInfo& info, const Progress& progress, Placer& placer) {
  auto input = Input::open(info.path, progress);
  if (!input) return fail(input.error());
  auto decoding = Decoding::start(*input, info.audio->index, {});
  if (!decoding) return fail(decoding.error());
  const AVRational base = input->stream(info.audio->index)->time_base;
  FrameHandle frame(av_frame_alloc());
  while (!placer.full()) {
    if (auto checked = progress.check(); !checked) return checked;
    const auto got = decoding->next(frame.get());
    if (!got) return fail(got.error());
    if (!*got) break;
    std::optional<std::int64_t> at;
    if (timestamp(*frame) != AV_NOPTS_VALUE) at = to_samples(from_av(timestamp(*frame), base) - info.origin);
    if (auto laid = placer.lay(*frame, at); !laid) return laid;
    av_frame_unref(frame.get());
    progress.report(placer.fraction());
  }
  return {};
}

}  // namespace

Result<Spool> read_sound(const MediaInfo& info, Time length, const Progress& progress) {
  auto spool = Spool::create();
  if (!spool) return spool;
  Placer placer(*spool, std::max<std::int64_t>(to_samples(length), 0));
  if (info.audio)
    if (auto laid = lay_all(info, progress, placer); !laid) return fail(laid.error());
  if (auto finished = placer.finish(); !finished) return fail(finished.error());
  progress.report(1.0);
  return spool;
}

}  // namespace undertone::media
