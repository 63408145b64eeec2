#include "compose/plan.h"

#include <algorithm>

namespace undertone::compose {
namespace {

GridWish wish_for(const Brief& brief, const Style& style) {
  GridWish wish;
  wish.length_s = seconds(brief.length.value);
  wish.cuts = choose_cuts(brief);
  wish.bpm = brief.bpm.value;
  wish.sync = brief.sync.value;
  wish.ending = brief.ending.value;
  wish.style = style.ending;
  if (brief.bpm.origin == Origin::said) {
    wish.low = brief.bpm.value * 0.99;
    wish.high = brief.bpm.value * 1.01;
  } else {
    wish.low = std::min(style.tempo.low, wish.bpm);
    wish.high = std::max(style.tempo.high, wish.bpm);
  }
  return wish;
}

}  // namespace

Form plan(const Brief& brief, const Style& style) {
  const auto random = Random(brief.seed).fork("form", static_cast<std::uint64_t>(brief.take));
  const auto wish = wish_for(brief, style);
  Form form = lay_bars(fit_grid(wish), wish, brief.length.value);
  form.ending = brief.ending.value;
  const auto spans = choose_sections(form, brief, style, random.fork("sections"));
  shape(form, spans, brief, style, random.fork("shape"));
  return form;
}

EnergyView::EnergyView(const Brief& brief) : brief_(brief) {
  if (brief.energy.empty()) return;
  auto sorted = brief.energy;
  std::sort(sorted.begin(), sorted.end());
  low_ = sorted[sorted.size() / 10];
  high_ = sorted[sorted.size() - 1 - sorted.size() / 10];
  flat_ = high_ - low_ < 0.08;
}

double EnergyView::between(double from_s, double to_s) const {
  if (flat_) return 0.5;
  return std::clamp((energy_between(brief_, from_s, to_s, 0.5) - low_) / (high_ - low_), 0.0, 1.0);
}

}  // namespace undertone::compose
