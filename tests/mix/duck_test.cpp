#include "mix/duck.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/random.h"
#include "mix/sounds.h"

namespace undertone::mix {
namespace {

using namespace undertone::test;
using testing::ElementsAre;
using testing::IsEmpty;

constexpr std::int64_t second = sample_rate;

Curve curve_for(const std::vector<Span>& speech, std::int64_t length) {
  const auto stretches = join_phrases(speech, length);
  return duck_curve(stretches, std::vector<float>(stretches.size(), 0.25F), 1, length);
}

TEST(Duck, joins_phrases_over_short_gaps_and_drops_blips) {
  EXPECT_THAT(join_phrases(std::vector{span(1, 2), span(2.6, 4), span(9, 9.1)}, 20 * second),
              ElementsAre(Frames{second, 4 * second}));
  EXPECT_THAT(join_phrases({}, 20 * second), IsEmpty());
}

TEST(Duck, takes_phrases_in_any_order_and_beyond_the_ends) {
  EXPECT_THAT(join_phrases(std::vector{span(8, 30), span(-1, 2)}, 10 * second),
              ElementsAre(Frames{0, 2 * second}, Frames{8 * second, 10 * second}));
}

TEST(Duck, is_down_before_a_phrase_and_held_after_it) {
  const auto curve = curve_for({span(5, 7)}, 20 * second);
  EXPECT_FLOAT_EQ(curve.at(4 * second), 1);
  EXPECT_FLOAT_EQ(curve.at(5 * second - second / 4), 0.25F);
  EXPECT_FLOAT_EQ(curve.at(7 * second + 2 * second / 5), 0.25F);
  EXPECT_FLOAT_EQ(curve.at(9 * second), 1);
}

TEST(Duck, begins_and_ends_down_when_the_speech_does) {
  const auto curve = curve_for({span(0.1, 3), span(17, 19.5)}, 20 * second);
  EXPECT_FLOAT_EQ(curve.at(0), 0.25F);
  EXPECT_FLOAT_EQ(curve.at(20 * second - 1), 0.25F);
}

TEST(Duck, turns_at_most_once_a_second_whatever_is_said) {
  Random random(11);
  for (int round = 0; round < 50; ++round) {
    std::vector<Span> speech;
    for (double t = random.uniform(0, 3); t < 58; t += random.uniform(0.05, 4)) {
      const double end = t + random.uniform(0.05, 3);
      speech.push_back(span(t, end));
      t = end;
    }
    const auto curve = curve_for(speech, 60 * second);
    std::int64_t last_turn = -second;
    float last_way = 0;
    for (std::size_t i = 1; i < curve.points().size(); ++i) {
      const float way = curve.points()[i].gain - curve.points()[i - 1].gain;
      if (way == 0) continue;
      if (way * last_way < 0) {
        EXPECT_GE(curve.points()[i - 1].frame - last_turn, second);
        last_turn = curve.points()[i - 1].frame;
      }
      last_way = way;
    }
  }
}

}  // namespace
}  // namespace undertone::mix
