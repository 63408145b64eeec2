// What lies under a stretch of the time line: a clip's profile, cut to the stretch and moved to its clock.
#pragma once

#include "model/video_profile.h"

namespace undertone::studio {

// Cuts, speech and curves of `profile` inside `span`, with span.start as the new 0. Means and feeling stay the clip's.
VideoProfile part_of(const VideoProfile& profile, Span span);

}  // namespace undertone::studio
