#include "studio/under.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace undertone::studio {
namespace {

using testing::ElementsAre;

Span span(double start, double end) {
  return {from_seconds(start), from_seconds(end)};
}

VideoProfile holiday() {
  VideoProfile seen;
  seen.length = from_seconds(10);
  for (const double at : {2.0, 4.0, 6.0}) seen.cuts.push_back({.at = from_seconds(at)});
  seen.speech = {span(1, 3.5), span(7, 8)};
  for (int i = 0; i < 20; ++i) seen.curves.motion.push_back(i);
  return seen;
}

TEST(PartOf, MovesCutsAndSpeechToItsOwnClock) {
  const auto part = part_of(holiday(), span(3, 7.5));
  EXPECT_EQ(part.length, from_seconds(4.5));
  ASSERT_EQ(part.cuts.size(), 2U);
  EXPECT_EQ(part.cuts[0].at, from_seconds(1));
  EXPECT_THAT(part.speech, ElementsAre(span(0, 0.5), span(4, 4.5)));
}

TEST(PartOf, KeepsTheCurvesOverIt) {
  const auto part = part_of(holiday(), span(3, 5));
  EXPECT_THAT(part.curves.motion, ElementsAre(6, 7, 8, 9));
}

TEST(PartOf, OfTheWholeIsTheWhole) {
  EXPECT_EQ(part_of(holiday(), span(0, 10)), holiday());
}

TEST(PartOf, BeyondTheEndThereIsNothing) {
  const auto part = part_of(holiday(), span(20, 30));
  EXPECT_TRUE(part.cuts.empty());
  EXPECT_TRUE(part.curves.motion.empty());
}

}  // namespace
}  // namespace undertone::studio
