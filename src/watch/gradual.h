// Gradual cuts: dissolves, and fades through one flat colour (black, white).
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "model/video_profile.h"
#include "watch/glance.h"

namespace undertone::watch {

// On the middle of each; those that begin or end the stretch (a fade in from black) part no shots and are left out.
std::vector<Cut> find_gradual_cuts(std::span<const Glance> pictures);

// Is the step from picture at − 1 to `at` part of a fade: one of them flat, the other on its way there?
bool fading(std::span<const Glance> pictures, std::size_t at);

}  // namespace undertone::watch
