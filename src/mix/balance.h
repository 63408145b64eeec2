// Balance: where every stem sits before anybody touches a fader: its loudness, its band, its place in the room.
#pragma once

#include <span>
#include <vector>

#include "base/result.h"
#include "mix/lanes.h"
#include "mix/meter.h"
#include "mix/spectrum.h"
#include "model/score.h"
#include "model/sound.h"

namespace undertone::mix {

// What the mix does to one stem, all decided.
struct Setup {
  const Spool* sound = nullptr;
  Role role = Role::lead;
  float gain = 0;  // to its place in the balance; 0: silent stem
  float left = 1;  // pan
  float right = 1;
  float width = 1;  // of what is stereo in it
  float widen = 0;  // side made from the middle
  float reverb = 0;
  float delay = 0;
  float pump = 0;          // 1 − gain at a kick
  float under_speech = 1;  // gain while somebody speaks
  float drive = 0;
  Section2 high_pass, body, top, low_pass;  // identity where not wanted
};

struct Balance {
  std::vector<Setup> setups;
  Energies energies;   // foreseen, of the sum
  double tilt_db = 0;  // low shelf +tilt, high shelf −tilt, to bring the spectrum's slope to where music's is
};

// The level that the sum is brought to inside the mix, so that compression and saturation know what they work on.
inline constexpr double bus_lufs = -18;
inline constexpr double tilt_low_hz = 350;
inline constexpr double tilt_high_hz = 2800;

Result<Balance> balance(const Stems& stems, const Score& score);

}  // namespace undertone::mix
