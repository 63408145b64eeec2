#include <gmock/gmock.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <filesystem>
#include <string>
#include <vector>

#include "base/file.h"
#include "base/json.h"
#include "media/media.h"
#include "watch/watch.h"

namespace undertone::watch {
namespace {

using testing::IsEmpty;
using testing::Not;

std::filesystem::path corpus() {
  const char* shared = std::getenv("UNDERTONE_SHARED");
  const std::filesystem::path root = shared != nullptr ? shared : UNDERTONE_SOURCE_DIR "/../shared";
  return root / "corpus";
}

VideoProfile profile_of(const std::string& name) {
  const auto info = media::probe(corpus() / name);
  if (!info) return {};
  const auto watched = watch(*info, Progress());
  return watched ? watched->profile : VideoProfile{};
}

struct Tally {
  int right = 0, missed = 0, wrong = 0;
  double f1() const { return 2.0 * right / (2.0 * right + missed + wrong); }
};

bool has_near(const Json& list, double at, double tolerance) {
  for (const auto& each : list)
    if (std::abs(each.at("time").get<double>() - at) <= tolerance) return true;
  return false;
}

bool within_any(const Json& ranges, double at) {
  for (const auto& range : ranges)
    if (at >= range[0].get<double>() && at <= range[1].get<double>()) return true;
  return false;
}

void count(const Json& truth, const VideoProfile& profile, Tally& tally) {
  const double tolerance = 2.01 / truth.at("fps").get<double>();
  const Json none = Json::array();
  std::vector<double> found;
  for (const auto& cut : profile.cuts)
    if (cut.kind == CutKind::hard) found.push_back(seconds(cut.at));
  for (const auto& hard : truth.at("hard")) {
    const double at = hard.at("time").get<double>();
    const bool met = std::any_of(found.begin(), found.end(), [&](double t) { return std::abs(t - at) <= tolerance; });
    ++(met ? tally.right : tally.missed);
  }
  for (const double at : found) {
    const bool open =
        within_any(truth.value("ignore", none), at) || has_near(truth.value("probable", none), at, tolerance);
    if (!open && !has_near(truth.at("hard"), at, tolerance)) ++tally.wrong;
  }
}

TEST(Corpus, hard_cuts_are_found_within_two_pictures) {
  const auto text = read_text(corpus() / "groundtruth" / "cuts.json");
  if (!text) GTEST_SKIP() << "no corpus";
  const auto truth = parse_json(*text, "ground truth");
  ASSERT_TRUE(truth);
  Tally tally;
  for (const auto& [name, clip] : truth->at("clips").items()) count(clip, profile_of(name), tally);
  RecordProperty("f1", std::to_string(tally.f1()));
  EXPECT_GE(tally.f1(), 0.90) << tally.right << " right, " << tally.missed << " missed, " << tally.wrong << " wrong";
}

TEST(Corpus, talk_is_told_from_rotors_and_battles) {
  if (!std::filesystem::exists(corpus())) GTEST_SKIP() << "no corpus";
  EXPECT_THAT(profile_of("video/friday-speech.mp4").speech, Not(IsEmpty()));
  EXPECT_THAT(profile_of("analysis/speech-librispeech-198.ogg").speech, Not(IsEmpty()));
  EXPECT_THAT(profile_of("video/gopro-karma-drone-coast.mp4").speech, IsEmpty());
  EXPECT_THAT(profile_of("audio/mdn-guitar.mp3").speech, IsEmpty());
  EXPECT_THAT(profile_of("video/bbb-trailer-fragmented.mp4").speech, IsEmpty());
}

TEST(Corpus, a_silent_track_is_no_sound) {
  if (!std::filesystem::exists(corpus())) GTEST_SKIP() << "no corpus";
  EXPECT_FALSE(profile_of("video/flower.mp4").has_sound);
  EXPECT_FALSE(profile_of("video/beetle-bw.mp4").has_sound);
  EXPECT_TRUE(profile_of("video/friday-speech.mp4").has_sound);
}

TEST(Corpus, a_profile_survives_its_json) {
  if (!std::filesystem::exists(corpus())) GTEST_SKIP() << "no corpus";
  const auto json = to_json(profile_of("video/bbb-trailer-fragmented.mp4"));
  const auto back = profile_from_json(json);
  ASSERT_TRUE(back) << back.error().message;
  EXPECT_EQ(to_json(*back), json);
}

}  // namespace
}  // namespace undertone::watch
