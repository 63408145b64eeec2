#include <gtest/gtest.h>
#include <sys/resource.h>

#include "mix/matchers.h"
#include "mix/mix.h"
#include "mix/sounds.h"

namespace undertone::mix {
namespace {

using namespace undertone::test;

double peak_megabytes() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  return static_cast<double>(usage.ru_maxrss) / 1024;
}

Programme scored(double length) {
  Stems stems;
  stems.length = from_seconds(length);
  stems.stems.push_back({Role::chords, spool_of(length, pulses(262, 1, 0.5, 0.3))});
  stems.stems.push_back({Role::bass, spool_of(length, pulses(65, 0.5, 0.4, 0.9))});
  Score score;
  score.tempos = {{0, 120}};
  const std::vector<Span> phrases = {span(3, 8), span(length / 2, length / 2 + 5)};
  const auto clip = spool_of(length, speech(phrases, 0.3));
  const auto music = mix_music(stems, score, phrases, Progress()).value();
  const std::vector<Laid> laid = {{&music, {}}};
  return master(ClipSound{.sound = &clip, .speech = phrases}, laid, stems.length, {}, Progress()).value();
}

TEST(LongMix, fifteen_minutes_take_no_more_memory_than_one) {
  scored(60);
  const double after_one = peak_megabytes();
  const auto programme = scored(900);
  EXPECT_LT(peak_megabytes() - after_one, 40);
  EXPECT_EQ(programme.sound.frames(), 900LL * sample_rate);
  EXPECT_THAT(*measure(programme.sound), IsAtLoudness(-14, 0.3));
}

}  // namespace
}  // namespace undertone::mix
