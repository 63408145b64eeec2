// Filter designs at 48 kHz, and what they do to a frequency. Formulas: R. Bristow-Johnson, "Cookbook formulae for audio
// EQ biquad filter coefficients".
#pragma once

#include "mix/lanes.h"

namespace undertone::mix {

Section2 high_pass(double hz, double q = 0.7071);
Section2 low_pass(double hz, double q = 0.7071);
Section2 band_pass(double hz, double q);  // 0 dB at its centre
Section2 bell(double hz, double q, double db);
Section2 low_shelf(double hz, double db);
Section2 high_shelf(double hz, double db);

// |H(f)|².
double power_at(const Section2& section, double hz);

double from_db(double db);  // of amplitude
double to_db(double amplitude);

}  // namespace undertone::mix
