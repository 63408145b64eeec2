// Sounds to test with, made from nothing: tones, noise, pulses, and noise that comes and goes like speech.
#pragma once

#include <cmath>
#include <cstdint>
#include <functional>
#include <numbers>
#include <stdexcept>
#include <utility>
#include <vector>

#include "base/random.h"
#include "base/spool.h"
#include "base/time.h"
#include "model/sound.h"

namespace undertone::test {

using Wave = std::function<std::pair<double, double>(double)>;  // seconds → left, right

// A disk that fails fails the test.
inline void must(const Status& status) {
  if (!status) throw std::runtime_error(status.error().message);
}

inline Spool spool_of(double length, const Wave& wave) {
  auto spool = Spool::create().value();
  const auto frames = std::llround(length * sample_rate);
  std::vector<float> block;
  for (std::int64_t i = 0; i < frames; ++i) {
    const auto [left, right] = wave(static_cast<double>(i) / sample_rate);
    block.push_back(static_cast<float>(left));
    block.push_back(static_cast<float>(right));
    if (block.size() == 9600) {
      must(spool.append(block));
      block.clear();
    }
  }
  must(spool.append(block));
  must(spool.finish());
  return spool;
}

inline std::vector<float> samples_of(const Spool& spool) {
  std::vector<float> samples(static_cast<std::size_t>(2 * spool.frames()));
  must(spool.read(0, samples));
  return samples;
}

inline Wave silence() {
  return [](double) { return std::pair(0.0, 0.0); };
}
inline Wave sine(double hz, double level) {
  return [=](double t) {
    const double x = level * std::sin(2 * std::numbers::pi * hz * t);
    return std::pair(x, x);
  };
}
inline Wave noise(double level, std::uint64_t seed = 1) {
  return [=, random = Random(seed)](double) mutable {
    return std::pair(level * random.uniform(-1, 1), level * random.uniform(-1, 1));
  };
}

// Pink to within .5 dB (P. Kellet's filter), one independent stream per side.
inline Wave pink(double level, std::uint64_t seed = 1) {
  struct Side {
    double b[6] = {};
    double next(double white) {
      b[0] = 0.99886 * b[0] + white * 0.0555179;
      b[1] = 0.99332 * b[1] + white * 0.0750759;
      b[2] = 0.96900 * b[2] + white * 0.1538520;
      b[3] = 0.86650 * b[3] + white * 0.3104856;
      b[4] = 0.55000 * b[4] + white * 0.5329522;
      b[5] = -0.7616 * b[5] - white * 0.0168980;
      return 0.11 * (b[0] + b[1] + b[2] + b[3] + b[4] + b[5] + white * 0.5362);
    }
  };
  return [level, random = Random(seed), left = Side(), right = Side()](double) mutable {
    return std::pair(level * left.next(random.uniform(-1, 1)), level * right.next(random.uniform(-1, 1)));
  };
}

// Syllables of coloured noise within `phrases`, silence outside: as peaky and as patchy as speech.
inline Wave speech(std::vector<Span> phrases, double level) {
  return [phrases, level, random = Random(7), low = 0.0](double t) mutable {
    low += 0.2 * (random.uniform(-1, 1) - low);
    bool inside = false;
    for (const auto& phrase : phrases) inside = inside || phrase.contains(from_seconds(t));
    const double syllable = std::pow(std::abs(std::sin(2 * std::numbers::pi * 2.1 * t)), 2);
    const double x = inside ? level * 4 * low * syllable : 0.0;
    return std::pair(x, x);
  };
}

// Bursts every `period` seconds.
inline Wave pulses(double hz, double period, double decay, double level) {
  return [=](double t) {
    const double since = std::fmod(t, period);
    const double x = level * std::sin(2 * std::numbers::pi * hz * since) * std::exp(-since / decay);
    return std::pair(x, x);
  };
}

inline Span span(double from, double to) {
  return {from_seconds(from), from_seconds(to)};
}

// RMS level of both channels over [from, to) seconds, in dB.
inline double level_db(const std::vector<float>& samples, double from, double to) {
  const auto first = static_cast<std::size_t>(2 * std::llround(from * sample_rate));
  const auto last = std::min(samples.size(), static_cast<std::size_t>(2 * std::llround(to * sample_rate)));
  double sum = 1e-20;
  for (std::size_t i = first; i < last; ++i) sum += static_cast<double>(samples[i]) * static_cast<double>(samples[i]);
  return 10 * std::log10(sum / static_cast<double>(last - first));
}

}  // namespace undertone::test
