#include <charconv>
#include <cmath>
#include <limits>

#include "model/draft_words.h"

namespace undertone {
namespace {

constexpr std::int64_t longest_ms = std::int64_t{100} * 3600 * 1000;
constexpr std::size_t most_parts = 10000;  // tracks, or segments of a track
constexpr std::size_t most_names = 64;     // moods, instruments

// One object of the document. The first thing that is wrong is kept and named by its path; what follows reads as empty.
class Reader {
 public:
  Reader(const Json& json, std::string path, std::optional<Error>& error)
      : json_(json), path_(std::move(path)), error_(error) {
    if (!json_.is_object()) wrong("", "an object");
  }

  Reader below(const char* key) { return {*find(key), path_.empty() ? key : path_ + "." + key, error_}; }
  bool has(const char* key) { return find(key) != nullptr; }
  const std::string& path() const { return path_; }
  std::optional<Error>& error() { return error_; }

  const Json& array(const char* key, std::size_t limit) {
    static const Json none = Json::array();
    const auto* value = find(key);
    if (value == nullptr) return none;
    if (value->is_array() && value->size() <= limit) return *value;
    wrong(key, value->is_array() ? "a shorter list" : "a list");
    return none;
  }

  double number(const char* key, double usual, double low, double high) {
    const auto* value = find(key);
    if (value == nullptr) return usual;
    const double number = value->is_number() ? value->get<double>() : std::numeric_limits<double>::quiet_NaN();
    if (number >= low && number <= high) return number;
    wrong(key, fmt::format("a number from {} to {}", low, high));
    return usual;
  }

  int integer(const char* key, int usual, int low, int high) {
    return static_cast<int>(std::lround(number(key, usual, low, high)));
  }

  Time time(const char* key) {
    return from_milliseconds(std::llround(number(key, 0, 0, static_cast<double>(longest_ms))));
  }

  bool flag(const char* key, bool usual) {
    const auto* value = find(key);
    if (value == nullptr) return usual;
    if (value->is_boolean()) return value->get<bool>();
    wrong(key, "true or false");
    return usual;
  }

  std::string text(const char* key, const char* usual = "") {
    const auto* value = find(key);
    if (value == nullptr) return usual;
    if (value->is_string()) return value->get<std::string>();
    wrong(key, "text");
    return usual;
  }

  std::optional<std::string> maybe_text(const char* key) { return has(key) ? std::optional(text(key)) : std::nullopt; }

  // A list of words, or one word alone.
  std::vector<std::string> words(const char* key) {
    std::vector<std::string> words;
    if (const auto* value = find(key); value != nullptr && value->is_string()) return {value->get<std::string>()};
    for (const auto& word : array(key, most_names)) {
      if (word.is_string()) {
        words.push_back(word.get<std::string>());
      } else {
        wrong(key, "a list of words");
      }
    }
    return words;
  }

  template <class Parse>
  auto word(const char* key, Parse parse) -> decltype(parse(std::string_view{})) {
    if (!has(key)) return std::nullopt;
    auto value = parse(text(key));
    if (!value) wrong(key, "one of the words of the format");
    return value;
  }

  // Numbers of 19 digits may travel as text.
  std::uint64_t seed(const char* key) {
    const auto* value = find(key);
    if (value == nullptr) return 0;
    if (value->is_number_unsigned()) return value->get<std::uint64_t>();
    if (value->is_number_integer() && value->get<std::int64_t>() >= 0) return value->get<std::uint64_t>();
    std::uint64_t seed = 0;
    const auto digits = value->is_string() ? value->get<std::string>() : std::string();
    const auto [end, status] = std::from_chars(digits.data(), digits.data() + digits.size(), seed);
    if (digits.empty() || status != std::errc{} || end != digits.data() + digits.size()) wrong(key, "a whole number");
    return seed;
  }

  void wrong(const std::string& key, const std::string& wanted) {
    if (error_) return;
    const auto where = path_.empty() ? (key.empty() ? "the whole" : key) : (key.empty() ? path_ : path_ + "." + key);
    error_ = Error{ErrorKind::invalid_input, fmt::format("In the draft, {} must be {}.", where, wanted)};
  }

 private:
  const Json* find(const char* key) const {
    if (!json_.is_object()) return nullptr;
    const auto found = json_.find(key);
    return found == json_.end() || found->is_null() ? nullptr : &*found;
  }

