// Numbers and their units. "ten seconds", "0:10", "1分30秒", "百分之三十", "-9 dB", "120bpm" each become one item.
#include <algorithm>
#include <cmath>

#include "talk/sentence.h"

namespace undertone::talk {
namespace {

struct Counted {
  double number = 0;
  std::size_t items = 0;  // 0: no number here
  bool spelt = false;
};

// "twenty five", "a hundred and twenty", "一百二十", "7.5".
Counted count(const std::vector<Item>& items, std::size_t at) {
  Counted counted;
  double total = 0;
  double current = 0;
  bool open = false;  // a number is being built
  for (std::size_t i = at; i < items.size(); ++i) {
    const auto& item = items[i];
    if (item.is(Kind::times)) {
      total += std::max(current, 1.0) * item.number;
      current = 0;
    } else if (item.is(Kind::number)) {
      const bool tens = current >= 20 && std::fmod(current, 10) == 0 && item.number < 10 && item.spelt;
      if (open && current != 0 && !tens) break;
      if (open && !item.spelt) break;
      current += item.number;
    } else if (!(open && item.is(Kind::joiner, "and") && total > 0 && i + 1 < items.size() && items[i + 1].spelt)) {
      break;
    } else {
      continue;
    }
    open = true;
    counted = {total + current, i + 1 - at, item.spelt};
  }
  return counted;
}

// A colon between numbers: 0:10, 1:02:03.
Counted clock_time(const Sentence& sentence, std::size_t at) {
  const auto& items = sentence.items;
  const auto& words = sentence.words();
  Counted counted;
  double total = 0;
  for (std::size_t i = at; i < items.size() && items[i].is(Kind::number) && !items[i].spelt; i += 2) {
    total = total * 60 + items[i].number;
    if (i > at) counted = {total, i + 1 - at, false};
    if (i + 1 >= items.size() || words[items[i + 1].first].text != ":" || i >= at + 4) break;
  }
  return counted;
}

double seconds_of(std::string_view unit) {
  if (unit == "h") return 3600;
  if (unit == "min") return 60;
  if (unit == "s") return 1;
  if (unit == "ms") return 0.001;
  return 0;
}

Unit unit_of(std::string_view name) {
  if (seconds_of(name) > 0) return Unit::seconds;
  if (name == "percent") return Unit::percent;
  if (name == "tenths") return Unit::percent;
  if (name == "db") return Unit::decibels;
  if (name == "bpm") return Unit::bpm;
  if (name == "bars") return Unit::bars;
  return Unit::none;
}

class Folder {
 public:
  explicit Folder(Sentence& sentence) : sentence_(sentence), items_(sentence.items) {}

  void fold() {
    std::vector<Item> folded;
    for (std::size_t at = 0; at < items_.size();) {
      Item item = items_[at];
      std::size_t taken = 1;
      if (auto amount = amount_at(at, taken)) item = *amount;
      folded.push_back(std::move(item));
      at += taken;
    }
    items_ = std::move(folded);
  }

 private:
  Item make(std::size_t at, std::size_t taken, double number, Unit unit) const {
    Item item{.kind = Kind::quantity, .number = number, .unit = unit};
    item.first = items_[at].first;
    item.last = items_[at + taken - 1].last;
    return item;
  }

  bool is_unit(std::size_t at) const { return at < items_.size() && items_[at].is(Kind::unit); }

  std::optional<Item> amount_at(std::size_t at, std::size_t& taken) const {
    if (auto item = prefixed(at, taken)) return item;
    if (auto item = article(at, taken)) return item;
    if (const auto clock = clock_time(sentence_, at); clock.items > 0) {
      taken = clock.items;
      return make(at, taken, clock.number, Unit::clock);
    }
    return counted(at, taken);
  }

