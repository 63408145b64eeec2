// What a mix is expected to be, in words.
#pragma once

#include <gmock/gmock.h>

#include <algorithm>
#include <vector>

#include "mix/sounds.h"

namespace undertone::test {

// Of samples: the music is at least `by` dB lower in every phrase, from its first moment, than where nobody speaks.
MATCHER_P2(IsDuckedDuring, phrases, by, "") {
  const double length = static_cast<double>(arg.size()) / 2 / sample_rate;
  double open = -200;
  for (double t = 0; t + 0.1 < length; t += 0.1) {
    const bool near = std::any_of(phrases.begin(), phrases.end(), [t](const Span& phrase) {
      return t > seconds(phrase.start) - 0.7 && t < seconds(phrase.end) + 1.5;
    });
    if (!near) open = std::max(open, level_db(arg, t, t + 0.1));
  }
  for (const auto& phrase : phrases) {
    for (double t = seconds(phrase.start); t + 0.05 < seconds(phrase.end); t += 0.05) {
      const double down = level_db(arg, t, t + 0.05);
      if (down <= open - by) continue;
      *result_listener << "at " << t << " s the music is at " << down << " dB, and " << open << " dB where it is free";
      return false;
    }
  }
  return true;
}

MATCHER_P2(IsAtLoudness, lufs, tolerance, "") {
  *result_listener << "which is at " << arg.integrated_lufs << " LUFS, " << arg.true_peak_dbtp << " dBTP";
  return std::abs(arg.integrated_lufs - lufs) <= tolerance;
}

MATCHER_P(StaysUnderTruePeak, dbtp, "") {
  *result_listener << "whose true peak is " << arg.true_peak_dbtp << " dBTP";
  return arg.true_peak_dbtp <= dbtp;
}

// No jump between neighbouring samples larger than `most`.
MATCHER_P(HasNoClick, most, "") {
  for (std::size_t i = 2; i < arg.size(); ++i)
    if (std::abs(arg[i] - arg[i - 2]) > most) {
      *result_listener << "which jumps by " << std::abs(arg[i] - arg[i - 2]) << " at frame " << i / 2;
      return false;
    }
  return true;
}

}  // namespace undertone::test
