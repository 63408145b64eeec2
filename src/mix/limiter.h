// Limiter: one gain for both channels that keeps true peaks under a ceiling, looking ahead.
//
// It works on the peaks of 16-frame hops, of the whole programme at once, so its curve is known before the sound is
// written and can be tried at several loudnesses without touching a sample.
//
//   wanted   ‾‾‾‾‾|_|‾‾‾‾‾‾‾‾‾‾‾          curve  ‾‾‾\_____/‾‾‾‾   2 ms down, 5 ms held, about 80 ms up
#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace undertone::mix {

// Gains at the borders of hops (peaks.size() + 1 of them), to be joined by straight lines; empty when nothing needs to
// be held back. `gain` is applied before the limiter.
std::vector<float> limiter_curve(std::span<const float> peaks, float gain, float ceiling);

// gains[i] *= the curve at frame + i. frame may be negative; beyond the ends the curve is 1.
void shape_by_hops(std::span<const float> curve, std::int64_t frame, std::span<float> gains);

}  // namespace undertone::mix
