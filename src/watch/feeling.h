// Feeling: what mood a clip suggests, on Russell's circumplex.
#pragma once

#include "model/video_profile.h"

namespace undertone::watch {

// From the rest of the profile. Arousal from movement, pace, saturation and sound; valence from light, saturation and
// warmth, less where much din meets much movement (Valdez & Mehrabian 1994; Hanjalic & Xu 2005), each against what is
// usual: docs/watch.md has the numbers.
Feeling feeling_of(const VideoProfile& profile);

}  // namespace undertone::watch
