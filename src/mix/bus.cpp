#include "mix/bus.h"

#include <algorithm>
#include <cmath>

#include "mix/filter.h"
#include "mix/shape.h"

namespace undertone::mix {
namespace {

constexpr double mono_below_hz = 150;
// Consonants live at 1–4 kHz: 3.5 dB less music there while somebody speaks.
constexpr double dip_hz = 2000;
constexpr double dip_q = 0.7;
const float dip_depth = 1.0F - static_cast<float>(from_db(-3.5));
// Bends peaks from about 12 dB above the mean on; what is at the mean passes unchanged.
constexpr float bend = 0.9F;

std::size_t echo_frames(const Score& score) {
  const double beats = std::clamp(score.production.delay_beats, 0.1, 4.0);
  return static_cast<std::size_t>(std::min(2.0, beats * 60 / std::max(20.0, bpm_at(score, 0))) * sample_rate);
}

}  // namespace

Bus::Bus(const Score& score, const Moves& moves, double tilt_db)
    : moves_(moves),
      reverb_(std::clamp(score.production.room, 0.0, 1.0)),
      echo_(echo_frames(score)),
      glue_(score.production.glue),
      tape_(score.production, Random(score.seed).fork("mix")),
      mix_(2 * segment_frames),
      wet_(2 * segment_frames),
      late_(2 * segment_frames),
      ride_(segment_frames) {
  dip_.set_all(band_pass(dip_hz, dip_q));
  low_.set_all(low_shelf(tilt_low_hz, tilt_db));
  high_.set_all(high_shelf(tilt_high_hz, -tilt_db));
  side_cut_.set_all(high_pass(mono_below_hz, 0.54));  // both together: Butterworth, 24 dB per octave
  side_cut_again_.set_all(high_pass(mono_below_hz, 1.31));
}

void Bus::add_up(std::span<const Sums> sums) {
  for (auto* each : {&mix_, &wet_, &late_}) std::fill(each->begin(), each->end(), 0.0F);
  for (const auto& sum : sums) {
    if (sum.silent) continue;
    for (std::size_t i = 0; i < mix_.size(); ++i) mix_[i] += sum.dry[i];
    for (std::size_t i = 0; i < wet_.size(); ++i) wet_[i] += sum.reverb[i];
    for (std::size_t i = 0; i < late_.size(); ++i) late_[i] += sum.delay[i];
  }
}

void Bus::colour(std::int64_t frame, const Automation& automation) {
  fill_ride(moves_, frame, ride_);
  for (std::size_t i = 0; i < ride_.size(); ++i) {
    Lanes x = Lanes{mix_[2 * i], mix_[2 * i + 1], 0, 0} * all(ride_[i]);
    if (moves_.speech) x -= all(dip_depth * (1.0F - automation.open[i])) * dip_.run(x);
    x = high_.run(low_.run(x));
    // The side alone loses its bottom, so that the middle keeps its phase.
    const float side = (x[0] - x[1]) * 0.5F;
    const float cut = side_cut_again_.run(side_cut_.run(all(side)))[0];
    const float middle = (x[0] + x[1]) * 0.5F;
    mix_[2 * i] = middle + cut;
    mix_[2 * i + 1] = middle - cut;
  }
}

std::span<const float> Bus::run(std::int64_t frame, std::span<const Sums> sums, const Automation& automation) {
  add_up(sums);
  echo_.run(late_, mix_, wet_);
  reverb_.run(wet_, mix_);
  colour(frame, automation);
  glue_.run(mix_);
  for (std::size_t i = 0; i < mix_.size(); i += 4)
    store(&mix_[i], saturated(load(&mix_[i]) * all(1 / bend)) * all(bend));
  tape_.run(frame, mix_);
  return mix_;
}

}  // namespace undertone::mix
