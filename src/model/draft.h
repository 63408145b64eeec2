// Draft: the time line a person is making, as the wire contract has it (short keys in JSON, words here).
//
// A Draft is a value; an edit makes a new one. Times are on the time line, from 0. Order of tracks is z-order, bottom
// first. In JSON all times are integer milliseconds, and keys that we do not know survive a round trip (`other`).
//
//   0 video  | clip A        | clip B        |
//   1 audio  | music                         |
//   7 text   | title |
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/json.h"
#include "base/result.h"
#include "base/time.h"
#include "model/music.h"

namespace undertone {

enum class TrackType { video = 0, audio = 1, text = 7 };
enum class Fit { blur, crop, pad, stretch };
enum class AudioKind { music, voice, sfx, original };
enum class VideoRole { main, overlay, logo };

struct Duck {
  bool on = true;
  double depth_db = 12;
  bool operator==(const Duck&) const = default;
};

// What a music segment is: enough to make the same piece again.
struct MusicPart {
  std::vector<std::string> mood;
  std::string genre;
  double bpm = 0;  // 0, and an absent key: to be decided from the picture
  std::optional<Key> key;
  std::optional<Mode> mode;      // when only the mode was asked for
  double tempo_factor = 1;       // on the tempo that will be decided; 1 once bpm is given
  double density = 0;            // −1 sparse … 1 busy
  std::optional<double> energy;  // 0…1
  std::vector<std::string> instruments;
  std::vector<std::string> without;
  std::uint64_t seed = 0;
  Duck duck;
  Sync sync = Sync::loose;
  std::optional<Ending> ending;
  int take = 1;
  std::vector<std::string> said;  // which of the fields above the person asked for: "mood", "genre", "bpm", "key", …
  bool operator==(const MusicPart&) const = default;
};

struct Look {
  double brightness = 0, contrast = 0, saturation = 0, temperature = 0, blur = 0, grayscale = 0;
  bool operator==(const Look&) const = default;
};

struct Box {  // fractions of the frame
  double x = 0, y = 0, width = 1, height = 1;
  bool operator==(const Box&) const = default;
};

struct Transition {
  std::string type = "crossfade";
  Time length{};
  bool operator==(const Transition&) const = default;
};

struct VideoPart {
  VideoRole role = VideoRole::main;
  Look look;
  std::optional<Box> crop;
  std::optional<Box> box;
  int rotation = 0;
  std::optional<Transition> transition;
  bool operator==(const VideoPart&) const = default;
};

struct TextPart {
  std::string text;
  std::string position = "center";
  double size = 1;
  std::string color = "#ffffff";
  std::optional<std::string> background;
  std::optional<std::string> font;
  std::optional<std::string> animation;
  bool operator==(const TextPart&) const = default;
};

struct Segment {
  std::string id;
  std::string name;
  std::string src;  // the file; empty for music that we compose and for text
  Time start{};     // on the time line
  Time length{};
  Time source_start{};  // in the source
  double gain = 1;      // of the segment's own sound; 0 = muted
  Time fade_in{};
  Time fade_out{};
  double speed = 1;
  AudioKind kind = AudioKind::original;  // audio tracks only
  std::optional<VideoPart> video;
  std::optional<MusicPart> music;
  std::optional<TextPart> text;
  Json other;  // keys that are not ours; null when there are none
  bool operator==(const Segment&) const = default;
  Time end() const { return start + length; }
};

struct Track {
  std::string id;
  TrackType type = TrackType::video;
  std::string name;
  std::vector<Segment> segments;
  Json other;
  bool operator==(const Track&) const = default;
};

struct Canvas {
  std::string title;
  int width = 0;
  int height = 0;
  Rational frame_rate;
  Fit fit = Fit::blur;
  std::string background;
  bool operator==(const Canvas&) const = default;
};

struct Draft {
  Time length{};
  Canvas canvas;
  std::vector<Track> tracks;
  Json other;
  bool operator==(const Draft&) const = default;
};

Json to_json(const Draft& draft);
// invalid_input, naming the first thing that is wrong; accepts anything to_json writes and any document of the
// contract.
Result<Draft> draft_from_json(const Json& json);
// The rules beyond JSON: no overlap on a track, nothing beyond the end, no negative time, gains in 0…4.
Status check(const Draft& draft);

}  // namespace undertone
