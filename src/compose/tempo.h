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

// Where on a grid of half-beats from `start_s` a cut may be marked: the half-beat's number, or −1 if none is close
// enough (40 ms, sooner rather than later). The accent comes up to two frames before the cut, hardly ever after it.
int accent_near(double cut_s, double start_s, double bpm);

// Downbeats aim this far before the first frame of the new shot.
inline constexpr double anticipation_s = 0.012;

}  // namespace undertone::compose
