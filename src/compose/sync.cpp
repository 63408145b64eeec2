#include "compose/sync.h"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <numeric>
#include <set>

namespace undertone::compose {
namespace {

constexpr double first_cut_s = 0.35;  // what comes sooner belongs to the opening chord
constexpr double last_cut_s = 0.25;   // and what comes later leaves no room for a chord

double energy_jump(const Brief& brief, double at) {
  if (brief.energy.empty()) return 0;
  const double before = energy_between(brief, at - 2.5, at - 0.25, 0.5);
  const double after = energy_between(brief, at + 0.25, at + 2.5, 0.5);
  return std::min(1.0, 2.0 * std::abs(after - before));
}

std::vector<WantedCut> weigh(const Brief& brief) {
  std::vector<WantedCut> cuts;
  double before = 0;
  for (const auto& cut : brief.cuts) {
    const double at = seconds(cut.at);
    const double rest = std::clamp((at - before) / 5.0, 0.0, 1.0);
    before = at;
    if (at < first_cut_s || at > seconds(brief.length.value) - last_cut_s) continue;
    const double sharp = cut.strength * (cut.kind == CutKind::hard ? 1.0 : 0.7);
    cuts.push_back({at, std::max(0.05, 0.55 * sharp + 0.25 * rest + 0.8 * energy_jump(brief, at))});
  }
  return cuts;
}

// Greedy by weight: the heaviest first, each keeping its distance from those already taken.
std::vector<WantedCut> thin(const std::vector<WantedCut>& cuts, double spacing_s, double least_weight) {
  std::vector<std::size_t> order(cuts.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(), [&](auto a, auto b) { return cuts[a].weight > cuts[b].weight; });
  const auto earlier = [](const WantedCut& a, const WantedCut& b) { return a.at < b.at; };
  std::set<WantedCut, decltype(earlier)> taken(earlier);
  for (const auto index : order) {
    const auto& cut = cuts[index];
    if (cut.weight < least_weight) break;
    const auto next = taken.lower_bound(cut);
    if (next != taken.end() && next->at - cut.at < spacing_s) continue;
    if (next != taken.begin() && cut.at - std::prev(next)->at < spacing_s) continue;
    taken.insert(next, cut);
  }
  return {taken.begin(), taken.end()};
}

double median_weight(const std::vector<WantedCut>& cuts) {
  std::vector<double> weights;
  for (const auto& cut : cuts) weights.push_back(cut.weight);
  const auto middle = weights.begin() + static_cast<std::ptrdiff_t>(weights.size() / 2);
  std::nth_element(weights.begin(), middle, weights.end());
  return *middle;
}

}  // namespace

double energy_between(const Brief& brief, double from, double to, double otherwise) {
  const double step = seconds(brief.energy_step);
  const auto count = static_cast<double>(brief.energy.size());
  if (brief.energy.empty() || step <= 0) return otherwise;
  const auto first = static_cast<std::size_t>(std::clamp(std::floor(from / step), 0.0, count - 1));
  const auto last = static_cast<std::size_t>(std::clamp(std::ceil(to / step), static_cast<double>(first) + 1, count));
  const double sum = std::accumulate(brief.energy.begin() + static_cast<std::ptrdiff_t>(first),
                                     brief.energy.begin() + static_cast<std::ptrdiff_t>(last), 0.0);
  return sum / static_cast<double>(last - first);
}

std::vector<WantedCut> choose_cuts(const Brief& brief) {
  if (brief.sync.value == Sync::off) return {};
  auto cuts = weigh(brief);
  if (cuts.empty()) return cuts;
  if (brief.sync.value == Sync::cuts) return thin(cuts, 0.7, 0.0);
  return thin(cuts, 3.5, 0.8 * median_weight(cuts));
}

}  // namespace undertone::compose
