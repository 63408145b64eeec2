#include "studio/under.h"

#include <algorithm>
#include <cstddef>

namespace undertone::studio {
namespace {

void keep_samples(std::vector<double>& curve, std::size_t first, std::size_t count) {
  first = std::min(first, curve.size());
  curve.erase(curve.begin(), curve.begin() + static_cast<std::ptrdiff_t>(first));
  if (curve.size() > count) curve.resize(count);
}

}  // namespace

VideoProfile part_of(const VideoProfile& profile, Span span) {
  VideoProfile part = profile;
  part.length = span.length();
  part.cuts.clear();
  for (auto cut : profile.cuts) {
    if (!span.contains(cut.at)) continue;
    cut.at -= span.start;
    part.cuts.push_back(cut);
  }
  part.speech.clear();
  for (const auto& phrase : profile.speech)
    if (phrase.overlaps(span))
      part.speech.push_back(
          {std::max(phrase.start, span.start) - span.start, std::min(phrase.end, span.end) - span.start});
  const auto first = static_cast<std::size_t>(span.start / profile.curves.step);
  const auto count = static_cast<std::size_t>((span.length() + profile.curves.step - Time{1}) / profile.curves.step);
  auto& curves = part.curves;
  for (auto* curve : {&curves.motion, &curves.brightness, &curves.saturation, &curves.warmth, &curves.sound})
    keep_samples(*curve, first, count);
  return part;
}

}  // namespace undertone::studio
