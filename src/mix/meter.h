// Meter: K-weighted loudness (ITU-R BS.1770-4) as a curve of 100 ms steps, made to be measured in pieces on all cores.
//
// The whole mix needs the loudness of parts, phrases and pieces, not only one figure: a curve of energies answers all
// of those, adds up over signals, and costs an eighth of a general meter. measure() in mix.h is the independent check.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "base/result.h"
#include "base/spool.h"

namespace undertone::mix {

inline constexpr std::int64_t step_frames = sample_rate / 10;

// Mean K-weighted energy (both channels summed) of every 100 ms; the last step may be partly beyond the end.
struct Energies {
  std::vector<float> steps;
  std::int64_t frames = 0;
};

// Reads `sound` on all cores.
Result<Energies> energies_of(const Spool& sound);

// For a signal that comes in pieces: `warm` frames before the first step (the filters' memory reaches back about
// 100 ms), then the steps, the last of which may be cut short.
void append_energies(std::span<const float> samples, std::int64_t warm, std::vector<float>& steps);
inline constexpr std::int64_t meter_warm_frames = step_frames;

double lufs(double energy);            // of a mean energy; −70 at the least
double energy_at(double loudness);     // the inverse
double integrated(const Energies& e);  // gated at −70 LUFS and −10 LU; ungated when shorter than 400 ms
double range(const Energies& e);       // EBU Tech 3342
// Mean energy of steps [from, to), clamped to what there is; 0 if there is nothing.
double mean_energy(const Energies& e, std::int64_t from, std::int64_t to);
// The loudest stretch of `length` steps within [from, to); the mean when that is shorter.
double loudest_energy(const Energies& e, std::int64_t from, std::int64_t to, std::int64_t length);

}  // namespace undertone::mix
