#include "mix/spectrum.h"

#include <algorithm>
#include <cmath>
#include <complex>
#include <numbers>
#include <utility>

namespace undertone::mix {
namespace {

constexpr std::int64_t windows = 64;
using Bins = std::vector<std::complex<float>>;

struct Tables {
  std::vector<std::complex<float>> turns;  // e^(−2πik/N)
  std::vector<float> hann;
  Tables() {
    for (std::size_t i = 0; i < spectrum_window; ++i) {
      const double phase = 2 * std::numbers::pi * static_cast<double>(i) / spectrum_window;
      turns.emplace_back(static_cast<float>(std::cos(phase)), static_cast<float>(-std::sin(phase)));
      hann.push_back(static_cast<float>(0.5 - 0.5 * std::cos(phase)));
    }
  }
};

std::complex<float> times(std::complex<float> a, std::complex<float> b) {
  return {a.real() * b.real() - a.imag() * b.imag(), a.real() * b.imag() + a.imag() * b.real()};
}

void reverse_bits(Bins& x) {
  for (std::size_t i = 1, j = 0; i < x.size(); ++i) {
    std::size_t bit = x.size() >> 1;
    for (; (j & bit) != 0; bit >>= 1) j ^= bit;
    j ^= bit;
    if (i < j) std::swap(x[i], x[j]);
  }
}

// Radix 2, in place.
void transform(Bins& x, const Tables& tables) {
  reverse_bits(x);
  for (std::size_t size = 2; size <= x.size(); size *= 2) {
    const std::size_t stride = x.size() / size;
    for (std::size_t start = 0; start < x.size(); start += size)
      for (std::size_t i = 0; i < size / 2; ++i) {
        const auto turned = times(x[start + i + size / 2], tables.turns[i * stride]);
        x[start + i + size / 2] = x[start + i] - turned;
        x[start + i] += turned;
      }
  }
}

}  // namespace

double hz_of_bin(std::size_t bin) {
  return static_cast<double>(bin) * sample_rate / spectrum_window;
}

Result<Portrait> portrait_of(const Spool& sound) {
  static const Tables tables;
  constexpr auto size = static_cast<std::int64_t>(spectrum_window);
  Portrait found{Spectrum(spectrum_window / 2, 0.0), 1};
  auto& power = found.spectrum;
  double left_right = 0;
  double both = 1e-20;
  const std::int64_t hop = std::max(size, sound.frames() / windows);
  std::vector<float> samples(2 * spectrum_window);
  Bins bins(spectrum_window);
  for (std::int64_t at = 0; at < sound.frames(); at += hop) {
    if (sound.silent(at, size)) continue;
    if (auto read = sound.read(at, samples); !read) return fail(read.error());
    // Left as the real part and right as the imaginary one: |Z(k)|² + |Z(−k)|² is the sum of both powers.
    for (std::size_t i = 0; i < bins.size(); ++i) {
      const float left = samples[2 * i];
      const float right = samples[2 * i + 1];
      left_right += static_cast<double>(left * right);
      both += static_cast<double>(left * left + right * right) / 2;
      bins[i] = {left * tables.hann[i], right * tables.hann[i]};
    }
    transform(bins, tables);
    for (std::size_t i = 1; i < power.size(); ++i)
      power[i] += static_cast<double>(std::norm(bins[i]) + std::norm(bins[bins.size() - i]));
  }
  found.correlation = left_right / both;
  return found;
}

double slope_of(const Spectrum& spectrum) {
  double n = 0, sx = 0, sy = 0, sxx = 0, sxy = 0;
  for (int band = 0; band < 20; ++band) {
    const double centre = 100 * std::pow(2.0, band / 3.0);
    double sum = 0, bins = 0;
    for (std::size_t i = 1; i < spectrum.size(); ++i) {
      if (hz_of_bin(i) < centre * 0.8909 || hz_of_bin(i) >= centre * 1.1225) continue;
      sum += spectrum[i];
      bins += 1;
    }
    if (bins == 0 || sum <= 0) continue;
    const double octave = band / 3.0;
    const double level = 10 * std::log10(sum / bins);
    n += 1, sx += octave, sy += level, sxx += octave * octave, sxy += octave * level;
  }
  const double spread = n * sxx - sx * sx;
  return spread > 0 ? (n * sxy - sx * sy) / spread : 0;
}

}  // namespace undertone::mix
