// What it should sound like: moods, genres, instruments, scenes and similes, with and without.
#include <algorithm>
#include <cstdlib>

#include "talk/understanding.h"

namespace undertone::talk {
namespace {

constexpr std::size_t most_moods = 4;

void add_once(std::vector<std::string>& names, const std::string& name) {
  if (std::find(names.begin(), names.end(), name) == names.end()) names.push_back(name);
}

class TasteReader {
 public:
  TasteReader(Sentence& sentence, Understanding& understood)
      : sentence_(sentence), items_(sentence.items), understood_(understood), wish_(understood.wish) {}

  void read() {
    swap_replaced();
    for (auto& item : items_) read_said(item);
    for (auto& item : items_) read_likeness(item);
    read_only();
    std::erase_if(wish_.instruments, [&](const std::string& name) {
      return std::find(wish_.without.begin(), wish_.without.end(), name) != wish_.without.end();
    });
  }

 private:
  // "replace the piano with a guitar": the first is to go.
  void swap_replaced() {
    for (std::size_t i = 0; i < items_.size(); ++i) {
      if (!items_[i].is(Kind::verb, "replace")) continue;
      const auto instrument = [](const Item& item) { return item.is(Kind::instrument); };
      const auto with = sentence_.after(
          i, [](const Item& item) { return item.is(Kind::with, "with") || item.is(Kind::range, "for"); });
      auto gone = sentence_.after(i, instrument);
      if (with == Sentence::none || gone > with) gone = sentence_.before(i, instrument);  // 把钢琴换成吉他
      const auto come = sentence_.after(with == Sentence::none ? i : with, instrument);
      if (gone != Sentence::none && come != Sentence::none && gone != come) items_[gone].negated = "no";
    }
  }

  void read_said(Item& item) {
    if (item.is(Kind::mood)) read_mood(item);
    if (item.is(Kind::instrument)) read_instrument(item);
    if (item.is(Kind::genre) && item.negated.empty()) {
      if (!wish_.genre) wish_.genre = item.value;
      item.used = true;
    }
    if (item.is(Kind::density) || item.is(Kind::energy)) read_amount(item);
    if (item.is(Kind::impossible)) read_impossible(item);
  }

  void read_mood(Item& item) {
    item.used = true;
    add_once(wish_.moods, item.negated.empty() ? item.value : sentence_.lexicon.softer(item.value));
  }

  void read_instrument(Item& item) {
    item.used = true;
    if (item.negated == "less") {
      wish_.density = std::min(wish_.density.value_or(0), -0.4);
    } else {
      add_once(item.negated.empty() ? wish_.instruments : wish_.without, item.value);
    }
  }

  void read_amount(Item& item) {
    item.used = true;
    const double number = std::strtod(item.value.c_str(), nullptr);
    if (item.is(Kind::density)) wish_.density = item.negated.empty() ? number : -number;
    if (item.is(Kind::energy)) wish_.energy = item.negated.empty() ? number : 1 - number;
  }

  // Without voices is how the music is anyway; with them it cannot be.
  void read_impossible(Item& item) {
    item.used = true;
    if (!item.negated.empty()) {
      understood_.asked_for_music = true;
      return;
    }
    understood_.notes.push_back({item.value, sentence_.quote(item), ""});
  }

  void read_likeness(Item& item) {
    const bool like = item.is(Kind::scene) || item.is(Kind::artist) || item.is(Kind::far);
    if (!like || !item.negated.empty()) return;
    item.used = true;
    const auto& likeness = *item.likeness;
    for (const auto& mood : likeness.moods)
      if (wish_.moods.size() < most_moods) add_once(wish_.moods, mood);
    for (const auto& instrument : likeness.instruments) add_once(wish_.instruments, instrument);
    if (!wish_.genre && !likeness.genre.empty()) wish_.genre = likeness.genre;
    if (!wish_.bpm && !wish_.tempo_factor && likeness.bpm > 0) wish_.bpm = likeness.bpm;
    if (!item.is(Kind::scene))
      understood_.notes.push_back({item.is(Kind::far) ? "far" : "artist", sentence_.quote(item), likeness.genre});
  }

  // "just piano" leaves no room for what usually keeps time.
  void read_only() {
    for (std::size_t i = 0; i < items_.size(); ++i) {
      if (!items_[i].is(Kind::limit)) continue;
      const auto beside = [&](std::size_t at) {
        return at != Sentence::none && items_[at].is(Kind::instrument) && items_[at].negated.empty();
      };
      if (!beside(sentence_.next(i)) && !beside(sentence_.previous(i))) continue;
      for (const char* rhythm : {"drums", "percussion", "bass"})
        if (std::find(wish_.instruments.begin(), wish_.instruments.end(), rhythm) == wish_.instruments.end())
          add_once(wish_.without, rhythm);
    }
  }

  Sentence& sentence_;
  std::vector<Item>& items_;
  Understanding& understood_;
  MusicWish& wish_;
};

}  // namespace

void read_taste(Sentence& sentence, Understanding& understood) {
  TasteReader(sentence, understood).read();
}

}  // namespace undertone::talk
