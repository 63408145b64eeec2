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
  // Of the stage whose butterflies are `half` apart at [half, 2·half): side by side, as the stage reads them.
  std::array<float, size> cosines_;
  std::array<float, size> sines_;
  std::array<std::size_t, size> reversed_;
};

}  // namespace undertone::watch
