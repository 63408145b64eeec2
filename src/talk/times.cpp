// Where and how long: "from 0:10 to 0:30", "the first 20 seconds", "until halfway", "a 60-second track", "前10秒".
#include <algorithm>

#include "talk/understanding.h"

namespace undertone::talk {
namespace {

constexpr Time to_the_end{};

bool is_time(const Item& item) {
  return !item.used && (item.is_amount(Unit::seconds) || item.is_amount(Unit::clock));
}
bool may_be_time(const Item& item) {
  return is_time(item) || (!item.used && item.is_amount(Unit::none));
}

bool is_taste(const Item& item) {
  return item.is(Kind::mood) || item.is(Kind::genre) || item.is(Kind::instrument) || item.is(Kind::scene) ||
         item.is(Kind::far);
}

class TimeReader {
 public:
  TimeReader(Sentence& sentence, const Situation& situation, Understanding& understood)
      : sentence_(sentence), items_(sentence.items), length_(situation.length), understood_(understood) {}

  void read() {
    for (std::size_t i = 0; i < items_.size(); ++i) {
      if (items_[i].is(Kind::range)) read_half(i);
      if (may_be_time(items_[i])) read_amount(i);
    }
  }

 private:
  bool is_range(std::size_t at, std::string_view value) const {
    return at != Sentence::none && items_[at].is(Kind::range, value);
  }

  void read_half(std::size_t at) {
    const auto& value = items_[at].value;
    if (!value.starts_with("half")) return;
    const auto middle = length_ / 2;
    if (middle <= Time{}) return;
    const auto before = sentence_.previous(at);
    const bool first = value == "half1" || is_range(before, "until");
    const bool second = value == "half2" || value == "halfway";
    if (first) {
      set_range({Time{}, middle}, at, at);
    } else if (second) {
      set_range({middle, to_the_end}, at, at);
    }
  }

  void read_amount(std::size_t at) {
    const auto before = sentence_.previous(at);
    const auto after = sentence_.next(at);
    if (read_from_to(at, before, after)) return;
    if (!is_time(items_[at])) return;
    const auto time = from_seconds(items_[at].number);
    if (is_range(before, "last")) return set_last(time, before, at);
    if (is_range(before, "until") && understood_.wish.range && understood_.wish.range->start < time)
      return set_range({understood_.wish.range->start, time}, at, at);
    if (is_range(before, "first") || is_range(before, "until") || is_range(after, "before_that"))
      return set_range({Time{}, time}, at, at);
    if (is_range(before, "from") || is_range(before, "after") || is_range(after, "onward") || is_in(at))
      return set_range({time, to_the_end}, at, at);
    if (items_[at].is_amount(Unit::clock)) {  // "move the music to 0:10"
      if (is_range(before, "to")) set_range({time, to_the_end}, at, at);
      return;
    }
    read_length(at, before, after, time);
  }

  // "ten seconds in"
  bool is_in(std::size_t at) const {
    if (at + 1 >= items_.size() || !items_[at + 1].is(Kind::filler, "in")) return false;
    return at + 2 >= items_.size() || items_[at + 2].is(Kind::stop) || items_[at + 2].is(Kind::comma);
  }

  bool read_from_to(std::size_t at, std::size_t before, std::size_t after) {
    if (after == Sentence::none || is_range(before, "last")) return false;
    const bool between = is_range(before, "between") && items_[after].is(Kind::joiner, "and");
    const bool dash = sentence_.words()[items_[after].first].text == "-";
    if (!between && !dash && !is_range(after, "until") && !items_[after].is(Kind::range, "to")) return false;
    const auto second = sentence_.next(after);
    if (second == Sentence::none || !may_be_time(items_[second])) return false;
    const bool known = is_time(items_[at]) || is_time(items_[second]) || is_range(before, "from") || between;
    if (!known) return false;
    const Span span{from_seconds(items_[at].number), from_seconds(items_[second].number)};
    if (span.end <= span.start) return false;
    set_range(span, at, second);
    return true;
  }

  void set_last(Time time, std::size_t before, std::size_t at) {
    if (length_ <= Time{}) return;
    set_range({std::max(length_ - time, Time{}), to_the_end}, before, at);
  }

  // Said of what lies beyond the end, it is left to be quoted back.
  void set_range(const Span& span, std::size_t first, std::size_t last) {
    if (length_ > Time{} && span.start >= length_) return;
    understood_.wish.range = span;
    for (std::size_t i = first; i <= last; ++i) items_[i].used = true;
  }

  void read_length(std::size_t at, std::size_t before, std::size_t after, Time time) {
    const auto noun = sentence_.after(
        at, [](const Item& item) { return item.is(Kind::noun); }, 6);
    const bool of_picture = noun != Sentence::none && items_[noun].is(Kind::noun, "clip") && !parted(at, noun);
    const bool of_music = noun != Sentence::none && items_[noun].is(Kind::noun, "music") && !parted(at, noun);
    const bool of_taste = after != Sentence::none && is_taste(items_[after]);
    const bool is_long = after != Sentence::none && items_[after].is(Kind::range, "long");
    const bool lasting = before != Sentence::none && items_[before].is(Kind::range, "for");
    const bool alone = !of_picture && !of_music && !of_taste && !is_long && !lasting;
    if (time <= Time{} || (alone && !near_music(at))) return;
    items_[at].used = true;
    if (of_picture && !is_long) {
      understood_.picture_length = time;
    } else {
      understood_.wish.length = time;
    }
  }

  bool near_music(std::size_t at) const {
    const auto music = [](const Item& item) { return item.is(Kind::noun, "music"); };
    return sentence_.before(at, music, 3) != Sentence::none;
  }

  bool parted(std::size_t from, std::size_t to) const {
    return std::any_of(items_.begin() + static_cast<std::ptrdiff_t>(from),
                       items_.begin() + static_cast<std::ptrdiff_t>(to), [](const Item& item) {
                         return item.is(Kind::comma) || item.is(Kind::joiner) || item.is(Kind::verb) ||
                                item.is(Kind::with);
                       });
  }

  Sentence& sentence_;
  std::vector<Item>& items_;
  Time length_;
  Understanding& understood_;
};

}  // namespace

void read_times(Sentence& sentence, const Situation& situation, Understanding& understood) {
  TimeReader(sentence, situation, understood).read();
}

}  // namespace undertone::talk
