#include "watch/speech.h"

#include <gmock/gmock.h>

#include <cmath>
#include <numbers>

#include "base/random.h"
#include "base/spool.h"
#include "watch/loudness.h"

namespace undertone::watch {
namespace {

using testing::IsEmpty;
using testing::SizeIs;

// Sound for tests, 48 kHz stereo, in pieces one after another.
class Sound {
 public:
  Sound& silence(double length) {
    return add(length, [](double) { return 0.0; });
  }
  Sound& noise(double length, double level) {
    return add(length, [&](double) { return random_.uniform(-level, level); });
  }
  // Something like talk: syllables of a buzzing voice whose pitch never stands still.
  Sound& talk(double length, double level = 0.3) {
    double phase = 0;
    return add(length, [&, phase](double t) mutable {
      const double pitch =
          150 + 45 * std::sin(2 * std::numbers::pi * 1.3 * t) + 20 * std::sin(2 * std::numbers::pi * 2.9 * t);
      phase += pitch / sample_rate;
      const double syllable = std::pow(std::max(0.0, std::sin(2 * std::numbers::pi * 2.1 * t)), 0.5);
      return level * syllable * harmonics(phase);
    });
  }
  // Long notes of the same buzz.
  Sound& melody(double length, double level = 0.3) {
    return add(length, [&](double t) {
      constexpr double notes[] = {220.0, 261.63, 329.63, 196.0};
      const double pitch = notes[static_cast<int>(t / 0.5) % 4];
      return level * std::exp(-3 * std::fmod(t, 0.5)) * harmonics(pitch * t);
    });
  }
  std::vector<Span> speech() const {
    VoiceListener listener;
    listener.feed(samples_);
    return find_speech(listener.moments());
  }
  const std::vector<float>& samples() const { return samples_; }

 private:
  static double harmonics(double phase) {
    double sum = 0;
    for (int k = 1; k <= 20; ++k) sum += std::sin(2 * std::numbers::pi * k * phase) / k;
    return sum / 2;
  }
  template <class Wave>
  Sound& add(double length, Wave wave) {
    for (int i = 0; i < static_cast<int>(length * sample_rate); ++i) {
      const auto sample = static_cast<float>(wave(static_cast<double>(i) / sample_rate));
      samples_.push_back(sample);
      samples_.push_back(sample);
    }
    return *this;
  }
  Random random_{3};
  std::vector<float> samples_;
};

TEST(Speech, is_found_where_somebody_talks) {
  const auto speech = Sound().silence(3).talk(4).silence(3).speech();
  ASSERT_THAT(speech, SizeIs(1));
  EXPECT_NEAR(seconds(speech[0].start), 3, 0.25);
  EXPECT_NEAR(seconds(speech[0].end), 7, 0.35);
}

TEST(Speech, is_parted_by_long_pauses_only) {
  EXPECT_THAT(Sound().talk(3).silence(2).talk(3).speech(), SizeIs(2));
  EXPECT_THAT(Sound().talk(3).silence(0.3).talk(3).speech(), SizeIs(1));
}

TEST(Speech, is_not_silence_noise_or_notes) {
  EXPECT_THAT(Sound().silence(5).speech(), IsEmpty());
  EXPECT_THAT(Sound().noise(8, 0.3).speech(), IsEmpty());
  EXPECT_THAT(Sound().melody(10).speech(), IsEmpty());
}

TEST(Speech, of_no_sound_at_all_is_none) {
  EXPECT_THAT(find_speech({}), IsEmpty());
}

// EBU Tech 3341, case 1: a stereo sine of 1 kHz at −23 dBFS is −23 LUFS.
TEST(Loudness, of_the_reference_sine_is_that_of_the_standard) {
  std::vector<float> sine;
  for (int i = 0; i < 20 * sample_rate; ++i) {
    const double x = std::pow(10, -23.0 / 20) * std::sin(2 * std::numbers::pi * 1000.0 * i / sample_rate);
    sine.insert(sine.end(), 2, static_cast<float>(x));
  }
  Loudness loudness;
  loudness.feed(sine);
  EXPECT_NEAR(loudness.integrated(), -23.0, 0.1);
}

// EBU Tech 3341, case 3 in small: what is 13 LU under the rest is gated out.
TEST(Loudness, is_gated) {
  Loudness loudness;
  std::vector<float> sine;
  for (int i = 0; i < 26 * sample_rate; ++i) {
    const double level = i < 4 * sample_rate || i >= 22 * sample_rate ? -36.0 : -23.0;
    const double x = std::pow(10, level / 20) * std::sin(2 * std::numbers::pi * 1000.0 * i / sample_rate);
    sine.insert(sine.end(), 2, static_cast<float>(x));
  }
  loudness.feed(sine);
  EXPECT_NEAR(loudness.integrated(), -23.0, 0.2);
  EXPECT_NEAR(loudness.integrated({{from_milliseconds(0), from_milliseconds(4000)}}), -36.0, 0.2);
}

TEST(Loudness, of_silence_is_the_bottom) {
  Loudness loudness;
  loudness.feed_silence(5 * sample_rate);
  EXPECT_EQ(loudness.integrated(), -70);
  EXPECT_EQ(Loudness().integrated(), -70);
}

}  // namespace
}  // namespace undertone::watch
