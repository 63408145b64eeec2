// Lexicon: phrases and what they mean, from lexicon/LANGUAGE/*.toml. Inside talk only.
//
// A table's name is a kind of meaning, its keys are values, its lists the phrases:
//   [mood]
//   upbeat = ["upbeat", "peppy"]
// A likeness (scene, artist, far genre) is a table of its own:
//   [scene.elevator]
//   say = ["elevator", "lift music"]
//   moods = ["mellow"]
//   genre = "lo-fi"
// and [reply] holds the sentences of answers.
#pragma once

#include <cstdint>
#include <deque>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "talk/words.h"

namespace undertone::talk {

enum class Kind {
  // taste
  mood,
  genre,
  instrument,
  scene,
  artist,
  far,
  density,
  energy,
  // numbers of music
  tempo,
  mode,
  volume,
  key,
  accidental,
  // shape
  fade,
  ending,
  place,
  range,
  duck,
  sync,
  match,
  // grammar
  noun,
  verb,
  negation,
  degree,
  limit,
  joiner,
  with,
  filler,
  known,
  polite,
  asking,
  // amounts
  number,
  times,
  unit,
  quantity,
  // asked of the program
  command,
  later,
  impossible,
  vague,
  orders,
  question,
  // not in the lexicon
  comma,
  stop,
  unknown,
  name  // in quotation marks
};

// What a simile stands for.
struct Likeness {
  std::vector<std::string> moods;
  std::string genre;
  std::vector<std::string> instruments;
  double bpm = 0;
};

struct Meaning {
  Kind kind = Kind::unknown;
  std::string value;
  Likeness likeness;
};

struct Match {
  const Meaning* meaning = nullptr;  // null: no phrase begins here
  std::size_t words = 0;
};

class Lexicon {
 public:
  // The one that travels in the binary; loaded by the first call.
  static const Lexicon& get();
  Lexicon();

  // Whole as typed, then with misspelt words put right.
  Match longest(std::span<const Word> words) const;
  bool knows(const std::string& word) const { return ids_.contains(word); }
  // The one known word that a misspelt one must be, or nothing.
  std::optional<std::string> correct(const std::string& word) const;
  // The simplified character that a traditional one stands for; itself when there is none.
  const std::string& simplified(const std::string& character) const;
  // "it must not be so sad" wants another mood, not none.
  std::string softer(const std::string& mood) const;
  // A reply's text, and how a canonical word is shown to people; the canonical word itself if there is none.
  std::string reply(const std::string& language, const std::string& key) const;
  std::string shown(const std::string& language, Kind kind, const std::string& value) const;
  // Phrases that two tables claim; a fault of the data.
  const std::vector<std::string>& clashes() const { return clashes_; }
  // Text of a file in which a fault was found, with the fault; empty in a sound build.
  const std::vector<std::string>& faults() const { return faults_; }

 private:
  struct Loader;
  std::unordered_map<std::string, int> ids_;     // words of all phrases
  std::vector<std::string> letters_words_;       // of them, those that misspelling may lead to
  std::unordered_map<std::uint64_t, int> next_;  // (node, word) -> node
  std::vector<const Meaning*> ends_;             // per node; null: no phrase ends here
  std::deque<Meaning> meanings_;
  std::unordered_map<std::string, std::string> shown_;
  std::unordered_map<std::string, std::string> replies_;
  std::unordered_map<std::string, std::string> softer_;
  std::unordered_map<std::string, std::string> simplified_;
  std::vector<std::string> clashes_;
  std::vector<std::string> faults_;
};

}  // namespace undertone::talk
