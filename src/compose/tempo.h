// The grid: a tempo, a start and a handful of downbeats that fall on cuts, before there are sections or notes.
//
//   cuts        |        x              x      x            |
//   grid        |1...1...1...1...1...1..1...1.:.1...1...1...|     downbeats met exactly; ':' an accent inside a bar
//   stretches   |  8 beats | 15 beats   | …                       each at its own tempo, within 3 % of the whole's
//
// Sought: the tempo T, offset and beat counts that minimise what is lost on missed cuts, odd bars, bent tempo and a
// last chord that comes too soon or late. A search over the met cuts, each reached from one of the few before it, for
// each of a few dozen tempi: O(tempi · cuts).
#pragma once

#include <vector>

#include "compose/ending.h"
#include "compose/sync.h"

namespace undertone::compose {

// Beats of one tempo from a bar line to a bar line.
struct Stretch {
  int beats = 0;
  double bpm = 120;
  bool operator==(const Stretch&) const = default;
};

struct Grid {
  double bpm = 120;                // of the whole; each stretch's is within 3 % of it
  double offset_s = 0;             // when beat 0 is
  std::vector<Stretch> stretches;  // up to the last chord (fade_out: to the end or a little over)
  bool operator==(const Grid&) const = default;
};

struct GridWish {
  double length_s = 0;
  std::vector<WantedCut> cuts;
  double bpm = 120;   // wished
  double low = 120;   // never slower
  double high = 120;  // nor faster
  Sync sync = Sync::loose;
  Ending ending = Ending::ring_out;
  StyleEnding style;
};

Grid fit_grid(const GridWish& wish);

// How beats are cut into bars: 4/4 with one bar of 2, 3 or 5 at the end where they do not divide. 1 stays 1.
std::vector<int> bars_of(int beats);

// Places for accents are this many quarter-beats apart: 1 where many cuts are to be met, else 2.
int accent_step(Sync sync);

// Which quarter-beat after `start_s`, of those `step` apart, may mark a cut; −1 if none is close enough: up to 45 ms
// before it, hardly ever after it.
int accent_near(double cut_s, double start_s, double bpm, int step);

// Downbeats aim this far before the first frame of the new shot.
inline constexpr double anticipation_s = 0.012;

}  // namespace undertone::compose
