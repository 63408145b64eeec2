#include "edit/music.h"

#include <algorithm>

#include "edit/music_part.h"

namespace undertone::edit {
namespace {

constexpr const char* no_music = "There is no music yet: say what you would like to hear, for example \"calm piano\".";

bool is_music(const Track& track, const Segment& segment) {
  return track.type == TrackType::audio && (segment.kind == AudioKind::music || segment.music);
}

std::string new_id(const Draft& draft, char letter) {
  std::size_t number = 1;
  const auto taken = [&](const std::string& id) {
    return std::any_of(draft.tracks.begin(), draft.tracks.end(), [&](const Track& track) {
      return track.id == id || std::any_of(track.segments.begin(), track.segments.end(),
                                           [&](const Segment& segment) { return segment.id == id; });
    });
  };
  while (taken(fmt::format("{}{}", letter, number))) ++number;
  return fmt::format("{}{}", letter, number);
}

Track& music_track(Draft& draft) {
  for (auto& track : draft.tracks)
    if (track.type == TrackType::audio && track.name == "BGM") return track;
  Track track;
  track.id = new_id(draft, 't');
  track.type = TrackType::audio;
  track.name = "BGM";
  const auto texts = std::find_if(draft.tracks.begin(), draft.tracks.end(),
                                  [](const Track& each) { return each.type == TrackType::text; });
  return *draft.tracks.insert(texts, std::move(track));
}

// What of `segment` lies before and after `gap`; the later half gets `later_id`.
std::vector<Segment> around(const Segment& segment, const Span& gap, const std::string& later_id) {
  std::vector<Segment> rest;
  if (segment.start < gap.start) {
    Segment before = segment;
    before.length = gap.start - segment.start;
    before.fade_in = std::min(before.fade_in, before.length);
    before.fade_out = std::min(before.fade_out, before.length - before.fade_in);
    rest.push_back(before);
  }
  if (segment.end() > gap.end) {
    Segment after = segment;
    after.start = gap.end;
    after.length = segment.end() - gap.end;
    if (!segment.src.empty()) after.source_start += gap.end - segment.start;
    after.fade_in = Time{};
    after.fade_out = std::min(after.fade_out, after.length);
    if (!rest.empty()) after.id = later_id;
    rest.push_back(after);
  }
  return rest;
}

void clear(Draft& draft, const Span& gap) {
  for (auto& track : draft.tracks) {
    std::vector<Segment> kept;
    for (const auto& segment : track.segments) {
      if (!is_music(track, segment) || !gap.overlaps({segment.start, segment.end()})) {
        kept.push_back(segment);
        continue;
      }
      for (auto& rest : around(segment, gap, new_id(draft, 's'))) kept.push_back(std::move(rest));
    }
    track.segments = std::move(kept);
  }
}

Result<Span> place(const Draft& draft, const MusicWish& wish) {
  Span span{Time{}, draft.length};
  if (wish.range) {
    span.start = std::max(wish.range->start, Time{});
    if (wish.range->end > wish.range->start) span.end = std::min(wish.range->end, draft.length);
  } else if (wish.length && *wish.length > Time{}) {
    span.end = std::min(*wish.length, draft.length);
  }
  if (span.start >= draft.length)
    return fail(ErrorKind::invalid_input, "The music would begin at {}, but the video is only {} long.",
                clock(span.start), clock(draft.length));
  return span;
}

void move_to(Segment& segment, const Span& span) {
  segment.start = span.start;
  segment.length = span.length();
}

}  // namespace

std::vector<Segment*> music_segments(Draft& draft) {
  std::vector<Segment*> found;
  for (auto& track : draft.tracks)
    for (auto& segment : track.segments)
      if (is_music(track, segment)) found.push_back(&segment);
  return found;
}

Status add_music(Draft& draft, const MusicWish& wish) {
  if (draft.length <= Time{} && wish.length) draft.length = std::max(*wish.length, Time{});
  if (draft.length <= Time{}) return fail(ErrorKind::invalid_input, "There is no clip yet to put music under.");
  const auto span = place(draft, wish);
  if (!span) return fail(span.error());
  clear(draft, *span);
  Segment segment;
  segment.id = new_id(draft, 's');
  segment.kind = AudioKind::music;
  segment.gain = usual_music_gain;
  segment.music = MusicPart{};
  move_to(segment, *span);
  MusicWish whole = wish;
  if (whole.ending == Ending::fade_out && !whole.fade_out) whole.fade_out = from_seconds(usual_fade_seconds);
  lay_wish(*segment.music, whole);
  lay_wish(segment, whole);
  segment.name = working_name(*segment.music);
  auto& segments = music_track(draft).segments;
  const auto later =
      std::find_if(segments.begin(), segments.end(), [&](const Segment& each) { return each.start > segment.start; });
  segments.insert(later, std::move(segment));
  return {};
}

Status change_music(Draft& draft, const MusicWish& wish) {
  auto segments = music_segments(draft);
  if (segments.empty()) return fail(ErrorKind::not_found, no_music);
  MusicWish whole = wish;
  if (whole.ending == Ending::fade_out && !whole.fade_out) whole.fade_out = from_seconds(usual_fade_seconds);
  if (wish.range || wish.length) {
    if (segments.size() > 1)
      return fail(ErrorKind::unsupported, "There are several pieces of music: remove one before moving the other.");
    const auto span = place(draft, wish);
    if (!span) return fail(span.error());
    move_to(*segments.front(), *span);
  }
  for (auto* segment : segments) {
    if (segment->music) {
      lay_wish(*segment->music, whole);
      if (wish.genre || !wish.moods.empty()) segment->name = working_name(*segment->music);
    }
    lay_wish(*segment, whole);
  }
  return {};
}

Status remove_music(Draft& draft) {
  if (music_segments(draft).empty()) return fail(ErrorKind::not_found, "There is no music to remove.");
  for (auto& track : draft.tracks)
    std::erase_if(track.segments, [&](const Segment& segment) { return is_music(track, segment); });
  std::erase_if(draft.tracks, [](const Track& track) { return track.name == "BGM" && track.segments.empty(); });
  return {};
}

Status new_take(Draft& draft) {
  bool any = false;
  for (auto* segment : music_segments(draft)) {
    if (!segment->music) continue;
    ++segment->music->take;
    any = true;
  }
  if (!any) return fail(ErrorKind::not_found, no_music);
  return {};
}

}  // namespace undertone::edit
