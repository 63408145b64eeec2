#include "mix/meter.h"

#include <gtest/gtest.h>

#include "mix/matchers.h"
#include "mix/mix.h"
#include "mix/sounds.h"

namespace undertone::mix {
namespace {

using namespace undertone::test;

double own_lufs(const Spool& sound) {
  return integrated(energies_of(sound).value());
}

TEST(Meter, reads_the_calibration_tone_of_bs1770) {
  // EBU Tech 3341, test 1: 1 kHz at −23 dBFS in both channels is −23 LUFS.
  const auto tone = spool_of(20, sine(1000, std::pow(10, -23 / 20.0)));
  EXPECT_NEAR(own_lufs(tone), -23, 0.1);
  EXPECT_NEAR(measure(tone)->integrated_lufs, -23, 0.1);
}

TEST(Meter, agrees_with_the_general_meter_on_noise_bass_and_speech) {
  for (const auto& sound : {spool_of(9.3, pink(0.3)), spool_of(7, sine(45, 0.5)), spool_of(5, noise(0.1)),
                            spool_of(12, speech({span(1, 4), span(6, 11)}, 0.4))}) {
    EXPECT_NEAR(own_lufs(sound), measure(sound)->integrated_lufs, 0.05);
    EXPECT_NEAR(range(energies_of(sound).value()), measure(sound)->range_lu, 0.3);
  }
}

TEST(Meter, is_the_same_across_the_borders_of_its_pieces) {
  const auto tone = energies_of(spool_of(13, sine(300, 0.2))).value();
  for (std::size_t i = 2; i < 130; ++i) EXPECT_NEAR(tone.steps[i] / tone.steps[1], 1, 0.002) << i;
}

TEST(Meter, gives_a_loudness_to_what_is_shorter_than_a_block) {
  const auto brief = spool_of(0.3, noise(0.1));
  const auto longer = spool_of(5, noise(0.1));
  EXPECT_NEAR(own_lufs(brief), own_lufs(longer), 0.7);
  EXPECT_NEAR(measure(brief)->integrated_lufs, own_lufs(brief), 0.01);
}

TEST(Meter, calls_silence_silence) {
  EXPECT_EQ(own_lufs(spool_of(2, silence())), -70);
  EXPECT_EQ(measure(spool_of(2, silence()))->integrated_lufs, -70);
  EXPECT_EQ(measure(spool_of(0, silence()))->true_peak_dbtp, -120);
}

TEST(Meter, sees_the_peak_between_two_samples) {
  // A quarter of the sampling rate, 45° off: every sample at .707 of the true height.
  const auto tone = spool_of(1, [](double t) {
    const double x = 0.5 * std::sin(2 * std::numbers::pi * 12000 * t + std::numbers::pi / 4);
    return std::pair(x, 0.0);
  });
  EXPECT_NEAR(measure(tone)->true_peak_dbtp, -6.02, 0.2);
}

}  // namespace
}  // namespace undertone::mix
