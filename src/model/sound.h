// The sound on its way from the players to the file.
#pragma once

#include <string>
#include <vector>

#include "base/spool.h"
#include "base/time.h"
#include "model/music.h"

namespace undertone {

struct Stem {
  Role role = Role::lead;
  Spool sound;  // dry, as played, not yet staged
};

struct Stems {
  Time length{};
  std::vector<Stem> stems;
};

struct Loudness {
  double integrated_lufs = -70;
  double range_lu = 0;
  double true_peak_dbtp = -120;
  bool operator==(const Loudness&) const = default;
};

// Finished sound, as it goes to the encoder.
struct Programme {
  Spool sound;
  Loudness loudness;
};

}  // namespace undertone
