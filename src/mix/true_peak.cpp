#include "mix/true_peak.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

namespace undertone::mix {
namespace {

constexpr std::size_t taps = 16;
constexpr std::size_t hop = static_cast<std::size_t>(hop_frames);

struct Oversampler {
  // phase p interpolates p + 1 quarters after the middle tap
  std::array<std::array<float, taps>, 3> phase{};
  float most = 1;  // of any output for an input within ±1

  Oversampler() {
    for (std::size_t p = 0; p < phase.size(); ++p) {
      double sum = 0;
      std::array<double, taps> h{};
      for (std::size_t t = 0; t < taps; ++t) {
        const double x = static_cast<double>(t) - (taps / 2 - 1) - static_cast<double>(p + 1) / 4;
        const double window = 0.5 + 0.5 * std::cos(std::numbers::pi * x / (taps / 2.0));
        h[t] = std::sin(std::numbers::pi * x) / (std::numbers::pi * x) * window;
        sum += h[t];
      }
      float reach = 0;
      for (std::size_t t = 0; t < taps; ++t) {
        phase[p][t] = static_cast<float>(h[t] / sum);
        reach += std::abs(phase[p][t]);
      }
      most = std::max(most, reach);
    }
  }
};

const Oversampler& oversampler() {
  static const Oversampler made;
  return made;
}

float highest(const float* samples, std::size_t count) {
  float peak = 0;
  for (std::size_t i = 0; i < count; ++i) peak = std::max(peak, std::abs(samples[i]));
  return peak;
}

// `at` is the hop's first sample.
float peak_between(const float* at, const Oversampler& over) {
  float peak = 0;
  for (const auto& h : over.phase) {
    std::array<float, hop> y{};
    const float* x = at - (taps / 2 - 1);
    for (std::size_t t = 0; t < taps; ++t)
      for (std::size_t i = 0; i < hop; ++i) y[i] += h[t] * x[t + i];
    peak = std::max(peak, highest(y.data(), hop));
  }
  return peak;
}

}  // namespace

void raise_peaks(std::span<const float> samples, float interest, std::span<float> peaks) {
  const auto& over = oversampler();
  const float* first = samples.data() + peak_margin;
  float before = highest(first - hop, hop);
  float here = highest(first, hop);
  for (std::size_t i = 0; i < peaks.size(); ++i) {
    const float* at = first + i * hop;
    const float after = highest(at + hop, hop);
    float peak = here;
    if (std::max({before, here, after}) * over.most > interest) peak = std::max(peak, peak_between(at, over));
    peaks[i] = std::max(peaks[i], peak);
    before = here;
    here = after;
  }
}

float true_peak(std::span<const float> samples, float floor) {
  const auto& over = oversampler();
  const std::size_t hops = (samples.size() - 2 * static_cast<std::size_t>(peak_margin)) / hop;
  const float* first = samples.data() + peak_margin;
  for (std::size_t i = 0; i < hops; ++i) {
    const float* at = first + i * hop;
    const float around = highest(at - hop, 3 * hop);
    if (around * over.most > floor) floor = std::max({floor, highest(at, hop), peak_between(at, over)});
  }
  return floor;
}

}  // namespace undertone::mix
