// "fade it out at the end", "with a 5 second fade in", "fade in over 2 seconds and out over 4", "最后三秒淡出", "no
// fade".
#include "talk/understanding.h"

namespace undertone::talk {
namespace {

constexpr double short_fade = 1;
constexpr double usual_fade_in = 2;
constexpr double usual_fade_out = 3;
constexpr double long_fade = 6;
constexpr std::size_t reach = 8;

bool is_time(const Item& item) {
  return !item.used && (item.is_amount(Unit::seconds) || item.is_amount(Unit::clock));
}

class FadeReader {
 public:
  FadeReader(Sentence& sentence, const Situation& situation, MusicWish& wish)
      : sentence_(sentence), items_(sentence.items), situation_(situation), wish_(wish) {}

  void read() {
    for (std::size_t i = 0; i < items_.size(); ++i) {
      if (!items_[i].is(Kind::fade)) continue;
      items_[i].used = true;
      read_one(i);
    }
    if (wish_.fade_out && *wish_.fade_out > Time{}) wish_.ending = Ending::fade_out;
  }

 private:
  void read_one(std::size_t at) {
    const auto direction = direction_of(at);
    const bool in = direction != "out";
    const bool out = direction != "in";
    if (!items_[at].negated.empty()) {
      if (in) wish_.fade_in = Time{};
      if (out) wish_.fade_out = Time{};
      return;
    }
    const auto said = length_of(at, out);
    if (in) wish_.fade_in = said.value_or(manner(at).value_or(from_seconds(usual_fade_in)));
    if (out) wish_.fade_out = said.value_or(manner(at).value_or(from_seconds(usual_fade_out)));
  }

  std::string direction_of(std::size_t at) const {
    if (items_[at].value != "any") return items_[at].value;
    bool start = false;
    bool end = false;
    for (std::size_t i = at + 1; i < items_.size() && i <= at + reach; ++i) {
      if (items_[i].is(Kind::stop) || items_[i].is(Kind::fade)) break;
      start = start || items_[i].is(Kind::place, "start") || items_[i].is(Kind::place, "both");
      end = end || items_[i].is(Kind::place, "end") || items_[i].is(Kind::place, "both") ||
            items_[i].is(Kind::range, "last");
    }
    for (std::size_t i = at; i > 0 && at - i < 3; --i) start = start || items_[i - 1].is(Kind::place, "start");
    if (start && end) return "both";
    return start ? "in" : "out";
  }

  // "a quick fade", "slowly fade out".
  std::optional<Time> manner(std::size_t at) {
    for (const auto near : {sentence_.previous(at), sentence_.next(at)}) {
      if (near == Sentence::none) continue;
      auto& item = items_[near];
      const bool slow = item.is(Kind::tempo) && item.value < "x1";
      const bool quick = item.is(Kind::tempo) && !slow;
      if (!slow && !quick) continue;
      item.used = true;
      return from_seconds(slow ? long_fade : short_fade);
    }
    return std::nullopt;
  }

  std::optional<Time> length_of(std::size_t at, bool out) {
    if (const auto left = length_before(at)) return left;
    for (std::size_t i = at + 1; i < items_.size() && i <= at + reach; ++i) {
      auto& item = items_[i];
      if (item.is(Kind::stop) || item.is(Kind::fade) || item.is(Kind::verb, "add")) return std::nullopt;
      if (item.is(Kind::range) && item.value != "last" && item.value != "first" && item.value != "from" &&
          item.value != "for" && item.value != "after")
        return std::nullopt;
      if (is_time(item) || is_bare(i)) return use(i, out);
    }
    return std::nullopt;
  }

  // "fade out over 5": seconds go without saying.
  bool is_bare(std::size_t at) const {
    const auto& item = items_[at];
    return !item.used && item.is_amount(Unit::none) && at > 0 &&
           (items_[at - 1].is(Kind::filler) || items_[at - 1].is(Kind::range, "for"));
  }

  // "5 second fade", "最后3秒淡出": the amount stands right before.
  std::optional<Time> length_before(std::size_t at) {
    std::size_t i = at;
    while (i > 0 && (items_[i - 1].is(Kind::filler) || items_[i - 1].is(Kind::unit, "one"))) --i;
    if (i == 0 || !is_time(items_[i - 1])) return std::nullopt;
    return use(i - 1, true);
  }

  // A place on the clock is where the fade begins; everything else is how long it lasts.
  std::optional<Time> use(std::size_t amount, bool out) {
    auto& item = items_[amount];
    const auto time = from_seconds(item.number);
    const auto before = sentence_.previous(amount);
    const bool from =
        before != Sentence::none && (items_[before].is(Kind::range, "from") || items_[before].is(Kind::range, "after"));
    const bool place = item.is_amount(Unit::clock) || from;
    if (place && (!out || situation_.length <= time)) return std::nullopt;
    item.used = true;
    if (before != Sentence::none && items_[before].is(Kind::range)) items_[before].used = true;
    return place ? situation_.length - time : time;
  }

  Sentence& sentence_;
  std::vector<Item>& items_;
  const Situation& situation_;
  MusicWish& wish_;
};

}  // namespace

void read_fades(Sentence& sentence, const Situation& situation, Understanding& understood) {
  FadeReader(sentence, situation, understood.wish).read();
}

}  // namespace undertone::talk
