#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "render/film.h"

namespace undertone::render {
namespace {

using namespace testing_clips;

std::filesystem::path noise_clip(int width, int height, int pictures) {
  const Time end = from_ticks(pictures, {1, 25});
  auto picture = media::encode_picture(noise(width, height, steady(pictures, {25, 1}), end),
                                       {.preset = "ultrafast", .frame_rate = {25, 1}})
                     .value();
  const Spool sound = plucks(end);
  auto heard = media::encode_sound(sound, end, {}).value();
  const auto file = scratch("clip.mp4");
  EXPECT_TRUE(media::write_movie(file, {.title = "Clip", .length = end}, {picture.get(), heard.get()}, Progress()));
  return file;
}

TEST(CarryOut, CopiesThePictureAndPutsTheSoundUnderIt) {
  const auto source = media::probe(noise_clip(320, 240, 75)).value();
  const auto target = scratch("copied.mp4");
  const auto done = render_whole(source, source.length, target).value();
  EXPECT_EQ(done.picture, Rendered::Picture::copied);
  const auto film = media::probe(target).value();
  EXPECT_EQ(film.title, "Clip");
  EXPECT_EQ(film.length, source.length);
  EXPECT_EQ(payloads(film), payloads(source));
  EXPECT_EQ(shown(film).times, shown(source).times);
  const Spool heard = media::read_sound(film, film.length, Progress()).value();
  EXPECT_GT(snr_db(plucks(film.length), heard, 0, to_samples(film.length)), 30.0);
}

TEST(CarryOut, EncodesWithEveryPictureInItsPlace) {
  const auto source = media::probe(noise_clip(320, 240, 75)).value();
  const auto target = scratch("encoded.mp4");
  const auto done = render_whole(source, source.length, target, {.encode_all = true}).value();
  EXPECT_EQ(done.picture, Rendered::Picture::encoded);
  const auto film = media::probe(target).value();
  EXPECT_EQ(film.video->codec, "h264");
  EXPECT_EQ(film.length, source.length);
  EXPECT_EQ(shown(film).times, shown(source).times);
}

TEST(CarryOut, CutsAPieceOut) {
  const auto source = media::probe(noise_clip(160, 120, 75)).value();
  auto draft = whole_film(source, from_seconds(1));
  draft.tracks[0].segments[0].source_start = from_seconds(1);
  const std::vector<MediaInfo> media{source};
  const auto planned = plan(draft, media, {}).value();
  const auto target = scratch("piece.mp4");
  ASSERT_TRUE(carry_out(planned, plucks(from_seconds(1)), target, Progress()));
  const auto film = media::probe(target).value();
  EXPECT_EQ(film.length, from_seconds(1));
  EXPECT_EQ(shown(film).times, steady(25, {25, 1}));
}

// A stream that has lost its first packet.
class Headless final : public media::Stream {
 public:
  explicit Headless(std::unique_ptr<media::Stream> from) : from_(std::move(from)) { EXPECT_TRUE(from_->next()); }
  Result<media::Packet> next() override { return from_->next(); }
  const media::StreamForm& form() const override { return from_->form(); }

 private:
  std::unique_ptr<media::Stream> from_;
};

TEST(CarryOut, EncodesWhatTurnsOutNotToBeCopyable) {
  const Time end = from_seconds(2);
  Headless headless(media::encode_picture(noise(160, 120, steady(50, {25, 1}), end),
                                          {.preset = "ultrafast", .frame_rate = {25, 1}, .key_seconds = 0.4})
                        .value());
  const auto file = scratch("headless.mp4");
  ASSERT_TRUE(media::write_movie(file, {.length = end}, {&headless}, Progress()));
  auto source = media::probe(file).value();
  source.video->copyable = true;
  const auto done = render_whole(source, source.length, scratch("film.mp4")).value();
  EXPECT_EQ(done.picture, Rendered::Picture::encoded);
  EXPECT_THAT(done.because, testing::HasSubstr("does not begin with a key picture"));
  EXPECT_GE(shown(media::probe(scratch("film.mp4")).value()).times.size(), 40U);
}

TEST(CarryOut, MakesABlackFilmOfSoundAlone) {
  RenderPlan planned{.length = from_seconds(3), .width = 320, .height = 180};
  planned.picture.push_back({.span = {Time{}, planned.length}});
  const auto target = scratch("black.mp4");
  ASSERT_TRUE(carry_out(planned, plucks(planned.length), target, Progress()));
  const auto film = media::probe(target).value();
  EXPECT_EQ(film.length, planned.length);
  EXPECT_EQ(shown(film).times.size(), 90U);
}

TEST(CarryOut, NeverReportsLessThanBefore) {
  const auto source = media::probe(noise_clip(160, 120, 75)).value();
  std::vector<double> heard;
  const Progress progress([&](std::string_view, double fraction) { heard.push_back(fraction); });
  ASSERT_TRUE(render_whole(source, source.length, scratch("film.mp4"), {.encode_all = true}, progress));
  EXPECT_TRUE(std::is_sorted(heard.begin(), heard.end()));
  EXPECT_GE(heard.size(), 3U);
  EXPECT_EQ(heard.back(), 1.0);
}

TEST(CarryOut, StopsWithinAMomentOfFilm) {
  const auto source = media::probe(noise_clip(160, 120, 250)).value();
  for (const bool encode : {false, true}) {
    Progress progress;
    double reached = 0;
    progress = Progress([&](std::string_view, double fraction) {
      reached = fraction;
      if (fraction > 0.1) progress.stop();
    });
    const auto done = render_whole(source, source.length, scratch("film.mp4"), {.encode_all = encode}, progress);
    ASSERT_FALSE(done);
    EXPECT_EQ(done.error().kind, ErrorKind::cancelled);
    EXPECT_LT(reached, 0.3);
  }
}

TEST(CarryOut, DoesNotBeginWhenStopped) {
  const auto source = media::probe(noise_clip(160, 120, 50)).value();
  const Progress progress;
  progress.stop();
  const auto done = render_whole(source, source.length, scratch("film.mp4"), {.encode_all = true}, progress);
  ASSERT_FALSE(done);
  EXPECT_EQ(done.error().kind, ErrorKind::cancelled);
}

}  // namespace
}  // namespace undertone::render
