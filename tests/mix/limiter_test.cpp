#include "mix/limiter.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "base/random.h"
#include "mix/curve.h"
#include "mix/true_peak.h"

namespace undertone::mix {
namespace {

TEST(Limiter, does_nothing_when_nothing_is_too_high) {
  EXPECT_TRUE(limiter_curve(std::vector<float>(100, 0.7F), 1, 0.8F).empty());
}

TEST(Limiter, holds_every_peak_under_the_ceiling) {
  Random random(3);
  std::vector<float> peaks(20000);
  for (float& peak : peaks)
    peak = static_cast<float>(random.chance(0.02) ? random.uniform(0, 6) : random.uniform(0, 0.9));
  const auto curve = limiter_curve(peaks, 1.5F, 0.8F);
  for (std::size_t i = 0; i < peaks.size(); ++i)
    EXPECT_LE(peaks[i] * 1.5F * std::max(curve[i], curve[i + 1]), 0.8F * 1.0001F) << i;
}

TEST(Limiter, leaves_what_is_far_from_a_peak_alone) {
  std::vector<float> peaks(20000, 0.5F);
  peaks[10000] = 2;
  const auto curve = limiter_curve(peaks, 1, 0.8F);
  EXPECT_EQ(curve[9900], 1);
  EXPECT_NEAR(curve[10000], 0.4, 1e-6);
  EXPECT_GT(curve[12000], 0.99);  // two thirds of a second later
}

TEST(Limiter, joins_its_points_by_straight_lines) {
  const std::vector<float> curve = {1, 1, 0.5F, 1};
  std::vector<float> gains(64, 2.0F);
  shape_by_hops(curve, -8, gains);
  EXPECT_FLOAT_EQ(gains[0], 2);
  EXPECT_FLOAT_EQ(gains[8 + 24], 1.5F);
  EXPECT_FLOAT_EQ(gains[8 + 32], 1);
}

TEST(Curve, goes_softly_from_point_to_point) {
  const auto curve = Curve(0.5F).to(100, 1).to(200, 0).to(300, 0);
  EXPECT_FLOAT_EQ(curve.at(0), 0.5F);
  EXPECT_FLOAT_EQ(curve.at(150), 0.5F);
  EXPECT_LT(1 - curve.at(105), 0.01);
  EXPECT_FLOAT_EQ(curve.at(1000), 0);
}

TEST(Curve, is_the_same_in_pieces_as_at_once) {
  const auto curve = Curve(1).to(10, 1).to(70, 0.2F).to(90, 0.2F).to(130, 0.9F);
  std::vector<float> whole(160, 1.0F);
  curve.shape(0, whole);
  for (std::int64_t at = 0; at < 160; ++at) EXPECT_FLOAT_EQ(curve.at(at), whole[static_cast<std::size_t>(at)]);
}

}  // namespace
}  // namespace undertone::mix
