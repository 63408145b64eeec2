#include "talk/words.h"

#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>
#include <unicode/uscript.h>
#include <unicode/utf8.h>

#include <string>

namespace undertone::talk {
namespace {

struct Letter {
  UChar32 code = 0;
  std::size_t from = 0;
  std::size_t to = 0;
};

// A code point may fold to several ("…" to three dots); each keeps the place of the one it came from.
void fold(UChar32 code, std::size_t from, std::size_t to, std::vector<Letter>& letters) {
  if (code < 0x80) {
    letters.push_back({code >= 'A' && code <= 'Z' ? code + 32 : code, from, to});
    return;
  }
  UErrorCode status = U_ZERO_ERROR;
  const auto* folding = icu::Normalizer2::getNFKCCasefoldInstance(status);
  if (U_FAILURE(status)) return;
  const auto folded = folding->normalize(icu::UnicodeString(code), status);
  for (int32_t i = 0; i < folded.length(); i = folded.moveIndex32(i, 1))
    letters.push_back({folded.char32At(i), from, to});
}

// The code point at `at`, which moves on; negative for bytes that are not UTF-8.
UChar32 next_code(std::string_view sentence, int32_t& at) {
  UChar32 code = 0;
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wconversion"  // inside ICU's macro
  U8_NEXT(sentence.data(), at, static_cast<int32_t>(sentence.size()), code);
#pragma GCC diagnostic pop
  return code;
}

std::vector<Letter> letters_of(std::string_view sentence) {
  std::vector<Letter> letters;
  letters.reserve(sentence.size());
  const auto size = static_cast<int32_t>(sentence.size());
  for (int32_t at = 0; at < size;) {
    const auto from = static_cast<std::size_t>(at);
    const UChar32 code = next_code(sentence, at);
    fold(code < 0 ? ' ' : code, from, static_cast<std::size_t>(at), letters);
  }
  return letters;
}

bool is_digit(UChar32 c) {
  return c >= '0' && c <= '9';
}
bool is_han(UChar32 c) {
  UErrorCode status = U_ZERO_ERROR;
  return c >= 0x2e80 && uscript_getScript(c, &status) == USCRIPT_HAN;
}
bool is_letter(UChar32 c) {
  return u_isalpha(c) && !is_han(c);
}
bool is_apostrophe(UChar32 c) {
  return c == '\'' || c == 0x2019 || c == 0x2018 || c == '`';
}
bool is_dash(UChar32 c) {
  return c == '-' || c == 0x2010 || c == 0x2011 || c == 0x2012 || c == 0x2013 || c == 0x2014 || c == 0x2212 ||
         c == '~' || c == 0x301c;
}

class Cutter {
 public:
  explicit Cutter(std::string_view sentence) : letters_(letters_of(sentence)) {}

  std::vector<Word> cut() {
    while (at_ < letters_.size()) {
      const auto had = words_.size();
      watch_quotes();
      take_one();
      if (words_.size() > had) words_.back().quoted = closing_ != 0;
    }
    return std::move(words_);
  }

 private:
  UChar32 look(std::size_t ahead = 0) const { return at_ + ahead < letters_.size() ? letters_[at_ + ahead].code : ' '; }
  UChar32 before() const { return at_ > 0 ? letters_[at_ - 1].code : ' '; }

  // An apostrophe opens a quotation only after a space, and only if one before a space or the end closes it.
  void watch_quotes() {
    const UChar32 c = look();
    if (closing_ != 0) {
      if (c == closing_ && (!is_apostrophe(c) || !is_letter(look(1)))) closing_ = 0;
      return;
    }
    if (c == '"') closing_ = '"';
    if (c == 0x201c) closing_ = 0x201d;
    if (c == 0x300c) closing_ = 0x300d;
    if (c == 0x300a) closing_ = 0x300b;
    if (c == 0x2018) closing_ = 0x2019;
    if (c == '\'' && before() == ' ' && is_letter(look(1)) && closes_later()) closing_ = '\'';
  }
  bool closes_later() const {
    for (auto i = at_ + 2; i < letters_.size(); ++i)
      if (letters_[i].code == '\'' && (i + 1 == letters_.size() || !is_letter(letters_[i + 1].code))) return true;
    return false;
  }

  void begin(WordKind kind) { words_.push_back({"", kind, letters_[at_].from, letters_[at_].to}); }
  void eat() {
    if (letters_[at_].code < 0x80) {
      words_.back().text += static_cast<char>(letters_[at_].code);
    } else {
      icu::UnicodeString(letters_[at_].code).toUTF8String(words_.back().text);
    }
    words_.back().to = letters_[at_].to;
    ++at_;
  }
  void take_single(WordKind kind, const char* text = nullptr) {
    begin(kind);
    eat();
    if (text != nullptr) words_.back().text = text;
  }

  void take_one() {
    const UChar32 c = look();
    if (is_digit(c)) return take_number();
    if (is_han(c)) return take_single(WordKind::han);
    if (is_letter(c)) return take_letters();
    if (c == '%' || c == ':' || c == '#' || c == '+') return take_single(WordKind::sign);
    if (c == 0x266f) return take_single(WordKind::sign, "#");
    if (c == 0x266d) return take_single(WordKind::sign, "b");
    if (c == '&' || c == '/' || c == 0x3001) return take_single(WordKind::sign);  // joins the members of a list
    if (is_dash(c)) return take_dash();
    take_mark();
  }

  void take_number() {
    begin(WordKind::number);
    while (is_digit(look())) eat();
    if (look() == '.' && is_digit(look(1))) {
      eat();
      while (is_digit(look())) eat();
    }
  }

  void take_letters() {
    begin(WordKind::letters);
    while (true) {
      if (is_letter(look()) || u_getCombiningClass(look()) != 0) {
        eat();
      } else if (is_apostrophe(look()) && is_letter(look(1))) {
        ++at_;
      } else {
        return;
      }
    }
  }

  // "10-20" and "-9 dB" mean something; "lo-fi" does not; " - " is a pause.
  void take_dash() {
    const bool after_word = u_isalnum(before());
    if (is_digit(look(1)) && (is_digit(before()) || !after_word)) return take_single(WordKind::sign, "-");
    if (is_digit(before()) && !is_letter(look(1))) return take_single(WordKind::sign, "-");
    if (after_word && u_isalnum(look(1))) {
      ++at_;
      return;
    }
    take_single(WordKind::comma);
  }

  void take_mark() {
    const UChar32 c = look();
    if (c == '.' || c == '!' || c == '?' || c == ';' || c == '\n' || c == 0x3002) return take_single(WordKind::stop);
    if (c == ',' || c == '(' || c == ')' || c == '"' || c == 0x201c || c == 0x201d) return take_single(WordKind::comma);
    ++at_;
  }

  std::vector<Letter> letters_;
  std::size_t at_ = 0;
  UChar32 closing_ = 0;  // the mark that ends the quotation we are in
  std::vector<Word> words_;
};

}  // namespace

std::vector<Word> split(std::string_view sentence) {
  return Cutter(sentence).cut();
}

}  // namespace undertone::talk
