#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "render/filters.h"
#include "render/render.h"

namespace undertone::render {
namespace {

using testing::HasSubstr;

MediaInfo clip(const std::string& codec, int width, int height, Time length) {
  VideoStream video;
  video.codec = codec;
  video.width = width;
  video.height = height;
  video.frame_rate = {30000, 1001};
  video.length = length;
  video.copyable = codec == "h264";
  return {.path = "holiday/flower.mp4", .kind = MediaKind::video, .title = "flower", .length = length, .video = video};
}

Segment whole(const MediaInfo& info, Time length) {
  Segment segment;
  segment.src = info.path;
  segment.length = length;
  segment.video = VideoPart{};
  return segment;
}

Draft draft_of(const Segment& segment) {
  Draft draft;
  draft.length = segment.end();
  draft.canvas.title = "Flower";
  Track track;
  track.segments = {segment};
  draft.tracks = {track};
  return draft;
}

Result<RenderPlan> plan_one(const MediaInfo& info, const Segment& segment, const RenderWish& wish = {}) {
  const std::vector<MediaInfo> media{info};
  return plan(draft_of(segment), media, wish);
}

TEST(Plan, CopiesAPictureThatNobodyTouched) {
  const auto info = clip("h264", 960, 540, from_milliseconds(5005));
  EXPECT_EQ(print(plan_one(info, whole(info, from_milliseconds(5005))).value()),
            "picture 0.000-5.005 copied from flower.mp4 (h264 960x540)\n"
            "sound   0.000-5.005 aac 48000 Hz stereo 192 kb/s\n");
}

TEST(Plan, TakesADraftsMillisecondsForTheWholeClip) {
  const auto info = clip("h264", 960, 540, from_seconds(4.9716333));
  const auto made = plan_one(info, whole(info, from_milliseconds(4971))).value();
  EXPECT_EQ(made.picture.front().way, PictureWay::copied);
}

TEST(Plan, EncodesWhatPlayersDoNotLike) {
  const auto info = clip("vp9", 426, 240, from_seconds(3));
  EXPECT_EQ(print(plan_one(info, whole(info, from_seconds(3))).value()),
            "picture 0.000-3.000 encoded from flower.mp4 (vp9 426x240): not H.264 that every player takes\n"
            "  h264 426x240 30000/1001 fps veryfast crf 19\n"
            "  through scale=w=426:h=240:flags=bicubic:in_range=auto:out_range=limited,setsar=1,format=yuv420p\n"
            "sound   0.000-3.000 aac 48000 Hz stereo 192 kb/s\n");
}

TEST(Plan, EncodesWhatWasTrimmed) {
  const auto info = clip("h264", 960, 540, from_seconds(5));
  auto segment = whole(info, from_seconds(3));
  segment.source_start = from_seconds(1);
  const auto made = plan_one(info, segment).value();
  EXPECT_EQ(made.picture.front().way, PictureWay::encoded);
  EXPECT_THAT(print(made), HasSubstr("encoded from flower.mp4 at 1.000 (h264 960x540): trimmed"));
}

TEST(Plan, EncodesEverythingWhenAsked) {
  const auto info = clip("h264", 960, 540, from_seconds(5));
  const auto made = plan_one(info, whole(info, from_seconds(5)), {.encode_all = true}).value();
  EXPECT_EQ(made.picture.front().way, PictureWay::encoded);
}

TEST(Plan, FitsIntoFullHdUnlessTheSourcesSizeIsWanted) {
  const auto info = clip("hevc", 3840, 2160, from_seconds(5));
  const auto fitted = plan_one(info, whole(info, from_seconds(5))).value();
  EXPECT_EQ(fitted.width, 1920);
  EXPECT_EQ(fitted.height, 1080);
  const auto source = plan_one(info, whole(info, from_seconds(5)), {.size = RenderWish::Size::source}).value();
  EXPECT_EQ(source.width, 3840);
  EXPECT_EQ(source.height, 2160);
}

TEST(Plan, TurnsThePictureItEncodes) {
  auto info = clip("hevc", 3840, 2160, from_seconds(5));
  info.video->rotation = 90;
  const auto made = plan_one(info, whole(info, from_seconds(5))).value();
  EXPECT_EQ(made.width, 1080);
  EXPECT_EQ(made.height, 1920);
  EXPECT_THAT(made.picture.front().filters, HasSubstr("scale=w=1920:h=1080"));
  EXPECT_THAT(made.picture.front().filters, HasSubstr("transpose=clock"));
}

TEST(Plan, MapsTheTonesOfHdr) {
  auto info = clip("hevc", 1920, 1080, from_seconds(5));
  info.video->transfer = Transfer::pq;
  EXPECT_THAT(plan_one(info, whole(info, from_seconds(5)))->picture.front().filters,
              HasSubstr("tonemap=tonemap=hable"));
}

TEST(Plan, LaysAlphaOverBlack) {
  auto info = clip("png", 320, 200, {});
  info.kind = MediaKind::image;
  info.video->has_alpha = true;
  const auto made = plan_one(info, whole(info, from_seconds(10))).value();
  EXPECT_EQ(made.picture.front().from, PictureFrom::still);
  EXPECT_EQ(made.frame_rate, (Rational{30, 1}));
  EXPECT_THAT(made.picture.front().filters, HasSubstr("premultiply"));
}

TEST(Plan, KeepsTheTimesOfAnAnimation) {
  auto info = clip("gif", 320, 200, from_seconds(2));
  info.kind = MediaKind::animation;
  EXPECT_TRUE(plan_one(info, whole(info, from_seconds(8)))->variable_rate);
}

TEST(Plan, IsBlackWhenThereIsOnlySound) {
  MediaInfo info{.path = "song.mp3", .kind = MediaKind::audio, .length = from_seconds(3)};
  const auto made = plan_one(info, whole(info, from_seconds(3))).value();
  EXPECT_EQ(made.picture.front().from, PictureFrom::nothing);
  EXPECT_THAT(print(made), HasSubstr("nothing (black)"));
}

TEST(Plan, SaysWhatItCannotRender) {
  const auto info = clip("h264", 960, 540, from_seconds(5));
  auto segment = whole(info, from_seconds(5));
  segment.video->look.brightness = 0.5;
  const auto made = plan_one(info, segment);
  EXPECT_EQ(made.error().kind, ErrorKind::unsupported);
  EXPECT_THAT(made.error().message, HasSubstr("A changed look cannot be rendered yet"));
}

TEST(Plan, NeedsTheFileItNames) {
  const auto info = clip("h264", 960, 540, from_seconds(5));
  const auto made = plan(draft_of(whole(info, from_seconds(5))), {}, {});
  EXPECT_EQ(made.error().kind, ErrorKind::invalid_input);
  EXPECT_THAT(made.error().message, HasSubstr("holiday/flower.mp4"));
}

TEST(FitFullHd, NeverEnlargesAndStaysEven) {
  EXPECT_EQ(fit_full_hd({640, 360}), (Size{640, 360}));
  EXPECT_EQ(fit_full_hd({4032, 3024}), (Size{1440, 1080}));
  EXPECT_EQ(fit_full_hd({3024, 4032}), (Size{1080, 1440}));
  EXPECT_EQ(fit_full_hd({2001, 333}), (Size{1920, 320}));
  EXPECT_EQ(fit_full_hd({1080, 2400}), (Size{864, 1920}));
}

}  // namespace
}  // namespace undertone::render
