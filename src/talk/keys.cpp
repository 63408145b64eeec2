// Keys. "in A minor", "C# minor", "key of B flat", "降E大调", "a小调", "Am": a letter is a key only in such company.
#include "talk/sentence.h"

namespace undertone::talk {
namespace {

std::optional<Mode> mode_of(const Item& item) {
  if (!item.is(Kind::mode)) return std::nullopt;
  const auto key = parse_key("C " + item.value);
  return key ? std::optional(key->mode) : std::nullopt;
}

struct Found {
  Key key;
  std::size_t items = 0;
};

class KeyFolder {
 public:
  explicit KeyFolder(Sentence& sentence) : sentence_(sentence), items_(sentence.items) {}

  void fold() {
    for (std::size_t i = 0; i < items_.size(); ++i) {
      const auto found = key_at(i);
      if (!found) continue;
      Item item{.kind = Kind::key, .key = found->key};
      item.first = items_[i].first;
      item.last = items_[i + found->items - 1].last;
      const auto from = items_.begin() + static_cast<std::ptrdiff_t>(i);
      items_.erase(from, from + static_cast<std::ptrdiff_t>(found->items));
      items_.insert(items_.begin() + static_cast<std::ptrdiff_t>(i), std::move(item));
    }
  }

 private:
  const std::string& word(std::size_t item) const { return sentence_.words()[items_[item].first].text; }
  bool single(std::size_t item) const { return items_[item].last == items_[item].first + 1; }
  char typed(std::size_t item) const { return sentence_.text()[sentence_.words()[items_[item].first].from]; }

  // −1 flat, 0 none, 1 sharp; `items` grows by what the accidental takes.
  int accidental_after(std::size_t letter, std::size_t& items) const {
    const auto next = letter + items;
    if (next >= items_.size()) return 0;
    const bool sharp = items_[next].is(Kind::accidental, "sharp") || word(next) == "#";
    const bool flat = items_[next].is(Kind::accidental, "flat");
    if (sharp || flat) ++items;
    return sharp ? 1 : flat ? -1 : 0;
  }

  bool says_key_before(std::size_t at) const {
    const auto near = [&](const Item& item) { return item.is(Kind::noun, "key"); };
    return sentence_.before(at, near, 3) != Sentence::none;
  }

  // "b" flat and "m" minor glued to the letter: "bb", "am", "f#m".
  static bool letter_word(const std::string& text) {
    return !text.empty() && text.size() <= 3 && text[0] >= 'a' && text[0] <= 'g';
  }

  std::optional<Found> key_at(std::size_t at) const {
    int shift = 0;
    std::size_t letter = at;
    if (items_[at].is(Kind::accidental) && at + 1 < items_.size()) {  // 降E, 升F
      shift = items_[at].value == "flat" ? -1 : 1;
      ++letter;
    }
    if (!single(letter) || !letter_word(word(letter))) return std::nullopt;
    auto tail = word(letter).substr(1);
    auto key = parse_key(std::string(1, word(letter)[0]));
    if (!key) return std::nullopt;
    if (tail.starts_with('b')) {
      shift -= 1;
      tail.erase(0, 1);
    }
    std::size_t items = letter + 1 - at;
    if (tail.empty()) shift += accidental_after(at, items);
    const bool bare_minor = tail == "m" || glued_m(at, items);
    if (!tail.empty() && tail != "m") return std::nullopt;
    key->tonic = (key->tonic + shift + 12) % 12;
    return with_mode(at, *key, items, bare_minor);
  }

  bool glued_m(std::size_t at, std::size_t& items) const {
    const auto next = at + items;
    if (items < 2 || next >= items_.size() || word(next) != "m") return false;
    ++items;
    return true;
  }

  std::optional<Found> with_mode(std::size_t at, Key key, std::size_t items, bool bare_minor) const {
    const auto next = at + items;
    const bool spaced_out = next < items_.size();
    const bool capital = typed(at) >= 'A' && typed(at) <= 'G';
    if (spaced_out && !bare_minor) {
      if (const auto mode = mode_of(items_[next])) {
        const bool says_key_after = next + 1 < items_.size() && items_[next + 1].is(Kind::noun, "key");
        if (says_key_after && !capital && items == 1 && word(at) == "a") return std::nullopt;  // "in a minor key"
        key.mode = *mode;
        return Found{key, items + 1};
      }
      if (items_[next].is(Kind::noun, "key") && capital) return Found{key, items + 1};  // "C调", "the C key"
    }
    if (bare_minor) key.mode = Mode::minor;
    if (says_key_before(at)) return Found{key, items};
    const bool in_before = at > 0 && items_[at - 1].is(Kind::filler, "in");
    if (capital && in_before && (bare_minor || items > 1 || word(at).size() > 1)) return Found{key, items};
    return std::nullopt;
  }

  Sentence& sentence_;
  std::vector<Item>& items_;
};

}  // namespace

void fold_keys(Sentence& sentence) {
  KeyFolder(sentence).fold();
}

}  // namespace undertone::talk
