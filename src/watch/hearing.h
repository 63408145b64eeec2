// Hearing: the sound part of watching, in one pass over the clip's own sound.
#pragma once

#include <vector>

#include "base/progress.h"
#include "base/result.h"
#include "base/spool.h"
#include "base/time.h"

namespace undertone::watch {

struct Heard {
  bool has_sound = false;      // anything but digital silence
  double loudness_lufs = -70;  // integrated
  double speech_lufs = -70;    // of the phrases
  std::vector<Span> speech;
  std::vector<double> curve;  // short-term loudness each `step`, 0 silent … 1 (−10 LUFS)
};

Result<Heard> hear(const Spool& sound, Time step, const Progress& progress);

}  // namespace undertone::watch
