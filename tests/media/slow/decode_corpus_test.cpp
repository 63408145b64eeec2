// Every video of the corpus, decoded whole: in order, from 0, without gaps, as long as it says, its sound beside it.
#include "../probe_clips.h"

namespace undertone::media {
namespace {

struct Seen {
  std::int64_t frames = 0;
  Time end{};
  bool in_order = true;
  bool without_gaps = true;
};

Seen watch_all(const MediaInfo& info) {
  Seen seen;
  auto reader = PictureReader::open(info, {.max_width = 160, .format = PixelFormat::yuv420p, .rough = true});
  EXPECT_TRUE(reader);
  for (auto frame = reader->next(); frame && *frame; frame = reader->next(), ++seen.frames) {
    seen.in_order = seen.in_order && frame->length() > Time{};
    seen.without_gaps = seen.without_gaps && frame->at() == seen.end;
    seen.end = frame->at() + frame->length();
  }
  return seen;
}

TEST(DecodeCorpus, ShowsEveryVideoWhole) {
  auto files = listed("video");
  if (files.empty()) GTEST_SKIP() << "no corpus";
  const auto broken = listed("broken");
  files.insert(files.end(), broken.begin(), broken.end());
  for (const auto& [file, shape] : files) {
    SCOPED_TRACE(file);
    const auto info = probe(corpus() / file);
    if (!info && file.starts_with("broken")) continue;
    ASSERT_TRUE(info) << info.error().message;
    const Seen seen = watch_all(*info);
    EXPECT_GT(seen.frames, 0);
    EXPECT_TRUE(seen.in_order);
    EXPECT_TRUE(seen.without_gaps);
    const double rate = info->video->frame_rate.value();
    EXPECT_NEAR(seconds(seen.end), seconds(info->video->length), 1.0 / rate + 1e-6);
    const auto sound = read_sound(*info, info->length, Progress());
    ASSERT_TRUE(sound) << sound.error().message;
    EXPECT_EQ(sound->frames(), to_samples(info->length));
  }
}

}  // namespace
}  // namespace undertone::media
