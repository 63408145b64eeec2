// Spectrum: the long-term power of a sound by frequency, from windows spread evenly over it.
#pragma once

#include <array>
#include <cstddef>
#include <functional>
#include <vector>

#include "base/result.h"
#include "base/spool.h"

namespace undertone::mix {

inline constexpr std::size_t spectrum_window = 2048;

// Mean power per bin, both channels summed; bin i is at hz_of_bin(i).
using Spectrum = std::vector<double>;
double hz_of_bin(std::size_t bin);

// What a sound looks like from afar.
struct Portrait {
  Spectrum spectrum;
  double correlation = 1;  // of left and right: 1 mono, 0 unrelated
};

Result<Portrait> portrait_of(const Spool& sound);

// Slope of the power density in third-octave bands, 100 Hz to 8 kHz, in dB per octave (pink noise: −3).
double slope_of(const Spectrum& spectrum);

}  // namespace undertone::mix
