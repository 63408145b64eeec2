#include "talk/lexicon.h"

#include <toml++/toml.h>
#include <array>
#include <cstdint>
#include <sstream>
#include <utility>

#include "base/data.h"
#include "talk/spelling.h"

namespace undertone::talk {
namespace {

constexpr std::array<std::pair<std::string_view, Kind>, 35> kinds{
    {{"mood", Kind::mood},         {"genre", Kind::genre},   {"instrument", Kind::instrument},
     {"scene", Kind::scene},       {"artist", Kind::artist}, {"far", Kind::far},
     {"density", Kind::density},   {"energy", Kind::energy}, {"tempo", Kind::tempo},
     {"mode", Kind::mode},         {"volume", Kind::volume}, {"accidental", Kind::accidental},
     {"fade", Kind::fade},         {"ending", Kind::ending}, {"place", Kind::place},
     {"range", Kind::range},       {"duck", Kind::duck},     {"sync", Kind::sync},
     {"match", Kind::match},       {"noun", Kind::noun},     {"verb", Kind::verb},
     {"negation", Kind::negation}, {"degree", Kind::degree}, {"limit", Kind::limit},
     {"joiner", Kind::joiner},     {"with", Kind::with},     {"filler", Kind::filler},
     {"known", Kind::known},       {"polite", Kind::polite}, {"asking", Kind::asking},
     {"number", Kind::number},     {"times", Kind::times},   {"unit", Kind::unit},
     {"command", Kind::command},   {"later", Kind::later}}};
constexpr std::array<std::pair<std::string_view, Kind>, 4> more_kinds{
    {{"impossible", Kind::impossible}, {"vague", Kind::vague}, {"orders", Kind::orders}, {"question", Kind::question}}};

std::optional<Kind> find_kind(std::string_view name) {
  for (const auto& [each, kind] : kinds)
    if (each == name) return kind;
  for (const auto& [each, kind] : more_kinds)
    if (each == name) return kind;
  return std::nullopt;
}

std::string shown_key(std::string_view language, Kind kind, std::string_view value) {
  return std::string(language) + '\n' + std::to_string(static_cast<int>(kind)) + '\n' + std::string(value);
}

std::vector<std::string> strings(const toml::node* node) {
  std::vector<std::string> found;
  if (node == nullptr) return found;
  if (const auto* list = node->as_array())
    for (const auto& each : *list)
      if (const auto text = each.value<std::string>()) found.push_back(*text);
  return found;
}

std::uint64_t step(int node, int word) {
  return (static_cast<std::uint64_t>(node) << 32) | static_cast<std::uint32_t>(word);
}

}  // namespace

// Fills a lexicon, file by file.
struct Lexicon::Loader {
  Lexicon& lexicon;
  std::string language;

  void load(const DataFile& file) {
    language = std::string(file.path.substr(8, 2));  // lexicon/en/…
    try {
      const auto table = toml::parse(file.text);
      for (const auto& [key, node] : table)
        if (const auto* entries = node.as_table()) load_table(file, key.str(), *entries);
    } catch (const toml::parse_error& fault) {
      std::ostringstream text;
      text << file.path << ": " << fault;
      lexicon.faults_.push_back(text.str());
    }
  }

  void load_table(const DataFile& file, std::string_view name, const toml::table& entries) {
    if (name == "traditional") return load_pairs(strings(entries.get("pairs")));
    if (name == "reply" || name == "softer") return load_texts(name == "reply", entries);
    const auto kind = find_kind(name);
    if (!kind) {
      lexicon.faults_.push_back(std::string(file.path) + ": unknown table " + std::string(name));
      return;
    }
    for (const auto& [value, node] : entries) load_entry(*kind, value.str(), node);
  }

  // "樂乐 歡欢 …"
  void load_pairs(const std::vector<std::string>& lines) {
    for (const auto& line : lines) {
      const auto words = split(line);
      for (std::size_t i = 0; i + 1 < words.size(); i += 2) lexicon.simplified_[words[i].text] = words[i + 1].text;
    }
  }

