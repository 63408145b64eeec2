// Briefs and forms to test with.
#pragma once

#include <string>
#include <vector>

#include "compose/plan.h"
#include "compose/style.h"
#include "style_text.h"

namespace undertone::compose {

inline Style test_style() {
  return parse_style(small_style, "styles/test-pop.toml").value();
}

// An upbeat piece of `length_s` on a picture that cuts at the given seconds.
inline Brief brief_of(double length_s, std::vector<double> cuts_s = {}, std::uint64_t seed = 1) {
  Brief brief;
  brief.genre.value = "test-pop";
  brief.valence.value = 0.6;
  brief.arousal.value = 0.6;
  brief.bpm.value = 112;
  brief.length.value = from_seconds(length_s);
  brief.ending.value = Ending::ring_out;
  brief.sync.value = Sync::loose;
  brief.seed = seed;
  for (const double at : cuts_s) brief.cuts.push_back({from_seconds(at), CutKind::hard, 1.0});
  return brief;
}

}  // namespace undertone::compose
