#include "watch/voice.h"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "base/spool.h"

namespace undertone::watch {
namespace {

constexpr std::size_t decimation = 6;
constexpr std::size_t taps = 96;
constexpr double hertz_per_bin = 8000.0 / static_cast<double>(Fourier::size);

std::size_t bin_of(double hertz) {
  return static_cast<std::size_t>(hertz / hertz_per_bin + 0.5);
}

// Windowed sinc, −6 dB at 3.7 kHz.
std::vector<float> low_pass() {
  std::vector<float> kernel(taps);
  double sum = 0;
  for (std::size_t i = 0; i < taps; ++i) {
    const double x = static_cast<double>(i) - (taps - 1) / 2.0;
    const double angle = 2.0 * std::numbers::pi * 3700.0 / sample_rate * x;
    const double hann = 0.5 - 0.5 * std::cos(2.0 * std::numbers::pi * (static_cast<double>(i) + 0.5) / taps);
    const double value = std::sin(angle) / angle * hann;
    kernel[i] = static_cast<float>(value);
    sum += value;
  }
  for (auto& value : kernel) value = static_cast<float>(value / sum);
  return kernel;
}

}  // namespace

VoiceListener::VoiceListener() : low_pass_(low_pass()), history_(taps, 0.0F) {
  for (std::size_t i = 0; i < window; ++i) {
    const double turn = 2.0 * std::numbers::pi * (static_cast<double>(i) + 0.5) / static_cast<double>(window);
    shape_[i] = static_cast<float>(0.5 - 0.5 * std::cos(turn));
  }
  for (std::size_t lag = 0; lag < window_correlation_.size(); ++lag) {
    const double turn = 2.0 * std::numbers::pi * static_cast<double>(lag) / static_cast<double>(window);
    window_correlation_[lag] = static_cast<float>(0.5 + 0.5 * std::cos(turn));
  }
}

void VoiceListener::feed(std::span<const float> interleaved) {
  for (std::size_t i = 0; i + 1 < interleaved.size(); i += 2) {
    history_.push_back((interleaved[i] + interleaved[i + 1]) * 0.5F);
    if (++phase_ < decimation) continue;
    phase_ = 0;
    take(low_passed(history_.data() + history_.size() - taps));
    if (history_.size() > 16384) history_.erase(history_.begin(), history_.end() - static_cast<std::ptrdiff_t>(taps));
  }
}

// In eight sums, which a processor adds side by side.
float VoiceListener::low_passed(const float* newest) const {
  constexpr std::size_t lanes = 8;
  std::array<float, lanes> sums{};
  for (std::size_t k = 0; k < taps; k += lanes)
    for (std::size_t lane = 0; lane < lanes; ++lane) sums[lane] += newest[k + lane] * low_pass_[k + lane];
  return ((sums[0] + sums[1]) + (sums[2] + sums[3])) + ((sums[4] + sums[5]) + (sums[6] + sums[7]));
}

void VoiceListener::feed_silence(std::int64_t frames) {
  const auto count = static_cast<std::size_t>(frames / static_cast<std::int64_t>(decimation * hop));
  moments_.insert(moments_.end(), count, Moment{});
  std::fill(recent_.begin(), recent_.end(), 0.0F);
  std::fill(history_.begin(), history_.end(), 0.0F);
  runs_.fill(0);
}

void VoiceListener::take(float sample) {
  recent_.push_back(sample);
  if (recent_.size() < window) return;
  listen();
  recent_.erase(recent_.begin(), recent_.begin() + static_cast<std::ptrdiff_t>(hop));
}

void VoiceListener::listen() {
  Fourier::Values values{};
  for (std::size_t i = 0; i < window; ++i) values[i] = recent_[i] * shape_[i];
  fourier_.transform(values);
  std::array<float, bins> power{};
  double level = 0;
  for (std::size_t i = bin_of(90); i < bins; ++i) {
    power[i] = std::norm(values[i]);
    if (i >= bin_of(200) && i <= bin_of(3800)) level += static_cast<double>(power[i]);
  }
  Moment moment;
  constexpr double full_scale = static_cast<double>(window * window) / 8.0;
  moment.level_db = static_cast<float>(10.0 * std::log10(level / full_scale + 1e-12));
  moment.steadiness = steadiness_of(power);
  // Wiener–Khinchin; the root flattens formants, so that the period counts and not the vowel (Tolonen & Karjalainen
  // 2000).
  values.fill({});
  for (std::size_t i = bin_of(90); i < bins; ++i) values[i] = values[Fourier::size - i] = std::sqrt(power[i]);
  fourier_.transform(values);
  find_period(values, moment);
  moment.change = change_of(power);
  moments_.push_back(moment);
}

// Where the correlation peaks, against how much of it the window leaves at that lag: the root of a windowed spectrum
// correlates like the window itself, which would make deep voices look like noise (Boersma 1993 divides in this way).
void VoiceListener::find_period(const Fourier::Values& correlation, Moment& moment) const {
  const float whole = correlation[0].real();
  if (whole <= 1e-7F) return;
  const auto at = [&](std::size_t lag) { return correlation[lag].real() / whole / window_correlation_[lag]; };
  float best = 0;
  for (std::size_t lag = shortest_lag; lag <= longest_lag; ++lag) {
    const float before = at(lag - 1), here = at(lag), after = at(lag + 1);
    if (here < before || here < after) continue;
    // Twice the period fits nearly as well; the shorter one is meant.
    const float merit = here - 0.03F * std::log2(static_cast<float>(lag) / static_cast<float>(shortest_lag));
    if (merit <= best) continue;
    best = merit;
    // A parabola through the three.
    const float bow = before - 2 * here + after;
    const float aside = bow < 0 ? 0.5F * (before - after) / bow : 0.0F;
    moment.harmonicity = std::min(1.0F, here);
    moment.pitch_hz = static_cast<float>(rate) / (static_cast<float>(lag) + aside);
  }
}

// One minus the cosine between the spectrum's coarse shapes now and 60 ms ago.
float VoiceListener::change_of(const std::array<float, bins>& power) {
  std::array<float, bands> shape{};
  float squares = 0;
  std::size_t bin = bin_of(200);
  for (std::size_t band = 0; band < bands; ++band) {
    const double top = 200.0 * std::pow(3800.0 / 200.0, static_cast<double>(band + 1) / bands);
    float sum = 0;
    for (; bin < bin_of(top); ++bin) sum += power[bin];
    shape[band] = std::cbrt(sum);
    squares += shape[band] * shape[band];
  }
  for (auto& value : shape) value /= std::sqrt(squares) + 1e-6F;
  float cosine = 0;
  auto& then = shapes_[moments_.size() % shapes_.size()];
  for (std::size_t band = 0; band < bands; ++band) cosine += shape[band] * then[band];
  then = shape;
  return squares > 1e-9F ? std::max(0.0F, 1.0F - cosine) : 0.0F;
}

float VoiceListener::steadiness_of(const std::array<float, bins>& power) {
  constexpr std::uint16_t still = 12;
  float partials = 0;
  float standing = 0;
  for (std::size_t i = bin_of(500); i < bin_of(3500); ++i) {
    const bool peak = power[i] > power[i - 1] && power[i] >= power[i + 1] && power[i] > 4.0F * power[i - 3] &&
                      power[i] > 4.0F * power[i + 3];
    runs_[i] = peak ? static_cast<std::uint16_t>(std::min(runs_[i] + 1, 1000)) : std::uint16_t{0};
    if (!peak) continue;
    const float weight = std::sqrt(power[i]);
    partials += weight;
    if (runs_[i] >= still) standing += weight;
  }
  return partials > 0 ? standing / partials : 0.0F;
}

}  // namespace undertone::watch
