#include "watch/curves.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace undertone::watch {
namespace {

void bridge_gaps(std::vector<double>& values, const std::vector<int>& counts) {
  std::size_t before = values.size();  // the last step that has samples; none yet
  for (std::size_t i = 0; i < values.size(); ++i) {
    if (counts[i] == 0) continue;
    const std::size_t from = before == values.size() ? 0 : before + 1;
    const double start = before == values.size() ? values[i] : values[before];
    for (std::size_t k = from; k < i; ++k) {
      const double share = static_cast<double>(k - from + 1) / static_cast<double>(i - from + 1);
      values[k] = start + (values[i] - start) * share;
    }
    before = i;
  }
  if (before < values.size())
    for (std::size_t k = before + 1; k < values.size(); ++k) values[k] = values[before];
}

template <class Get>
std::vector<double> curve(std::span<const Glance> pictures, Time step, std::size_t count, Get get) {
  std::vector<Sample> samples;
  for (const auto& picture : pictures) samples.push_back({picture.at, static_cast<double>(get(picture))});
  return resample(samples, step, count);
}

bool is_cut(std::span<const Cut> cuts, Time at) {
  return std::any_of(cuts.begin(), cuts.end(), [&](const Cut& cut) { return cut.at == at; });
}

}  // namespace

std::size_t step_count(Time length, Time step) {
  return static_cast<std::size_t>(std::max<std::int64_t>(1, (length.count() + step.count() - 1) / step.count()));
}

std::vector<double> resample(std::span<const Sample> samples, Time step, std::size_t count) {
  std::vector<double> values(count, 0.0);
  std::vector<int> counts(count, 0);
  for (const auto& sample : samples) {
    const auto place = std::clamp<std::int64_t>(sample.at / step, 0, static_cast<std::int64_t>(count) - 1);
    values[static_cast<std::size_t>(place)] += sample.value;
    ++counts[static_cast<std::size_t>(place)];
  }
  for (std::size_t i = 0; i < count; ++i)
    if (counts[i] > 0) values[i] /= counts[i];
  bridge_gaps(values, counts);
  return values;
}

double motion_of(double widths_per_second) {
  constexpr double lively = 0.5;  // a brisk pan
  return 1.0 - std::exp(-widths_per_second / lively);
}

Curves curves_of(std::span<const Glance> pictures, std::span<const Cut> cuts, Time length) {
  Curves curves;
  const auto count = step_count(length, curves.step);
  curves.brightness = curve(pictures, curves.step, count, [](const Glance& g) { return g.brightness; });
  curves.saturation = curve(pictures, curves.step, count, [](const Glance& g) { return g.saturation; });
  curves.warmth = curve(pictures, curves.step, count, [](const Glance& g) { return g.warmth; });
  std::vector<Sample> motion;
  for (std::size_t i = 1; i < pictures.size(); ++i)
    if (!is_cut(cuts, pictures[i].at))
      motion.push_back({pictures[i].at, motion_of(flow(pictures[i - 1], pictures[i]))});
  curves.motion = resample(motion, curves.step, count);
  return curves;
}

double mean(const std::vector<double>& curve) {
  return curve.empty() ? 0.0 : std::accumulate(curve.begin(), curve.end(), 0.0) / static_cast<double>(curve.size());
}

}  // namespace undertone::watch
