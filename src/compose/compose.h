// compose: from what was asked and seen to a whole piece as notes.
//
//   auto brief = make_brief(segment, &profile, seed);   // every decision, marked by where it came from
//   auto score = compose(*brief);                       // form, harmony, parts: notes to be played
//
// It neither plays nor mixes nor reads a picture. Pure and deterministic: the same brief gives the same score on every
// machine; safe on any thread.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/result.h"
#include "model/brief.h"
#include "model/draft.h"
#include "model/score.h"
#include "model/video_profile.h"

namespace undertone::compose {

struct StyleInfo {
  std::string id;    // "lo-fi"
  std::string name;  // "Lo-fi"
  std::vector<std::string> words;
  bool operator==(const StyleInfo&) const = default;
};

// The styles in the binary, in order of file name.
std::vector<StyleInfo> styles();

// Decides all that `music` (a segment with MusicPart, its place and length on the time line) leaves open. `seen` is the
// picture on the time line's clock; nullptr: there is none. `seed` chooses among what suits equally well.
//   What the person said wins; else what the picture shows; else the style's habit. Values that `music` carries without
//   their being in `said` were decided before and stay. Feeling to tempo, key and density by the linear rules of
//   Eerola, Friberg & Bresin (2013), in the figures of docs/composing.md.
// invalid_input: no MusicPart, no length, an unknown genre, a tempo outside 30…300.
Result<Brief> make_brief(const Segment& music, const VideoProfile* seen, std::uint64_t seed);

// The piece. Its length is the brief's, to the sample; nothing sounds after it. A 10-minute form takes milliseconds,
// its notes some tens. invalid_input: an unknown genre or a length that is not positive or above 4 hours.
Result<Score> compose(const Brief& brief);

}  // namespace undertone::compose
