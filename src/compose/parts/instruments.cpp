#include "compose/parts/instruments.h"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

#include "base/data.h"
#include "base/log.h"
#include "compose/parts/toml_text.h"

namespace undertone::compose::parts {
namespace {

std::optional<Touch> parse_touch(std::string_view text) {
  constexpr std::array<std::string_view, 5> names = {"struck", "plucked", "bowed", "blown", "held"};
  const auto found = std::find(names.begin(), names.end(), text);
  if (found == names.end()) return std::nullopt;
  return static_cast<Touch>(found - names.begin());
}

Result<std::vector<Role>> read_roles(const toml::table& table, std::string_view where) {
  std::vector<Role> roles;
  if (const auto* array = table["roles"].as_array())
    for (const auto& each : *array) {
      const auto role = parse_role(each.value<std::string>().value_or(""));
      if (!role) return fail(ErrorKind::invalid_input, "{} has a role that does not exist.", where);
      roles.push_back(*role);
    }
  if (roles.empty()) return fail(ErrorKind::invalid_input, "{} has no roles.", where);
  return roles;
}

Result<Instrument> read_instrument(const std::string& name, const toml::table& table, std::string_view path) {
  const auto where = fmt::format("{}: [\"{}\"]", path, name);
  Instrument instrument;
  instrument.name = name;
  instrument.family = table["family"].value_or(name);
  const auto touch = parse_touch(table["touch"].value_or(std::string("struck")));
  if (!touch) return fail(ErrorKind::invalid_input, "{} has an unknown touch.", where);
  instrument.touch = *touch;
  instrument.voice = table["voice"].value_or(std::string());
  instrument.sound = instrument.voice.empty() ? Sound::soundfont : Sound::voice;
  instrument.bank = table["bank"].value_or(0);
  instrument.program = table["program"].value_or(0);
  instrument.low = table["low"].value_or(36);
  instrument.high = table["high"].value_or(96);
  instrument.level_db = table["level_db"].value_or(0.0);
  instrument.strum_ms = table["strum_ms"].value_or(0.0);
  instrument.expressive = table["expressive"].value_or(false);
  if (instrument.low >= instrument.high) return fail(ErrorKind::invalid_input, "{} has no range.", where);
  auto roles = read_roles(table, where);
  if (!roles) return fail(roles.error());
  instrument.roles = std::move(*roles);
  return instrument;
}

std::vector<Instrument> load() {
  for (const auto& file : data_files("styles/instruments.toml")) {
    auto parsed = parse_instruments(file.text, file.path);
    if (parsed) return std::move(*parsed);
    log::error("{}", parsed.error().message);
  }
  return {};
}

bool same_word(std::string_view word, std::string_view name) {
  if (word == name) return true;
  return word.size() == name.size() + 1 && word.ends_with('s') && word.starts_with(name);
}

}  // namespace

Result<std::vector<Instrument>> parse_instruments(std::string_view text, std::string_view path) {
  const auto parsed = parse_toml(text, path);
  if (!parsed) return fail(parsed.error());
  std::vector<Instrument> instruments;
  for (const auto& [key, value] : *parsed) {
    const auto* table = value.as_table();
    if (table == nullptr) return fail(ErrorKind::invalid_input, "{}: {} must be a table.", path, key.str());
    auto instrument = read_instrument(std::string(key.str()), *table, path);
    if (!instrument) return fail(instrument.error());
    instruments.push_back(std::move(*instrument));
  }
  return instruments;
}

const std::vector<Instrument>& all_instruments() {
  static const std::vector<Instrument> instruments = load();
  return instruments;
}

const Instrument* find_instrument(std::string_view name) {
  for (const auto& each : all_instruments())
    if (each.name == name) return &each;
  return nullptr;
}

bool means(std::string_view word, const Instrument& instrument) {
  return same_word(word, instrument.name) || same_word(word, instrument.family);
}

}  // namespace undertone::compose::parts
