#include "watch/gradual.h"

#include <algorithm>
#include <cmath>

namespace undertone::watch {
namespace {

constexpr double flat_contrast = 0.012;
const Time ramp = from_milliseconds(240);  // a fade shows itself within this

bool flat(const Glance& glance) {
  return glance.contrast < flat_contrast;
}

// The picture `distance` away from `from`, or the outermost one there is.
std::size_t picture_before(std::span<const Glance> pictures, std::size_t from, Time distance) {
  std::size_t i = from;
  while (i > 0 && pictures[from].at - pictures[i].at < distance) --i;
  return i;
}
std::size_t picture_after(std::span<const Glance> pictures, std::size_t from, Time distance) {
  std::size_t i = from;
  while (i + 1 < pictures.size() && pictures[i].at - pictures[from].at < distance) ++i;
  return i;
}

bool sinking_to(std::span<const Glance> pictures, std::size_t at) {
  return pictures[picture_before(pictures, at, ramp)].contrast > 1.4F * pictures[at].contrast;
}
bool rising_from(std::span<const Glance> pictures, std::size_t at) {
  return pictures[picture_after(pictures, at, ramp)].contrast > 1.4F * pictures[at].contrast;
}

Time middle(Time a, Time b) {
  return a + (b - a) / 2;
}

// contrast  ▇▇▆▄▂▁______▁▃▅▇▇   the run of flat pictures [first, last] with a picture on both sides, faded on one at
// least
void find_fades(std::span<const Glance> pictures, std::vector<Cut>& cuts) {
  for (std::size_t first = 1; first < pictures.size(); ++first) {
    if (!flat(pictures[first]) || flat(pictures[first - 1])) continue;
    std::size_t last = first;
    while (last + 1 < pictures.size() && flat(pictures[last + 1])) ++last;
    if (last + 1 == pictures.size()) break;
    if (sinking_to(pictures, first - 1) || rising_from(pictures, last + 1)) {
      const bool long_black = pictures[last].at - pictures[first].at > from_milliseconds(1000);
      // After a long black, what people feel as the cut is the new picture.
      const Time at = long_black ? pictures[last + 1].at : middle(pictures[first].at, pictures[last + 1].at);
      cuts.push_back({at, CutKind::gradual, 1.0});
    }
    first = last;
  }
}

// How far picture `mid` is from the even mixture of the two others, as a share of how far those are apart.
double unlike_mixture(const Glance& one, const Glance& mid, const Glance& other) {
  double apart = 0;
  double off = 0;
  for (std::size_t i = 0; i < mid.luma.size(); ++i) {
    const double a = one.luma[i];
    const double b = other.luma[i];
    apart += std::abs(a - b);
    off += std::abs(mid.luma[i] - (a + b) / 2);
  }
  return apart > 0 ? off / apart : 1.0;
}

// The share of the picture that is not what it was, the light of the whole apart: a thing that crosses an empty place
// changes little of it.
double changed_area(const Glance& one, const Glance& other) {
  constexpr double seen = 0.04 * 65280;
  const double light = (static_cast<double>(one.brightness) - static_cast<double>(other.brightness)) * 65280;
  int changed = 0;
  for (std::size_t i = 0; i < one.luma.size(); ++i)
    if (std::abs(static_cast<double>(one.luma[i]) - static_cast<double>(other.luma[i]) - light) > seen) ++changed;
  return static_cast<double>(changed) / static_cast<double>(one.luma.size());
}

struct Dissolve {
  std::size_t middle = 0;
  double strength = 0;
};

// A dissolve of about 2 × half round picture `at`: its ends are two shots, its middle is the mixture of both, and so
// are its quarters in their turn (a pan or a zoom passes places that are in neither of its ends).
double dissolve_at(std::span<const Glance> pictures, std::size_t at, Time half) {
  constexpr double most_off = 0.18;
  const std::size_t from = picture_before(pictures, at, half);
  const std::size_t to = picture_after(pictures, at, half);
  if (pictures[at].at - pictures[from].at < half || pictures[to].at - pictures[at].at < half) return 0;
  if (flat(pictures[from]) || flat(pictures[to]) || flat(pictures[at])) return 0;
  if (unlike_mixture(pictures[from], pictures[at], pictures[to]) > most_off) return 0;
  const double apart = difference(pictures[from], pictures[to]);
  if (apart < 0.4 || changed_area(pictures[from], pictures[to]) < 0.35) return 0;
  const std::size_t early = picture_before(pictures, at, half / 2);
  const std::size_t late = picture_after(pictures, at, half / 2);
  if (unlike_mixture(pictures[early], pictures[at], pictures[late]) > 1.5 * most_off) return 0;
  for (std::size_t i = from + 1; i <= to; ++i)
    if (difference(pictures[i - 1], pictures[i]) > 0.3 * apart + 0.1) return 0;
  return apart;
}

void find_dissolves(std::span<const Glance> pictures, std::vector<Cut>& cuts) {
  std::vector<Dissolve> found;
  for (std::size_t i = 1; i + 1 < pictures.size(); ++i) {
    for (const int half : {200, 400, 600}) {
      const double strength = dissolve_at(pictures, i, from_milliseconds(half));
      if (strength > 0) found.push_back({i, strength});
    }
  }
  // One dissolve is seen from several places: the strongest stands for all within a second.
  std::sort(found.begin(), found.end(), [](const Dissolve& a, const Dissolve& b) {
    return a.strength != b.strength ? a.strength > b.strength : a.middle < b.middle;
  });
  for (const auto& each : found) {
    const Time at = pictures[each.middle].at;
    const auto close = [&](const Cut& cut) { return std::abs((cut.at - at).count()) < flicks_per_second; };
    if (std::none_of(cuts.begin(), cuts.end(), close))
      cuts.push_back({at, CutKind::gradual, std::clamp(each.strength * 1.2, 0.0, 1.0)});
  }
}

}  // namespace

bool fading(std::span<const Glance> pictures, std::size_t at) {
  const bool out = flat(pictures[at]) && sinking_to(pictures, at - 1);
  const bool in = flat(pictures[at - 1]) && rising_from(pictures, at);
  return out || in;
}

std::vector<Cut> find_gradual_cuts(std::span<const Glance> pictures) {
  std::vector<Cut> cuts;
  find_fades(pictures, cuts);
  find_dissolves(pictures, cuts);
  return cuts;
}

}  // namespace undertone::watch
