// Speech: where somebody talks, told from a row of moments (10 ms each).
//
// Two passes. The first asks of every two seconds whether they sound like talk at all: a voiced sound whose pitch
// glides (notes stand still), whose loudness and colour come and go with the syllables (wind, engines and rotors keep
// theirs), and whose partials do not ring on. The second finds, within what does, the phrases by their level over the
// noise round them.
#pragma once

#include <span>
#include <vector>

#include "base/time.h"
#include "watch/voice.h"

namespace undertone::watch {

// Phrases in order; pauses under 0.7 s belong to them, blips under 0.2 s are left out; a little is added
// at both ends for soft consonants.
std::vector<Span> find_speech(std::span<const Moment> moments);

// How much a stretch sounds like talk, 0…1.
double talk_likeness(std::span<const Moment> moments);

}  // namespace undertone::watch
