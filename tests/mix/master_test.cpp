#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "mix/matchers.h"
#include "mix/mix.h"
#include "mix/sounds.h"

namespace undertone::mix {
namespace {

using namespace undertone::test;

Programme mastered(const std::optional<ClipSound>& clip, const Spool& music, const Bed& bed, double length) {
  const std::vector<Laid> laid = {{&music, bed}};
  return master(clip, laid, from_seconds(length), {}, Progress()).value();
}

// The programme without `clip`: what the music alone contributes, as the clip's gain is known from its first moment.
std::vector<float> music_in(const Programme& programme, const Spool& clip, double alone_from, double alone_to) {
  auto mix = samples_of(programme.sound);
  const auto own = samples_of(clip);
  double dot = 0, power = 1e-20;
  for (auto i = static_cast<std::size_t>(alone_from * sample_rate) * 2;
       i < static_cast<std::size_t>(alone_to * sample_rate) * 2; ++i) {
    dot += static_cast<double>(mix[i]) * static_cast<double>(own[i]);
    power += static_cast<double>(own[i]) * static_cast<double>(own[i]);
  }
  for (std::size_t i = 0; i < std::min(mix.size(), own.size()); ++i) mix[i] -= static_cast<float>(dot / power) * own[i];
  return mix;
}

double lufs_of(const std::vector<float>& samples, const Span& where) {
  const auto part = spool_of(seconds(where.length()), [&](double t) {
    const auto i = static_cast<std::size_t>(2 * std::llround((t + seconds(where.start)) * sample_rate));
    return std::pair(static_cast<double>(samples[i]), static_cast<double>(samples[i + 1]));
  });
  return measure(part)->integrated_lufs;
}

const std::vector<Span> phrases = {span(3, 6), span(6.5, 8), span(14, 17)};

ClipSound talking(const Spool& sound) {
  return {.sound = &sound, .speech = phrases};
}

TEST(Master, brings_music_alone_to_the_target) {
  const auto programme = mastered({}, spool_of(20, pink(0.02)), {}, 20);
  EXPECT_THAT(*measure(programme.sound), IsAtLoudness(-14, 0.2));
  EXPECT_THAT(*measure(programme.sound), StaysUnderTruePeak(-1.9));
  EXPECT_NEAR(programme.loudness.integrated_lufs, measure(programme.sound)->integrated_lufs, 0.05);
}

TEST(Master, makes_exactly_the_length_that_was_asked) {
  EXPECT_EQ(mastered({}, spool_of(3, pink(0.1)), {}, 7.37).sound.frames(), std::llround(7.37 * sample_rate));
  EXPECT_EQ(mastered({}, spool_of(9, pink(0.1)), {}, 0.5).sound.frames(), sample_rate / 2);
}

TEST(Master, puts_music_nine_decibels_under_a_clip_without_speech) {
  const auto clip = spool_of(20, sine(700, 0.06));
  const auto music = spool_of(20, pink(0.2));
  const auto programme =
      mastered(ClipSound{.sound = &clip, .loudness_lufs = measure(clip)->integrated_lufs}, music, {}, 20);
  const auto left = music_in(programme, clip, 0, 20);
  const double whole = programme.loudness.integrated_lufs;
  EXPECT_NEAR(lufs_of(left, span(1, 19)) - whole, -9.1 - 0.5, 0.4);  // the sum is half a decibel above the clip
}

TEST(Master, goes_by_the_part_of_the_music_that_is_played) {
  const auto clip = spool_of(5, sine(700, 0.06));
  const auto growing = spool_of(20, [sound = pink(0.3)](double t) {
    const auto [left, right] = sound(t);
    const double level = t < 6 ? 0.05 : 1.0;
    return std::pair(level * left, level * right);
  });
  const auto left = music_in(mastered(ClipSound{.sound = &clip}, growing, {}, 5), clip, 0, 5);
  EXPECT_NEAR(lufs_of(left, span(0.5, 4.5)), -14 - 9.1 - 0.5, 0.5);
}

TEST(Master, sets_music_well_above_room_noise) {
  const auto room = spool_of(12, noise(0.004));  // about −45 LUFS
  const auto music = spool_of(12, sine(500, 0.1));
  const auto programme = mastered(ClipSound{.sound = &room}, music, {}, 12);
  const double own = lufs_of(music_in(programme, music, 0, 12), span(1, 11));
  EXPECT_NEAR(own, -14 - 15, 1);
}

TEST(Master, lifts_music_and_not_room_noise) {
  const auto room = spool_of(8, noise(0.0008));  // about −60 LUFS
  const auto music = spool_of(8, sine(500, 0.1));
  const auto programme = mastered(ClipSound{.sound = &room}, music, {}, 8);
  // Without the tone, what remains is the room.
  const auto left = music_in(programme, music, 1, 7);
  EXPECT_LT(level_db(left, 1, 7), level_db(samples_of(programme.sound), 1, 7) - 9);
}

TEST(Master, ducks_under_speech_and_is_down_when_a_phrase_begins) {
  const auto clip = spool_of(24, speech(phrases, 0.3));
  const auto music = spool_of(24, pink(0.2));
  const auto programme = mastered(talking(clip), music, {}, 24);
  const auto left = music_in(programme, clip, 3, 8);
  EXPECT_THAT(left, IsDuckedDuring(phrases, 3));
  for (const auto& phrase : phrases) {
    const double spoken = lufs_of(samples_of(programme.sound), phrase);
    EXPECT_LE(lufs_of(left, phrase), spoken - 10);
    EXPECT_LE(level_db(left, seconds(phrase.start), seconds(phrase.start) + 0.1), level_db(left, 10, 12) - 3);
  }
}

TEST(Master, keeps_even_a_loud_passage_of_loud_music_under_the_speech) {
  const auto clip = spool_of(24, speech(phrases, 0.3));
  const auto music =
      spool_of(24, [quiet = pink(0.05), loud = pink(0.4)](double t) { return t > 12 ? loud(t) : quiet(t); });
  const auto programme = mastered(talking(clip), music, {.gain = 1}, 24);
  const auto left = music_in(programme, clip, 3, 8);
  for (const auto& phrase : phrases)
    EXPECT_LE(lufs_of(left, phrase), lufs_of(samples_of(programme.sound), phrase) - 9.5);
}

TEST(Master, does_not_duck_when_told_not_to) {
  const auto clip = spool_of(24, speech(phrases, 0.3));
  const auto music = spool_of(24, pink(0.2));
  const auto left = music_in(mastered(talking(clip), music, {.gain = 0.2, .duck = false}, 24), clip, 3, 8);
  EXPECT_NEAR(level_db(left, 3.5, 7.5), level_db(left, 10, 12), 1);
}

TEST(Master, gives_speech_one_linear_gain_and_nothing_else) {
  const auto clip = spool_of(24, speech(phrases, 0.05));
  const auto nothing = spool_of(24, silence());
  const auto programme = mastered(talking(clip), nothing, {}, 24);
  EXPECT_THAT(*measure(programme.sound), IsAtLoudness(-14, 0.3));
  const auto left = music_in(programme, clip, 0, 24);
  // What the limiter takes from the highest syllables is all that remains.
  EXPECT_LT(level_db(left, 3, 8), level_db(samples_of(programme.sound), 3, 8) - 20);
  EXPECT_LT(level_db(left, 9, 13), -120);
}

TEST(Master, meets_the_loudness_of_every_kind_of_programme) {
  const auto pop = spool_of(10, pink(0.1));
  struct Case {
    const char* name;
    double length;
    Wave clip;
  };
  const std::vector<Case> cases = {{"a click's length of noise", 0.3, noise(0.3)},
                                   {"half a second of noise", 0.5, noise(0.01)},
                                   {"very quiet speech", 10, speech({span(1, 9)}, 0.02)},
                                   {"silence", 10, silence()},
                                   {"room noise", 10, noise(0.0005)},
                                   {"clipped noise", 6, noise(1)},
                                   {"sparse claps", 12, pulses(1500, 1.5, 0.01, 0.9)}};
  for (const auto& each : cases) {
    const auto clip = spool_of(each.length, each.clip);
    const auto programme = mastered(ClipSound{.sound = &clip}, pop, {}, each.length);
    EXPECT_THAT(*measure(programme.sound), IsAtLoudness(-14.05, 0.4)) << each.name;
    EXPECT_THAT(*measure(programme.sound), StaysUnderTruePeak(-1.65)) << each.name;
  }
}

TEST(Master, stays_silent_when_there_is_nothing_to_hear) {
  const auto nothing = spool_of(3, silence());
  const auto programme = mastered(ClipSound{.sound = &nothing}, nothing, {}, 3);
  EXPECT_EQ(programme.loudness.integrated_lufs, -70);
  EXPECT_LT(level_db(samples_of(programme.sound), 0, 3), -150);
}

TEST(Master, fades_out_to_nothing_without_a_click) {
  const auto music = spool_of(12, sine(220, 0.1));
  const auto left =
      samples_of(mastered({}, music, {.fade_in = from_seconds(1), .fade_out = from_seconds(4)}, 12).sound);
  EXPECT_LT(level_db(left, 0, 0.02), level_db(left, 5, 6) - 40);
  EXPECT_NEAR(level_db(left, 7, 7.9), level_db(left, 5, 6), 0.2);
  EXPECT_LT(level_db(left, 10, 10.1), level_db(left, 5, 6) - 5.5);
  EXPECT_LT(level_db(left, 12 - 1 / 24.0, 12), -60);
  EXPECT_THAT(left, HasNoClick(0.02));
}

TEST(Master, lays_a_bed_where_it_belongs_and_leaves_silence_around_it) {
  const auto music = spool_of(20, noise(0.1));
  const Bed bed = {.start = from_seconds(2), .length = from_seconds(3), .source_start = from_seconds(5)};
  const auto left = samples_of(mastered({}, music, bed, 10).sound);
  EXPECT_LT(level_db(left, 0, 2), -150);
  EXPECT_GT(level_db(left, 2, 5), -30);
  EXPECT_LT(level_db(left, 5, 10), -150);
}

TEST(Master, is_the_same_every_time) {
  const auto clip = spool_of(9, speech({span(2, 7)}, 0.3));
  const auto music = spool_of(9, pink(0.2));
  EXPECT_EQ(samples_of(mastered(talking(clip), music, {}, 9).sound),
            samples_of(mastered(talking(clip), music, {}, 9).sound));
}

TEST(Master, says_what_is_wrong_with_impossible_wishes) {
  const auto music = spool_of(1, noise(0.1));
  const std::vector<Laid> loud_minus = {{&music, {.gain = -1}}};
  EXPECT_EQ(master({}, loud_minus, from_seconds(1), {}, Progress()).error().kind, ErrorKind::invalid_input);
  EXPECT_EQ(master({}, {}, Time{}, {}, Progress()).error().kind, ErrorKind::invalid_input);
}

TEST(Master, stops_when_it_is_told_to) {
  const auto music = spool_of(10, noise(0.1));
  const Progress progress;
  progress.stop();
  const std::vector<Laid> laid = {{&music, {}}};
  EXPECT_EQ(master({}, laid, from_seconds(10), {}, progress).error().kind, ErrorKind::cancelled);
}

}  // namespace
}  // namespace undertone::mix
