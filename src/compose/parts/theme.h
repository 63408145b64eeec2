// Theme: the rhythms and shapes a piece keeps coming back to.
//
// A motif is one bar of rhythm with a contour in scale steps. Each idea of the form (A, B, …) has a theme made of the
// piece's few motifs in an order of its own:
//
//   plan "a a b t"    bars:  motif a | a again, where the harmony has gone | b | tail, then breath
#pragma once

#include <string>
#include <vector>

#include "compose/parts/piece.h"

namespace undertone::compose::parts {

struct Motif {
  std::string rhythm;      // sixteen steps
  std::vector<int> moves;  // scale steps from each onset to the next
};

struct Theme {
  std::vector<Motif> motifs;  // 'a', 'b', 'c'
  std::string call_tail;      // rhythm of a phrase's last bar that asks,
  std::string answer_tail;    // and of one that answers
  std::string plan;           // letters, one per bar; a capital turns the motif upside down
};

// The motifs of the whole piece: three, the first the most used.
std::vector<Motif> make_motifs(const Piece& piece, const Random& random);
Theme make_theme(const Piece& piece, const std::vector<Motif>& motifs, const std::string& idea, const Random& random);

// Which letter of the plan a bar gets: the phrase's last bar is always its tail ('t'); '.' rests.
char letter_for(const Theme& theme, const Bar& bar);

}  // namespace undertone::compose::parts
