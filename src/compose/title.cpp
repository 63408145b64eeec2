#include "compose/title.h"

#include <toml++/toml.h>

#include <cctype>
#include <map>
#include <vector>

#include "base/data.h"
#include "base/log.h"
#include "base/random.h"
#include "compose/brief_moods.h"

namespace undertone::compose {
namespace {

using Words = std::vector<std::string>;

struct TitleWords {
  std::map<std::string, Words, std::less<>> first;   // by quarter of feeling: "bright", "gentle", "fierce", "sorrowful"
  std::map<std::string, Words, std::less<>> second;  // by style, and "any"
};

std::map<std::string, Words, std::less<>> read(const toml::node_view<const toml::node>& table) {
  std::map<std::string, Words, std::less<>> found;
  if (table.as_table() == nullptr) return found;
  for (const auto& [key, value] : *table.as_table()) {
    const auto* words = value.as_array();
    if (words == nullptr) continue;
    for (const auto& word : *words) found[std::string(key.str())].push_back(word.value_or(std::string("Music")));
  }
  return found;
}

TitleWords load() try {
  TitleWords words;
  for (const auto& file : data_files("styles/titles.toml")) {
    const toml::table root = toml::parse(file.text, file.path);
    words.first = read(root["first"]);
    words.second = read(root["second"]);
  }
  return words;
} catch (const toml::parse_error& error) {
  log::error("styles/titles.toml line {}: {}.", error.source().begin.line, error.description());
  return {};
}

const char* quarter_of(const Brief& brief) {
  if (brief.arousal.value >= 0.5) return brief.valence.value >= 0 ? "bright" : "fierce";
  return brief.valence.value >= 0 ? "gentle" : "sorrowful";
}

Words pooled(const std::map<std::string, Words, std::less<>>& from, std::initializer_list<std::string_view> keys) {
  Words pool;
  for (const auto key : keys)
    if (const auto found = from.find(key); found != from.end())
      pool.insert(pool.end(), found->second.begin(), found->second.end());
  return pool;
}

}  // namespace

std::string title_of(const Brief& brief) {
  static const TitleWords words = load();
  auto random = Random(brief.seed).fork("title", static_cast<std::uint64_t>(brief.take));
  const auto first = pooled(words.first, {quarter_of(brief)});
  const auto second = pooled(words.second, {brief.genre.value, "any"});
  if (first.empty() || second.empty()) return "Untitled";
  const auto& opening = random.pick(first);
  return opening + " " + random.pick(second);
}

}  // namespace undertone::compose
