#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <limits>
#include <string>

#include "compose/plan.h"

namespace undertone::compose {
namespace {

using Order = std::vector<const SectionTemplate*>;
constexpr double impossible = std::numeric_limits<double>::infinity();
constexpr int band = 40;          // bars that a boundary may stray from its proportional place
constexpr int longest = 24;       // bars in a section
constexpr int chapter_bars = 72;  // after which a long piece breathes
constexpr int candidates = 6;     // orders walked for long music

// What the search wants to know of the bars, in order; one more entry than bars.
struct View {
  std::vector<double> starts_s;
  std::vector<double> beats;  // before this bar
  std::vector<double> hit;    // weight of a met downbeat here
  int bars = 0;
};

View view_of(const Form& form) {
  View view;
  const auto clock = clock_of(form);
  view.bars = static_cast<int>(form.bars.size());
  view.beats.push_back(0);
  for (const auto& bar : form.bars) {
    view.starts_s.push_back(seconds(clock.time_of(bar.start)));
    view.beats.push_back(view.beats.back() + static_cast<double>(bar.length) / static_cast<double>(ticks_per_beat));
    const bool met =
        std::any_of(form.hits.begin(), form.hits.end(), [&](const Hit& hit) { return hit.tick == bar.start; });
    view.hit.push_back(met ? 1 : 0);
  }
  view.starts_s.push_back(seconds(form.length));
  view.hit.push_back(0);
  return view;
}

int usual_bars(const Order& order) {
  int bars = 1;  // the last chord's
  for (const auto* each : order) bars += each->bars.front();
  return bars;
}

// Every section that may follow `from`, as the style's plans and cycle have it.
Order followers(const Style& style, const SectionTemplate* from) {
  Order found;
  const auto look = [&](const std::vector<std::string>& names, std::size_t count) {
    for (std::size_t index = 0; index + 1 < count; ++index)
      if (names[index % names.size()] == from->name) found.push_back(style.section(names[(index + 1) % names.size()]));
  };
  for (const auto& plan : style.form.plans)
    if (plan.size() > 2) look(plan, plan.size() - 1);
  look(style.form.cycle, style.form.cycle.size() + 1);
  std::erase_if(found, [&](const auto* each) { return each == from; });
  if (found.empty()) found.push_back(style.section(style.form.cycle.front()));
  return found;
}

// Where a long piece breathes before it begins anew.
const SectionTemplate* quietest(const Style& style) {
  const SectionTemplate* found = nullptr;
  for (const auto& name : style.form.cycle) {
    const auto* each = style.section(name);
    if (found == nullptr || each->intensity < found->intensity) found = each;
  }
  return found;
}

// A walk through the style's own successions until there is music for `bars`, drawn to what suits the picture there.
Order walk(const Style& style, int bars, double length_s, const EnergyView& energy, Random& random) {
  const auto& longest_plan = style.form.plans.back();
  const auto* last = style.section(longest_plan.back());
  Order order{style.section(longest_plan.front())};
  const auto* breathing = quietest(style);
  const int end = bars - last->bars.front();
  int since_breath = 0;
  while (usual_bars(order) < end && order.size() < 4000) {
    since_breath = order.back() == breathing ? 0 : since_breath + order.back()->bars.front();
    if (since_breath >= chapter_bars && end - usual_bars(order) > chapter_bars / 4) {
      order.push_back(breathing);
      continue;
    }
    const double at_s = length_s * usual_bars(order) / bars;
    const double wanted = energy.between(at_s, at_s + 0.1 * length_s / static_cast<double>(order.size() + 1) + 8);
    const auto next = followers(style, order.back());
    std::vector<double> weights;
    for (const auto* each : next) {
      const double far = energy.flat() ? 0 : each->intensity - (0.2 + 0.7 * wanted);
      const bool recent = order.size() > 1 && order[order.size() - 2] == each;
      weights.push_back(std::exp(-6 * far * far) * (recent ? 0.25 : 1.0));
    }
    order.push_back(next[random.weighted(weights)]);
  }
  order.push_back(last);
  return order;
}

std::vector<Order> orders(const Style& style, const View& view, const EnergyView& energy, Random& random) {
  std::vector<Order> found;
  for (const auto& plan : style.form.plans) {
    Order order;
    for (const auto& each : plan) order.push_back(style.section(each));
    if (static_cast<int>(order.size()) <= view.bars) found.push_back(order);
  }
  if (found.empty()) found.push_back({style.section(style.form.plans.front().front())});
  if (view.bars > usual_bars(found.back()))
    for (int each = 0; each < candidates; ++each)
      found.push_back(walk(style, view.bars, view.starts_s.back(), energy, random));
  return found;
}

// How far a length is from those the section likes.
double length_cost(const SectionTemplate& kind, double bars) {
  double nearest = impossible;
  for (const int liked : kind.bars) nearest = std::min(nearest, std::abs(bars - liked));
  if (std::abs(bars - kind.bars.front()) < 0.01) return 0;
  const double short_cost = bars < 1.5 ? 0.8 : 0;
  return short_cost + (nearest < 0.01 ? 0.1 : 0.25 + 0.2 * nearest);
}

// The cheapest way to divide the bars among one order of sections: a table over (section, bar it ends before).
class Division {
 public:
  Division(const Order& order, const View& view, const EnergyView& energy)
      : order_(order), view_(view), energy_(energy), cells_(order.size()) {
    int sum = 0;
    for (const auto* each : order) {
      sum += each->bars.front();
      centres_.push_back(sum);
    }
    for (auto& centre : centres_) centre = static_cast<int>(static_cast<double>(centre) * view.bars / sum);
    centres_.back() = view.bars;
  }

