// Voice: what each hundredth of a second of sound has in common with a speaking voice.
//
//   VoiceListener listener;
//   listener.feed(block);            // 48 kHz stereo, as often as there is more
//   speech_in(listener.moments());   // watch/speech.h
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "watch/fourier.h"

namespace undertone::watch {

// One every 10 ms, of the 40 ms round it; small, because there are many.
struct Moment {
  float level_db = -120;  // of 200…3800 Hz
  float harmonicity = 0;  // 0 noise … 1 strictly periodic at 70…400 Hz
  float pitch_hz = 0;     // of that period
  float change = 0;       // of the spectrum's coarse shape within 60 ms, 0 none … 1: vowels and consonants alternate
  float steadiness = 0;  // share of the partials (500…3500 Hz) that have stood still for 120 ms: notes do, voices glide
};

class VoiceListener {
 public:
  VoiceListener();
  void feed(std::span<const float> interleaved);
  // The same of silence, quickly. A multiple of 480 frames.
  void feed_silence(std::int64_t frames);
  const std::vector<Moment>& moments() const { return moments_; }

 private:
  static constexpr int rate = 8000;
  static constexpr std::size_t window = 320;
  static constexpr std::size_t hop = 80;
  static constexpr std::size_t bins = Fourier::size / 2;
  static constexpr std::size_t bands = 10;
  static constexpr std::size_t shortest_lag = rate / 400;
  static constexpr std::size_t longest_lag = rate / 70;

  float low_passed(const float* newest) const;  // taps samples
  void take(float sample);                      // at 8 kHz
  void listen();                                // to the last window
  void find_period(const Fourier::Values& correlation, Moment& moment) const;
  float change_of(const std::array<float, bins>& power);
  float steadiness_of(const std::array<float, bins>& power);

  Fourier fourier_;
  std::vector<float> low_pass_;  // taps
  std::vector<float> history_;   // 48 kHz mono, newest last
  std::size_t phase_ = 0;
  std::array<float, window> shape_{};  // Hann
  std::array<float, longest_lag + 2> window_correlation_{};
  std::array<std::array<float, bands>, 6> shapes_{};  // of the last 60 ms
  std::vector<float> recent_;                         // 8 kHz
  std::array<std::uint16_t, bins> runs_{};            // for how many moments each bin has been a partial
  std::vector<Moment> moments_;
};

}  // namespace undertone::watch
