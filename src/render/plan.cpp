#include <algorithm>
#include <cmath>
#include <optional>
#include <vector>

#include "render/filters.h"
#include "render/render.h"

namespace undertone::render {
namespace {

// Drafts count in milliseconds; a picture may be cut that much short without anyone having asked for a cut.
constexpr Time rounding{flicks_per_second / 1000};
// Rates beyond this are a container's clock, not a camera's.
constexpr double highest_rate = 240;

auto not_yet(std::string_view what) {
  return fail(ErrorKind::unsupported, "{} cannot be rendered yet: leave it out and try again.", what);
}

Status check_segment(const Segment& segment, TrackType type) {
  if (type == TrackType::text) return not_yet("Text");
  const VideoPart part = segment.video.value_or(VideoPart{});
  if (part.role != VideoRole::main) return not_yet("An overlay or logo");
  if (part.look != Look{}) return not_yet("A changed look");
  if (part.crop || part.box) return not_yet("A crop");
  if (part.rotation % 360 != 0) return not_yet("A rotation");
  if (std::abs(segment.speed - 1.0) > 1e-9) return not_yet("A change of speed");
  return {};
}

Result<std::vector<Segment>> picture_segments(const Draft& draft) {
  std::vector<Segment> found;
  for (const Track& track : draft.tracks) {
    if (track.type == TrackType::audio) continue;
    for (const Segment& segment : track.segments) {
      if (auto checked = check_segment(segment, track.type); !checked) return fail(checked.error());
      found.push_back(segment);
    }
  }
  if (found.size() > 1) return not_yet("More than one clip");
  return found;
}

Size shown_size(const VideoStream& video) {
  return {video.display_width(), video.display_height()};
}

// The draft's canvas is the clip's own shape, or not said.
bool is_own_shape(const Canvas& canvas, Size shown) {
  if (canvas.width <= 0 || canvas.height <= 0) return true;
  const double asked = static_cast<double>(canvas.width) / canvas.height;
  const double own = static_cast<double>(shown.width) / shown.height;
  return std::abs(asked / own - 1.0) < 0.01;
}

PictureFrom from_of(MediaKind kind) {
  switch (kind) {
    case MediaKind::video:
      return PictureFrom::video;
    case MediaKind::animation:
      return PictureFrom::animation;
    case MediaKind::image:
      return PictureFrom::still;
    case MediaKind::audio:
      return PictureFrom::nothing;
  }
  return PictureFrom::nothing;
}

// Why the picture cannot be copied; empty when it can.
std::string obstacle(const PicturePiece& piece, const MediaInfo& info, const Draft& draft, const RenderWish& wish) {
  if (wish.encode_all) return "asked for";
  if (piece.from != PictureFrom::video) return "a still or an animation";
  if (!info.video->copyable) return "not H.264 that every player takes";
  const double rate = info.video->frame_rate.value();
  const Time frame = rate > 0 ? from_seconds(1.0 / rate) : rounding;
  const auto differs = [&](Time a, Time b) { return std::chrono::abs(a - b) > std::max(rounding, frame); };
  if (piece.source_start > rounding || differs(piece.span.length(), info.length)) return "trimmed";
  if (piece.span.start > rounding || differs(piece.span.end, draft.length)) return "not the whole film";
  return {};
}

void take_rate(const MediaInfo& info, RenderPlan& plan) {
  const Rational rate = info.video->frame_rate;
  const bool sane = rate.value() > 0 && rate.value() <= highest_rate;
  if (info.kind == MediaKind::image) return;
  if (sane) plan.frame_rate = rate;
  plan.variable_rate = !sane || info.video->variable_rate || info.kind == MediaKind::animation;
}

// A film without any picture is black.
void plan_black(RenderPlan& plan) {
  plan.width = 1280;
  plan.height = 720;
  plan.picture.push_back({.span = {Time{}, plan.length}, .because = "there is no picture"});
}

Status plan_clip(const Segment& segment, const MediaInfo& info, const Draft& draft, const RenderWish& wish,
                 RenderPlan& plan) {
  const Size shown = shown_size(*info.video);
  if (shown.width <= 0 || shown.height <= 0) return fail(ErrorKind::corrupt_media, "'{}' has no picture.", info.path);
  if (!is_own_shape(draft.canvas, shown)) return not_yet("Another shape of picture");
  const Size size = wish.size == RenderWish::Size::full_hd ? fit_full_hd(shown) : shown;
  plan.width = size.width;
  plan.height = size.height;
  take_rate(info, plan);
  PicturePiece piece{.span = {segment.start, segment.end()},
                     .from = from_of(info.kind),
                     .source = 0,
                     .source_start = segment.source_start,
                     .filters = picture_filters(info, size)};
  piece.because = obstacle(piece, info, draft, wish);
  if (piece.because.empty()) piece.way = PictureWay::copied;
  if (piece.span.start > rounding) return not_yet("A film that begins before its clip");
  plan.sources.push_back(info);
  plan.picture.push_back(piece);
  return {};
}

}  // namespace

Result<RenderPlan> plan(const Draft& draft, std::span<const MediaInfo> media, const RenderWish& wish) {
  auto segments = picture_segments(draft);
  if (!segments) return fail(segments.error());
  RenderPlan plan{.length = draft.length, .title = draft.canvas.title};
  if (plan.length <= Time{}) return fail(ErrorKind::invalid_input, "There is nothing to render: the film is empty.");
  if (segments->empty()) {
    plan_black(plan);
    return plan;
  }
  const Segment& segment = segments->front();
  const auto info = std::find_if(media.begin(), media.end(), [&](const MediaInfo& m) { return m.path == segment.src; });
  if (info == media.end())
    return fail(ErrorKind::invalid_input, "The file '{}' of the film is not there: add it again.", segment.src);
  if (!info->video) {
    plan_black(plan);
    return plan;
  }
  if (auto planned = plan_clip(segment, *info, draft, wish, plan); !planned) return fail(planned.error());
  return plan;
}

}  // namespace undertone::render
