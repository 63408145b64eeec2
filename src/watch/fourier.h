// Fourier: one small transform of a fixed size, for spectra and correlations of short windows of sound.
#pragma once

#include <array>
#include <complex>
#include <cstddef>

namespace undertone::watch {

class Fourier {
 public:
  static constexpr std::size_t size = 512;
  using Values = std::array<std::complex<float>, size>;

  Fourier();
  // In place, forward (e^−iωt), unscaled: radix 2, decimation in time.
  void transform(Values& values) const;

 private:
  std::array<std::complex<float>, size / 2> turns_;
  std::array<std::size_t, size> reversed_;
};

}  // namespace undertone::watch
