// Theory: pitch classes, scales and chords by degree, the small part of harmony that every part writer needs.
//
//   parse_chord("bVImaj7/3", {9, Mode::minor})   // Fmaj7/A in A minor
//
// A numeral is [b|#] roman [suffix] [/3 | /5 | /7 | /1]: degrees count from the major scale on the tonic whatever the
// mode, lower case is minor, and the part after the slash says which chord tone is in the bass (/1: the tonic, a
// pedal).
#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/score.h"

namespace undertone::compose::parts {

struct Chord {
  Tick start = 0;
  Tick length = 0;
  std::string numeral;  // as written, without the slash
  std::string symbol;   // "Am7", "F/A"
  int root = 0;         // pitch classes
  int bass = 0;
  bool minor = false;
  std::vector<int> tones;  // root first, then upwards
  Tick end() const { return start + length; }
  bool has(int pitch) const;
  bool operator==(const Chord&) const = default;
};

inline int pitch_class(int pitch) {
  return ((pitch % 12) + 12) % 12;
}

// Seven pitch classes, from the tonic up.
std::array<int, 7> scale_of(Key key);
bool in_scale(Key key, int pitch);
bool is_minor(Mode mode);

// Nothing when the text is no numeral.
std::optional<Chord> parse_chord(std::string_view numeral, Key key);

// The same function of harmony in the mode of the piece: iv is IV in dorian, V is bVII in mixolydian. `numeral` is
// returned unchanged where the mode has no quarrel with it.
std::string bend_to_mode(std::string_view numeral, Mode mode);

// Adds the diatonic seventh or ninth, or hangs the third; a chord that has a colour already is returned as it is.
enum class Colour { seventh, ninth, fourth };
Chord coloured(const Chord& chord, Colour colour, Key key);

}  // namespace undertone::compose::parts
