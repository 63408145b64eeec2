// How loud: the music ("at 30%", "louder", "-12 dB", "quiet"), the clip's own sound ("mute the original sound"), and
// what the music does when somebody speaks.
#include <algorithm>
#include <cmath>
#include <cstdlib>

#include "talk/understanding.h"

namespace undertone::talk {
namespace {

double from_db(double db) {
  return std::pow(10.0, db / 20.0);
}

bool is_sounding(const Item& item) {
  return item.is(Kind::noun, "music") || item.is(Kind::noun, "sound") || item.is(Kind::noun, "speech");
}

class LevelReader {
 public:
  LevelReader(Sentence& sentence, Understanding& understood)
      : sentence_(sentence), items_(sentence.items), understood_(understood), wish_(understood.wish) {}

  void read() {
    read_turns();
    read_ducking();
    read_amounts();
    read_words();
    read_clip_sound();
  }

 private:
  // "turn the clip's audio down": verb and direction stand apart.
  void read_turns() {
    for (std::size_t i = 0; i < items_.size(); ++i) {
      auto& item = items_[i];
      if (!item.is(Kind::filler, "up") && !item.is(Kind::filler, "down")) continue;
      const auto turn = [](const Item& each) { return each.is(Kind::verb, "turn"); };
      if (sentence_.before(i, turn, 6) == Sentence::none) continue;
      item.kind = Kind::volume;
      item.value = item.value == "up" ? "x1.4" : "x0.7";
    }
  }

  void read_ducking() {
    for (std::size_t i = 0; i < items_.size(); ++i) {
      auto& item = items_[i];
      if (item.is(Kind::duck)) {
        set_duck(i, (item.value == "on") == item.negated.empty());
        spend_lowering(i);
      }
      if (item.is(Kind::volume) && under_speech(i)) {
        const bool softer = item.value < "=0.35" || (item.value[0] == 'x' && item.value < "x1");
        if (softer) set_duck(i, item.negated.empty());
        if (item.value[0] == '=') item.used = false;  // "super quiet under the voice" is a volume too
      }
    }
  }

  // A refusal stands, whatever else is said of the voice.
  void set_duck(std::size_t at, bool on) {
    items_[at].used = true;
    wish_.duck = on && wish_.duck.value_or(true);
    const auto near = [](const Item& item) { return item.is_amount(Unit::decibels) && !item.used; };
    const auto amount = sentence_.after(at, near, 6);
    if (amount == Sentence::none) return;
    wish_.duck_db = std::abs(items_[amount].number);
    items_[amount].used = true;
  }

  // "lower the music under the voice" is one wish, not two.
  void spend_lowering(std::size_t at) {
    const auto lowering = [](const Item& item) {
      return item.is(Kind::volume) && item.value[0] == 'x' && item.value < "x1";
    };
    for (const auto near : {sentence_.before(at, lowering, 6), sentence_.after(at, lowering, 4)}) {
      const auto amount = [](const Item& item) {
        return item.is_amount(Unit::percent) || item.is_amount(Unit::decibels);
      };
      if (near != Sentence::none && sentence_.after(near, amount, 4) == Sentence::none) items_[near].used = true;
    }
  }

  // "when people speak", "under the voice"; in the same breath as the word about loudness.
  bool under_speech(std::size_t at) const {
    const auto speech = [](const Item& item) { return item.is(Kind::noun, "speech"); };
    const auto when = [](const Item& item) { return item.is(Kind::with, "when"); };
    const bool speaks =
        sentence_.after(at, speech, 10) != Sentence::none || sentence_.before(at, speech, 8) != Sentence::none;
    const bool timed =
        sentence_.after(at, when, 8) != Sentence::none || sentence_.before(at, when, 8) != Sentence::none;
    return speaks && timed;
  }

  // Whether what stands at `at` is said of the clip's own sound: the noun before it decides, else the one after.
  bool about_clip(std::size_t at, bool after_first) const {
    auto behind = sentence_.after(at, is_sounding, 6);
    const auto ahead = sentence_.before(at, is_sounding);
    const auto comma = sentence_.after(at, [](const Item& item) { return item.is(Kind::comma); });
    if (ahead != Sentence::none && comma < behind) behind = Sentence::none;
    const auto noun =
        after_first ? (behind != Sentence::none ? behind : ahead) : (ahead != Sentence::none ? ahead : behind);
    if (noun == Sentence::none || items_[noun].is(Kind::noun, "music")) return false;
    return items_[noun].is(Kind::noun, "sound") || !sentence_.any(Kind::noun, "music");
  }

