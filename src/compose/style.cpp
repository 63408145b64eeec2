#include "compose/style.h"

#include <toml++/toml.h>

#include <algorithm>
#include <initializer_list>
#include <utility>

#include "base/data.h"
#include "base/log.h"

namespace undertone::compose {
namespace {

// Reads one table and remembers the first thing that is wrong with it, so that the readers below stay flat.
class Table {
 public:
  Table(const toml::table* table, std::string where, std::string* wrong)
      : table_(table), where_(std::move(where)), wrong_(wrong) {}

  void only(std::initializer_list<std::string_view> known) const {
    if (table_ == nullptr) return;
    for (const auto& [key, value] : *table_)
      if (std::find(known.begin(), known.end(), key.str()) == known.end()) complain(key.str(), "is not known");
  }

  bool has(std::string_view key) const { return table_ != nullptr && table_->contains(key); }

  Table table(std::string_view key) const {
    const auto* inner = has(key) ? table_->get(key)->as_table() : nullptr;
    if (has(key) && inner == nullptr) complain(key, "must be a table");
    return {inner, where_.empty() ? std::string(key) : where_ + "." + std::string(key), wrong_};
  }

  void number(std::string_view key, double low, double high, double& into) const {
    if (!has(key)) return;
    const auto value = table_->get(key)->value<double>();
    if (!value || *value < low || *value > high)
      return complain(key, fmt::format("must be a number {} to {}", low, high));
    into = *value;
  }

  void number(std::string_view key, int low, int high, int& into) const {
    auto value = static_cast<double>(into);
    number(key, static_cast<double>(low), static_cast<double>(high), value);
    into = static_cast<int>(value);
  }

  void flag(std::string_view key, bool& into) const {
    if (!has(key)) return;
    const auto value = table_->get(key)->value<bool>();
    if (!value) return complain(key, "must be true or false");
    into = *value;
  }

  void text(std::string_view key, std::string& into) const {
    const auto value = has(key) ? table_->get(key)->value<std::string>() : std::nullopt;
    if (!value || value->empty()) return complain(key, "must be a text");
    into = *value;
  }

  template <class T>
  void list(std::string_view key, std::vector<T>& into) const {
    if (!has(key)) return;
    if (const auto* array = table_->get(key)->as_array())
      into = values<T>(key, *array);
    else
      complain(key, "must be a list");
  }

  void lists(std::string_view key, std::vector<std::vector<std::string>>& into) const {
    const auto* outer = has(key) ? table_->get(key)->as_array() : nullptr;
    if (outer == nullptr) return complain(key, "must be a list of lists");
    for (const auto& each : *outer) {
      if (const auto* inner = each.as_array())
        into.push_back(values<std::string>(key, *inner));
      else
        complain(key, "must be a list of lists");
    }
  }

  std::vector<std::string> keys() const {
    std::vector<std::string> found;
    if (table_ != nullptr)
      for (const auto& [key, value] : *table_) found.emplace_back(key.str());
    return found;
  }

  void complain(std::string_view key, std::string_view what) const {
    if (wrong_->empty()) *wrong_ = fmt::format("{}{}{} {}", where_, where_.empty() ? "" : ".", key, what);
  }

 private:
  template <class T>
  std::vector<T> values(std::string_view key, const toml::array& array) const {
    std::vector<T> found;
    for (const auto& each : array) {
      if (const auto value = each.value<T>())
        found.push_back(*value);
      else
        complain(key, "holds something of the wrong kind");
    }
    return found;
  }

