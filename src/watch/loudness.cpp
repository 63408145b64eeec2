#include "watch/loudness.h"

#include <algorithm>
#include <cmath>
#include <cstddef>

namespace undertone::watch {
namespace {

constexpr int tenth = sample_rate / 10;
const Time tenth_time = from_milliseconds(100);

double to_lufs(double mean_square) {
  return mean_square > 0 ? std::max(silence_lufs, -0.691 + 10.0 * std::log10(mean_square)) : silence_lufs;
}

double from_lufs(double lufs) {
  return std::pow(10.0, (lufs + 0.691) / 10.0);
}

double mean_above(const std::vector<double>& blocks, double gate) {
  double sum = 0;
  int count = 0;
  for (const double block : blocks) {
    if (block <= gate) continue;
    sum += block;
    ++count;
  }
  return count > 0 ? sum / count : 0.0;
}

double gated(const std::vector<double>& blocks) {
  const double absolute = from_lufs(silence_lufs);
  const double relative = mean_above(blocks, absolute) / 10.0;
  return to_lufs(mean_above(blocks, std::max(absolute, relative)));
}

}  // namespace

double Loudness::Biquad::step(double x) {
  const double y = b0 * x + z1;
  z1 = b1 * x - a1 * y + z2;
  z2 = b2 * x - a2 * y;
  return y;
}

// BS.1770-4, tables 1 and 2: the head's shelf, then the high-pass, for 48 kHz.
std::array<Loudness::Biquad, 2> Loudness::channel_filters() {
  return {{{1.53512485958697, -2.69169618940638, 1.19839281085285, -1.69065929318241, 0.73248077421585},
           {1.0, -2.0, 1.0, -1.99004745483398, 0.99007225036621}}};
}

double Loudness::weigh(double sample, std::size_t channel) {
  return filters_[channel][1].step(filters_[channel][0].step(sample));
}

void Loudness::feed(std::span<const float> interleaved) {
  for (std::size_t i = 0; i + 1 < interleaved.size(); i += 2) {
    // What is far below hearing, so that the filters never run into denormal numbers.
    constexpr double hush = 1e-15;
    const double left = weigh(static_cast<double>(interleaved[i]) + hush, 0);
    const double right = weigh(static_cast<double>(interleaved[i + 1]) + hush, 1);
    sum_ += left * left + right * right;
    if (++count_ < tenth) continue;
    tenths_.push_back(static_cast<float>(sum_ / tenth));
    sum_ = 0;
    count_ = 0;
  }
}

void Loudness::feed_silence(std::int64_t frames) {
  filters_ = {channel_filters(), channel_filters()};
  for (; frames > 0; --frames) {
    if (++count_ < tenth) continue;
    tenths_.push_back(static_cast<float>(sum_ / tenth));
    sum_ = 0;
    count_ = 0;
  }
}

double Loudness::integrated() const {
  return integrated({{Time{}, tenth_time * static_cast<std::int64_t>(tenths_.size())}});
}

double Loudness::integrated(const std::vector<Span>& spans) const {
  std::vector<double> blocks;
  for (const auto& span : spans) {
    const auto from = static_cast<std::size_t>(std::max<std::int64_t>(0, (span.start + tenth_time / 2) / tenth_time));
    const auto to = static_cast<std::size_t>(std::max<std::int64_t>(0, (span.end + tenth_time / 2) / tenth_time));
    for (std::size_t i = from; i + 4 <= std::min(to, tenths_.size()); ++i)
      blocks.push_back((static_cast<double>(tenths_[i]) + static_cast<double>(tenths_[i + 1]) +
                        static_cast<double>(tenths_[i + 2]) + static_cast<double>(tenths_[i + 3])) /
                       4);
  }
  return gated(blocks);
}

double Loudness::at(Time start, Time length) const {
  const auto from = static_cast<std::size_t>(std::max<std::int64_t>(0, start / tenth_time));
  const auto to =
      std::min(tenths_.size(), static_cast<std::size_t>(std::max<std::int64_t>(0, (start + length) / tenth_time)));
  double sum = 0;
  for (std::size_t i = from; i < to; ++i) sum += static_cast<double>(tenths_[i]);
  return from < to ? to_lufs(sum / static_cast<double>(to - from)) : silence_lufs;
}

}  // namespace undertone::watch
