#include "base/random.h"

#include <gtest/gtest.h>

#include <array>
#include <cmath>

namespace undertone {
namespace {

TEST(Random, IsTheSameEverywhere) {
  Random random(42);
  EXPECT_EQ(random.next(), 1546998764402558742ULL);
  EXPECT_EQ(random.next(), 6990951692964543102ULL);
}

TEST(Random, ForksDoNotDependOnWhatWasDrawn) {
  Random fresh(7);
  Random used(7);
  used.next();
  EXPECT_EQ(fresh.fork("bass").next(), used.fork("bass").next());
  EXPECT_NE(fresh.fork("bass").next(), fresh.fork("drums").next());
  EXPECT_NE(fresh.fork("bar", 1).next(), fresh.fork("bar", 2).next());
}

TEST(Random, DrawsWhatItsNamesSay) {
  Random random(1);
  double sum = 0;
  double squares = 0;
  for (int i = 0; i < 20000; ++i) {
    const double x = random.normal(3, 2);
    sum += x;
    squares += (x - 3) * (x - 3);
    const int die = random.between(1, 6);
    ASSERT_TRUE(die >= 1 && die <= 6);
  }
  EXPECT_NEAR(sum / 20000, 3, 0.06);
  EXPECT_NEAR(std::sqrt(squares / 20000), 2, 0.06);
}

TEST(Random, NeverPicksWhatWeighsNothing) {
  Random random(3);
  const std::array<double, 3> weights{0, 1, 3};
  std::array<int, 3> counts{};
  for (int i = 0; i < 4000; ++i) ++counts[random.weighted(weights)];
  EXPECT_EQ(counts[0], 0);
  EXPECT_NEAR(counts[1], 1000, 120);
}

}  // namespace
}  // namespace undertone
