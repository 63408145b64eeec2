// Speech by a synthesizer: voices of both kinds and three languages, loud and soft, clean and in noise.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <filesystem>
#include <string>
#include <vector>

#include "base/random.h"
#include "media/media.h"
#include "watch/speech.h"

namespace undertone::watch {
namespace {

struct Voice {
  std::string name;
  int words_per_minute;
  int pitch;
  std::string text;
};

const std::string english =
    "Here is what we found. The river was higher than in any year before. We went back the next day.";

// What the voice says, 48 kHz mono, its peak at 1; empty without espeak-ng.
std::vector<float> said_by(const Voice& voice) {
  const auto file = std::filesystem::path(testing::TempDir()) / ("undertone-voice-" + voice.name + ".wav");
  const std::string command = "espeak-ng -v " + voice.name + " -s " + std::to_string(voice.words_per_minute) + " -p " +
                              std::to_string(voice.pitch) + " -w '" + file.string() + "' '" + voice.text +
                              "' 2>/dev/null";
  const bool spoken = std::system(command.c_str()) == 0;
  std::vector<float> mono;
  if (const auto info = media::probe(file); spoken && info) {
    const auto sound = media::read_sound(*info, info->length, Progress());
    std::vector<float> stereo(sound ? static_cast<std::size_t>(2 * sound->frames()) : 0);
    if (sound && !sound->read(0, stereo)) stereo.clear();
    for (std::size_t i = 0; i < stereo.size(); i += 2) mono.push_back(stereo[i]);
  }
  std::filesystem::remove(file);
  float peak = 1e-9F;
  for (const float sample : mono) peak = std::max(peak, std::abs(sample));
  for (auto& sample : mono) sample /= peak;
  return mono;
}

struct Take {
  double level_db = -20;
  double noise_db = -300;  // root mean square
};

// Three seconds, the voice, five seconds; found and meant compared by hundredths of a second.
double f1_of(const std::vector<float>& voice, Take take) {
  constexpr std::size_t lead = 3 * sample_rate;
  const double gain = std::pow(10, take.level_db / 20);
  const double noise = std::pow(10, take.noise_db / 20) * std::sqrt(12.0);
  Random random(4);
  std::vector<float> stereo;
  double low = 0;
  for (std::size_t i = 0; i < lead + voice.size() + 5 * sample_rate; ++i) {
    const double spoken = i >= lead && i - lead < voice.size() ? static_cast<double>(voice[i - lead]) : 0.0;
    low += 0.05 * (random.uniform(-0.5, 0.5) * noise * 6.25 - low);  // dark; what that takes is made good
    stereo.insert(stereo.end(), 2, static_cast<float>(spoken * gain + low));
  }
  VoiceListener listener;
  listener.feed(stereo);
  const auto speech = find_speech(listener.moments());
  const double end = 3.0 + static_cast<double>(voice.size()) / sample_rate;
  int both = 0, either = 0;
  for (double t = 0; t < end + 5; t += 0.01) {
    const bool meant = t >= 3.0 && t < end - 0.2;  // the synthesizer ends with a rest
    const bool found =
        std::any_of(speech.begin(), speech.end(), [&](const Span& span) { return span.contains(from_seconds(t)); });
    both += meant && found ? 2 : 0;
    either += (meant ? 1 : 0) + (found ? 1 : 0);
  }
  return static_cast<double>(both) / std::max(1, either);
}

class Voices : public testing::TestWithParam<Voice> {};

TEST_P(Voices, are_found_in_silence_and_in_noise) {
  const auto voice = said_by(GetParam());
  if (voice.empty()) GTEST_SKIP() << "no espeak-ng, or not this voice";
  double squares = 0;
  for (const float sample : voice) squares += static_cast<double>(sample * sample);
  const double rms_db = 10 * std::log10(squares / static_cast<double>(voice.size()));
  EXPECT_GE(f1_of(voice, {.level_db = -10}), 0.95);
  EXPECT_GE(f1_of(voice, {.level_db = -40}), 0.95);
  EXPECT_GE(f1_of(voice, {.level_db = -20, .noise_db = -20 + rms_db - 11}), 0.88);
}

INSTANTIATE_TEST_SUITE_P(Synthesized, Voices,
                         testing::Values(Voice{"en", 140, 50, english}, Voice{"en+f3", 140, 50, english},
                                         Voice{"en-us+m3", 160, 30, english},
                                         Voice{"de", 150, 50,
                                               "Hier ist, was wir gefunden haben. Der Fluss stand so hoch wie nie."},
                                         Voice{"cmn", 160, 50, "这是我们发现的。河水比往年都高。第二天我们又回去了。"}),
                         [](const auto& each) { return "voice" + std::to_string(each.index); });

TEST(Speech, begins_before_its_first_consonant) {
  const auto voice = said_by({"en", 140, 50, english});
  if (voice.empty()) GTEST_SKIP() << "no espeak-ng";
  std::vector<float> stereo(static_cast<std::size_t>(2 * 3 * sample_rate), 0.0F);
  for (const float sample : voice) stereo.insert(stereo.end(), 2, sample * 0.3F);
  stereo.resize(static_cast<std::size_t>(2 * 16 * sample_rate), 0.0F);
  VoiceListener listener;
  listener.feed(stereo);
  const auto speech = find_speech(listener.moments());
  ASSERT_EQ(speech.size(), 1U);
  EXPECT_LT(seconds(speech[0].start), 3.02);
  EXPECT_GT(seconds(speech[0].start), 2.8);
  EXPECT_NEAR(seconds(speech[0].end), 9.4, 0.2);
}

}  // namespace
}  // namespace undertone::watch