  const Json& json_;
  std::string path_;
  std::optional<Error>& error_;
};

Look read_look(Reader fx) {
  return {.brightness = fx.number("brightness", 0, -10, 10),
          .contrast = fx.number("contrast", 0, -10, 10),
          .saturation = fx.number("saturation", 0, -10, 10),
          .temperature = fx.number("temperature", 0, -10, 10),
          .blur = fx.number("blur", 0, 0, 1000),
          .grayscale = fx.number("grayscale", 0, 0, 1)};
}

Box read_box(Reader box) {
  return {.x = box.number("x", 0, -10, 10),
          .y = box.number("y", 0, -10, 10),
          .width = box.number("width", 1, 0, 10),
          .height = box.number("height", 1, 0, 10)};
}

VideoPart read_video(Reader& json) {
  VideoPart video;
  video.role = json.word("role", parse_video_role).value_or(VideoRole::main);
  if (json.has("fx")) video.look = read_look(json.below("fx"));
  if (json.has("crop")) video.crop = read_box(json.below("crop"));
  if (json.has("box")) video.box = read_box(json.below("box"));
  video.rotation = json.integer("rot", 0, -360, 360);
  if (json.has("tr")) {
    auto transition = json.below("tr");
    video.transition = Transition{transition.text("type", "crossfade"), transition.time("d")};
  }
  return video;
}

TextPart read_text_part(Reader& json) {
  TextPart text;
  text.text = json.text("txt");
  if (!json.has("st")) return text;
  auto style = json.below("st");
  text.position = style.text("pos", "center");
  text.size = style.number("size", 1, 0, 1000);
  text.color = style.text("color", "#ffffff");
  text.background = style.maybe_text("bg");
  text.font = style.maybe_text("font");
  text.animation = style.maybe_text("anim");
  return text;
}

MusicPart read_music(Reader& m) {
  MusicPart music;
  music.mood = m.words("mood");
  music.genre = m.text("genre");
  music.bpm = m.number("bpm", 0, 0, 400);
  music.tempo_factor = m.number("tempo_factor", 1, 0.1, 10);
  music.key = m.word("key", parse_key);
  music.mode = m.word("mode", parse_mode);
  if (m.has("energy")) music.energy = m.number("energy", 0, 0, 1);
  music.density = m.number("density", 0, -1, 1);
  music.instruments = m.words("instruments");
  music.without = m.words("without");
  music.seed = m.seed("seed");
  if (m.has("duck")) {
    auto duck = m.below("duck");
    music.duck = {.on = duck.flag("on", true), .depth_db = duck.number("depth_db", 12, 0, 60)};
  }
  music.sync = m.word("sync", parse_sync).value_or(Sync::loose);
  music.ending = m.word("ending", parse_ending);
  music.take = m.integer("take", 1, 1, 1000000);
  music.said = m.words("said");
  return music;
}

void read_sound(Reader& json, Segment& segment) {
  if (!json.has("m")) return;
  auto m = json.below("m");
  segment.kind = m.word("kind", parse_audio_kind).value_or(AudioKind::original);
  if (segment.kind == AudioKind::music && segment.src.empty()) segment.music = read_music(m);
}

Segment read_segment(const Json& whole, Reader json, TrackType type) {
  Segment segment;
  segment.id = json.text("id");
  segment.name = json.text("n");
  segment.src = json.text("src");
  segment.start = json.time("s");
  segment.length = json.time("d");
  segment.source_start = json.time("ss");
  segment.gain = json.number("v", 1, 0, 4);
  segment.fade_in = json.time("fi");
  segment.fade_out = json.time("fo");
  segment.speed = json.number("sp", 1, 0.1, 16);
  if (type == TrackType::video) segment.video = read_video(json);
  if (type == TrackType::audio) read_sound(json, segment);
  if (type == TrackType::text) segment.text = read_text_part(json);
  if (!json.error()) segment.other = left_over(whole, own_json(segment));
  return segment;
}

Track read_track(const Json& whole, Reader json) {
  Track track;
  track.id = json.text("id");
  track.name = json.text("n");
  const int type = json.integer("tt", 0, 0, 7);
  if (type != 0 && type != 1 && type != 7) json.wrong("tt", "0 (video), 1 (audio) or 7 (text)");
  track.type = static_cast<TrackType>(type);
  for (const auto& segment : json.array("sg", most_parts)) {
    if (json.error()) break;
    const auto path = fmt::format("{}.sg[{}]", json.path(), track.segments.size());
    track.segments.push_back(read_segment(segment, Reader(segment, path, json.error()), track.type));
  }
  if (json.error()) return track;
  Json own = own_json(track);
  own["sg"] = nullptr;
  track.other = left_over(whole, own);
  return track;
}

// 29.97 and its like are thousands over 1001.
Rational read_rate(double fps) {
  const auto whole = std::llround(fps);
  if (std::abs(fps - static_cast<double>(whole)) < 1e-6) return {whole, 1};
  const auto ntsc = std::llround(fps * 1001 / 1000);
  if (std::abs(fps - static_cast<double>(ntsc) * 1000 / 1001) < 1e-2) return {ntsc * 1000, 1001};
  return {std::llround(fps * 1000), 1000};
}

Canvas read_canvas(Reader m) {
  Canvas canvas;
  canvas.title = m.text("title");
  canvas.width = m.integer("width", 0, 0, 1 << 15);
  canvas.height = m.integer("height", 0, 0, 1 << 15);
  if (const double fps = m.number("fps", 0, 0, 1000); fps > 0) canvas.frame_rate = read_rate(fps);
  canvas.fit = m.word("fit", parse_fit).value_or(Fit::blur);
  canvas.background = m.text("bg");
  return canvas;
}

}  // namespace

Result<Draft> draft_from_json(const Json& whole) {
  std::optional<Error> error;
  Reader json(whole, "", error);
  Draft draft;
  draft.length = json.time("d");
  if (json.has("m")) draft.canvas = read_canvas(json.below("m"));
  for (const auto& track : json.array("t", most_parts)) {
    if (error) break;
    draft.tracks.push_back(read_track(track, Reader(track, fmt::format("t[{}]", draft.tracks.size()), error)));
  }
  if (error) return fail(*error);
  Json own = own_json(draft);
  own["t"] = nullptr;
  draft.other = left_over(whole, own);
  return draft;
}

}  // namespace undertone
