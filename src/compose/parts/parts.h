// Parts: the notes of a piece, for a form that is already planned.
//
//   auto written = parts::write(form, style, brief);
//   written.parts    // at most one per role, in order of Role, each with the instruments that play it
//   written.chords   // what the harmony is, bar by bar
//
// Pure: the same form, style and brief give the same notes, whatever the machine. Chance is brief.seed and brief.take,
// with a stream of its own for every part, so leaving the drums out never changes the tune. Any form will do, one bar
// or fifteen minutes; nothing sounds at or after form.length. Parts without a note are not in the result. Placements
// and levels are the style's, see Style::mix.
#pragma once

#include <vector>

#include "compose/form.h"
#include "compose/style.h"
#include "model/brief.h"
#include "model/score.h"

namespace undertone::compose::parts {

struct Written {
  std::vector<Part> parts;
  std::vector<ChordSpan> chords;
};

Written write(const Form& form, const Style& style, const Brief& brief);

}  // namespace undertone::compose::parts
