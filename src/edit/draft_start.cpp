#include <algorithm>

#include "edit/edit.h"

namespace undertone::edit {
namespace {

Time shown_length(const MediaInfo& clip, Time still_length) {
  if (clip.kind == MediaKind::image || clip.length <= Time{}) return still_length;
  return clip.length;
}

Segment clip_segment(const MediaInfo& clip, Time start, Time still_length) {
  Segment segment;
  segment.name = clip.title;
  segment.src = clip.path;
  segment.start = start;
  segment.length = shown_length(clip, still_length);
  if (clip.kind != MediaKind::audio) segment.video = VideoPart{};
  return segment;
}

Track lay_out(std::span<const MediaInfo> clips, bool sound, Time still_length) {
  Track track;
  track.type = sound ? TrackType::audio : TrackType::video;
  track.name = sound ? "Audio" : "Video";
  Time at{};
  for (const auto& clip : clips) {
    if ((clip.kind == MediaKind::audio) != sound) continue;
    track.segments.push_back(clip_segment(clip, at, still_length));
    at = track.segments.back().end();
  }
  return track;
}

Canvas canvas_of(std::span<const MediaInfo> clips) {
  Canvas canvas;
  if (clips.empty()) return canvas;
  canvas.title = clips.front().title;
  const auto first =
      std::find_if(clips.begin(), clips.end(), [](const MediaInfo& clip) { return clip.video.has_value(); });
  if (first == clips.end()) return canvas;
  canvas.width = first->video->display_width();
  canvas.height = first->video->display_height();
  canvas.frame_rate = first->video->frame_rate;
  return canvas;
}

}  // namespace

Draft new_draft(std::span<const MediaInfo> clips, Time still_length) {
  Draft draft;
  draft.canvas = canvas_of(clips);
  for (const bool sound : {false, true}) {
    Track track = lay_out(clips, sound, still_length);
    if (track.segments.empty()) continue;
    draft.length = std::max(draft.length, track.segments.back().end());
    draft.tracks.push_back(std::move(track));
  }
  int tracks = 0;
  int segments = 0;
  for (auto& track : draft.tracks) {
    track.id = fmt::format("t{}", ++tracks);
    for (auto& segment : track.segments) segment.id = fmt::format("s{}", ++segments);
  }
  return draft;
}

}  // namespace undertone::edit
