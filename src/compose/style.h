// Style: one genre, as styles/ID.toml writes it: when it suits, how fast it goes, how it is built, how it stops, how it
// sits in the mix. The notes' own tables (harmony, grooves, instruments) are read from the same text by the parts.
//
//   const Style* style = find_style("lo-fi");
//   style->tempo.usual;            // 78
//   style->section("B")->roles;    // who plays in a B
//
// A file under styles/ without an [identity] table is not a style (instruments, titles). Values, read once, shared by
// all threads.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "model/music.h"
#include "model/score.h"

namespace undertone::compose {

// [tempo], in quarter notes per minute.
struct StyleTempo {
  double usual = 100;
  double low = 80;
  double high = 120;
  double swing = 0.5;   // where the second of a pair falls: .5 straight … .667 triplets
  int swing_unit = 16;  // of which notes: 8 or 16
  bool operator==(const StyleTempo&) const = default;
};

// [feel]: where in the space of moods this style is at home.
struct StyleFeel {
  double valence = 0;                    // −1…1
  double arousal = 0.5;                  // 0…1
  double tension = 0.3;                  // 0…1
  std::vector<std::string> moods;        // that ask for this style wherever they lie
  std::vector<std::string> instruments;  // likewise, when no genre was named
  bool operator==(const StyleFeel&) const = default;
};

// [form.sections.NAME]
struct SectionTemplate {
  std::string name;         // "intro", "A", "B", "C", "lift", "drop", "break", "outro"
  std::vector<int> bars;    // lengths that suit it, the usual one first
  double intensity = 0.5;   // 0…1
  std::vector<Role> roles;  // who plays
  bool lift = false;        // is arrived at with a build-up (riser, roll) and a jump of intensity
  bool breath = false;      // the last beats before it may be silent
  bool operator==(const SectionTemplate&) const = default;
};

// [form]
struct StyleForm {
  int phrase_bars = 4;
  std::vector<std::vector<std::string>> plans;  // orders of sections, shortest first
  std::vector<std::string> cycle;               // put in again and again when the longest plan is too short
  std::vector<SectionTemplate> sections;
  bool operator==(const StyleForm&) const = default;
};

// [ending]
struct StyleEnding {
  Ending usual = Ending::ring_out;
  double tail = 1.2;  // seconds that the last chord rings, within the length
  double ritard = 0;  // how much slower the last bars get, 0 … .03
  bool operator==(const StyleEnding&) const = default;
};

struct Style {
  std::string id;  // [identity] id, as drafts and flags spell it
  std::string name;
  std::vector<std::string> words;  // what people call it
  StyleTempo tempo;
  StyleFeel feel;
  std::vector<int> major_keys;  // [key] tonics that lie well for the instruments, 0 = C
  std::vector<int> minor_keys;
  StyleForm form;
  StyleEnding ending;
  std::array<Placement, role_count> mix;  // [mix.ROLE], by Role
  Production production;                  // [mix.production]
  std::string_view text;                  // the whole file
  bool operator==(const Style&) const = default;

  const SectionTemplate* section(std::string_view section_name) const;  // nullptr: none of that name
};

// invalid_input naming `path` and the key that is wrong. An unknown key in a table of ours is an error too.
Result<Style> parse_style(std::string_view text, std::string_view path);

// Every style that travels in the binary, in order of path; one that does not parse is logged and left out.
const std::vector<Style>& all_styles();
const Style* find_style(std::string_view id);  // nullptr: there is none

}  // namespace undertone::compose