  void set_gain(std::size_t at, double gain, bool clip) {
    items_[at].used = true;
    gain = std::clamp(gain, 0.0, 4.0);
    if (clip) {
      understood_.clip_gain = gain;
    } else {
      wish_.gain = gain;
      wish_.gain_factor.reset();
    }
  }

  void set_factor(std::size_t at, double factor, bool clip) {
    items_[at].used = true;
    if (clip) {
      understood_.clip_gain = std::clamp(understood_.clip_gain.value_or(1) * factor, 0.0, 4.0);
    } else {
      wish_.gain_factor = wish_.gain_factor.value_or(1) * factor;
    }
  }

  // The word of direction that belongs to an amount: "20% louder", "lower it by 6 dB", "turn it down to 20%".
  std::size_t direction_of(std::size_t at) const {
    const auto moves = [](const Item& item) { return item.is(Kind::volume) && item.value[0] == 'x' && !item.used; };
    const auto behind = sentence_.after(at, moves, 2);
    return behind != Sentence::none ? behind : sentence_.before(at, moves, 7);
  }

  void read_amounts() {
    for (std::size_t i = 0; i < items_.size(); ++i) {
      auto& item = items_[i];
      if (item.used || !(item.is_amount(Unit::percent) || item.is_amount(Unit::decibels))) continue;
      const bool percent = item.unit == Unit::percent;
      const auto moved = direction_of(i);
      const bool relative = moved != Sentence::none && (moved > i || is_by(i)) && !item.signed_number;
      const bool up = moved != Sentence::none && items_[moved].value > "x1";
      const bool clip = about_clip(i, false);
      if (moved != Sentence::none) items_[moved].used = true;
      if (relative) {
        set_factor(i,
                   percent ? (up ? 1 + item.number / 100 : std::max(1 - item.number / 100, 0.0))
                           : from_db(up ? item.number : -item.number),
                   clip);
      } else if (percent || item.signed_number) {
        set_gain(i, percent ? item.number / 100 : from_db(item.number), clip);
      } else if (moved != Sentence::none) {
        set_factor(i, from_db(up ? item.number : -item.number), clip);
      }
    }
  }

  bool is_by(std::size_t at) const { return at > 0 && items_[at - 1].is(Kind::filler, "by"); }

  void read_words() {
    for (std::size_t i = 0; i < items_.size(); ++i) {
      auto& item = items_[i];
      if (!item.is(Kind::volume) || item.used) continue;
      const double number = std::strtod(item.value.c_str() + 1, nullptr);
      const bool clip = about_clip(i, true);
      if (item.value[0] == '=') {
        set_gain(i, item.negated.empty() ? number : number > 0.35 ? 0.25 : 0.5, clip);
      } else {
        set_factor(i, item.negated.empty() ? by_degree(i, number) : 1 / number, clip);
      }
    }
  }

  double by_degree(std::size_t at, double factor) const {
    for (const auto near : {sentence_.previous(at), sentence_.next(at)})
      if (near != Sentence::none && items_[near].is(Kind::degree))
        return std::pow(factor, items_[near].value == "little" ? 0.5 : 1.6);
    return factor;
  }

  void read_clip_sound() {
    for (std::size_t i = 0; i < items_.size(); ++i) {
      const auto& item = items_[i];
      if (item.is(Kind::noun, "sound") && !item.negated.empty() && item.negated != "less") understood_.clip_gain = 0;
      if (!item.is(Kind::verb, "mute") && !item.is(Kind::verb, "keep")) continue;
      const bool on = item.value == "keep" || !item.negated.empty();
      read_mute(i, on);
    }
  }

  void read_mute(std::size_t at, bool on) {
    const auto object = [](const Item& item) { return is_sounding(item) || item.is(Kind::noun, "clip"); };
    const auto behind = sentence_.after(at, object, 6);
    const bool object_follows = items_[at].is(Kind::verb, "keep");
    const auto ahead = object_follows ? Sentence::none : sentence_.before(at, object, 4);
    const auto comma = sentence_.after(at, [](const Item& item) { return item.is(Kind::comma); });
    const auto noun = behind == Sentence::none || (ahead != Sentence::none && comma < behind) ? ahead : behind;
    if (noun == Sentence::none) return;
    const auto& what = items_[noun].value;
    if (what == "music") {
      if (!on) wish_.gain = 0;
      return;
    }
    if (what == "clip" && on) return;
    if (!understood_.clip_gain) understood_.clip_gain = on ? 1 : 0;
    if (what == "speech" && on) wish_.duck = wish_.duck.value_or(true);
  }

  Sentence& sentence_;
  std::vector<Item>& items_;
  Understanding& understood_;
  MusicWish& wish_;
};

}  // namespace

void read_levels(Sentence& sentence, Understanding& understood) {
  LevelReader(sentence, understood).read();
}

}  // namespace undertone::talk
