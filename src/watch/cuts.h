// Cuts: where one shot ends and the next begins, told from a row of glances.
#pragma once

#include <span>
#include <vector>

#include "model/video_profile.h"
#include "watch/glance.h"

namespace undertone::watch {

// Of every picture of a stretch, in order. Hard cuts stand on the first picture of the new shot; gradual ones
// (dissolves, fades, through black too) on their middle. A picture that leaves and comes back within a quarter of a
// second (a muzzle flash, a photographer's) is none, nor is a pan, a shake or an explosion.
std::vector<Cut> find_cuts(std::span<const Glance> pictures);

// The hard ones alone.
std::vector<Cut> find_hard_cuts(std::span<const Glance> pictures);

}  // namespace undertone::watch
