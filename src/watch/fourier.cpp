#include "watch/fourier.h"

#include <cmath>
#include <numbers>

namespace undertone::watch {

namespace {

// One butterfly stage over separate real and imaginary parts: plain loops that a compiler turns into vector code.
void stage(float* __restrict real, float* __restrict imag, std::size_t half, const float* __restrict cosines,
           const float* __restrict sines) {
  float* __restrict odd_real = real + half;
  float* __restrict odd_imag = imag + half;
  for (std::size_t k = 0; k < half; ++k) {
    const float turned_real = cosines[k] * odd_real[k] - sines[k] * odd_imag[k];
    const float turned_imag = cosines[k] * odd_imag[k] + sines[k] * odd_real[k];
    odd_real[k] = real[k] - turned_real;
    odd_imag[k] = imag[k] - turned_imag;
    real[k] += turned_real;
    imag[k] += turned_imag;
  }
}

}  // namespace

Fourier::Fourier() : cosines_{}, sines_{} {
  for (std::size_t half = 1; half < size; half *= 2) {
    for (std::size_t k = 0; k < half; ++k) {
      const double angle = -std::numbers::pi * static_cast<double>(k) / static_cast<double>(half);
      cosines_[half + k] = static_cast<float>(std::cos(angle));
      sines_[half + k] = static_cast<float>(std::sin(angle));
    }
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
  std::array<float, size> real;
  std::array<float, size> imag;
  for (std::size_t i = 0; i < size; ++i) {
    real[i] = values[reversed_[i]].real();
    imag[i] = values[reversed_[i]].imag();
  }
  for (std::size_t half = 1; half < size; half *= 2)
    for (std::size_t begin = 0; begin < size; begin += 2 * half)
      stage(real.data() + begin, imag.data() + begin, half, cosines_.data() + half, sines_.data() + half);
  for (std::size_t i = 0; i < size; ++i) values[i] = {real[i], imag[i]};
}

}  // namespace undertone::watch
