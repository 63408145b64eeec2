// Small scores for the players, and ears for what comes back.
#pragma once

#include <cmath>
#include <complex>
#include <cstdlib>
#include <numbers>
#include <string>
#include <utility>
#include <vector>

#include "perform/perform.h"

namespace undertone::perform {

inline Note note(double beat, double beats, int pitch, int velocity = 90) {
  return {.start = static_cast<Tick>(beat * ticks_per_beat),
          .length = static_cast<Tick>(beats * ticks_per_beat),
          .pitch = static_cast<std::uint8_t>(pitch),
          .velocity = static_cast<std::uint8_t>(velocity)};
}

inline Layer voice(const std::string& name) {
  return {.instrument = name, .sound = Sound::voice, .voice = name};
}

inline Layer program(int number, int bank = 0) {
  return {.instrument = "instrument", .sound = Sound::soundfont, .bank = bank, .program = number};
}

inline Part part(Role role, std::vector<Layer> layers, std::vector<Note> notes) {
  Part made;
  made.role = role;
  made.layers = std::move(layers);
  made.notes = std::move(notes);
  return made;
}

// 120 beats a minute, so a beat is half a second.
inline Score score(double length_seconds, std::vector<Part> parts) {
  Score made;
  made.title = "Test";
  made.seed = 7;
  made.length = from_seconds(length_seconds);
  made.tempos = {{0, 120}};
  made.meters = {{0, 4, 4}};
  made.parts = std::move(parts);
  return made;
}

inline std::vector<float> samples(const Spool& spool) {
  std::vector<float> out(static_cast<std::size_t>(2 * spool.frames()));
  (void)spool.read(0, out);
  return out;
}

// One side of a stem.
inline std::vector<float> side(const std::vector<float>& stereo, std::size_t which) {
  std::vector<float> out(stereo.size() / 2);
  for (std::size_t i = 0; i < out.size(); ++i) out[i] = stereo[2 * i + which];
  return out;
}

inline std::vector<float> middle(const std::vector<float>& stereo) {
  std::vector<float> out(stereo.size() / 2);
  for (std::size_t i = 0; i < out.size(); ++i) out[i] = (stereo[2 * i] + stereo[2 * i + 1]) / 2;
  return out;
}

inline double peak(const std::vector<float>& x) {
  double most = 0;
  for (const float v : x) most = std::max(most, static_cast<double>(std::abs(v)));
  return most;
}

// Of the seconds [from, to) of interleaved stereo, in dBFS; −200 for silence.
inline double level_db(const std::vector<float>& stereo, double from, double to) {
  const auto begin = static_cast<std::size_t>(from * sample_rate) * 2;
  const auto end = std::min(stereo.size(), static_cast<std::size_t>(to * sample_rate) * 2);
  double sum = 0;
  for (std::size_t i = begin; i < end; ++i) sum += static_cast<double>(stereo[i]) * stereo[i];
  if (end <= begin || sum <= 0) return -200;
  return 10 * std::log10(sum / static_cast<double>(end - begin));
}

// When sound first passes `fraction` of its peak, in seconds; −1 for never.
inline double onset(const std::vector<float>& stereo, double fraction = 0.02) {
  const double bar = peak(stereo) * fraction;
  for (std::size_t i = 0; i < stereo.size(); ++i)
    if (bar > 0 && std::abs(stereo[i]) > bar) return static_cast<double>(i / 2) / sample_rate;
  return -1;
}

// How strongly `hertz` sounds in [from, to) seconds, through a Hann window; linear.
inline double strength(const std::vector<float>& mono, double hertz, double from, double to) {
  const auto begin = static_cast<std::size_t>(from * sample_rate);
  const auto end = std::min(mono.size(), static_cast<std::size_t>(to * sample_rate));
  std::complex<double> sum = 0;
  const auto count = static_cast<double>(end - begin);
  for (std::size_t i = begin; i < end; ++i) {
    const auto n = static_cast<double>(i - begin);
    const double window = 0.5 - 0.5 * std::cos(2 * std::numbers::pi * n / count);
    sum += window * mono[i] * std::polar(1.0, -2 * std::numbers::pi * hertz * n / sample_rate);
  }
  return 4 * std::abs(sum) / count;
}

// How far, in cents, the strongest tone within a quarter tone of `hertz` lies from it.
inline double cents_off(const std::vector<float>& mono, double hertz, double from, double to) {
  double best = 0;
  double strongest = -1;
  for (double cents = -50; cents <= 50; cents += 1) {
    const double found = strength(mono, hertz * std::exp2(cents / 1200), from, to);
    if (found > strongest) {
      strongest = found;
      best = cents;
    }
  }
  return best;
}

}  // namespace undertone::perform