  double cost() {
    for (std::size_t index = 0; index < order_.size(); ++index) {
      const int low = std::max(static_cast<int>(index) + 1, centres_[index] - band);
      const int high = std::min(view_.bars, centres_[index] + band);
      auto& row = cells_[index];
      row.first = low;
      for (int end = low; end <= high; ++end) row.cells.push_back(best_cell(index, end));
    }
    return cell(order_.size() - 1, view_.bars).cost / static_cast<double>(order_.size());
  }

  std::vector<SectionSpan> spans() const {
    std::vector<SectionSpan> found;
    int end = view_.bars;
    for (auto index = order_.size(); index-- > 0;) {
      const int bars = cell(index, end).bars;
      found.insert(found.begin(), {order_[index], end - bars, bars});
      end -= bars;
    }
    return found;
  }

 private:
  struct Cell {
    double cost = impossible;
    int bars = 0;
  };
  struct Row {
    int first = 0;
    std::vector<Cell> cells;
  };

  Cell cell(std::size_t index, int end) const {
    const auto& row = cells_[index];
    const int at = end - row.first;
    return at < 0 || at >= static_cast<int>(row.cells.size()) ? Cell{} : row.cells[static_cast<std::size_t>(at)];
  }

  Cell best_cell(std::size_t index, int end) const {
    Cell best;
    const int most = index == 0 ? end : std::min(end - 1, longest);
    for (int bars = index == 0 ? end : 1; bars <= most; ++bars) {
      const int begin = end - bars;
      const double before = index == 0 ? 0 : cell(index - 1, begin).cost;
      if (before == impossible) continue;
      const double cost = before + section_cost(index, begin, end);
      if (cost < best.cost) best = {cost, bars};
    }
    return best;
  }

  double section_cost(std::size_t index, int begin, int end) const {
    const auto& kind = *order_[index];
    const auto first = static_cast<std::size_t>(begin);
    const auto after = static_cast<std::size_t>(end);
    const bool last = index + 1 == order_.size();
    const double bars = (view_.beats[after] - view_.beats[first]) / 4 - (last && end - begin > 1 ? 1 : 0);
    double cost = length_cost(kind, std::round(bars * 4) / 4);
    if (index > 0) cost -= 0.5 * view_.hit[first];
    if (energy_.flat()) return cost;
    if (index > 0) cost -= turn_worth(*order_[index - 1], kind, view_.starts_s[first]);
    const double seen = 0.2 + 0.7 * energy_.between(view_.starts_s[first], view_.starts_s[after]);
    return cost + 2.5 * (kind.intensity - seen) * (kind.intensity - seen);
  }

  // What it is worth to go from one section to another at a moment: much, where the picture turns the same way.
  double turn_worth(const SectionTemplate& from, const SectionTemplate& to, double at_s) const {
    const double jump = energy_.between(at_s + 0.2, at_s + 4) - energy_.between(at_s - 4, at_s - 0.2);
    return 3 * jump * std::clamp(to.intensity - from.intensity, -0.4, 0.4);
  }

  const Order& order_;
  const View& view_;
  const EnergyView& energy_;
  std::vector<Row> cells_;
  std::vector<int> centres_;
};

// A new section every dozen seconds or so, until there is a whole form.
double wanted_sections(double length_s) {
  return std::min(6.0, 1 + length_s / 11);
}

// Music that fades goes out in full swing, not in a closing section.
void leave_out_closing(std::vector<Order>& orders) {
  for (auto& order : orders)
    if (order.size() > 1 && order.back()->name == "outro") order.pop_back();
}

}  // namespace

bool opens_chapter(const Style& style, const SectionTemplate& kind, int bars_since) {
  return &kind == quietest(style) && bars_since >= chapter_bars * 2 / 3;
}

std::vector<SectionSpan> choose_sections(const Form& bars, const Brief& brief, const Style& style,
                                         const Random& random) {
  const auto view = view_of(bars);
  const EnergyView energy(brief);
  auto chance = random.fork("orders");
  std::vector<SectionSpan> best{{style.section(style.form.plans.front().front()), 0, view.bars}};
  double least = impossible;
  auto possible = orders(style, view, energy, chance);
  if (bars.ending == Ending::fade_out) leave_out_closing(possible);
  for (const auto& order : possible) {
    Division division(order, view, energy);
    const double few = std::max(0.0, wanted_sections(view.starts_s.back()) - static_cast<double>(order.size()));
    const double cost = division.cost() + 0.15 * few + chance.uniform(0, 0.15);
    if (cost >= least) continue;
    least = cost;
    best = division.spans();
  }
  return best;
}

}  // namespace undertone::compose
