// Curves: evenly spaced samples of what changes over a clip.
#pragma once

#include <span>
#include <vector>

#include "base/time.h"
#include "model/video_profile.h"
#include "watch/glance.h"

namespace undertone::watch {

struct Sample {
  Time at{};
  double value = 0;
};

// The mean of the samples in each step; steps without any lie on the line between their neighbours. `samples` by time;
// none: zeros.
std::vector<double> resample(std::span<const Sample> samples, Time step, std::size_t count);

std::size_t step_count(Time length, Time step);

// 0 still … 1 everything moves; from a speed in picture widths per second.
double motion_of(double widths_per_second);

// Brightness, saturation, warmth, and (only right if no picture was left out) motion.
Curves curves_of(std::span<const Glance> pictures, std::span<const Cut> cuts, Time length);

double mean(const std::vector<double>& curve);

}  // namespace undertone::watch
