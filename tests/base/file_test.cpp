#include "base/file.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>

namespace undertone {
namespace {

namespace fs = std::filesystem;

struct Folder : testing::Test {
  fs::path folder = fs::path(testing::TempDir()) /
                    ("undertone-" + std::string(testing::UnitTest::GetInstance()->current_test_info()->name()));
  void SetUp() override {
    fs::remove_all(folder);
    fs::create_directories(folder);
  }
  void TearDown() override { fs::remove_all(folder); }
  auto count() const { return std::distance(fs::directory_iterator(folder), fs::directory_iterator()); }
};

using PendingFileTest = Folder;

TEST_F(PendingFileTest, AppearsOnlyWhenKept) {
  const auto target = folder / "film.mp4";
  auto pending = PendingFile::create(target).value();
  EXPECT_EQ(pending.path().extension(), ".mp4");
  std::ofstream(pending.path()) << "whole";
  EXPECT_FALSE(fs::exists(target));
  ASSERT_TRUE(pending.keep());
  EXPECT_EQ(read_text(target).value(), "whole");
  EXPECT_EQ(count(), 1);
}

TEST_F(PendingFileTest, LeavesNothingBehindAndTheOldFileAlone) {
  const auto target = folder / "film.mp4";
  ASSERT_TRUE(write_text(target, "old"));
  { auto pending = PendingFile::create(target).value(); }
  EXPECT_EQ(count(), 1);
  EXPECT_EQ(read_text(target).value(), "old");
}

TEST_F(PendingFileTest, RefusesAFolderAsTarget) {
  const auto pending = PendingFile::create(folder);
  ASSERT_FALSE(pending);
  EXPECT_EQ(pending.error().kind, ErrorKind::invalid_input);
}

TEST_F(PendingFileTest, SaysWhichPlaceCannotBeWritten) {
  const auto pending = PendingFile::create(folder / "no" / "film.mp4");
  ASSERT_FALSE(pending);
  EXPECT_NE(pending.error().message.find("film.mp4"), std::string::npos);
}

TEST_F(PendingFileTest, ReadingTooMuchIsRefused) {
  ASSERT_TRUE(write_text(folder / "long.txt", std::string(100, 'x')));
  EXPECT_FALSE(read_text(folder / "long.txt", 99));
  EXPECT_FALSE(read_text(folder / "none.txt"));
}

}  // namespace
}  // namespace undertone
