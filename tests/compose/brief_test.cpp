// What the person says wins, else the picture, else the style.
#include <gmock/gmock.h>

#include <algorithm>

#include "compose/brief_moods.h"
#include "compose/compose.h"
#include "compose/style.h"
#include "compose/title.h"

namespace undertone::compose {
namespace {

using testing::ElementsAre;
using testing::Gt;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Lt;

Segment music(double length_s = 30) {
  Segment segment;
  segment.id = "m1";
  segment.length = from_seconds(length_s);
  segment.kind = AudioKind::music;
  segment.music = MusicPart{};
  return segment;
}

Segment said_mood(const std::string& mood) {
  auto segment = music();
  segment.music->mood = {mood};
  segment.music->said = {"mood"};
  return segment;
}

VideoProfile gloomy_picture() {
  VideoProfile seen;
  seen.length = from_seconds(60);
  seen.feeling = {-0.6, 0.25, {"sad"}};
  seen.cuts = {
      {from_seconds(5), CutKind::hard, 1}, {from_seconds(20), CutKind::hard, 1}, {from_seconds(50), CutKind::hard, 1}};
  seen.curves.motion.assign(120, 0.2);
  std::fill(seen.curves.motion.begin() + 60, seen.curves.motion.end(), 0.9);
  seen.curves.sound.assign(120, 0.1);
  seen.speech = {{from_seconds(8), from_seconds(14)}, {from_seconds(38), from_seconds(48)}};
  return seen;
}

Brief made(const Segment& segment, const VideoProfile* seen = nullptr, std::uint64_t seed = 7) {
  auto brief = make_brief(segment, seen, seed);
  EXPECT_TRUE(brief) << brief.error().message;
  return brief.value_or(Brief{});
}

TEST(Brief, follows_the_picture_where_nothing_was_said) {
  const auto seen = gloomy_picture();
  const auto brief = made(music(), &seen);
  EXPECT_EQ(brief.valence, (Decided<double>{-0.6, Origin::seen}));
  EXPECT_THAT(brief.moods.value, ElementsAre("sad"));
  EXPECT_TRUE(brief.key.value.mode == Mode::minor || brief.key.value.mode == Mode::phrygian);
  EXPECT_THAT(brief.bpm.value, Lt(100));
}

TEST(Brief, obeys_what_was_said_over_what_is_seen) {
  const auto seen = gloomy_picture();
  auto segment = said_mood("upbeat");
  segment.music->bpm = 131;
  segment.music->key = Key{3, Mode::dorian};
  segment.music->said = {"mood", "bpm", "key"};
  const auto brief = made(segment, &seen);
  EXPECT_THAT(brief.valence.value, Gt(0.5));
  EXPECT_EQ(brief.valence.origin, Origin::said);
  EXPECT_EQ(brief.bpm, (Decided<double>{131, Origin::said}));
  EXPECT_EQ(brief.key, (Decided<Key>{{3, Mode::dorian}, Origin::said}));
}

TEST(Brief, places_the_picture_on_the_musics_own_clock) {
  const auto seen = gloomy_picture();
  auto segment = music(30);
  segment.start = from_seconds(10);
  const auto brief = made(segment, &seen);
  ASSERT_EQ(brief.cuts.size(), 1u);
  EXPECT_EQ(brief.cuts[0].at, from_seconds(10));
  EXPECT_THAT(brief.speech, ElementsAre(Span{Time{}, from_seconds(4)}, Span{from_seconds(28), from_seconds(30)}));
  EXPECT_EQ(brief.energy.size(), 60u);
  EXPECT_THAT(brief.energy.back(), Gt(brief.energy.front() + 0.2));
}

TEST(Brief, a_fade_of_the_segment_is_a_fading_end) {
  auto segment = music();
  segment.fade_out = from_seconds(3);
  EXPECT_EQ(made(segment).ending, (Decided<Ending>{Ending::fade_out, Origin::said}));
  segment.music->ending = Ending::button;
  EXPECT_EQ(made(segment).ending.value, Ending::button);
}

TEST(Brief, moods_order_tempo_and_mode) {
  const auto bpm = [](const char* mood) {
    auto segment = said_mood(mood);
    segment.music->genre = "cinematic";
    return made(segment).bpm.value;
  };
  EXPECT_THAT(bpm("epic"), Gt(bpm("hopeful")));
  EXPECT_THAT(bpm("hopeful"), Gt(bpm("peaceful")));
  EXPECT_EQ(made(said_mood("sad")).key.value.mode == Mode::major, false);
  EXPECT_EQ(made(said_mood("happy")).key.value.mode == Mode::minor, false);
}

TEST(Brief, seeds_choose_among_what_suits) {
  std::vector<std::string> heard;
  for (std::uint64_t seed = 0; seed < 20; ++seed) {
    const auto brief = made(said_mood("calm"), nullptr, seed);
    heard.push_back(name(brief.key.value));
    EXPECT_EQ(brief, made(said_mood("calm"), nullptr, seed));
    EXPECT_NE(brief.genre.value, "electronic-dance");
  }
  std::sort(heard.begin(), heard.end());
  EXPECT_THAT(std::unique(heard.begin(), heard.end()) - heard.begin(), Gt(2));
}

TEST(Brief, a_styles_own_mood_asks_for_it) {
  for (std::uint64_t seed = 0; seed < 5; ++seed) {
    EXPECT_EQ(made(said_mood("epic"), nullptr, seed).genre.value, "cinematic");
    EXPECT_EQ(made(said_mood("upbeat"), nullptr, seed).genre.value, "upbeat-pop");
    EXPECT_EQ(made(said_mood("chill"), nullptr, seed).genre.value, "lo-fi");
  }
}

TEST(Brief, an_instrument_asks_for_the_style_that_has_it) {
  auto calm_piano = said_mood("calm");
  calm_piano.music->instruments = {"piano"};
  for (std::uint64_t seed = 1; seed <= 8; ++seed)
    EXPECT_EQ(made(calm_piano, nullptr, seed).genre.value, "ambient-piano") << seed;
  EXPECT_EQ(made(calm_piano).genre.origin, Origin::usual);
}

TEST(Brief, obeys_a_mode_a_pace_and_a_density_without_a_figure) {
  auto segment = said_mood("happy");
  const auto usual = made(segment);
  segment.music->mode = Mode::minor;
  segment.music->tempo_factor = 0.8;
  segment.music->density = -0.5;
  const auto bent = made(segment);
  EXPECT_EQ(bent.key.value.mode, Mode::minor);
  EXPECT_NEAR(bent.bpm.value, 0.8 * usual.bpm.value, 0.2);
  EXPECT_NEAR(bent.density.value, usual.density.value - 0.5, 0.01);
  for (const auto origin : {bent.key.origin, bent.bpm.origin, bent.density.origin}) EXPECT_EQ(origin, Origin::said);
}

TEST(Brief, what_was_decided_before_stays) {
  const auto seen = gloomy_picture();
  auto segment = music();
  const auto first = made(segment, &seen);
  segment.music->genre = first.genre.value;
  segment.music->mood = first.moods.value;
  segment.music->bpm = first.bpm.value;
  segment.music->key = first.key.value;
  const auto again = made(segment, &seen);
  EXPECT_EQ(again.valence, first.valence);
  EXPECT_EQ(again.bpm.value, first.bpm.value);
  EXPECT_EQ(again.key.value, first.key.value);
}

TEST(Brief, says_what_cannot_be) {
  auto segment = music();
  segment.music->genre = "polka-metal";
  EXPECT_THAT(make_brief(segment, nullptr, 1).error().message, HasSubstr("polka-metal"));
  EXPECT_FALSE(make_brief(music(0), nullptr, 1));
  segment = music();
  segment.music->bpm = 1000;
  EXPECT_FALSE(make_brief(segment, nullptr, 1));
  segment.music.reset();
  EXPECT_FALSE(make_brief(segment, nullptr, 1));
}

TEST(Moods, are_found_and_averaged) {
  EXPECT_FALSE(find_mood("purple"));
  const auto middle = middle_of({"happy", "sad", "purple"});
  ASSERT_TRUE(middle);
  EXPECT_NEAR(middle->valence, (find_mood("happy")->valence + find_mood("sad")->valence) / 2, 1e-9);
  EXPECT_FALSE(middle_of({}));
}

TEST(Title, is_made_from_mood_style_and_seed) {
  const auto brief = made(said_mood("upbeat"));
  EXPECT_THAT(title_of(brief), HasSubstr(" "));
  EXPECT_EQ(title_of(brief), title_of(brief));
  EXPECT_NE(title_of(brief), title_of(made(said_mood("upbeat"), nullptr, 8)));
}

TEST(Styles, are_listed) {
  ASSERT_THAT(styles(), testing::Not(IsEmpty()));
  for (const auto& each : styles()) EXPECT_NE(find_style(each.id), nullptr);
}

}  // namespace
}  // namespace undertone::compose
