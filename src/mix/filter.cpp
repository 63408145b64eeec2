#include "mix/filter.h"

#include <algorithm>
#include <cmath>
#include <complex>
#include <numbers>

#include "base/spool.h"

namespace undertone::mix {
namespace {

struct Angle {
  double cosine;
  double alpha;
};

Angle angle(double hz, double q) {
  const double w = 2 * std::numbers::pi * std::clamp(hz, 1.0, 23000.0) / sample_rate;
  return {std::cos(w), std::sin(w) / (2 * q)};
}

Section2 normalised(double b0, double b1, double b2, double a0, double a1, double a2) {
  return {b0 / a0, b1 / a0, b2 / a0, a1 / a0, a2 / a0};
}

// The cookbook's shelves at slope 1 differ only in the sign of the cosine terms.
Section2 shelf(double hz, double db, double sign) {
  const double gain = std::pow(10.0, db / 40);
  const auto [cosine, alpha] = angle(hz, 0.7071);
  const double c = sign * cosine;
  const double root = 2 * std::sqrt(gain) * alpha;
  return normalised(gain * ((gain + 1) - (gain - 1) * c + root), sign * 2 * gain * ((gain - 1) - (gain + 1) * c),
                    gain * ((gain + 1) - (gain - 1) * c - root), (gain + 1) + (gain - 1) * c + root,
                    sign * -2 * ((gain - 1) + (gain + 1) * c), (gain + 1) + (gain - 1) * c - root);
}

}  // namespace

Section2 high_pass(double hz, double q) {
  const auto [c, alpha] = angle(hz, q);
  return normalised((1 + c) / 2, -(1 + c), (1 + c) / 2, 1 + alpha, -2 * c, 1 - alpha);
}

Section2 low_pass(double hz, double q) {
  const auto [c, alpha] = angle(hz, q);
  return normalised((1 - c) / 2, 1 - c, (1 - c) / 2, 1 + alpha, -2 * c, 1 - alpha);
}

Section2 band_pass(double hz, double q) {
  const auto [c, alpha] = angle(hz, q);
  return normalised(alpha, 0, -alpha, 1 + alpha, -2 * c, 1 - alpha);
}

Section2 bell(double hz, double q, double db) {
  const double gain = std::pow(10.0, db / 40);
  const auto [c, alpha] = angle(hz, q);
  return normalised(1 + alpha * gain, -2 * c, 1 - alpha * gain, 1 + alpha / gain, -2 * c, 1 - alpha / gain);
}

Section2 low_shelf(double hz, double db) {
  return shelf(hz, db, 1);
}

Section2 high_shelf(double hz, double db) {
  return shelf(hz, db, -1);
}

double power_at(const Section2& s, double hz) {
  const auto z = std::polar(1.0, -2 * std::numbers::pi * hz / sample_rate);
  return std::norm((s.b0 + z * (s.b1 + z * s.b2)) / (1.0 + z * (s.a1 + z * s.a2)));
}

double from_db(double db) {
  return std::pow(10.0, db / 20);
}

double to_db(double amplitude) {
  return 20 * std::log10(std::max(amplitude, 1e-10));
}

}  // namespace undertone::mix
