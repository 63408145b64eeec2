// Form: the plan of a piece on the picture, before any note: sections, bars, tempo, hits and the ending.
//
//   cuts      |      x        x    X              x        |
//   sections  | intro | A         | B (lift)      | outro  |      X = a big cut, met by a section's first downbeat
//   bars      | 1 2 | 3 4 5 6 | 7 8 9 10 | … | last |
//   intensity  ▁▁▁▂▂▃▃▃▃▃▆▆▆▆▆▆▆▆▃▁
//
// The planner decides it from Brief and Style; the part writers only read it.
#pragma once

#include <string>
#include <vector>

#include "base/time.h"
#include "model/score.h"

namespace undertone::compose {

struct Bar {
  Tick start = 0;
  Tick length = 0;
  int beats = 4;
  int unit = 4;
  int section = 0;     // index into Form::sections
  int in_section = 0;  // 0 for the section's first bar
  int phrase = 0;      // phrases are counted through the piece
  int in_phrase = 0;   // 0 for the phrase's first bar
  int phrase_bars = 4;
  double intensity = 0.5;     // 0…1, moves smoothly within a section and jumps at lifts and drops
  bool fill = false;          // drums may turn around in this bar
  bool speech = false;        // somebody speaks for most of it: no lead, thin texture
  bool silence = false;       // a written rest for everybody (breath before a drop), on purpose
  bool closing = false;       // the cadence: this bar leads to, or is, the final chord
  std::vector<Tick> accents;  // absolute ticks in this bar that all should mark (hits that are not downbeats)
  bool operator==(const Bar&) const = default;
};

// What a section is, beside its Section in the score (same index).
struct Shape {
  std::string kind;         // the style's name for it, "A"; Section::name tells repeats apart: "A", "A'", "A''"
  int occurrence = 0;       // how often this kind was heard before: vary what returns
  std::vector<Role> roles;  // who plays here, in order of Role; the others rest
  int chapter = 0;          // long music goes through chapters of a few minutes: something should be new in each
  bool lift = false;        // arrived at with a build-up: riser, roll, crash
  bool operator==(const Shape&) const = default;
  bool plays(Role role) const;
};

struct Form {
  std::vector<Section> sections;
  std::vector<Shape> shapes;  // one for each section
  std::vector<Bar> bars;
  std::vector<Tempo> tempos;
  std::vector<Meter> meters;
  std::vector<Hit> hits;
  Time offset{};  // clip time of tick 0
  Time length{};  // of the whole track
  Ending ending = Ending::ring_out;
  int wanted = 0;        // how many cuts the planner set out to meet; hits holds those it met
  Tick final_chord = 0;  // where the last tonic is struck (ring_out, button); for fade_out the last bar's start
  bool operator==(const Form&) const = default;
};

// The form's own clock: clip time of a tick and back.
TempoClock clock_of(const Form& form);

// One line per bar, to be read by a person (tests, --verbose).
std::string print(const Form& form);

}  // namespace undertone::compose