  const toml::table* table_;
  std::string where_;
  std::string* wrong_;
};

void read_tempo(const Table& table, StyleTempo& tempo) {
  table.only({"usual", "low", "high", "swing", "swing_unit"});
  table.number("usual", 30.0, 240.0, tempo.usual);
  table.number("low", 30.0, 240.0, tempo.low);
  table.number("high", 30.0, 240.0, tempo.high);
  table.number("swing", 0.5, 0.75, tempo.swing);
  table.number("swing_unit", 8, 16, tempo.swing_unit);
  if (tempo.low > tempo.usual || tempo.usual > tempo.high) table.complain("usual", "must lie between low and high");
}

void read_feel(const Table& table, StyleFeel& feel) {
  table.only({"valence", "arousal", "tension", "moods", "instruments"});
  table.number("valence", -1.0, 1.0, feel.valence);
  table.number("arousal", 0.0, 1.0, feel.arousal);
  table.number("tension", 0.0, 1.0, feel.tension);
  table.list("moods", feel.moods);
  table.list("instruments", feel.instruments);
}

void read_tonics(const Table& table, std::string_view key, std::vector<int>& tonics) {
  std::vector<std::string> names;
  table.list(key, names);
  if (!names.empty()) tonics.clear();
  for (const auto& each : names) {
    if (const auto parsed = parse_key(each))
      tonics.push_back(parsed->tonic);
    else
      table.complain(key, "must be a list of tonics such as \"Eb\"");
  }
}

void read_roles(const Table& table, std::vector<Role>& roles) {
  std::vector<std::string> names;
  table.list("roles", names);
  for (const auto& each : names) {
    if (const auto role = parse_role(each))
      roles.push_back(*role);
    else
      table.complain("roles", fmt::format("does not know the role \"{}\"", each));
  }
  if (roles.empty()) table.complain("roles", "must name at least one role");
}

SectionTemplate read_section(const Table& table, const std::string& name) {
  SectionTemplate section;
  section.name = name;
  table.only({"bars", "intensity", "roles", "lift", "breath"});
  table.list("bars", section.bars);
  if (section.bars.empty()) table.complain("bars", "must name at least one length");
  for (const int bars : section.bars)
    if (bars < 1 || bars > 64) table.complain("bars", "must be 1 to 64");
  table.number("intensity", 0.0, 1.0, section.intensity);
  table.flag("lift", section.lift);
  table.flag("breath", section.breath);
  read_roles(table, section.roles);
  return section;
}

void check_order(const Table& table, std::string_view key, const std::vector<std::string>& order,
                 const std::vector<SectionTemplate>& sections) {
  if (order.empty()) table.complain(key, "has an empty order of sections");
  for (const auto& each : order)
    if (std::none_of(sections.begin(), sections.end(), [&](const auto& known) { return known.name == each; }))
      table.complain(key, fmt::format("names the section \"{}\", which form.sections does not have", each));
}

void read_form(const Table& table, StyleForm& form) {
  table.only({"phrase_bars", "plans", "cycle", "sections"});
  table.number("phrase_bars", 2, 8, form.phrase_bars);
  table.lists("plans", form.plans);
  table.list("cycle", form.cycle);
  const auto sections = table.table("sections");
  for (const auto& name : sections.keys()) form.sections.push_back(read_section(sections.table(name), name));
  if (form.plans.empty()) table.complain("plans", "must hold at least one order of sections");
  for (const auto& plan : form.plans) check_order(table, "plans", plan, form.sections);
  check_order(table, "cycle", form.cycle, form.sections);
}

void read_ending(const Table& table, StyleEnding& ending) {
  table.only({"usual", "tail", "ritard"});
  std::string usual = name(ending.usual);
  if (table.has("usual")) table.text("usual", usual);
  if (const auto parsed = parse_ending(usual))
    ending.usual = *parsed;
  else
    table.complain("usual", "must be button, ring_out or fade_out");
  table.number("tail", 0.3, 6.0, ending.tail);
  table.number("ritard", 0.0, 0.03, ending.ritard);
}

void read_placement(const Table& table, Placement& place) {
  table.only({"level_db", "pan", "width", "reverb", "delay", "high_pass_hz", "low_pass_hz", "pump_db", "drive"});
  table.number("level_db", -30.0, 12.0, place.level_db);
  table.number("pan", -1.0, 1.0, place.pan);
  table.number("width", 0.0, 1.5, place.width);
  table.number("reverb", 0.0, 1.0, place.reverb);
  table.number("delay", 0.0, 1.0, place.delay);
  table.number("high_pass_hz", 0.0, 20000.0, place.high_pass_hz);
  table.number("low_pass_hz", 0.0, 24000.0, place.low_pass_hz);
  table.number("pump_db", 0.0, 12.0, place.pump_db);
  table.number("drive", 0.0, 1.0, place.drive);
}

void read_production(const Table& table, Production& production) {
  table.only({"brightness", "room", "tape", "vinyl", "glue", "delay_beats"});
  table.number("brightness", -1.0, 1.0, production.brightness);
  table.number("room", 0.0, 1.0, production.room);
  table.number("tape", 0.0, 1.0, production.tape);
  table.number("vinyl", 0.0, 1.0, production.vinyl);
  table.number("glue", 0.0, 1.0, production.glue);
  table.number("delay_beats", 0.0, 4.0, production.delay_beats);
}

void read_mix(const Table& table, Style& style) {
  for (const auto& key : table.keys()) {
    if (key == "production")
      read_production(table.table(key), style.production);
    else if (const auto role = parse_role(key))
      read_placement(table.table(key), style.mix[static_cast<std::size_t>(*role)]);
    else
      table.complain(key, "is neither a role nor production");
  }
}

Style read_style(const Table& root) {
  Style style;
  const auto identity = root.table("identity");
  identity.only({"id", "name", "words"});
  identity.text("id", style.id);
  identity.text("name", style.name);
  identity.list("words", style.words);
  for (const auto* needed : {"tempo", "feel", "form"})
    if (!root.has(needed)) root.complain(needed, "is missing");
  read_tempo(root.table("tempo"), style.tempo);
  read_feel(root.table("feel"), style.feel);
  style.major_keys = {0, 7, 2, 5, 9};
  style.minor_keys = {9, 4, 2, 7, 0};
  read_tonics(root.table("key"), "major", style.major_keys);
  read_tonics(root.table("key"), "minor", style.minor_keys);
  read_form(root.table("form"), style.form);
  read_ending(root.table("ending"), style.ending);
  read_mix(root.table("mix"), style);
  return style;
}

bool is_style(std::string_view text) {
  return text.find("[identity]") != std::string_view::npos;
}

std::vector<Style> load_styles() {
  std::vector<Style> styles;
  for (const auto& file : data_files("styles/")) {
    if (!is_style(file.text)) continue;
    auto style = parse_style(file.text, file.path);
    if (style)
      styles.push_back(std::move(*style));
    else
      log::error("{}", style.error().message);
  }
  return styles;
}

}  // namespace

const SectionTemplate* Style::section(std::string_view section_name) const {
  for (const auto& each : form.sections)
    if (each.name == section_name) return &each;
  return nullptr;
}

Result<Style> parse_style(std::string_view text, std::string_view path) try {
  const auto root = toml::parse(text, path);
  std::string wrong;
  auto style = read_style(Table(&root, "", &wrong));
  if (!wrong.empty()) return fail(ErrorKind::invalid_input, "{}: {}.", path, wrong);
  style.text = text;
  return style;
} catch (const toml::parse_error& error) {
  return fail(ErrorKind::invalid_input, "{} line {}: {}.", path, error.source().begin.line, error.description());
}

const std::vector<Style>& all_styles() {
  static const std::vector<Style> styles = load_styles();
  return styles;
}

const Style* find_style(std::string_view id) {
  for (const auto& each : all_styles())
    if (each.id == id) return &each;
  return nullptr;
}

}  // namespace undertone::compose
