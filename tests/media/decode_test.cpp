#include <gmock/gmock.h>

#include <array>

#include "media/scaler.h"
#include "probe_clips.h"

namespace undertone::media {
namespace {

using Decode = Folder;

std::vector<Frame> all_of(const MediaInfo& info, const PictureWish& wish) {
  std::vector<Frame> frames;
  auto reader = PictureReader::open(info, wish);
  EXPECT_TRUE(reader);
  for (;;) {
    auto frame = reader->next();
    EXPECT_TRUE(frame);
    if (!frame || !*frame) return frames;
    frames.push_back(*frame);
  }
}

Time total(const std::vector<Frame>& frames) {
  Time sum{};
  for (const Frame& frame : frames) sum += frame.length();
  return sum;
}

TEST_F(Decode, GivesEachPictureOfAGifForAsLongAsItIsShown) {
  const auto info = probe(file("three.gif", gif({5, 0, 7})));
  ASSERT_TRUE(info);
  const auto frames = all_of(*info, {});
  ASSERT_EQ(frames.size(), 3U);
  EXPECT_EQ(frames[1].at(), from_milliseconds(50));
  EXPECT_EQ(frames[1].length(), from_milliseconds(100));
  EXPECT_EQ(frames[2].length(), from_milliseconds(70));
}

TEST_F(Decode, CanSeekBackInAGif) {
  const auto info = probe(file("three.gif", gif({5, 5, 5})));
  auto reader = PictureReader::open(*info, {});
  ASSERT_TRUE(reader);
  for (int i = 0; i < 4; ++i) ASSERT_TRUE(reader->next());
  ASSERT_TRUE(reader->seek(Time{}));
  EXPECT_EQ(reader->next()->at(), Time{});
  EXPECT_EQ(reader->next()->at(), from_milliseconds(50));
}

struct Film : Decode {
  fs::path film;
  void SetUp() override {
    Decode::SetUp();
    film = made("film.mp4",
                "-f lavfi -i testsrc2=s=320x180:r=25:d=4 -c:v libx264 -g 25 -bf 2 -pix_fmt yuv420p -preset veryfast");
    if (film.empty()) GTEST_SKIP() << "no ffmpeg command";
  }
};

TEST_F(Film, ComesInOrderWithoutGaps) {
  const auto info = probe(film);
  const auto frames = all_of(*info, {});
  ASSERT_EQ(frames.size(), 100U);
  for (std::size_t i = 0; i < frames.size(); ++i) {
    EXPECT_EQ(frames[i].at(), from_milliseconds(40 * static_cast<std::int64_t>(i)));
    EXPECT_EQ(frames[i].length(), from_milliseconds(40));
  }
}

TEST_F(Film, GivesKeyPicturesAlone) {
  const auto frames = all_of(*probe(film), {.which = Which::keyframes});
  ASSERT_EQ(frames.size(), 4U);
  EXPECT_TRUE(frames[3].key());
  EXPECT_EQ(frames[3].at(), from_seconds(3));
  EXPECT_EQ(total(frames), from_seconds(4));
}

TEST_F(Film, GivesFewerPicturesWithoutThoseNobodyRefersTo) {
  const auto frames = all_of(*probe(film), {.which = Which::keyframes_and_references, .rough = true});
  EXPECT_LT(frames.size(), 80U);
  EXPECT_GT(frames.size(), 20U);
  EXPECT_EQ(total(frames), from_seconds(4));
}

TEST_F(Film, IsScaledToFit) {
  const auto frames = all_of(*probe(film), {.max_width = 160, .max_height = 160, .format = PixelFormat::yuv420p});
  ASSERT_EQ(frames.size(), 100U);
  EXPECT_EQ(frames[0].width(), 160);
  EXPECT_EQ(frames[0].height(), 90);
  EXPECT_EQ(frames[0].plane(1).width, 80);
  EXPECT_EQ(frames[0].plane(1).height, 45);
}

TEST_F(Film, GivesOnlyThePicturesOfASpan) {
  const auto frames = all_of(*probe(film), {.span = {from_milliseconds(1500), from_milliseconds(1640)}});
  ASSERT_EQ(frames.size(), 4U);
  EXPECT_EQ(frames.front().at(), from_milliseconds(1480));  // still shown at 1.5 s
  EXPECT_EQ(frames.back().at(), from_milliseconds(1600));
}

TEST_F(Film, SeeksToTheKeyPictureBefore) {
  auto reader = PictureReader::open(*probe(film), {});
  ASSERT_TRUE(reader->seek(from_milliseconds(2700)));
  const auto frame = reader->next();
  EXPECT_EQ(frame->at(), from_seconds(2));
  EXPECT_TRUE(frame->key());
}

TEST_F(Film, StepsOverDamage) {
  std::fstream bytes(film, std::ios::in | std::ios::out | std::ios::binary);
  const auto size = static_cast<std::streamoff>(fs::file_size(film));
  bytes.seekp(size / 2);
  bytes << std::string(static_cast<std::size_t>(size / 20), '\xa5');
  bytes.close();
  const auto info = probe(film);
  ASSERT_TRUE(info);
  EXPECT_GT(all_of(*info, {}).size(), 50U);
}

TEST_F(Film, HidesWhatAnEditListLeavesOut) {
  const auto cut = made("cut.mp4", "-ss 1.5 -i '" + film.string() + "' -c copy");
  const auto info = probe(cut);
  ASSERT_TRUE(info);
  const auto frames = all_of(*info, {});
  EXPECT_NEAR(seconds(info->length), 2.5, 0.041);
  EXPECT_EQ(frames.front().at(), Time{});
  EXPECT_EQ(total(frames), info->length);
}

TEST_F(Film, ListsItsPacketsWithoutDecoding) {
  const auto notes = list_pictures(*probe(film), Progress());
  ASSERT_TRUE(notes);
  ASSERT_EQ(notes->size(), 100U);
  EXPECT_TRUE(notes->front().key);
  EXPECT_EQ(notes->front().at, Time{});
  EXPECT_EQ(std::count_if(notes->begin(), notes->end(), [](const PacketNote& note) { return note.key; }), 4);
  EXPECT_TRUE(std::all_of(notes->begin(), notes->end(), [](const PacketNote& note) { return note.bytes > 0; }));
}

TEST_F(Film, StopsListingWhenAsked) {
  const Progress progress;
  progress.stop();
  EXPECT_EQ(list_pictures(*probe(film), progress).error().kind, ErrorKind::cancelled);
}

TEST_F(Decode, KeepsColoursWhenTurnedToRgb) {
  const auto red = made("red.mp4", "-f lavfi -i color=red:s=64x64:r=25:d=0.2 -c:v libx264 -pix_fmt yuv420p");
  if (red.empty()) GTEST_SKIP() << "no ffmpeg command";
  const auto frames = all_of(*probe(red), {.format = PixelFormat::rgb24});
  ASSERT_FALSE(frames.empty());
  const std::uint8_t* pixel = frames[0].plane(0).data;
  EXPECT_GT(pixel[0], 245);
  EXPECT_LT(pixel[1], 10);
  EXPECT_LT(pixel[2], 10);
}

TEST(Fitted, KeepsTheAspectAndNeverVanishes) {
  const Size wide = fitted({1920, 1080}, 160, 0, true);
  EXPECT_EQ(wide.width, 160);
  EXPECT_EQ(wide.height, 90);
  const Size strip = fitted({4000, 3}, 100, 100, true);
  EXPECT_EQ(strip.width, 100);
  EXPECT_EQ(strip.height, 2);
  const Size small = fitted({33, 17}, 640, 640, true);
  EXPECT_EQ(small.width, 33);
  EXPECT_EQ(small.height, 17);
}

TEST(DecodeCorpus, ShowsEveryImage) {
  if (listed("image").empty()) GTEST_SKIP() << "no corpus";
  for (const auto& [file, shape] : listed("image")) {
    SCOPED_TRACE(file);
    const auto info = probe(corpus() / file);
    ASSERT_TRUE(info);
    const auto frames = all_of(*info, {.max_width = 160, .format = PixelFormat::rgb24});
    EXPECT_EQ(static_cast<std::int64_t>(frames.size()), std::max<std::int64_t>(info->video->frames, 1));
    if (info->kind == MediaKind::animation) {
      EXPECT_EQ(total(frames), info->length);
    }
  }
}

}  // namespace
}  // namespace undertone::media
