#include "compose/ending.h"

#include <algorithm>

namespace undertone::compose {

Tail tail_of(Ending ending, const StyleEnding& style, double length_s, double beat_s) {
  Tail tail;
  switch (ending) {
    case Ending::fade_out:
      return {0, 0, 0};
    case Ending::button:
      tail = {0.3, 0.5, std::max(1.0, 1.2 * beat_s)};
      break;
    case Ending::ring_out:
      tail = {0.5, style.tail, std::max({1.5, 2 * style.tail, 2.2 * beat_s})};
      break;
  }
  tail.usual = std::min(tail.usual, 0.5 * length_s);
  tail.least = std::min(tail.least, tail.usual);
  tail.most = std::min(tail.most, std::max(tail.usual, 0.7 * length_s));
  return tail;
}

}  // namespace undertone::compose