  // "bpm 120", "百分之三十", "-9 dB", "第5秒".
  std::optional<Item> prefixed(std::size_t at, std::size_t& taken) const {
    const auto& item = items_[at];
    const bool minus = item.last == item.first + 1 && sentence_.words()[item.first].text == "-";
    const bool before =
        item.is(Kind::unit, "bpm") || item.is(Kind::unit, "percent_of") || item.is(Kind::unit, "ordinal");
    if (!minus && !before && !item.is(Kind::unit, "minus")) return std::nullopt;
    std::size_t inner = 0;
    auto amount = at + 1 < items_.size() ? counted(at + 1, inner) : std::nullopt;
    if (!amount) return std::nullopt;
    if (item.is(Kind::unit, "ordinal") && amount->unit != Unit::seconds) return std::nullopt;
    if (minus && at > 0 && items_[at - 1].is(Kind::number)) return std::nullopt;  // a range, not a sign
    taken = inner + 1;
    amount->first = item.first;
    if (item.is(Kind::unit, "bpm") && amount->unit == Unit::none) amount->unit = Unit::bpm;
    if (item.is(Kind::unit, "percent_of")) amount->unit = Unit::percent;
    if (item.is(Kind::unit, "ordinal")) amount->unit = Unit::clock;
    if (minus || item.is(Kind::unit, "minus")) {
      amount->number = -amount->number;
      amount->signed_number = true;
    }
    return amount;
  }

  // "a minute", "half a minute", "half a second".
  std::optional<Item> article(std::size_t at, std::size_t& taken) const {
    const bool half = items_[at].is(Kind::unit, "half");
    const bool one = items_[at].is(Kind::unit, "one");
    if (!half && !one) return std::nullopt;
    std::size_t unit = at + 1;
    if (half && unit < items_.size() && items_[unit].is(Kind::unit, "one")) ++unit;
    if (!is_unit(unit) || seconds_of(items_[unit].value) <= 0) return std::nullopt;
    double number = (half ? 0.5 : 1.0) * seconds_of(items_[unit].value);
    taken = unit + 1 - at;
    if (one) number += half_more(unit, taken, at);
    return make(at, taken, number, Unit::seconds);
  }

  // "… and a half" after the unit.
  double half_more(std::size_t unit, std::size_t& taken, std::size_t at) const {
    std::size_t next = unit + 1;
    if (next < items_.size() && items_[next].is(Kind::joiner, "and")) ++next;
    if (next < items_.size() && items_[next].is(Kind::unit, "one")) ++next;
    if (next >= items_.size() || !items_[next].is(Kind::unit, "half")) return 0;
    taken = next + 1 - at;
    return 0.5 * seconds_of(items_[unit].value);
  }

  std::optional<Item> counted(std::size_t at, std::size_t& taken) const {
    auto number = count(items_, at);
    if (number.items == 0) return std::nullopt;
    taken = number.items;
    std::size_t unit = at + number.items;
    // "two and a half minutes", "两个半小时"
    if (const auto half = half_number(unit); half > 0) {
      number.number += 0.5;
      unit += half;
    }
    if (!is_unit(unit) || unit_of(items_[unit].value) == Unit::none) {
      auto item = make(at, taken, number.number, Unit::none);
      item.spelt = number.spelt;
      return item;
    }
    taken = unit + 1 - at;
    const auto kind = unit_of(items_[unit].value);
    if (kind != Unit::seconds) return make(at, taken, number.number * (items_[unit].value == "tenths" ? 10 : 1), kind);
    double total = number.number * seconds_of(items_[unit].value);
    total += smaller_units(unit, taken, at);
    return make(at, taken, total, Unit::seconds);
  }

  // How many items "and a half" takes before a unit; 0: it is not there.
  std::size_t half_number(std::size_t at) const {
    std::size_t next = at;
    while (next < items_.size() && next < at + 2 &&
           (items_[next].is(Kind::joiner, "and") || items_[next].is(Kind::unit, "one")))
      ++next;
    const bool found = next > at && next < items_.size() && items_[next].is(Kind::unit, "half") && is_unit(next + 1);
    return found ? next + 1 - at : 0;
  }

  // "1 min 30 s", "1m30", "1分30秒", "1分半".
  double smaller_units(std::size_t unit, std::size_t& taken, std::size_t at) const {
    const double size = seconds_of(items_[unit].value);
    if (size < 60) return 0;
    if (const auto half = half_more(unit, taken, at); half > 0) return half;
    std::size_t next = unit + 1;
    if (next < items_.size() && items_[next].is(Kind::joiner, "and")) ++next;
    const auto more = count(items_, next);
    if (more.items == 0) return 0;
    const std::size_t after = next + more.items;
    if (!is_unit(after) || seconds_of(items_[after].value) <= 0 || seconds_of(items_[after].value) >= size) return 0;
    taken = after + 1 - at;
    return more.number * seconds_of(items_[after].value);
  }

  const Sentence& sentence_;
  std::vector<Item>& items_;
};

}  // namespace

void fold_quantities(Sentence& sentence) {
  Folder(sentence).fold();
}

}  // namespace undertone::talk
