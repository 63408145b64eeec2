// A quarter of an hour needs no more memory than a minute.
#include <gmock/gmock.h>
#include <sys/resource.h>

#include "../support.h"

namespace undertone::perform {
namespace {

double peak_megabytes() {
  rusage used{};
  getrusage(RUSAGE_SELF, &used);
  return static_cast<double>(used.ru_maxrss) / 1024;
}

Score ambient(double seconds_long) {
  std::vector<Note> chords;
  std::vector<Note> hits;
  for (double beat = 0; beat < seconds_long * 2 - 20; beat += 16) {
    for (const int pitch : {48, 55, 64}) chords.push_back(note(beat, 12, pitch, 70));
    hits.push_back(note(beat, 1, 36, 60));
  }
  return score(seconds_long, {part(Role::chords, {program(4)}, chords), part(Role::pad, {voice("warm_pad")}, chords),
                              part(Role::drums, {voice("lofi_kit")}, hits)});
}

TEST(Length, a_quarter_of_an_hour_takes_flat_memory) {
  const auto found = find_sounds();
  if (!found) GTEST_SKIP() << found.error().message;
  const auto sounds = Sounds::open(*found);
  ASSERT_TRUE(perform(ambient(60), sounds, Progress()));
  const double minute = peak_megabytes();
  const auto stems = perform(ambient(900), sounds, Progress());
  ASSERT_TRUE(stems);
  EXPECT_EQ(stems->stems[0].sound.frames(), 900 * sample_rate);
  EXPECT_LT(peak_megabytes(), minute + 10);
  EXPECT_LT(peak_megabytes(), 350);
}

}  // namespace
}  // namespace undertone::perform
