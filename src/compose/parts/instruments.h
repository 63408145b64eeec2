// Instruments: what each canonical name ("nylon guitar", "supersaw") is played with, from styles/instruments.toml.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "model/score.h"

namespace undertone::compose::parts {

enum class Touch { struck, plucked, bowed, blown, held };  // how a note lives: decides length, strum, pedal and swells

struct Instrument {
  std::string name;
  std::string family;  // "guitar", "strings", "synth": wishes may name a family
  Touch touch = Touch::struck;
  Sound sound = Sound::soundfont;
  int bank = 0;
  int program = 0;
  std::string voice;  // of src/perform/voices, when it is no SoundFont preset
  int low = 36;
  int high = 96;
  double level_db = 0;      // what makes it as loud as the others of its role
  double strum_ms = 0;      // between the strings of a chord
  bool expressive = false;  // follows CC2: swells are loudness and brightness
  std::vector<Role> roles;  // what it is usually for, the most usual first
};

Result<std::vector<Instrument>> parse_instruments(std::string_view text, std::string_view path);
const std::vector<Instrument>& all_instruments();
const Instrument* find_instrument(std::string_view name);

// Whether a wish for (or against) `word` means this instrument: its name, its family, or either in the plural.
bool means(std::string_view word, const Instrument& instrument);

}  // namespace undertone::compose::parts
