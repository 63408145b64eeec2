// plan: the form of a piece on its picture, from the brief and the style; no notes yet.
//
//   cuts, length, tempo wish ──fit_grid──▶ Grid ──lay_bars──▶ bars, tempi, hits
//   energy, style's sections ──choose_sections──▶ where sections begin ──shape──▶ intensity, fills, speech, cadence
//
// Pure and deterministic; any length from .1 s to hours. Bars tile the music exactly: the last one ends with it.
#pragma once

#include <vector>

#include "base/random.h"
#include "compose/form.h"
#include "compose/style.h"
#include "compose/tempo.h"
#include "model/brief.h"

namespace undertone::compose {

Form plan(const Brief& brief, const Style& style);

// The steps, each for the next one.

// Bars, tempi, meters, hits and accents of a grid; every bar in section 0.
Form lay_bars(const Grid& grid, const GridWish& wish, Time length);

struct SectionSpan {
  const SectionTemplate* kind = nullptr;
  int first_bar = 0;
  int bars = 0;
  bool operator==(const SectionSpan&) const = default;
};

// Divides the bars among sections of the style: near the lengths it likes, beginning on met cuts where they can, the
// quiet ones where the picture is quiet.
std::vector<SectionSpan> choose_sections(const Form& bars, const Brief& brief, const Style& style,
                                         const Random& random);

// Whether a section begins a new chapter, so many bars after the last one began.
bool opens_chapter(const Style& style, const SectionTemplate& kind, int bars_since);

// Fills in all that follows from the sections.
void shape(Form& form, const std::vector<SectionSpan>& spans, const Brief& brief, const Style& style,
           const Random& random);

// The picture's energy spread over 0…1 by its own quiet and loud tenths; flat or unknown energy is .5 throughout.
class EnergyView {
 public:
  explicit EnergyView(const Brief& brief);
  double between(double from_s, double to_s) const;
  bool flat() const { return flat_; }

 private:
  const Brief& brief_;
  double low_ = 0;
  double high_ = 1;
  bool flat_ = true;
};

}  // namespace undertone::compose
