#include "perform/perform.h"

#include <gmock/gmock.h>

#include "support.h"

namespace undertone::perform {
namespace {

using testing::HasSubstr;

class Font : public testing::Test {
 protected:
  void SetUp() override {
    auto found = find_sounds();
    if (!found) GTEST_SKIP() << found.error().message;
    set = *found;
  }
  Result<Stems> play(const Score& piece) { return perform(piece, set, Progress()); }
  std::vector<float> stem(const Score& piece, std::size_t number = 0) {
    auto stems = play(piece);
    EXPECT_TRUE(stems.has_value()) << (stems ? "" : stems.error().message);
    return stems ? samples(stems->stems.at(number).sound) : std::vector<float>{};
  }
  SoundSet set;
};

Score small_band() {
  auto band = score(4, {part(Role::lead, {program(73), voice("soft_lead")}, {note(0, 1, 76), note(1, 2, 79)}),
                        part(Role::chords, {program(0), program(48)}, {note(0, 4, 60), note(0, 4, 64), note(0, 4, 67)}),
                        part(Role::pad, {voice("warm_pad")}, {note(0, 4, 48), note(0, 4, 55)}),
                        part(Role::bass, {program(33)}, {note(0, 2, 36), note(2, 2, 43)}),
                        part(Role::drums, {program(0, 128), voice("electro_kit")},
                             {note(0, 1, 36), note(1, 1, 38), note(2, 1, 36), note(3, 1, 49)})});
  return band;
}

TEST_F(Font, every_part_becomes_a_stem_of_the_scores_length) {
  const auto band = small_band();
  const auto stems = play(band);
  ASSERT_TRUE(stems);
  ASSERT_EQ(stems->stems.size(), band.parts.size());
  for (std::size_t i = 0; i < band.parts.size(); ++i) {
    EXPECT_EQ(stems->stems[i].role, band.parts[i].role);
    EXPECT_EQ(stems->stems[i].sound.frames(), 4 * sample_rate);
    EXPECT_GT(level_db(samples(stems->stems[i].sound), 0, 2), -45) << name(band.parts[i].role);
  }
}

TEST_F(Font, the_same_score_gives_the_same_samples_whoever_plays_what) {
  const auto band = small_band();
  const auto sounds = Sounds::open(set);
  const auto together = perform(band, sounds, Progress());
  const auto again = perform(band, sounds, Progress());
  ASSERT_TRUE(together && again);
  for (std::size_t i = 0; i < band.parts.size(); ++i) {
    auto alone = band;
    alone.parts = {band.parts[i]};
    EXPECT_EQ(samples(together->stems[i].sound), stem(alone)) << name(band.parts[i].role);
    EXPECT_EQ(samples(together->stems[i].sound), samples(again->stems[i].sound)) << name(band.parts[i].role);
  }
}

TEST_F(Font, notes_begin_when_the_score_says) {
  for (const double at : {0.0, 0.317, 1.0}) {
    const auto click = stem(score(3, {part(Role::drums, {program(0, 128)}, {note(at * 2, 0.5, 37, 110)})}));
    EXPECT_NEAR(onset(click), at, 0.003);
  }
}

TEST_F(Font, a_nudge_moves_a_note) {
  auto late = note(2, 1, 37, 110);
  late.nudge_us10 = 2000;  // 20 ms
  EXPECT_NEAR(onset(stem(score(3, {part(Role::drums, {program(0, 128)}, {late})}))), 1.02, 0.003);
}

TEST_F(Font, silence_at_the_end_even_if_notes_are_held) {
  const auto held = stem(score(2, {part(Role::pad, {program(48), voice("saw_pad")}, {note(0, 20, 60)})}));
  EXPECT_GT(level_db(held, 1.5, 1.9), -40);
  EXPECT_EQ(held.back(), 0.0F);
  EXPECT_LT(level_db(held, 1.999, 2), -50);
}

TEST_F(Font, a_cymbal_rings_on_after_its_short_note) {
  const auto crash = stem(score(4, {part(Role::drums, {program(0, 128)}, {note(0, 0.1, 49, 110)})}));
  EXPECT_GT(level_db(crash, 0.8, 1.0), level_db(crash, 0, 0.2) - 30);
}

TEST_F(Font, swells_work_on_any_instrument) {
  for (const int bank : {0, 17}) {
    auto brass = part(Role::pad, {program(61, bank)}, {note(0, 8, 60)});
    brass.controls = {{0, 2, 20, 0xff}, {4 * ticks_per_beat, 2, 120, 0xff}};
    const auto x = stem(score(4, {brass}));
    EXPECT_GT(level_db(x, 2.5, 3.5), level_db(x, 0.5, 1.5) + 6) << "bank " << bank;
  }
}

TEST_F(Font, every_general_midi_program_can_be_heard) {
  const auto sounds = Sounds::open(set);
  std::vector<Part> band;
  for (int number = 0; number < 128; number += 8) band.push_back(part(Role::lead, {program(number)}, {note(0, 1, 60)}));
  for (const int kit : {0, 16, 25, 40}) band.push_back(part(Role::drums, {program(kit, 128)}, {note(0, 1, 38)}));
  const auto stems = perform(score(1, band), sounds, Progress());
  ASSERT_TRUE(stems);
  for (std::size_t i = 0; i < band.size(); ++i)
    EXPECT_GT(level_db(samples(stems->stems[i].sound), 0, 1), -50) << "program " << band[i].layers[0].program;
}

TEST_F(Font, a_bank_that_the_font_lacks_is_replaced) {
  EXPECT_GT(level_db(stem(score(1, {part(Role::lead, {program(40, 99)}, {note(0, 1, 67)})})), 0.2, 0.5), -45);
}

TEST_F(Font, an_unknown_voice_is_told_by_name) {
  const auto stems = play(score(1, {part(Role::lead, {voice("kazoo")}, {note(0, 1, 60)})}));
  ASSERT_FALSE(stems);
  EXPECT_EQ(stems.error().kind, ErrorKind::invalid_input);
  EXPECT_THAT(stems.error().message, HasSubstr("kazoo"));
}

TEST_F(Font, stops_when_told) {
  const Progress progress;
  progress.stop();
  const auto stems = perform(small_band(), set, progress);
  ASSERT_FALSE(stems);
  EXPECT_EQ(stems.error().kind, ErrorKind::cancelled);
}

TEST(Sounds, a_file_that_is_no_font_is_told) {
  const auto stems = perform(score(1, {part(Role::lead, {program(0)}, {note(0, 1, 60)})}),
                             SoundSet{UNDERTONE_SOURCE_DIR "/CMakeLists.txt"}, Progress());
  ASSERT_FALSE(stems);
  EXPECT_EQ(stems.error().kind, ErrorKind::unavailable);
}

TEST(Sounds, a_chosen_font_that_is_missing_is_told) {
  ::setenv("UNDERTONE_SOUNDFONT", "/nowhere.sf2", 1);
  const auto found = find_sounds();
  ::unsetenv("UNDERTONE_SOUNDFONT");
  ASSERT_FALSE(found);
  EXPECT_EQ(found.error().kind, ErrorKind::invalid_input);
}

TEST(Sounds, electronic_pieces_need_no_font) {
  const auto stems = perform(score(1, {part(Role::lead, {voice("pluck")}, {note(0, 1, 60)})}), SoundSet{}, Progress());
  ASSERT_TRUE(stems);
  EXPECT_GT(level_db(samples(stems->stems[0].sound), 0, 0.3), -40);
}

}  // namespace
}  // namespace undertone::perform
