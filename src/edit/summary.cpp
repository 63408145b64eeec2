#include <fmt/ranges.h>

#include "edit/edit.h"

namespace undertone::edit {
namespace {

std::string span_of(const Segment& segment) {
  auto from = short_seconds(segment.start);
  from.pop_back();  // the unit stands once, at the end
  return from + "-" + short_seconds(segment.end());
}

std::string percent(double gain) {
  return fmt::format("{:.0f}%", gain * 100);
}

std::string shown_name(const Track& track, const Segment& segment) {
  if (track.type == TrackType::text) return "\"" + (segment.text ? segment.text->text : segment.name) + "\"";
  return segment.name.empty() ? segment.id : segment.name;
}

// A clip's own sound is worth a word only when it is not as it was.
std::string sound_of(const Track& track, const Segment& segment) {
  if (track.type == TrackType::text) return "";
  if (track.type == TrackType::audio) return ", " + percent(segment.gain);
  if (segment.gain == 1) return "";
  return segment.gain == 0 ? ", muted" : ", sound " + percent(segment.gain);
}

std::string shown_track_name(const Track& track) {
  if (!track.name.empty()) return track.name;
  return track.type == TrackType::video ? "Video" : track.type == TrackType::audio ? "Audio" : "Title";
}

std::string joined(const std::vector<std::string>& words) {
  return fmt::format("{}", fmt::join(words, ", "));
}

std::string music_line(const MusicPart& music) {
  std::vector<std::string> parts;
  if (!music.mood.empty()) parts.push_back(joined(music.mood));
  if (!music.genre.empty()) parts.push_back(music.genre);
  if (music.bpm > 0) parts.push_back(fmt::format("{:.0f} bpm", music.bpm));
  if (music.key) parts.push_back(name(*music.key));
  if (!music.instruments.empty()) parts.push_back("with " + joined(music.instruments));
  if (!music.without.empty()) parts.push_back("without " + joined(music.without));
  if (music.sync == Sync::cuts) parts.emplace_back("on the cuts");
  if (!music.duck.on) parts.emplace_back("not ducked");
  if (music.take > 1) parts.push_back(fmt::format("take {}", music.take));
  return joined(parts);
}

std::string table_line(const Track& track, const Segment& segment) {
  std::string line = fmt::format("   {:>6} {:>7}  {}", clock(segment.start), short_seconds(segment.length),
                                 shown_name(track, segment));
  line += sound_of(track, segment);
  if (segment.fade_in > Time{}) line += ", fades in over " + short_seconds(segment.fade_in);
  if (segment.fade_out > Time{}) line += ", fades out over " + short_seconds(segment.fade_out);
  if (segment.speed != 1) line += fmt::format(", at {}× speed", segment.speed);
  if (segment.music)
    if (const auto music = music_line(*segment.music); !music.empty()) line += " (" + music + ")";
  return line + "\n";
}

}  // namespace

std::string summary(const Draft& draft) {
  const auto count = draft.tracks.size();
  std::string text = fmt::format("Timeline ({} {}):", count, count == 1 ? "track" : "tracks");
  int number = 0;
  for (const auto& track : draft.tracks) {
    text += fmt::format(" {}. {}: ", ++number, shown_track_name(track));
    for (const auto& segment : track.segments) {
      if (&segment != &track.segments.front()) text += ", ";
      text += fmt::format("{} ({}{})", shown_name(track, segment), span_of(segment), sound_of(track, segment));
    }
  }
  return text;
}

std::string table(const Draft& draft) {
  std::string text =
      fmt::format("{} long, {}×{}\n", short_seconds(draft.length), draft.canvas.width, draft.canvas.height);
  int number = 0;
  for (const auto& track : draft.tracks) {
    text += fmt::format("{}. {}\n", ++number, shown_track_name(track));
    for (const auto& segment : track.segments) text += table_line(track, segment);
  }
  return text;
}

}  // namespace undertone::edit