  void load_texts(bool replies, const toml::table& entries) {
    for (const auto& [key, node] : entries) {
      const auto text = node.value_or(std::string());
      if (replies) {
        lexicon.replies_[language + '\n' + std::string(key.str())] = text;
      } else {
        lexicon.softer_[std::string(key.str())] = text;
      }
    }
  }

  void load_entry(Kind kind, std::string_view value, const toml::node& node) {
    auto& meaning = lexicon.meanings_.emplace_back(Meaning{kind, std::string(value), {}});
    const toml::node* phrases = &node;
    if (const auto* table = node.as_table()) {
      phrases = table->get("say");
      meaning.likeness = {.moods = strings(table->get("moods")),
                          .genre = (*table)["genre"].value_or(std::string()),
                          .instruments = strings(table->get("instruments")),
                          .bpm = (*table)["bpm"].value_or(0.0)};
    }
    const auto all = strings(phrases);
    if (!all.empty()) lexicon.shown_.try_emplace(shown_key(language, kind, value), all.front());
    for (const auto& phrase : all) add(phrase, &meaning);
  }

  int id_of(const Word& word) {
    const auto [found, is_new] = lexicon.ids_.try_emplace(word.text, static_cast<int>(lexicon.ids_.size()));
    if (is_new && word.kind == WordKind::letters && word.text.size() >= 5) lexicon.letters_words_.push_back(word.text);
    return found->second;
  }

  void add(const std::string& phrase, const Meaning* meaning) {
    int node = 0;
    for (const auto& word : split(phrase)) {
      const auto here = step(node, id_of(word));
      const auto [found, is_new] = lexicon.next_.try_emplace(here, static_cast<int>(lexicon.ends_.size()));
      if (is_new) lexicon.ends_.push_back(nullptr);
      node = found->second;
    }
    auto& end = lexicon.ends_[static_cast<std::size_t>(node)];
    if (end != nullptr && (end->kind != meaning->kind || end->value != meaning->value))
      lexicon.clashes_.push_back(phrase);
    if (end == nullptr) end = meaning;
  }
};

Lexicon::Lexicon() : ends_{nullptr} {
  constexpr std::size_t about = 16384;
  next_.reserve(about);
  ids_.reserve(about / 2);
  Loader loader{*this, ""};
  for (const auto& file : data_files("lexicon/"))
    if (file.path.size() > 10 && file.path[10] == '/') loader.load(file);
}

const Lexicon& Lexicon::get() {
  static const Lexicon lexicon;
  return lexicon;
}

Match Lexicon::longest(std::span<const Word> words) const {
  Match match;
  int node = 0;
  for (std::size_t i = 0; i < words.size(); ++i) {
    const auto id = ids_.find(words[i].text);
    if (id == ids_.end()) break;
    const auto next = next_.find(step(node, id->second));
    if (next == next_.end()) break;
    node = next->second;
    if (const auto* meaning = ends_[static_cast<std::size_t>(node)]) match = {meaning, i + 1};
  }
  return match;
}

std::optional<std::string> Lexicon::correct(const std::string& word) const {
  return nearest_spelling(word, letters_words_);
}

const std::string& Lexicon::simplified(const std::string& character) const {
  const auto found = simplified_.find(character);
  return found == simplified_.end() ? character : found->second;
}

std::string Lexicon::softer(const std::string& mood) const {
  const auto found = softer_.find(mood);
  return found == softer_.end() ? "neutral" : found->second;
}

std::string Lexicon::reply(const std::string& language, const std::string& key) const {
  for (const auto& each : {language, std::string("en")})
    if (const auto found = replies_.find(each + '\n' + key); found != replies_.end()) return found->second;
  return key;
}

std::string Lexicon::shown(const std::string& language, Kind kind, const std::string& value) const {
  if (language == "en" && kind != Kind::genre) return value;
  const auto found = shown_.find(shown_key(language, kind, value));
  return found == shown_.end() ? value : found->second;
}

}  // namespace undertone::talk
