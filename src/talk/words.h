// Words: a sentence cut into the pieces that phrases are made of. Inside talk only.
//
// "Lo-Fi，120bpm 背景音乐" -> lo fi , 120 bpm 背 景 音 乐
//
// Letters are folded (NFKC, lower case, full-width to plain) and apostrophes dropped; every Chinese character is a word
// of its own, so that one trie serves languages with and without spaces; digits and letters part.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace undertone::talk {

enum class WordKind { letters, number, han, sign, comma, stop };

struct Word {
  std::string text;
  WordKind kind = WordKind::letters;
  std::size_t from = 0;  // bytes in the sentence
  std::size_t to = 0;
  bool quoted = false;  // stands between quotation marks
};

std::vector<Word> split(std::string_view sentence);

}  // namespace undertone::talk
