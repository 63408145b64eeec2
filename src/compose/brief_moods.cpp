#include "compose/brief_moods.h"

#include <toml++/toml.h>

#include <cmath>
#include <map>

#include "base/data.h"
#include "base/log.h"

namespace undertone::compose {
namespace {

using Moods = std::map<std::string, MoodPlace, std::less<>>;

Moods load() try {
  Moods moods;
  for (const auto& file : data_files("lexicon/moods.toml")) {
    const auto root = toml::parse(file.text, file.path);
    const auto* table = root["moods"].as_table();
    if (table == nullptr) continue;
    for (const auto& [name, value] : *table) {
      const auto mood = toml::node_view<const toml::node>(value);
      moods[std::string(name.str())] = {mood["valence"].value_or(0.0), mood["arousal"].value_or(0.5),
                                        mood["tension"].value_or(0.3)};
    }
  }
  return moods;
} catch (const toml::parse_error& error) {
  log::error("lexicon/moods.toml line {}: {}.", error.source().begin.line, error.description());
  return {};
}

const Moods& all_moods() {
  static const Moods moods = load();
  return moods;
}

}  // namespace

std::optional<MoodPlace> find_mood(std::string_view mood) {
  const auto found = all_moods().find(mood);
  return found == all_moods().end() ? std::nullopt : std::optional(found->second);
}

std::optional<MoodPlace> middle_of(const std::vector<std::string>& moods) {
  MoodPlace sum{0, 0, 0};
  int count = 0;
  for (const auto& mood : moods) {
    const auto place = find_mood(mood);
    if (!place) continue;
    sum = {sum.valence + place->valence, sum.arousal + place->arousal, sum.tension + place->tension};
    ++count;
  }
  if (count == 0) return std::nullopt;
  return MoodPlace{sum.valence / count, sum.arousal / count, sum.tension / count};
}

std::string nearest_mood(double valence, double arousal) {
  std::string nearest = "calm";
  double least = 100;
  for (const auto& [name, place] : all_moods()) {
    const double far = std::hypot(place.valence - valence, 2 * (place.arousal - arousal));
    if (far >= least) continue;
    least = far;
    nearest = name;
  }
  return nearest;
}

}  // namespace undertone::compose
