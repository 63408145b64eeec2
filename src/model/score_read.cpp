#include <limits>

#include "base/json.h"
#include "model/score.h"

namespace undertone {
namespace {

constexpr Tick longest_tick = Tick{1} << 40;
constexpr std::int64_t longest_flicks = 100 * 3600 * flicks_per_second;

// What is wrong, on its way to the edge below; never leaves this file.
struct Wrong {
  std::string what;
};

[[noreturn]] void wrong(std::string_view key, std::string_view must) {
  throw Wrong{fmt::format("\"{}\" must be {}", key, must)};
}

const Json& value_of(const Json& json, const char* key) {
  if (!json.is_object() || !json.contains(key)) throw Wrong{fmt::format("\"{}\" is missing", key)};
  return json[key];
}

std::int64_t whole(const Json& value, const char* what, std::int64_t low, std::int64_t high) {
  const bool fits =
      value.is_number_integer() && (!value.is_number_unsigned() || value.get<std::uint64_t>() <= INT64_MAX);
  const auto number = fits ? value.get<std::int64_t>() : 0;
  if (!fits || number < low || number > high) wrong(what, fmt::format("a whole number from {} to {}", low, high));
  return number;
}

int small(const Json& json, const char* key, int low, int high) {
  return static_cast<int>(whole(value_of(json, key), key, low, high));
}

Tick tick(const Json& json, const char* key) {
  return whole(value_of(json, key), key, 0, longest_tick);
}

Time time(const Json& json, const char* key) {
  return Time{whole(value_of(json, key), key, 0, longest_flicks)};
}

double number(const Json& json, const char* key, double low, double high) {
  const auto& value = value_of(json, key);
  const double found = value.is_number() ? value.get<double>() : std::numeric_limits<double>::quiet_NaN();
  if (!(found >= low && found <= high)) wrong(key, fmt::format("a number from {} to {}", low, high));
  return found;
}

std::string text(const Json& json, const char* key) {
  const auto& value = value_of(json, key);
  if (!value.is_string()) wrong(key, "a text");
  return value.get<std::string>();
}

template <class T>
T word(const Json& json, const char* key, std::optional<T> (*parse)(std::string_view)) {
  const auto parsed = parse(text(json, key));
  if (!parsed) wrong(key, "one of the known words");
  return *parsed;
}

template <class Read>
auto list(const Json& json, const char* key, Read read) {
  const auto& value = value_of(json, key);
  if (!value.is_array()) wrong(key, "a list");
  std::vector<decltype(read(value))> found;
  found.reserve(value.size());
  for (const auto& each : value) found.push_back(read(each));
  return found;
}

std::string mood(const Json& json) {
  if (!json.is_string()) wrong("moods", "a list of texts");
  return json.get<std::string>();
}

int pitch_class(const Json& json) {
  return static_cast<int>(whole(json, "pitch_classes", 0, 11));
}

Tempo tempo(const Json& json) {
  return {tick(json, "at"), number(json, "bpm", 5, 1000)};
}

Meter meter(const Json& json) {
  return {tick(json, "at"), small(json, "beats", 1, 64), small(json, "unit", 1, 64)};
}

Section section(const Json& json) {
  return {text(json, "name"), tick(json, "start"), tick(json, "length"), number(json, "intensity", 0, 1)};
}

ChordSpan chord(const Json& json) {
  return {tick(json, "start"), tick(json, "length"), text(json, "symbol"), list(json, "pitch_classes", pitch_class)};
}

std::optional<HitKind> parse_hit(std::string_view kind) {
  if (kind == "downbeat") return HitKind::downbeat;
  if (kind == "accent") return HitKind::accent;
  return std::nullopt;
}

Hit hit(const Json& json) {
  return {time(json, "cut_flicks"), tick(json, "tick"), word(json, "kind", parse_hit)};
}

std::optional<Sound> parse_sound(std::string_view sound) {
  if (sound == "soundfont") return Sound::soundfont;
  if (sound == "voice") return Sound::voice;
  return std::nullopt;
}

Layer layer(const Json& json) {
  return {.instrument = text(json, "instrument"),
          .sound = word(json, "sound", parse_sound),
          .bank = small(json, "bank", 0, 16383),
          .program = small(json, "program", 0, 127),
          .voice = text(json, "voice"),
          .level_db = number(json, "level_db", -120, 40),
          .transpose = small(json, "transpose", -60, 60)};
}

Placement placement(const Json& json) {
  return {.level_db = number(json, "level_db", -120, 40),
          .pan = number(json, "pan", -1, 1),
          .width = number(json, "width", 0, 2),
          .reverb = number(json, "reverb", 0, 1),
          .delay = number(json, "delay", 0, 1),
          .high_pass_hz = number(json, "high_pass_hz", 0, 24000),
          .low_pass_hz = number(json, "low_pass_hz", 0, 24000),
          .pump_db = number(json, "pump_db", 0, 40),
          .drive = number(json, "drive", 0, 1)};
}

const Json& row(const Json& json, std::size_t columns, const char* what) {
  if (!json.is_array() || json.size() != columns) wrong(what, fmt::format("lists of {} numbers", columns));
  return json;
}

Note note(const Json& json) {
  const auto& at = row(json, 6, "notes");
  return {.start = whole(at[0], "note start", 0, longest_tick),
          .length = whole(at[1], "note length", 0, longest_tick),
          .pitch = static_cast<std::uint8_t>(whole(at[2], "note pitch", 0, 127)),
          .velocity = static_cast<std::uint8_t>(whole(at[3], "note velocity", 1, 127)),
          .nudge_us10 = static_cast<std::int16_t>(whole(at[4], "note nudge", -32768, 32767)),
          .layers = static_cast<std::uint8_t>(whole(at[5], "note layers", 0, 255))};
}

Control control(const Json& json) {
  const auto& at = row(json, 4, "controls");
  return {.at = whole(at[0], "control tick", 0, longest_tick),
          .number = static_cast<std::uint8_t>(whole(at[1], "control number", 0, 128)),
          .value = static_cast<std::uint16_t>(whole(at[2], "control value", 0, 16383)),
          .layers = static_cast<std::uint8_t>(whole(at[3], "control layers", 0, 255))};
}

Part part(const Json& json) {
  return {.role = word(json, "role", parse_role),
          .layers = list(json, "layers", layer),
          .placement = placement(value_of(json, "placement")),
          .notes = list(json, "notes", note),
          .controls = list(json, "controls", control)};
}

Production production(const Json& json) {
  return {.brightness = number(json, "brightness", -1, 1),
          .room = number(json, "room", 0, 1),
          .tape = number(json, "tape", 0, 1),
          .vinyl = number(json, "vinyl", 0, 1),
          .glue = number(json, "glue", 0, 1),
          .delay_beats = number(json, "delay_beats", 0, 16)};
}

std::uint64_t seed(const Json& json) {
  const auto& value = value_of(json, "seed");
  if (!value.is_number_unsigned() && !(value.is_number_integer() && value.get<std::int64_t>() >= 0))
    wrong("seed", "a whole number, not negative");
  return value.get<std::uint64_t>();
}

Score score(const Json& json) {
  if (small(json, "schema", 0, 1000000) != 1) wrong("schema", "1");
  return {.title = text(json, "title"),
          .genre = text(json, "genre"),
          .moods = list(json, "moods", mood),
          .key = word(json, "key", parse_key),
          .seed = seed(json),
          .take = small(json, "take", 1, 1000000),
          .length = time(json, "length_flicks"),
          .ending = word(json, "ending", parse_ending),
          .offset = time(json, "offset_flicks"),
          .tempos = list(json, "tempos", tempo),
          .meters = list(json, "meters", meter),
          .sections = list(json, "sections", section),
          .chords = list(json, "chords", chord),
          .hits = list(json, "hits", hit),
          .parts = list(json, "parts", part),
          .production = production(value_of(json, "production"))};
}

}  // namespace

Result<Score> score_from_json(const Json& json) try { return score(json); } catch (const Wrong& error) {
  return fail(ErrorKind::invalid_input, "This is not a score: {}.", error.what);
} catch (const Json::exception& error) {
  return fail(ErrorKind::invalid_input, "This is not a score: {}.", error.what());
}

}  // namespace undertone
