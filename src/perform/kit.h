// Kit: which drum answers to which General MIDI percussion key, and how it is tuned.
#pragma once

#include <string_view>

namespace undertone::perform {

struct Piece {
  int key = 36;
  std::string_view drum;  // a file in voices/
  double tune = 1;        // of pitch,
  double decay = 1;       // of length,
  double tone = 1;        // and of brightness; 1 is the drum as designed
  double level_db = 0;
  double pan = 0;  // −1…1
  int choke = 0;   // pieces of one group silence each other; 0: none
};

struct Kit {
  std::string_view name;
  double low_pass_hz = 0;  // over the whole kit; 0: open
  double drive = 0;        // 0 clean … 1 pressed
};

// Null when there is none of that name.
const Kit* find_kit(std::string_view name);
// The piece for a key; every key from 27 to 87 has one, the nearest in kind. Null beyond.
const Piece* find_piece(int key);
// `piece` as this kit has it: the dusty one is softer, lower and shorter.
Piece tuned(const Kit& kit, Piece piece);

}  // namespace undertone::perform
