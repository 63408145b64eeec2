// Clips and sounds that the tests make themselves.
#pragma once

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <memory>
#include <numbers>
#include <string>
#include <utility>
#include <vector>

#include "base/spool.h"
#include "media/write.h"

namespace undertone::testing_clips {

// One picture again and again, at a steady rate or at the times given.
class Ticking final : public media::Pictures {
 public:
  Ticking(std::unique_ptr<media::Pictures> from, std::vector<Time> times, Time end)
      : from_(std::move(from)), times_(std::move(times)), end_(end) {}
  Result<media::Frame> next() override {
    if (!picture_) picture_ = from_->next().value();
    if (number_ == times_.size()) return media::Frame();
    const Time at = times_[number_++];
    return picture_.moved_to(at, (number_ < times_.size() ? times_[number_] : end_) - at);
  }

 private:
  std::unique_ptr<media::Pictures> from_;
  std::vector<Time> times_;
  Time end_;
  media::Frame picture_;
  std::size_t number_ = 0;
};

inline std::vector<Time> steady(int count, Rational rate) {
  std::vector<Time> times;
  for (int i = 0; i < count; ++i) times.push_back(from_ticks(i, {rate.den, rate.num}));
  return times;
}

// Moving noise, the same every time.
inline std::unique_ptr<media::Pictures> noise(int width, int height, std::vector<Time> times, Time end) {
  auto still = media::black_picture(width, height).value();
  auto ticking = std::make_unique<Ticking>(std::move(still), std::move(times), end);
  return media::filter_pictures(std::move(ticking), "noise=c0s=60:c0f=t:c0_seed=7,boxblur=2").value();
}

// A decaying pluck every quarter of a second over a slow chord: tones, transients, and different left and right.
inline Spool plucks(Time length) {
  Spool spool = Spool::create().value();
  const std::int64_t frames = to_samples(length);
  std::vector<float> block;
  for (std::int64_t i = 0; i < frames; ++i) {
    const double t = static_cast<double>(i) / sample_rate;
    const double pluck = std::exp(-12.0 * std::fmod(t, 0.25)) * std::sin(t * 2 * std::numbers::pi * 1320);
    block.push_back(static_cast<float>(0.2 * std::sin(t * 2 * std::numbers::pi * 220) + 0.3 * pluck));
    block.push_back(static_cast<float>(0.2 * std::sin(t * 2 * std::numbers::pi * 277.18) + 0.2 * pluck));
    if (block.size() < 8192 && i + 1 < frames) continue;
    EXPECT_TRUE(spool.append(block));
    block.clear();
  }
  EXPECT_TRUE(spool.finish());
  return spool;
}

inline std::vector<float> samples(const Spool& spool, std::int64_t first, std::int64_t count) {
  std::vector<float> out(static_cast<std::size_t>(count * 2));
  EXPECT_TRUE(spool.read(first, out));
  return out;
}

// 10·log10 of signal over error, in frames [first, first + count).
inline double snr_db(const Spool& original, const Spool& copy, std::int64_t first, std::int64_t count) {
  const auto a = samples(original, first, count);
  const auto b = samples(copy, first, count);
  double signal = 1e-20;
  double error = 1e-20;
  for (std::size_t i = 0; i < a.size(); ++i) {
    signal += static_cast<double>(a[i]) * static_cast<double>(a[i]);
    const double difference = static_cast<double>(a[i]) - static_cast<double>(b[i]);
    error += difference * difference;
  }
  return 10.0 * std::log10(signal / error);
}

// A path in a folder of this test's own.
inline std::filesystem::path scratch(const std::string& name) {
  const auto* test = ::testing::UnitTest::GetInstance()->current_test_info();
  const auto folder = std::filesystem::path(::testing::TempDir()) /
                      (std::string("undertone_") + test->test_suite_name() + "_" + test->name());
  std::filesystem::create_directories(folder);
  return folder / name;
}

}  // namespace undertone::testing_clips
