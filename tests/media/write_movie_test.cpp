#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <optional>

#include "media/media.h"
#include "media/write.h"
#include "media/write_clips.h"

extern "C" {
#include <libavcodec/packet.h>
}

namespace undertone::media {
namespace {

using namespace testing_clips;

constexpr Rational film_rate{30000, 1001};

std::vector<std::string> payloads(Stream& stream) {
  std::vector<std::string> found;
  for (;;) {
    auto packet = stream.next();
    EXPECT_TRUE(packet) << packet.error().message;
    if (!packet || !*packet) return found;
    const auto& av = *packet->av();
    found.emplace_back(reinterpret_cast<const char*>(av.data), static_cast<std::size_t>(av.size));
  }
}

std::filesystem::path noise_clip(const std::string& name, std::vector<Time> times, Time end, bool variable) {
  auto picture =
      encode_picture(noise(320, 240, std::move(times), end),
                     {.preset = "veryfast", .frame_rate = film_rate, .variable_rate = variable, .reorder = !variable});
  EXPECT_TRUE(picture) << picture.error().message;
  const auto file = scratch(name);
  const MovieWish wish{.title = "Noise", .length = end, .pictures = 100};
  EXPECT_EQ(write_movie(file, wish, {picture->get()}, Progress()).value(), Written::whole);
  return file;
}

std::vector<Time> times_of(const MediaInfo& info) {
  std::vector<Time> times;
  auto reader = PictureReader::open(info, {}).value();
  for (auto frame = reader.next(); frame && *frame; frame = reader.next()) times.push_back(frame->at());
  return times;
}

TEST(Movie, KeepsEveryPictureOfASteadyClip) {
  const Time end = from_ticks(45, {1001, 30000});
  const auto info = probe(noise_clip("steady.mp4", steady(45, film_rate), end, false)).value();
  EXPECT_EQ(info.title, "Noise");
  EXPECT_EQ(info.length, end);
  EXPECT_THAT(times_of(info), testing::ElementsAreArray(steady(45, film_rate)));
}

TEST(Movie, KeepsUnevenTimes) {
  std::vector<Time> times;
  for (const int ms : {0, 40, 50, 300, 333, 1000, 1020, 1500}) times.push_back(from_milliseconds(ms));
  const auto info = probe(noise_clip("uneven.mp4", times, from_milliseconds(1700), true)).value();
  EXPECT_EQ(milliseconds(info.length), 1700);
  EXPECT_THAT(times_of(info), testing::ElementsAreArray(times));
}

TEST(Movie, CopiesAPictureByteForByte) {
  const Time end = from_ticks(45, {1001, 30000});
  const auto source = probe(noise_clip("source.mp4", steady(45, film_rate), end, false)).value();
  const Spool sound = plucks(end);
  auto picture = copy_picture(source).value();
  auto heard = encode_sound(sound, end, {}).value();
  const auto file = scratch("copy.mp4");
  ASSERT_EQ(write_movie(file, {.length = end, .pictures = 45}, {picture.get(), heard.get()}, Progress()).value(),
            Written::whole);
  const auto copy = probe(file).value();
  EXPECT_EQ(payloads(*copy_picture(copy).value()), payloads(*copy_picture(source).value()));
  EXPECT_THAT(times_of(copy), testing::ElementsAreArray(times_of(source)));
  EXPECT_EQ(copy.length, source.length);
  ASSERT_TRUE(copy.audio);
  EXPECT_LE(std::abs(milliseconds(copy.audio->start)), 1);
  EXPECT_NEAR(seconds(copy.audio->length), seconds(end), 0.02);
}

TEST(Movie, HasItsIndexInFront) {
  const auto file = noise_clip("front.mp4", steady(45, film_rate), from_ticks(45, {1001, 30000}), false);
  std::ifstream in(file, std::ios::binary);
  std::string head(200, '\0');
  in.read(head.data(), static_cast<std::streamsize>(head.size()));
  EXPECT_NE(head.find("moov"), std::string::npos);
}

TEST(Movie, SaysWhenMorePicturesCameThanWereExpected) {
  const Time end = from_seconds(20);
  auto picture =
      encode_picture(noise(64, 64, steady(1200, {60, 1}), end), {.preset = "ultrafast", .frame_rate = {60, 1}});
  const MovieWish wish{.length = end, .pictures = 5};
  EXPECT_EQ(write_movie(scratch("many.mp4"), wish, {picture->get()}, Progress()).value(), Written::index_too_long);
}

TEST(Movie, ShowsAStillForAsLongAsAsked) {
  auto still = std::make_unique<Ticking>(black_picture(64, 48).value(), steady(60, {30, 1}), from_seconds(2));
  auto picture = encode_picture(std::move(still), {.tune = "stillimage", .reorder = false}).value();
  auto shown = repeat_stream(std::move(picture), from_seconds(2), from_milliseconds(7300)).value();
  const auto file = scratch("still.mp4");
  ASSERT_TRUE(write_movie(file, {.length = from_milliseconds(7300), .pictures = 230}, {shown.get()}, Progress()));
  const auto info = probe(file).value();
  EXPECT_EQ(milliseconds(info.length), 7300);
  EXPECT_EQ(times_of(info).size(), 219U);
}

TEST(Movie, StopsWhenAsked) {
  const Time end = from_seconds(2);
  auto picture = encode_picture(noise(64, 64, steady(60, {30, 1}), end), {}).value();
  const Progress progress;
  progress.stop();
  EXPECT_EQ(write_movie(scratch("stopped.mp4"), {.length = end}, {picture.get()}, progress).error().kind,
            ErrorKind::cancelled);
}

TEST(CopyPicture, RefusesWhatIsNotH264) {
  MediaInfo none;
  EXPECT_EQ(copy_picture(none).error().kind, ErrorKind::unsupported);
}

TEST(Ahead, GivesTheSamePicturesAndStopsWhenLeft) {
  auto pictures = ahead(noise(64, 64, steady(20, {30, 1}), from_seconds(1)), 3);
  for (int i = 0; i < 20; ++i) ASSERT_EQ(pictures->next()->at(), from_ticks(i, {1, 30}));
  EXPECT_FALSE(*pictures->next());
  EXPECT_FALSE(*pictures->next());
  auto left = ahead(noise(64, 64, steady(200, {30, 1}), from_seconds(7)), 3);
  EXPECT_TRUE(*left->next());
}

TEST(FilterPictures, SaysWhichGraphItCannotMake) {
  auto pictures = filter_pictures(black_picture(64, 64).value(), "no_such_filter=1").value();
  EXPECT_THAT(pictures->next().error().message, testing::HasSubstr("no_such_filter"));
}

}  // namespace
}  // namespace undertone::media
