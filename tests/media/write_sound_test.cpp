#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstring>

#include "media/media.h"
#include "media/write.h"
#include "media/write_clips.h"

extern "C" {
#include <libavcodec/packet.h>
}

namespace undertone::media {
namespace {

using namespace testing_clips;

std::vector<Packet> all(Stream& stream) {
  std::vector<Packet> packets;
  for (;;) {
    auto packet = stream.next();
    EXPECT_TRUE(packet) << packet.error().message;
    if (!packet || !*packet) return packets;
    packets.push_back(*packet);
  }
}

Spool heard(const std::filesystem::path& file, Time length) {
  auto info = probe(file);
  EXPECT_TRUE(info) << info.error().message;
  return read_sound(*info, length, Progress()).value();
}

TEST(EncodedSound, IsOneUnbrokenRowOfPackets) {
  const Time length = from_milliseconds(25'317);
  const Spool sound = plucks(length);
  auto stream = encode_sound(sound, length, {}).value();
  std::int64_t expected = -1024;  // the encoder's priming
  for (const Packet& packet : all(*stream)) {
    EXPECT_EQ(packet.av()->pts, expected);
    expected += packet.av()->duration;
  }
  EXPECT_EQ(expected, to_samples(length));
}

TEST(EncodedSound, IsTheSameEveryTime) {
  const Time length = from_seconds(12);
  const Spool sound = plucks(length);
  const auto first = all(*encode_sound(sound, length, {}).value());
  const auto second = all(*encode_sound(sound, length, {}).value());
  ASSERT_EQ(first.size(), second.size());
  for (std::size_t i = 0; i < first.size(); ++i) {
    ASSERT_EQ(first[i].av()->size, second[i].av()->size);
    ASSERT_EQ(0, std::memcmp(first[i].av()->data, second[i].av()->data, static_cast<std::size_t>(first[i].av()->size)));
  }
}

TEST(EncodedSound, HasNoSeamWherePiecesMeet) {
  const Time length = from_seconds(22);
  const Spool sound = plucks(length);
  auto stream = encode_sound(sound, length, {}).value();
  const auto file = scratch("plucks.mp4");
  ASSERT_EQ(write_movie(file, {.length = length}, {stream.get()}, Progress()).value(), Written::whole);
  const Spool back = heard(file, length);
  constexpr std::int64_t piece = std::int64_t{480} * 1024;
  for (std::int64_t joint = piece - 1024; joint < to_samples(length); joint += piece) {
    EXPECT_GT(snr_db(sound, back, joint - 1024, 3072), 30.0) << "at " << joint;
    EXPECT_GT(snr_db(sound, back, joint - 64, 128), 20.0) << "at " << joint;
  }
  EXPECT_GT(snr_db(sound, back, 0, to_samples(length)), 35.0);
}

TEST(EncodedSound, StopsQuietlyWhenNobodyReadsOn) {
  const Spool sound = plucks(from_seconds(30));
  auto stream = encode_sound(sound, from_seconds(30), {}).value();
  EXPECT_TRUE(*stream->next());
}

class SoundFiles : public testing::TestWithParam<std::pair<const char*, double>> {};

TEST_P(SoundFiles, GiveBackWhatWasWritten) {
  const auto [ending, least_db] = GetParam();
  const Time length = from_milliseconds(3210);
  const Spool sound = plucks(length);
  const auto file = scratch(std::string("sound") + ending);
  ASSERT_TRUE(write_sound_file(sound, file, "A title", Progress()));
  auto info = probe(file);
  ASSERT_TRUE(info) << info.error().message;
  ASSERT_TRUE(info->audio);
  EXPECT_EQ(info->audio->sample_rate, 48000);
  EXPECT_EQ(info->audio->channels, 2);
  EXPECT_NEAR(seconds(info->length), 3.210, 0.06);
  EXPECT_GT(snr_db(sound, heard(file, length), 0, to_samples(length)), least_db);
}

INSTANTIATE_TEST_SUITE_P(Endings, SoundFiles,
                         testing::Values(std::pair{".wav", 120.0}, std::pair{".flac", 120.0}, std::pair{".mp3", 25.0},
                                         std::pair{".ogg", 15.0}, std::pair{".m4a", 30.0}),
                         [](const auto& each) { return std::string(each.param.first + 1); });

TEST(SoundFile, OfAnotherKindIsRefusedWithTheListOfWhatThereIs) {
  const Spool sound = plucks(from_milliseconds(10));
  const auto status = write_sound_file(sound, scratch("sound.xyz"), "", Progress());
  ASSERT_FALSE(status);
  EXPECT_EQ(status.error().kind, ErrorKind::unsupported);
  EXPECT_THAT(status.error().message, testing::HasSubstr("wav, flac, mp3, ogg or m4a"));
}

TEST(SoundFile, StopsWhenAsked) {
  const Spool sound = plucks(from_seconds(2));
  const Progress progress;
  progress.stop();
  EXPECT_EQ(write_sound_file(sound, scratch("sound.wav"), "", progress).error().kind, ErrorKind::cancelled);
}

}  // namespace
}  // namespace undertone::media
