#include "talk/sentence.h"

#include <algorithm>
#include <cstdlib>

namespace undertone::talk {
namespace {

Item number_item(const Word& word, std::size_t at) {
  Item item{.kind = Kind::number, .first = at, .last = at + 1};
  item.number = std::strtod(word.text.c_str(), nullptr);
  return item;
}

Item item_of(const Match& match, std::size_t at) {
  Item item{.kind = match.meaning->kind, .value = match.meaning->value, .likeness = &match.meaning->likeness};
  item.first = at;
  item.last = at + match.words;
  if (item.is(Kind::number) || item.is(Kind::times)) {
    item.number = std::strtod(item.value.c_str(), nullptr);
    item.spelt = true;
  }
  return item;
}

Item plain_item(const Word& word, std::size_t at) {
  Item item{.kind = Kind::unknown, .value = word.text, .first = at, .last = at + 1};
  if (word.kind == WordKind::comma) item.kind = Kind::comma;
  if (word.kind == WordKind::stop) item.kind = Kind::stop;
  if (word.kind == WordKind::sign) item.kind = Kind::filler;
  return item;
}

}  // namespace

Sentence::Sentence(std::string_view text, const Lexicon& all) : lexicon(all), text_(text), words_(split(text)) {
  put_right_misspellings();
  match();
  close_quotes();
  fold_quantities(*this);
  fold_keys(*this);
  mark_negation(*this);
}

void Sentence::put_right_misspellings() {
  for (auto& word : words_) {
    if (word.kind == WordKind::han) word.text = lexicon.simplified(word.text);
    if (word.kind != WordKind::letters || lexicon.knows(word.text)) continue;
    if (const auto right = lexicon.correct(word.text)) word.text = *right;
  }
}

void Sentence::match() {
  const std::span<const Word> all(words_);
  for (std::size_t at = 0; at < words_.size();) {
    const auto match = lexicon.longest(all.subspan(at));
    const bool number = words_[at].kind == WordKind::number;
    if (match.meaning != nullptr && !(number && match.words == 1)) {
      items.push_back(item_of(match, at));
      at += match.words;
    } else {
      items.push_back(number ? number_item(words_[at], at) : plain_item(words_[at], at));
      ++at;
    }
  }
}

// What a title or a song is called says nothing about the music.
void Sentence::close_quotes() {
  if (!any(Kind::later, "title") && !any(Kind::impossible, "song")) return;
  for (auto& item : items)
    if (words_[item.first].quoted) item.kind = Kind::name;
}

std::string Sentence::quote(std::size_t first_word, std::size_t last_word) const {
  if (first_word >= last_word || last_word > words_.size()) return "";
  const auto from = words_[first_word].from;
  return std::string(text_.substr(from, words_[last_word - 1].to - from));
}

std::size_t Sentence::before(std::size_t from, const Wanted& wanted, std::size_t reach) const {
  for (std::size_t i = from; i > 0 && from - i < reach; --i) {
    if (items[i - 1].is(Kind::stop)) return none;
    if (wanted(items[i - 1])) return i - 1;
  }
  return none;
}

std::size_t Sentence::after(std::size_t from, const Wanted& wanted, std::size_t reach) const {
  for (std::size_t i = from + 1; i < items.size() && i - from <= reach; ++i) {
    if (items[i].is(Kind::stop)) return none;
    if (wanted(items[i])) return i;
  }
  return none;
}

std::size_t Sentence::previous(std::size_t from) const {
  for (std::size_t i = from; i > 0; --i) {
    const auto& item = items[i - 1];
    if (item.is(Kind::stop) || item.is(Kind::comma)) return none;
    if (!item.is(Kind::filler)) return i - 1;
  }
  return none;
}

std::size_t Sentence::next(std::size_t from) const {
  for (std::size_t i = from + 1; i < items.size(); ++i) {
    const auto& item = items[i];
    if (item.is(Kind::stop) || item.is(Kind::comma)) return none;
    if (!item.is(Kind::filler)) return i;
  }
  return none;
}

bool Sentence::any(Kind kind) const {
  return std::any_of(items.begin(), items.end(), [&](const Item& item) { return item.is(kind); });
}

bool Sentence::any(Kind kind, std::string_view value) const {
  return std::any_of(items.begin(), items.end(), [&](const Item& item) { return item.is(kind, value); });
}

}  // namespace undertone::talk
