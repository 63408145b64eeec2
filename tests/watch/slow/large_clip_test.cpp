// Large clips are told by their packets: made here with ffmpeg, from its own pictures.
#include <gmock/gmock.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <filesystem>
#include <string>
#include <vector>

#include "media/media.h"
#include "watch/survey.h"

namespace undertone::watch {
namespace {

constexpr int rate = 30;

// Six shots of 1080p, each moving; they change at these pictures.
const std::vector<int> true_cuts = {60, 100, 190, 215, 300};

std::filesystem::path large_clip(const std::string& coding) {
  const auto file = std::filesystem::path(testing::TempDir()) / "undertone-large-clip.mp4";
  const auto shot = [](const std::string& source, int pictures) {
    return " -f lavfi -t " + std::to_string(static_cast<double>(pictures) / rate - 0.001) + " -i " + source +
           "s=1920x1080:r=30";
  };
  const std::string command =
      "ffmpeg -v error -y" + shot("testsrc2=", 60) + shot("gradients=seed=3:speed=0.02:", 40) +
      shot("smptehdbars=", 90) + shot("testsrc=", 25) + shot("pal75bars=", 85) + shot("yuvtestsrc=", 60) +
      " -filter_complex '[1]format=yuv420p[b];[0]format=yuv420p[a];[2]format=yuv420p,noise=alls=8:allf=t[c];"
      "[3]format=yuv420p[d];[4]format=yuv420p,hue=h=90,noise=alls=8:allf=t[e];[5]format=yuv420p,noise=alls=8:allf=t[f];"
      "[a][b][c][d][e][f]concat=n=6' -c:v libx264 -preset veryfast -b:v 8M " +
      coding + " '" + file.string() + "' 2>/dev/null";
  return std::system(command.c_str()) == 0 ? file : std::filesystem::path();
}

std::vector<int> cuts_found(const std::filesystem::path& file) {
  const auto info = media::probe(file);
  if (!info) return {};
  const auto survey = survey_by_packets(*info, info->length, Progress());
  std::vector<int> pictures;
  if (survey)
    for (const auto& cut : survey->cuts) pictures.push_back(static_cast<int>(std::lround(seconds(cut.at) * rate)));
  return pictures;
}

// 2 right / (2 right + missed + wrong), right being within two pictures.
double f1_of(const std::vector<int>& found) {
  const auto met = [&](int at) {
    return std::any_of(found.begin(), found.end(), [at](int each) { return std::abs(each - at) <= 2; });
  };
  const auto right = std::count_if(true_cuts.begin(), true_cuts.end(), met);
  return 2.0 * static_cast<double>(right) / static_cast<double>(found.size() + true_cuts.size());
}

void expect_cuts(const std::string& coding) {
  const auto file = large_clip(coding);
  if (file.empty()) GTEST_SKIP() << "no ffmpeg with libx264";
  const auto found = cuts_found(file);
  std::filesystem::remove(file);
  EXPECT_GE(f1_of(found), 0.9) << testing::PrintToString(found);
}

TEST(LargeClip, cuts_are_exact_where_key_pictures_come_by_the_clock) {
  expect_cuts("-sc_threshold 0 -g 60");
}

}  // namespace
}  // namespace undertone::watch
