#include <gmock/gmock.h>

#include "perform/kit.h"
#include "perform/patch.h"
#include "support.h"

namespace undertone::perform {
namespace {

std::vector<float> play(const Score& piece) {
  auto stems = perform(piece, SoundSet{}, Progress());
  EXPECT_TRUE(stems.has_value()) << (stems ? "" : stems.error().message);
  return stems ? samples(stems->stems.at(0).sound) : std::vector<float>{};
}

std::vector<float> play(std::string_view name, std::vector<Note> notes, double length = 4) {
  return play(score(length, {part(Role::lead, {voice(std::string(name))}, std::move(notes))}));
}

double mean(const std::vector<float>& x) {
  double sum = 0;
  for (const float v : x) sum += v;
  return sum / static_cast<double>(x.size());
}

class EveryVoice : public testing::TestWithParam<Patch> {
 protected:
  std::string_view name() const { return GetParam().name; }
  bool is_effect() const { return name() == "riser" || name() == "impact" || name() == "noise_sweep"; }
  bool swells() const { return name() == "warm_pad" || name() == "saw_pad" || name() == "drone" || name() == "riser"; }
};

TEST_P(EveryVoice, sounds_without_overload_or_offset) {
  for (const int velocity : {20, 90, 127}) {
    const auto x = play(name(), {note(0, 4, 48, velocity), note(4, 2, 60, velocity)});
    EXPECT_GT(level_db(x, 0, 3), -60) << velocity;
    EXPECT_LT(peak(x), 1.5) << velocity;
    EXPECT_LT(std::abs(mean(x)), 0.002) << velocity;
    for (const float v : x) ASSERT_TRUE(std::isfinite(v));
  }
}

TEST_P(EveryVoice, is_in_tune) {
  if (is_effect()) return;  // no pitch of its own
  const bool low = name().find("bass") != std::string_view::npos;
  const int pitch = low ? 45 : 69;
  const auto x = play(name(), {note(0, 5, pitch)});
  const bool detuned = name() == "supersaw" || name() == "saw_pad" || name() == "warm_pad" || name() == "drone";
  EXPECT_NEAR(cents_off(middle(x), low ? 110 : 440, 0.5, 1.5), 0, detuned ? 10 : 5);
}

TEST_P(EveryVoice, begins_when_it_is_told) {
  const auto x = play(name(), {note(1, 2, 60, 100)});
  EXPECT_EQ(level_db(x, 0, 0.4999), -200);
  if (swells()) return;
  EXPECT_NEAR(onset(x), 0.5, 0.003);
}

TEST_P(EveryVoice, falls_silent_after_its_note) {
  EXPECT_EQ(level_db(play(name(), {note(0, 2, 55)}, 10), 9, 10), -200);
}

TEST_P(EveryVoice, is_louder_and_brighter_when_played_harder) {
  const auto soft = play(name(), {note(0, 4, 57, 40)});
  const auto hard = play(name(), {note(0, 4, 57, 120)});
  EXPECT_GT(level_db(hard, 0, 2), level_db(soft, 0, 2) + 6);
}

TEST_P(EveryVoice, plays_the_same_twice) {
  const std::vector<Note> notes{note(0, 1, 57), note(1, 1, 60), note(1.5, 1, 64)};
  EXPECT_EQ(play(name(), notes, 2), play(name(), notes, 2));
}

INSTANTIATE_TEST_SUITE_P(Voices, EveryVoice, testing::ValuesIn(patches().begin(), patches().end()),
                         [](const auto& which) { return std::string(which.param.name); });

class EveryDrum : public testing::TestWithParam<int> {};

TEST_P(EveryDrum, answers_at_once_and_rings_out_in_both_kits) {
  for (const std::string kit : {"electro_kit", "lofi_kit"}) {
    const auto x = play(kit, {note(1, 0.1, GetParam(), 110)}, 6);
    EXPECT_NEAR(onset(x), 0.5, 0.003) << kit;
    EXPECT_GT(peak(x), 0.02) << kit;
    EXPECT_LT(peak(x), 1.01) << kit;
    EXPECT_EQ(level_db(x, 5, 6), -200) << kit;
  }
}

INSTANTIATE_TEST_SUITE_P(Keys, EveryDrum,
                         testing::Values(35, 36, 37, 38, 39, 40, 41, 42, 44, 45, 46, 49, 50, 51, 54, 56, 57, 70, 75));

TEST(Kits, no_two_hits_are_quite_alike) {
  const auto x = play("electro_kit", {note(0, 0.5, 38, 100), note(1, 0.5, 38, 100)}, 1);
  const std::vector<float> first(x.begin(), x.begin() + 9600);
  const std::vector<float> second(x.begin() + 48000, x.begin() + 57600);
  EXPECT_NE(first, second);
  EXPECT_NEAR(level_db(x, 0, 0.2), level_db(x, 0.5, 0.7), 1.5);
}

TEST(Kits, a_closed_hat_stops_an_open_one) {
  const auto alone = play("electro_kit", {note(0, 1, 46, 110)}, 1);
  const auto stopped = play("electro_kit", {note(0, 1, 46, 110), note(0.25, 1, 42, 20)}, 1);
  EXPECT_LT(level_db(stopped, 0.25, 0.35), level_db(alone, 0.25, 0.35) - 10);
}

TEST(Kits, the_dusty_one_is_darker) {
  const std::vector<Note> hats{note(0, 0.2, 42, 100), note(0.5, 0.2, 38, 100)};
  const auto clean = play("electro_kit", hats, 1);
  const auto dusty = play("lofi_kit", hats, 1);
  const auto top = [](const std::vector<float>& x) { return strength(side(x, 0), 10000, 0.25, 0.45); };
  EXPECT_LT(top(dusty), top(clean) * 0.5);
}

TEST(Voices, bend_by_a_whole_tone) {
  auto lead = part(Role::lead, {voice("fm_piano")}, {note(0, 6, 69)});
  lead.controls = {{0, 128, 16383, 0xff}};
  EXPECT_NEAR(cents_off(side(play(score(3, {lead})), 0), 440 * std::exp2(2 / 12.0), 0.5, 2), 0, 5);
}

TEST(Voices, follow_expression) {
  auto pad = part(Role::pad, {voice("saw_pad")}, {note(0, 8, 60)});
  pad.controls = {{0, 11, 40, 0xff}, {4 * ticks_per_beat, 11, 127, 0xff}};
  const auto x = play(score(4, {pad}));
  EXPECT_GT(level_db(x, 2.5, 3.5), level_db(x, 1, 1.9) + 12);
}

TEST(Voices, the_pedal_holds_notes) {
  auto keys = part(Role::chords, {voice("fm_piano")}, {note(0, 1, 60)});
  const auto released = play(score(3, {keys}));
  keys.controls = {{0, 64, 127, 0xff}, {4 * ticks_per_beat, 64, 0, 0xff}};
  const auto held = play(score(3, {keys}));
  EXPECT_GT(level_db(held, 1.2, 1.8), level_db(released, 1.2, 1.8) + 20);
  EXPECT_LT(level_db(held, 2.6, 3), -50);
}

TEST(Voices, more_notes_than_voices_make_room_without_a_click) {
  std::vector<Note> notes;
  for (int i = 0; i < 40; ++i) notes.push_back(note(i * 0.1, 8, 40 + i, 80));
  const auto x = play("pluck", notes, 4);
  EXPECT_LT(peak(x), 3);
  EXPECT_GT(level_db(x, 1.9, 2.0), -40);
}

TEST(Voices, overlapping_bass_notes_slide) {
  const auto slid = side(play("acid_bass", {note(0, 1.5, 45, 90), note(1, 2, 52, 90)}), 0);
  EXPECT_NEAR(cents_off(slid, 164.81, 0.9, 1.4), 0, 8);
  EXPECT_LT(strength(slid, 110, 0.9, 1.4), strength(slid, 164.81, 0.9, 1.4));
}

TEST(Voices, the_layer_mask_says_who_plays) {
  auto two = note(0, 2, 60);
  two.layers = 0b10;
  auto loud = voice("pluck");
  auto soft = voice("warm_pad");
  const auto only = play(score(3, {part(Role::chords, {soft}, {note(0, 2, 60)})}));
  const auto both = play(score(3, {part(Role::chords, {loud, soft}, {two})}));
  EXPECT_NEAR(level_db(both, 0, 2), level_db(only, 0, 2), 0.5);
}

}  // namespace
}  // namespace undertone::perform
