// Tempo, key and mode: "120 bpm", "tempo 96", "a bit faster", "half the speed", "20% slower", "in A minor", "大调".
#include <algorithm>
#include <cmath>
#include <cstdlib>

#include "talk/understanding.h"

namespace undertone::talk {
namespace {

constexpr double slowest_bpm = 30;
constexpr double fastest_bpm = 300;

bool sayable(double bpm) {
  return bpm >= slowest_bpm && bpm <= fastest_bpm;
}

// "much faster" goes further than "faster", "a bit faster" less far.
double by_degree(const Sentence& sentence, std::size_t at, double factor) {
  if (at == 0 || !sentence.items[at - 1].is(Kind::degree)) return factor;
  return std::pow(factor, sentence.items[at - 1].value == "little" ? 0.5 : 1.6);
}

void read_bpm(Sentence& sentence, MusicWish& wish) {
  for (std::size_t i = 0; i < sentence.items.size(); ++i) {
    auto& item = sentence.items[i];
    if (!item.is(Kind::quantity) || item.used || !sayable(item.number)) continue;
    const auto names_tempo = [](const Item& each) { return each.is(Kind::noun, "tempo"); };
    const bool named = item.unit == Unit::none && (sentence.before(i, names_tempo, 4) != Sentence::none ||
                                                   sentence.after(i, names_tempo, 1) != Sentence::none);
    if (item.unit != Unit::bpm && !named) continue;
    wish.bpm = item.number;
    item.used = true;
  }
}

// A percentage beside "faster" is how much faster.
std::optional<double> percent_beside(Sentence& sentence, std::size_t at) {
  for (const auto near : {sentence.previous(at), sentence.next(at)}) {
    if (near == Sentence::none || !sentence.items[near].is_amount(Unit::percent) || sentence.items[near].used) continue;
    sentence.items[near].used = true;
    return sentence.items[near].number / 100;
  }
  return std::nullopt;
}

void read_factors(Sentence& sentence, MusicWish& wish) {
  for (std::size_t i = 0; i < sentence.items.size(); ++i) {
    auto& item = sentence.items[i];
    if (!item.is(Kind::tempo) || item.used) continue;
    item.used = true;
    double factor = by_degree(sentence, i, std::strtod(item.value.c_str() + 1, nullptr));
    if (const auto share = percent_beside(sentence, i)) factor = factor > 1 ? 1 + *share : std::max(1 - *share, 0.3);
    if (!item.negated.empty()) factor = std::pow(factor, -0.5);
    wish.tempo_factor = wish.tempo_factor.value_or(1) * factor;
  }
  if (wish.bpm) wish.tempo_factor.reset();
}

void read_key(Sentence& sentence, MusicWish& wish) {
  for (auto& item : sentence.items) {
    if (item.is(Kind::key)) wish.key = item.key;
    if (item.is(Kind::mode) && item.negated.empty())
      if (const auto key = parse_key("C " + item.value)) wish.mode = key->mode;
    if (item.is(Kind::key) || item.is(Kind::mode)) item.used = true;
  }
  if (wish.key) wish.mode.reset();
}

}  // namespace

void read_tempo(Sentence& sentence, Understanding& understood) {
  read_bpm(sentence, understood.wish);
  read_factors(sentence, understood.wish);
  read_key(sentence, understood.wish);
}

}  // namespace undertone::talk
