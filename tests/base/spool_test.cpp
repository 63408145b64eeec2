#include "base/spool.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <vector>

namespace undertone {
namespace {

std::vector<float> ramp(std::int64_t first_frame, std::int64_t frames) {
  std::vector<float> sound;
  for (std::int64_t i = first_frame; i < first_frame + frames; ++i) {
    sound.push_back(static_cast<float>(i + 1));
    sound.push_back(-static_cast<float>(i + 1));
  }
  return sound;
}

TEST(Spool, GivesBackWhatWasAppendedInOddPieces) {
  auto spool = Spool::create().value();
  std::int64_t written = 0;
  for (const std::int64_t piece : {1, 4095, 5, 9000, 4096, 4096, 77}) {
    ASSERT_TRUE(spool.append(ramp(written, piece)));
    written += piece;
  }
  ASSERT_TRUE(spool.finish());
  EXPECT_EQ(spool.frames(), written);
  std::vector<float> all(static_cast<std::size_t>(written) * 2);
  ASSERT_TRUE(spool.read(0, all));
  EXPECT_EQ(all, ramp(0, written));
  std::vector<float> middle(6000);
  ASSERT_TRUE(spool.read(4000, middle));
  EXPECT_EQ(middle, ramp(4000, 3000));
}

TEST(Spool, IsSilentBeyondItsEnds) {
  auto spool = Spool::create().value();
  ASSERT_TRUE(spool.append(ramp(0, 10)));
  ASSERT_TRUE(spool.finish());
  std::vector<float> around(40);
  ASSERT_TRUE(spool.read(-5, around));
  EXPECT_EQ(around[9], 0.0F);
  EXPECT_EQ(around[10], 1.0F);
  EXPECT_EQ(around[30], 0.0F);
}

TEST(Spool, KnowsSilentStretchesWithoutReading) {
  auto spool = Spool::create().value();
  ASSERT_TRUE(spool.append(std::vector<float>(2 * 10000, 0.0F)));
  ASSERT_TRUE(spool.append(ramp(0, 100)));
  ASSERT_TRUE(spool.finish());
  EXPECT_TRUE(spool.silent(0, 8000));
  EXPECT_FALSE(spool.silent(9000, 2000));
}

TEST(Spool, SaysWhenItsFolderCannotBeWritten) {
  const char* before = std::getenv("TMPDIR");
  const std::string kept = before != nullptr ? before : "";
  ::setenv("TMPDIR", "/nowhere-at-all", 1);
  const auto spool = Spool::create();
  kept.empty() ? ::unsetenv("TMPDIR") : ::setenv("TMPDIR", kept.c_str(), 1);
  ASSERT_FALSE(spool);
  EXPECT_EQ(spool.error().kind, ErrorKind::unavailable);
}

}  // namespace
}  // namespace undertone
