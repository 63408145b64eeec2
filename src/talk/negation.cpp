// What stands under "no", "without", "less", "don't" or "remove": the first thing with content after it, and a list
// that goes on from there ("no drums, bass or guitar").
#include "talk/sentence.h"

namespace undertone::talk {
namespace {

bool is_taste(const Item& item) {
  switch (item.kind) {
    case Kind::mood:
    case Kind::genre:
    case Kind::instrument:
    case Kind::scene:
    case Kind::artist:
    case Kind::far:
    case Kind::density:
    case Kind::energy:
    case Kind::tempo:
    case Kind::volume:
    case Kind::fade:
    case Kind::ending:
    case Kind::duck:
    case Kind::sync:
    case Kind::match:
    case Kind::mode:
    case Kind::impossible:
    case Kind::later:
      return true;
    default:
      return false;
  }
}

bool ends_scope(const Item& item) {
  return item.is(Kind::stop) || item.is(Kind::limit) || item.is(Kind::joiner, "but") || item.is(Kind::negation);
}

class Marker {
 public:
  explicit Marker(Sentence& sentence) : items_(sentence.items) {}

  void mark() {
    for (std::size_t i = 0; i < items_.size(); ++i) {
      if (items_[i].is(Kind::negation)) mark_from(i, items_[i].value);
      if (items_[i].is(Kind::verb, "remove") && items_[i].negated.empty()) mark_removed(i);
    }
  }

 private:
  // The next item with content; none when the scope ends before one.
  std::size_t object_after(std::size_t at) const {
    for (std::size_t i = at + 1; i < items_.size(); ++i) {
      if (ends_scope(items_[i]) || items_[i].is(Kind::comma)) return Sentence::none;
      if (is_taste(items_[i]) || items_[i].is(Kind::noun)) return i;
      if (items_[i].is(Kind::verb, "remove")) return i;
    }
    return Sentence::none;
  }

  void mark_from(std::size_t at, const std::string& by) {
    for (std::size_t i = at + 1; i < items_.size() && !ends_scope(items_[i]) && !is_taste(items_[i]); ++i)
      if (items_[i].is(Kind::verb)) items_[i].negated = by;
    const auto object = object_after(at);
    if (object == Sentence::none) return;
    if (items_[object].is(Kind::noun) && by == "less") return;
    mark_list(object, by);
  }

  // "remove the drums and bass"; with the object first, as in 把鼓去掉, backwards.
  void mark_removed(std::size_t at) {
    auto object = object_after(at);
    if (object != Sentence::none && (items_[object].is(Kind::instrument) || items_[object].is(Kind::noun) ||
                                     items_[object].is(Kind::fade) || items_[object].is(Kind::impossible)))
      return mark_list(object, "remove");
    for (std::size_t i = at; i > 0; --i) {
      auto& item = items_[i - 1];
      if (item.is(Kind::stop) || item.is(Kind::comma) || item.is(Kind::verb)) return;
      if (item.is(Kind::instrument) || item.is(Kind::fade) || item.is(Kind::noun) || item.is(Kind::impossible))
        item.negated = "remove";
    }
  }

  void mark_list(std::size_t object, const std::string& by) {
    const Kind kind = items_[object].kind;
    items_[object].negated = by;
    std::size_t last = object;
    for (std::size_t i = object + 1; i < items_.size(); ++i) {
      const auto& item = items_[i];
      if (item.is(Kind::filler) || item.is(Kind::joiner, "and") || item.is(Kind::joiner, "or")) continue;
      if (item.is(Kind::comma) && comma_goes_on(i, kind)) continue;
      if (item.kind != kind || item.is(Kind::noun)) break;
      if (i == last + 1 && !adjacent_counts(kind)) break;
      items_[i].negated = by;
      last = i;
    }
  }

  // Instruments side by side without "and" are one list only in languages that write so.
  static bool adjacent_counts(Kind kind) { return kind == Kind::instrument; }

  // After a comma the list goes on if an "or" or "and" still comes before its last member, or if that member ends it.
  bool comma_goes_on(std::size_t comma, Kind kind) const {
    bool joined = false;
    for (std::size_t i = comma + 1; i < items_.size(); ++i) {
      const auto& item = items_[i];
      if (item.is(Kind::joiner, "and") || item.is(Kind::joiner, "or")) {
        joined = true;
      } else if (item.kind == kind) {
        if (joined) return true;
      } else if (!item.is(Kind::comma) && !item.is(Kind::filler)) {
        return false;
      }
    }
    return false;
  }

  std::vector<Item>& items_;
};

}  // namespace

void mark_negation(Sentence& sentence) {
  Marker(sentence).mark();
}

}  // namespace undertone::talk
