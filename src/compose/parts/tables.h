// Tables: what a style file says about the notes: harmony, instruments, grooves, patterns, cells, feel of each player.
//
// A pattern is a string of sixteenths: spaces and | are for the eye, '-' holds, '.' rests, anything else strikes; what
// the letters mean is each part's own business (docs/styles.md). It is used where the bar's intensity is in [from, to).
#pragma once

#include <array>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "model/music.h"

namespace undertone::compose::parts {

struct Pattern {
  std::string steps;  // cleaned
  double from = 0;
  double to = 1.01;
  double weight = 1;
};

struct Progression {
  std::vector<std::string> sections;  // empty: any
  std::string mode;                   // "major", "minor" (and their kin), or one mode alone
  double weight = 1;
  std::vector<std::vector<std::string>> bars;  // numerals
};

struct HarmonyTable {
  double bars_per_chord = 1;
  double colour = 0.2;   // share of sevenths, ninths and suspensions before the mood adds to it
  double borrow = 0.08;  // chance per phrase of a chord from the parallel mode
  std::vector<Progression> progressions;
  std::vector<std::vector<std::string>> major_cadences;  // what leads to the last chord
  std::vector<std::vector<std::string>> minor_cadences;
  std::string major_final = "I";
  std::string minor_final = "i";
};

struct LayerChoice {
  std::string play;  // an instrument of styles/instruments.toml
  int up = 0;        // semitones
  double db = 0;
  double from = 0;  // intensity at which it joins
};

struct Palette {
  double weight = 1;
  std::vector<LayerChoice> layers;
};

struct PlayerTable {
  std::vector<Palette> palettes;     // one is chosen for the piece
  std::vector<std::string> instead;  // instruments to fall back to when a person wants none of those
  int low = 0;                       // MIDI; 0: the instrument's own
  int high = 0;
  int voices = 4;
  double late_ms = 0;   // mean place against the grid,
  double loose_ms = 6;  // and how far it strays (one sigma)
  double velocity = 0;  // added
  double legato = 1;    // of the written length
  std::vector<Pattern> patterns;
};

struct LeadTable {
  std::vector<std::string> cells;  // rhythms of one bar that may become the motif
  std::vector<std::string> tails;  // the last bar of a phrase
  std::vector<std::string> plans;  // "a a b t": which cell in which bar
  double rest = 0.15;              // chance that a phrase after the first is left to others
  double leap = 0.5;               // 0 by step … 1 leaps gladly
};

struct Groove {
  double from = 0;
  double to = 1.01;
  double weight = 1;
  std::map<int, std::string> lines;  // General MIDI percussion key → steps
};

struct DrumTable {
  std::vector<Groove> grooves;
  std::vector<Groove> fills;  // steps of the end of a bar
  double ghost = 0.15;        // chance of a ghost note where nothing else is
  bool crash = true;          // on the first beat of a louder section
  bool roll = true;           // a snare roll into lifts
};

struct FxTable {
  std::string riser, impact, reverse, bed;  // instruments; empty: none
};

struct NoteTables {
  HarmonyTable harmony;
  std::array<PlayerTable, role_count> players;
  LeadTable lead;
  DrumTable drums;
  FxTable fx;
  const PlayerTable& player(Role role) const { return players[static_cast<std::size_t>(role)]; }
};

// invalid_input naming `path` and what is wrong.
Result<NoteTables> parse_note_tables(std::string_view text, std::string_view path);

// The tables of one style; parsed once per id. A style whose tables do not parse yields empty ones (and is logged).
const NoteTables& note_tables(std::string_view style_id, std::string_view text);

// The percussion key a line of a groove is named by ("kick" 36, "hat" 42, …); 0: none of that name.
int percussion_key(std::string_view line);

}  // namespace undertone::compose::parts
