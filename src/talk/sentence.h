// Sentence: what was typed, as a row of meanings that the readers take from. Inside talk only.
//
// Each reader marks what it used; whatever carries meaning and was used by none is quoted back to the person.
#pragma once

#include <cstddef>
#include <functional>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/music.h"
#include "talk/lexicon.h"
#include "talk/words.h"

namespace undertone::talk {

enum class Unit { none, seconds, clock, percent, decibels, bpm, bars };

struct Item {
  Kind kind = Kind::unknown;
  std::string value;
  const Likeness* likeness = nullptr;
  double number = 0;
  Unit unit = Unit::none;
  std::optional<Key> key;
  bool signed_number = false;  // "-9 dB"
  bool spelt = false;          // a number in words: too common to make a fuss about
  std::string negated;         // "no", "less", "remove": by what
  bool used = false;
  std::size_t first = 0;  // words [first, last)
  std::size_t last = 0;

  bool is(Kind k) const { return kind == k; }
  bool is(Kind k, std::string_view v) const { return kind == k && value == v; }
  bool is_amount(Unit u) const { return kind == Kind::quantity && unit == u; }
};

class Sentence {
 public:
  static constexpr std::size_t none = static_cast<std::size_t>(-1);

  Sentence(std::string_view text, const Lexicon& lexicon);

  std::vector<Item> items;
  const Lexicon& lexicon;

  std::string_view text() const { return text_; }
  const std::vector<Word>& words() const { return words_; }
  // As the person wrote it.
  std::string quote(std::size_t first_word, std::size_t last_word) const;
  std::string quote(const Item& item) const { return quote(item.first, item.last); }

  // The nearest item before or after `from` within the sentence part (up to a full stop), for which `wanted` holds.
  using Wanted = std::function<bool(const Item&)>;
  std::size_t before(std::size_t from, const Wanted& wanted, std::size_t reach = none) const;
  std::size_t after(std::size_t from, const Wanted& wanted, std::size_t reach = none) const;
  // The item before or after, fillers skipped; none at a stop or a comma.
  std::size_t previous(std::size_t from) const;
  std::size_t next(std::size_t from) const;
  bool any(Kind kind) const;
  bool any(Kind kind, std::string_view value) const;

 private:
  void match();
  void close_quotes();
  void put_right_misspellings();

  std::string_view text_;
  std::vector<Word> words_;
};

// Numbers in digits or words and their units become quantities; letters and accidentals become keys.
void fold_quantities(Sentence& sentence);
void fold_keys(Sentence& sentence);
// Marks what stands under "no", "without", "less", "remove".
void mark_negation(Sentence& sentence);

}  // namespace undertone::talk
