#include "base/time.h"

#include <gtest/gtest.h>

namespace undertone {
namespace {

TEST(Time, IsExactForSamplesAndFrames) {
  EXPECT_EQ(from_samples(44100, 44100), from_seconds(1));
  EXPECT_EQ(from_ticks(30000, {1001, 30000}), from_seconds(1001));
  for (const int rate : {8000, 22050, 44100, 48000, 96000, 192000})
    EXPECT_EQ(to_samples(from_samples(123457, rate), rate), 123457) << rate;
}

TEST(Time, SurvivesTenHoursOfNanosecondTicks) {
  const std::int64_t ten_hours = 36'000'000'000'000;
  EXPECT_EQ(from_ticks(ten_hours, {1, 1'000'000'000}), from_seconds(36000));
}

TEST(Time, RoundsToTheNearestTickOnBothSidesOfZero) {
  EXPECT_EQ(to_ticks(from_milliseconds(-15), {1, 100}), -2);
  EXPECT_EQ(to_ticks(from_milliseconds(15), {1, 100}), 2);
  EXPECT_EQ(to_ticks(from_milliseconds(14), {1, 100}), 1);
}

TEST(Time, ReadsAsPeopleWriteIt) {
  EXPECT_EQ(clock(from_seconds(7)), "0:07");
  EXPECT_EQ(clock(from_seconds(3723)), "1:02:03");
  EXPECT_EQ(short_seconds(from_seconds(10)), "10s");
  EXPECT_EQ(short_seconds(from_seconds(13.37)), "13.4s");
}

TEST(Span, IsHalfOpen) {
  const Span span{from_seconds(1), from_seconds(2)};
  EXPECT_TRUE(span.contains(from_seconds(1)));
  EXPECT_FALSE(span.contains(from_seconds(2)));
  EXPECT_FALSE(span.overlaps({from_seconds(2), from_seconds(3)}));
  EXPECT_TRUE(span.overlaps({from_seconds(1.5), from_seconds(3)}));
}

}  // namespace
}  // namespace undertone
