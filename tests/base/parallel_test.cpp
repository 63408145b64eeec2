#include "base/parallel.h"

#include <gtest/gtest.h>

#include <atomic>
#include <vector>

#include "base/json.h"
#include "base/progress.h"

namespace undertone {
namespace {

TEST(Parallel, DoesEachPieceOnce) {
  std::vector<std::atomic<int>> done(100);
  ASSERT_TRUE(parallel(100, [&](std::size_t i) -> Status {
    ++done[i];
    return {};
  }));
  for (const auto& count : done) EXPECT_EQ(count, 1);
}

TEST(Parallel, StopsAtTheFirstError) {
  std::atomic<int> begun = 0;
  const auto status = parallel(1000, [&](std::size_t i) -> Status {
    ++begun;
    if (i == 3) return fail(ErrorKind::corrupt_media, "broken");
    return {};
  });
  ASSERT_FALSE(status);
  EXPECT_EQ(status.error().message, "broken");
  EXPECT_LE(begun, 1000);
}

TEST(Progress, NeverFallsAndKnowsItsSlice) {
  std::vector<double> heard;
  const Progress whole([&](std::string_view, double fraction) { heard.push_back(fraction); });
  const auto second_half = whole.part("mix", 0.5, 1.0);
  second_half.report(0.5);
  whole.report(0.1);
  second_half.report(1.0);
  EXPECT_EQ(heard, (std::vector<double>{0.75, 0.75, 1.0}));
}

TEST(Progress, AStopIsSeenByEveryPart) {
  const Progress whole;
  const auto part = whole.part("watch", 0, 1);
  EXPECT_TRUE(part.check());
  whole.stop();
  ASSERT_FALSE(part.check());
  EXPECT_EQ(part.check().error().kind, ErrorKind::cancelled);
}

TEST(Json, RefusesWhatIsBrokenOrTooDeep) {
  EXPECT_TRUE(parse_json(R"({"a":[1,2]})", "draft"));
  EXPECT_FALSE(parse_json("{\"a\":", "draft"));
  EXPECT_FALSE(parse_json(std::string(100000, '['), "draft"));
}

}  // namespace
}  // namespace undertone
