#include <gmock/gmock.h>

#include <cmath>

#include "probe_clips.h"

namespace undertone::media {
namespace {

using Sound = Folder;

std::vector<float> sound_of(const fs::path& file, Time length) {
  const auto info = probe(file);
  EXPECT_TRUE(info);
  if (!info) return {};
  const auto spool = read_sound(*info, length, Progress());
  EXPECT_TRUE(spool);
  return spool ? heard(*spool) : std::vector<float>();
}

std::vector<std::int16_t> click(std::size_t samples, std::size_t at) {
  std::vector<std::int16_t> sound(samples, 0);
  sound[at] = 16384;
  return sound;
}

TEST_F(Sound, OfOneChannelIsTheSameOnBothSides) {
  const auto sound = sound_of(file("click.wav", wav(click(48000, 4800), 48000, 1)), from_seconds(1));
  ASSERT_EQ(sound.size(), 96000U);
  EXPECT_EQ(peak(sound), 4800);
  EXPECT_FLOAT_EQ(sound[9600], 0.5F);
  EXPECT_FLOAT_EQ(sound[9601], 0.5F);
}

TEST_F(Sound, KeepsItsPlaceThroughResampling) {
  for (const int rate : {8000, 22050, 44100, 96000}) {
    const auto samples = static_cast<std::size_t>(rate);
    const auto sound = sound_of(file("click.wav", wav(click(samples, samples / 2), rate, 1)), from_seconds(1));
    EXPECT_NEAR(static_cast<double>(peak(sound)), 24000, 1) << rate;
  }
}

TEST_F(Sound, IsFilledUpWithSilenceAndCutAtTheLengthAsked) {
  const auto clip = file("click.wav", wav(click(48000, 100), 48000, 1));
  const auto longer = sound_of(clip, from_seconds(3));
  ASSERT_EQ(longer.size(), 3U * 96000U);
  EXPECT_EQ(longer.back(), 0.0F);
  EXPECT_EQ(sound_of(clip, from_milliseconds(10)).size(), 960U);
}

TEST_F(Sound, OfManyUnnamedChannelsIsNotLost) {
  std::vector<std::int16_t> ten(48000 * 10, 0);
  for (std::size_t channel = 0; channel < 10; ++channel) ten[24000 * 10 + channel] = 16384;
  const auto sound = sound_of(file("ten.wav", wav(ten, 48000, 10)), from_seconds(1));
  ASSERT_EQ(sound.size(), 96000U);
  EXPECT_NEAR(sound[48000], 0.5, 0.01);
  EXPECT_NEAR(sound[48001], 0.5, 0.01);
}

TEST_F(Sound, IsSilenceWhereThereIsNone) {
  const auto sound = sound_of(file("three.gif", gif({5, 5, 5})), from_milliseconds(150));
  EXPECT_EQ(sound, std::vector<float>(7200 * 2, 0.0F));
}

// A pulse at 1 s, narrow enough to be found to the sample and wide enough to survive a lossy codec.
constexpr const char* pulse =
    "-f lavfi -i \"aevalsrc='0.8*exp(-pow((t-1)*3000,2))|0.8*exp(-pow((t-1)*3000,2))':s=48000:d=2\" ";
constexpr const char* picture = "-f lavfi -i testsrc2=s=64x48:r=25:d=2 ";

struct Coding {
  const char* name;
  const char* arguments;
};

TEST_F(Sound, StaysInStepWithThePictureWhateverTheCodec) {
  if (made("try.mp4", std::string(picture) + pulse).empty()) GTEST_SKIP() << "no ffmpeg command";
  for (const auto& [name, arguments] :
       {Coding{"a.mp4", "-c:a aac"}, Coding{"a.mkv", "-c:a libopus"},
        Coding{"a.webm", "-c:a libvorbis -c:v libvpx -deadline realtime"}, Coding{"a.avi", "-c:a pcm_s16le"},
        Coding{"b.mp4", "-c:a aac -ar 44100"}, Coding{"frag.mp4", "-c:a aac -movflags frag_keyframe+empty_moov"}}) {
    const auto clip = made(name, std::string(picture) + pulse + "-map 0 -map 1 " + arguments);
    ASSERT_FALSE(clip.empty()) << name;
    const auto raw =
        made("raw.f32", "-copyts -i '" + clip.string() +
                            "' -map 0:a -af aresample=async=1:min_hard_comp=0.01:first_pts=0 -ar 48000 -ac 2 -f f32le");
    std::ifstream bytes(raw, std::ios::binary);
    std::vector<float> expected(fs::file_size(raw) / 4);
    bytes.read(reinterpret_cast<char*>(expected.data()), static_cast<std::streamsize>(expected.size() * 4));
    const auto info = probe(clip);
    const double offset = seconds(info->origin) * 48000;
    EXPECT_NEAR(static_cast<double>(peak(sound_of(clip, from_seconds(2)))),
                static_cast<double>(peak(expected)) - offset, 1.01)
        << name;
  }
}

TEST_F(Sound, ThatStartsLateOrEarlyIsPutWhereItBelongs) {
  const auto shifted = [&](const std::string& name, const std::string& offset) {
    return made(name, "-itsoffset " + offset + " " + pulse + picture + "-map 1 -map 0 -c:a pcm_s16le -c:v mjpeg");
  };
  const auto late = shifted("late.mov", "0.5");
  if (late.empty()) GTEST_SKIP() << "no ffmpeg command";
  EXPECT_NEAR(static_cast<double>(peak(sound_of(late, from_seconds(2)))), 72000, 1);
  EXPECT_NEAR(seconds(probe(late)->audio->start), 0.5, 1e-4);
  const auto late_picture =
      made("early.mkv", std::string(pulse) + "-itsoffset 0.24 " + picture + "-map 1 -map 0 -c:a pcm_s16le -c:v mjpeg");
  EXPECT_NEAR(static_cast<double>(peak(sound_of(late_picture, from_seconds(2)))), 36480,
              48);  // MKV counts milliseconds
  EXPECT_NEAR(seconds(probe(late_picture)->audio->start), -0.24, 0.002);
}

TEST_F(Sound, HasSilenceWhereItHasAGap) {
  const auto gap =
      made("gap.mkv", "-f lavfi -i \"sine=f=440:r=48000:d=2,aselect='not(between(t,0.5,1))'\" -c:a pcm_s16le");
  if (gap.empty()) GTEST_SKIP() << "no ffmpeg command";
  const auto sound = sound_of(gap, from_seconds(2));
  const auto loud = [&](double from, double to) {
    float most = 0;
    for (auto i = static_cast<std::size_t>(from * 48000); i < static_cast<std::size_t>(to * 48000); ++i)
      most = std::max(most, std::abs(sound[2 * i]));
    return most;
  };
  EXPECT_GT(loud(0.1, 0.45), 0.1F);
  EXPECT_EQ(loud(0.55, 0.95), 0.0F);
  EXPECT_GT(loud(1.1, 1.9), 0.1F);
}

// Timestamps in whole milliseconds jitter against 1024-sample frames; the sound must not.
TEST_F(Sound, DoesNotClickWhenTimestampsJitter) {
  const auto tone = made("tone.mkv", "-f lavfi -i sine=f=100:r=44100:d=3 -c:a aac -b:a 192k");
  if (tone.empty()) GTEST_SKIP() << "no ffmpeg command";
  const auto sound = sound_of(tone, from_seconds(3));
  float roughest = 0;
  for (std::size_t i = 4800; i + 4 < sound.size() - 9600; i += 2)
    roughest = std::max(roughest, std::abs(sound[i] - 2 * sound[i + 2] + sound[i + 4]));
  EXPECT_LT(roughest, 0.002F);
}

// ITU-R BS.775: centre and surround enter at −3 dB, the low-frequency channel not at all.
TEST_F(Sound, OfSixChannelsIsMixedDownByTheBook) {
  const auto six =
      made("six.wav", "-f lavfi -i \"aevalsrc='0.1|0|0.2|0.9|0.1|0':c=5.1(side):s=48000:d=0.2\" -c:a pcm_s16le");
  if (six.empty()) GTEST_SKIP() << "no ffmpeg command";
  const auto sound = sound_of(six, from_milliseconds(200));
  EXPECT_NEAR(sound[9600], 0.1 + 0.7071 * 0.2 + 0.7071 * 0.1, 0.001);
  EXPECT_NEAR(sound[9601], 0.7071 * 0.2, 0.001);
}

TEST_F(Sound, StopsWhenAsked) {
  const auto info = probe(file("click.wav", wav(click(48000, 100), 48000, 1)));
  const Progress progress;
  progress.stop();
  EXPECT_EQ(read_sound(*info, from_seconds(1), progress).error().kind, ErrorKind::cancelled);
}

}  // namespace
}  // namespace undertone::media
