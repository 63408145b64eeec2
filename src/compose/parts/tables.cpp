#include "compose/parts/tables.h"

#include <algorithm>
#include <initializer_list>
#include <mutex>
#include <sstream>
#include <utility>

#include "base/log.h"
#include "compose/parts/toml_text.h"

namespace undertone::compose::parts {
namespace {

using Wrong = std::string;

void complain(Wrong& wrong, std::string_view where, std::string_view what) {
  if (wrong.empty()) wrong = fmt::format("{} {}", where, what);
}

// Every element of an array of tables (or of texts, given to `use` as {steps = text}).
template <class Use>
void each_table(const toml::node_view<const toml::node>& node, std::string_view where, Wrong& wrong, Use use) {
  if (!node) return;
  const auto* array = node.as_array();
  if (array == nullptr) return complain(wrong, where, "must be a list");
  for (const auto& element : *array) {
    if (const auto* table = element.as_table()) {
      use(*table);
    } else if (const auto text = element.value<std::string>()) {
      use(toml::table{{"steps", *text}});
    } else {
      complain(wrong, where, "must be a list of tables");
    }
  }
}

void only(const toml::table& table, std::string_view where, Wrong& wrong,
          std::initializer_list<std::string_view> known) {
  for (const auto& [key, value] : table)
    if (std::find(known.begin(), known.end(), key.str()) == known.end())
      complain(wrong, fmt::format("{}.{}", where, key.str()), "is not known");
}

template <class T>
void take(const toml::table& table, std::string_view key, T& into) {
  if (const auto value = table[key].value<T>()) into = *value;
}

void take_texts(const toml::table& table, std::string_view key, std::vector<std::string>& into) {
  if (const auto* array = table[key].as_array())
    for (const auto& each : *array)
      if (const auto text = each.value<std::string>()) into.push_back(*text);
}

std::string clean(std::string_view steps) {
  std::string result;
  for (const char c : steps)
    if (c != ' ' && c != '|') result += c;
  return result;
}

std::vector<std::string> words_of(const std::string& text) {
  std::istringstream stream(text);
  std::vector<std::string> words;
  for (std::string word; stream >> word;) words.push_back(word);
  return words;
}

std::vector<std::vector<std::string>> bars_of(const std::string& chords) {
  std::vector<std::vector<std::string>> bars;
  std::istringstream stream(chords);
  for (std::string bar; std::getline(stream, bar, '|');)
    if (auto words = words_of(bar); !words.empty()) bars.push_back(std::move(words));
  return bars;
}

Pattern read_pattern(const toml::table& table, std::string_view where, Wrong& wrong) {
  only(table, where, wrong, {"steps", "from", "to", "weight"});
  Pattern pattern;
  take(table, "steps", pattern.steps);
  take(table, "from", pattern.from);
  take(table, "to", pattern.to);
  take(table, "weight", pattern.weight);
  pattern.steps = clean(pattern.steps);
  if (pattern.steps.empty() || pattern.steps.size() % 4 != 0)
    complain(wrong, where, "has a pattern that is no multiple of four sixteenths");
  return pattern;
}

Palette read_palette(const toml::table& table, std::string_view where, Wrong& wrong) {
  only(table, where, wrong, {"weight", "layers"});
  Palette palette;
  take(table, "weight", palette.weight);
  each_table(table["layers"], where, wrong, [&](const toml::table& layer) {
    only(layer, where, wrong, {"play", "up", "db", "from"});
    LayerChoice choice;
    take(layer, "play", choice.play);
    take(layer, "up", choice.up);
    take(layer, "db", choice.db);
    take(layer, "from", choice.from);
    palette.layers.push_back(choice);
  });
  if (palette.layers.empty() || palette.layers.size() > 8) complain(wrong, where, "needs palettes of 1 to 8 layers");
  return palette;
}

PlayerTable read_player(const toml::table& table, std::string_view where, Wrong& wrong) {
  only(table, where, wrong,
       {"palettes", "instead", "low", "high", "voices", "late_ms", "loose_ms", "velocity", "legato", "patterns"});
  PlayerTable player;
  each_table(table["palettes"], where, wrong,
             [&](const toml::table& each) { player.palettes.push_back(read_palette(each, where, wrong)); });
  take_texts(table, "instead", player.instead);
  take(table, "low", player.low);
  take(table, "high", player.high);
  take(table, "voices", player.voices);
  take(table, "late_ms", player.late_ms);
  take(table, "loose_ms", player.loose_ms);
  take(table, "velocity", player.velocity);
  take(table, "legato", player.legato);
  each_table(table["patterns"], where, wrong,
             [&](const toml::table& each) { player.patterns.push_back(read_pattern(each, where, wrong)); });
  return player;
}

HarmonyTable read_harmony(const toml::table& table, Wrong& wrong) {
  only(table, "harmony", wrong,
       {"bars_per_chord", "colour", "borrow", "progressions", "major_cadences", "minor_cadences", "major_final",
        "minor_final"});
  HarmonyTable harmony;
  take(table, "bars_per_chord", harmony.bars_per_chord);
  take(table, "colour", harmony.colour);
  take(table, "borrow", harmony.borrow);
  take(table, "major_final", harmony.major_final);
  take(table, "minor_final", harmony.minor_final);
  each_table(table["progressions"], "harmony.progressions", wrong, [&](const toml::table& each) {
    only(each, "harmony.progressions", wrong, {"in", "mode", "weight", "chords"});
    Progression progression;
    take_texts(each, "in", progression.sections);
    take(each, "mode", progression.mode);
    take(each, "weight", progression.weight);
    std::string chords;
    take(each, "chords", chords);
    progression.bars = bars_of(chords);
    if (progression.bars.empty()) complain(wrong, "harmony.progressions", "has one without chords");
    harmony.progressions.push_back(std::move(progression));
  });
  std::vector<std::string> major, minor;
  take_texts(table, "major_cadences", major);
  take_texts(table, "minor_cadences", minor);
  for (const auto& each : major) harmony.major_cadences.push_back(words_of(each));
  for (const auto& each : minor) harmony.minor_cadences.push_back(words_of(each));
  return harmony;
}

Groove read_groove(const toml::table& table, std::string_view where, Wrong& wrong) {
  Groove groove;
  for (const auto& [key, value] : table) {
    if (key.str() == "from" || key.str() == "to" || key.str() == "weight") continue;
    const int percussion = percussion_key(key.str());
    if (percussion == 0) complain(wrong, fmt::format("{}.{}", where, key.str()), "is no percussion instrument");
    groove.lines[percussion] = clean(value.value<std::string>().value_or(""));
    if (groove.lines[percussion].empty() || groove.lines[percussion].size() % 4 != 0)
      complain(wrong, fmt::format("{}.{}", where, key.str()), "is no multiple of four sixteenths");
  }
  take(table, "from", groove.from);
  take(table, "to", groove.to);
  take(table, "weight", groove.weight);
  return groove;
}

DrumTable read_drums(const toml::table& table, Wrong& wrong) {
  only(table, "drums", wrong, {"grooves", "fills", "ghost", "crash", "roll"});
  DrumTable drums;
  take(table, "ghost", drums.ghost);
  take(table, "crash", drums.crash);
  take(table, "roll", drums.roll);
  each_table(table["grooves"], "drums.grooves", wrong,
             [&](const toml::table& each) { drums.grooves.push_back(read_groove(each, "drums.grooves", wrong)); });
  each_table(table["fills"], "drums.fills", wrong,
             [&](const toml::table& each) { drums.fills.push_back(read_groove(each, "drums.fills", wrong)); });
  return drums;
}

LeadTable read_lead(const toml::table& table, Wrong& wrong) {
  only(table, "lead", wrong, {"cells", "tails", "plans", "rest", "leap"});
  LeadTable lead;
  take_texts(table, "cells", lead.cells);
  take_texts(table, "tails", lead.tails);
  take_texts(table, "plans", lead.plans);
  take(table, "rest", lead.rest);
  take(table, "leap", lead.leap);
  for (auto* rhythms : {&lead.cells, &lead.tails})
    for (auto& each : *rhythms) {
      each = clean(each);
      if (each.size() != 16) complain(wrong, "lead", "has a rhythm that is not sixteen sixteenths long");
    }
  return lead;
}

FxTable read_fx(const toml::table& table, Wrong& wrong) {
  only(table, "fx", wrong, {"riser", "impact", "reverse", "bed"});
  FxTable fx;
  take(table, "riser", fx.riser);
  take(table, "impact", fx.impact);
  take(table, "reverse", fx.reverse);
  take(table, "bed", fx.bed);
  return fx;
}

const toml::table& inner(const toml::table& root, std::string_view key) {
  static const toml::table nothing;
  const auto* found = root[key].as_table();
  return found == nullptr ? nothing : *found;
}

}  // namespace

int percussion_key(std::string_view line) {
  static const std::map<std::string_view, int> keys = {
      {"deep_kick", 35}, {"kick", 36},     {"rim", 37},     {"snare", 38},     {"clap", 39},       {"snare_2", 40},
      {"floor_tom", 41}, {"hat", 42},      {"low_tom", 45}, {"pedal_hat", 44}, {"open_hat", 46},   {"mid_tom", 47},
      {"crash", 49},     {"high_tom", 50}, {"ride", 51},    {"bell", 53},      {"tambourine", 54}, {"splash", 55},
      {"cowbell", 56},   {"crash_2", 57},  {"bongo", 60},   {"low_bongo", 61}, {"conga", 63},      {"low_conga", 64},
      {"cabasa", 69},    {"shaker", 70},   {"claves", 75},  {"triangle", 81}};
  const auto found = keys.find(line);
  return found == keys.end() ? 0 : found->second;
}

Result<NoteTables> parse_note_tables(std::string_view text, std::string_view path) {
  const auto parsed = parse_toml(text, path);
  if (!parsed) return fail(parsed.error());
  const toml::table& root = *parsed;
  Wrong wrong;
  NoteTables tables;
  tables.harmony = read_harmony(inner(root, "harmony"), wrong);
  tables.lead = read_lead(inner(root, "lead"), wrong);
  tables.drums = read_drums(inner(root, "drums"), wrong);
  tables.fx = read_fx(inner(root, "fx"), wrong);
  for (const auto& [key, value] : inner(root, "parts")) {
    const auto role = parse_role(key.str());
    const auto where = fmt::format("parts.{}", key.str());
    if (!role || !value.is_table())
      complain(wrong, where, "is no role");
    else
      tables.players[static_cast<std::size_t>(*role)] = read_player(*value.as_table(), where, wrong);
  }
  if (!wrong.empty()) return fail(ErrorKind::invalid_input, "{}: {}.", path, wrong);
  return tables;
}

const NoteTables& note_tables(std::string_view style_id, std::string_view text) {
  static std::mutex guard;
  static std::map<std::string, NoteTables, std::less<>> known;
  const std::scoped_lock lock(guard);
  const auto found = known.find(style_id);
  if (found != known.end()) return found->second;
  auto parsed = parse_note_tables(text, style_id);
  if (!parsed) log::error("{}", parsed.error().message);
  return known.emplace(std::string(style_id), parsed ? std::move(*parsed) : NoteTables{}).first->second;
}

}  // namespace undertone::compose::parts
