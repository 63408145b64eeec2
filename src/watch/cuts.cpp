#include "watch/cuts.h"

#include <algorithm>
#include <cmath>
#include <cstddef>

#include "watch/gradual.h"

namespace undertone::watch {
namespace {

// On the corpus, hard cuts step by 0.58 and more, whip pans and explosions mostly by less than 0.5.
constexpr double clear_step = 0.50;
constexpr double over_neighbours = 1.5;  // of the calmer side: a cut often parts a still shot from a restless one
// One title card after another changes little, but between pictures that do not change at all.
constexpr double quiet_step = 0.20;
constexpr double over_stillness = 15.0;
constexpr double lasting_share = 0.5;
const Time flash = from_milliseconds(240);

// steps[i]: difference between picture i − 1 and i.
std::vector<double> steps_of(std::span<const Glance> pictures) {
  std::vector<double> steps(pictures.size(), 0.0);
  for (std::size_t i = 1; i < pictures.size(); ++i) steps[i] = difference(pictures[i - 1], pictures[i]);
  return steps;
}

// The upper quartile of steps [from, to): one more cut near by does not hide this one, restless pictures do.
double usual_step(const std::vector<double>& steps, std::size_t from, std::size_t to) {
  if (from >= to) return 0;
  std::vector<double> part(steps.begin() + static_cast<std::ptrdiff_t>(from),
                           steps.begin() + static_cast<std::ptrdiff_t>(to));
  const auto quartile = part.begin() + static_cast<std::ptrdiff_t>(part.size() * 3 / 4);
  std::nth_element(part.begin(), quartile, part.end());
  return *quartile;
}

// Light that changes is no cut: the forms must.
bool reshapes(std::span<const Glance> pictures, std::size_t at) {
  return form_difference(pictures[at - 1], pictures[at]) > 0.25;
}

bool towers(const std::vector<double>& steps, std::size_t at) {
  constexpr std::size_t reach = 6;
  const double before = usual_step(steps, at > reach ? at - reach : 1, at);
  const double after = usual_step(steps, at + 1, std::min(steps.size(), at + 1 + reach));
  const bool clear = steps[at] >= clear_step && steps[at] >= over_neighbours * std::min(before, after);
  return clear || (steps[at] >= quiet_step && steps[at] >= over_stillness * std::max(before, after));
}

bool tallest_near(const std::vector<double>& steps, std::size_t at) {
  constexpr std::size_t reach = 3;
  for (std::size_t i = at > reach ? at - reach : 1; i < std::min(steps.size(), at + reach + 1); ++i)
    if (steps[i] > steps[at] || (steps[i] == steps[at] && i < at)) return false;
  return true;
}

// Does the new picture stay? The smallest difference between those up to a quarter second before and those as long
// after.
//
//   A A A A|B B B B      a cut: A and what follows stay apart
//   A A A A|* a A A A    a flash: soon after it, A is back
double lasting(std::span<const Glance> pictures, std::size_t at) {
  double least = difference(pictures[at - 1], pictures[at]);
  for (std::size_t after = at; after < pictures.size(); ++after) {
    if (pictures[after].at - pictures[at].at > flash) break;
    for (std::size_t before = at; before-- > 0;) {
      if (pictures[at].at - pictures[before].at > flash) break;
      least = std::min(least, difference(pictures[before], pictures[after]));
    }
  }
  return least;
}

}  // namespace

std::vector<Cut> find_hard_cuts(std::span<const Glance> pictures) {
  std::vector<Cut> cuts;
  const auto steps = steps_of(pictures);
  for (std::size_t i = 1; i < pictures.size(); ++i) {
    if (!towers(steps, i) || !tallest_near(steps, i)) continue;
    if (fading(pictures, i) || !reshapes(pictures, i)) continue;
    const double stays = lasting(pictures, i);
    if (stays < lasting_share * steps[i]) continue;
    cuts.push_back({pictures[i].at, CutKind::hard, std::clamp(stays * 1.2, 0.0, 1.0)});
  }
  return cuts;
}

std::vector<Cut> find_cuts(std::span<const Glance> pictures) {
  auto cuts = find_hard_cuts(pictures);
  const auto hard = cuts.size();
  for (const auto& gradual : find_gradual_cuts(pictures)) {
    const auto close = [&](const Cut& cut) {
      return std::abs((cut.at - gradual.at).count()) < from_milliseconds(300).count();
    };
    if (std::none_of(cuts.begin(), cuts.begin() + static_cast<std::ptrdiff_t>(hard), close)) cuts.push_back(gradual);
  }
  std::sort(cuts.begin(), cuts.end(), [](const Cut& a, const Cut& b) { return a.at < b.at; });
  return cuts;
}

}  // namespace undertone::watch
