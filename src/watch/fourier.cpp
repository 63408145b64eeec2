#include "watch/fourier.h"

#include <cmath>
#include <numbers>
#include <utility>

namespace undertone::watch {

Fourier::Fourier() {
  for (std::size_t i = 0; i < size / 2; ++i) {
    const double angle = -2.0 * std::numbers::pi * static_cast<double>(i) / static_cast<double>(size);
    turns_[i] = {static_cast<float>(std::cos(angle)), static_cast<float>(std::sin(angle))};
  }
  std::size_t bits = 0;
  while ((std::size_t{1} << bits) < size) ++bits;
  for (std::size_t i = 0; i < size; ++i) {
    std::size_t turned = 0;
    for (std::size_t bit = 0; bit < bits; ++bit)
      if ((i >> bit) & 1U) turned |= std::size_t{1} << (bits - 1 - bit);
    reversed_[i] = turned;
  }
}

void Fourier::transform(Values& values) const {
  for (std::size_t i = 0; i < size; ++i)
    if (i < reversed_[i]) std::swap(values[i], values[reversed_[i]]);
  for (std::size_t half = 1; half < size; half *= 2) {
    const std::size_t stride = size / (2 * half);
    for (std::size_t begin = 0; begin < size; begin += 2 * half) {
      for (std::size_t k = 0; k < half; ++k) {
        const std::complex<float> turn = turns_[k * stride];
        const std::complex<float> odd = values[begin + k + half];
        // Written out: std::complex's own product also looks for infinities.
        const std::complex<float> turned{turn.real() * odd.real() - turn.imag() * odd.imag(),
                                         turn.real() * odd.imag() + turn.imag() * odd.real()};
        values[begin + k + half] = values[begin + k] - turned;
        values[begin + k] += turned;
      }
    }
  }
}

}  // namespace undertone::watch
