#include "edit/edit.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/random.h"

namespace undertone::edit {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

MediaInfo clip(const std::string& title, double length) {
  MediaInfo info;
  info.path = title + ".mp4";
  info.title = title;
  info.length = from_seconds(length);
  info.video = VideoStream{.width = 1920, .height = 1080, .frame_rate = {30, 1}};
  return info;
}

Draft with(std::initializer_list<Edit> edits, double length = 10) {
  const std::vector<MediaInfo> clips{clip("city timelapse", length)};
  const std::vector<Edit> all(edits);
  return edit::apply(new_draft(clips), all).value();
}

const Segment& music(const Draft& draft, std::size_t number = 0) {
  return draft.tracks.at(1).segments.at(number);
}

TEST(NewDraft, lays_clips_one_after_another) {
  const std::vector<MediaInfo> clips{clip("a", 4), clip("b", 2.5)};
  const auto draft = new_draft(clips);
  EXPECT_EQ(draft.length, from_seconds(6.5));
  EXPECT_EQ(draft.canvas.width, 1920);
  EXPECT_EQ(draft.tracks.at(0).segments.at(1).start, from_seconds(4));
  EXPECT_EQ(summary(draft), "Timeline (1 track): 1. Video: a (0-4s), b (4-6.5s)");
}

TEST(NewDraft, shows_a_photo_as_long_as_asked_and_a_gif_as_long_as_it_is) {
  auto photo = clip("photo", 0);
  photo.kind = MediaKind::image;
  auto gif = clip("gif", 3);
  gif.kind = MediaKind::animation;
  EXPECT_EQ(new_draft(std::vector{photo}).length, from_seconds(10));
  EXPECT_EQ(new_draft(std::vector{photo}, from_seconds(60)).length, from_seconds(60));
  EXPECT_EQ(new_draft(std::vector{gif}).length, from_seconds(3));
}

TEST(NewDraft, keeps_sound_files_on_a_track_of_their_own) {
  auto voice = clip("voice", 7);
  voice.kind = MediaKind::audio;
  voice.video.reset();
  const auto draft = new_draft(std::vector{clip("a", 4), voice});
  EXPECT_EQ(draft.tracks.size(), 2U);
  EXPECT_EQ(draft.tracks.at(1).type, TrackType::audio);
  EXPECT_TRUE(check(draft).has_value());
}

TEST(Summary, is_the_line_of_the_contract) {
  auto draft = with({AddMusic{{.genre = "lo-fi"}}});
  Track titles{.id = "t9", .type = TrackType::text, .name = "Title"};
  titles.segments.push_back(Segment{.id = "s9", .length = from_seconds(3), .text = TextPart{.text = "Urban Dreams"}});
  draft.tracks.push_back(titles);
  EXPECT_EQ(
      summary(draft),
      "Timeline (3 tracks): 1. Video: city timelapse (0-10s) 2. BGM: Lo-fi (0-10s, 35%) 3. Title: \"Urban Dreams\" "
      "(0-3s)");
}

TEST(AddMusic, lies_under_the_whole_picture) {
  const auto draft = with({AddMusic{}});
  EXPECT_EQ(draft.tracks.at(1).name, "BGM");
  EXPECT_EQ(music(draft).length, from_seconds(10));
  EXPECT_DOUBLE_EQ(music(draft).gain, 0.35);
  EXPECT_EQ(music(draft).music->seed, 0U);
  EXPECT_TRUE(music(draft).music->duck.on);
  EXPECT_EQ(music(draft).music->sync, Sync::loose);
  EXPECT_THAT(music(draft).music->said, IsEmpty());
}

TEST(AddMusic, remembers_what_was_said) {
  const auto draft = with({AddMusic{{.moods = {"upbeat"}, .bpm = 120, .fade_out = from_seconds(4)}}});
  EXPECT_THAT(music(draft).music->said, ElementsAre("mood", "bpm", "ending"));
  EXPECT_EQ(music(draft).music->ending, Ending::fade_out);
  EXPECT_EQ(music(draft).fade_out, from_seconds(4));
}

TEST(AddMusic, fades_for_three_seconds_when_no_length_was_said) {
  EXPECT_EQ(music(with({AddMusic{{.ending = Ending::fade_out}}})).fade_out, from_seconds(3));
}

TEST(AddMusic, takes_the_place_of_what_lay_there) {
  const MusicWish middle{.moods = {"epic"}, .range = Span{from_seconds(2), from_seconds(6)}};
  const auto draft = with({AddMusic{{.moods = {"calm"}}}, AddMusic{middle}});
  EXPECT_EQ(summary(draft),
            "Timeline (2 tracks): 1. Video: city timelapse (0-10s) 2. BGM: Calm (0-2s, 35%), Epic (2-6s, 35%), Calm "
            "(6-10s, 35%)");
}

TEST(AddMusic, beyond_the_end_is_refused_in_a_sentence) {
  const MusicWish late{.range = Span{from_seconds(20), Time{}}};
  const std::vector<Edit> edits{AddMusic{late}};
  const auto draft = edit::apply(with({}), edits);
  ASSERT_FALSE(draft.has_value());
  EXPECT_EQ(draft.error().message, "The music would begin at 0:20, but the video is only 0:10 long.");
}

TEST(ChangeMusic, leaves_alone_what_was_not_asked_for) {
  const auto before = with({AddMusic{{.moods = {"calm"}, .bpm = 80, .gain = 0.5}}});
  const auto after = with({AddMusic{{.moods = {"calm"}, .bpm = 80, .gain = 0.5}}, ChangeMusic{{.gain_factor = 0.5}}});
  EXPECT_DOUBLE_EQ(music(after).gain, 0.25);
  EXPECT_EQ(*music(after).music, *music(before).music);
}

TEST(ChangeMusic, moves_the_tempo_that_is_there_or_the_one_to_come) {
  EXPECT_DOUBLE_EQ(music(with({AddMusic{{.bpm = 100}}, ChangeMusic{{.tempo_factor = 1.2}}})).music->bpm, 120);
  EXPECT_DOUBLE_EQ(music(with({AddMusic{}, ChangeMusic{{.tempo_factor = 1.2}}})).music->tempo_factor, 1.2);
}

TEST(ChangeMusic, brings_an_instrument_in_and_out) {
  const auto draft = with({AddMusic{{.instruments = {"piano", "drums"}}}, ChangeMusic{{.without = {"drums"}}}});
  EXPECT_THAT(music(draft).music->instruments, ElementsAre("piano"));
  EXPECT_THAT(music(draft).music->without, ElementsAre("drums"));
}

TEST(RemoveMusic, leaves_the_draft_as_it_was) {
  EXPECT_EQ(with({AddMusic{}, RemoveMusic{}}), with({}));
}

TEST(NewTake, counts_up) {
  EXPECT_EQ(music(with({AddMusic{}, NewTake{}, NewTake{}})).music->take, 3);
}

TEST(Apply, without_music_says_so_and_changes_nothing) {
  for (const Edit& edit : std::vector<Edit>{ChangeMusic{}, RemoveMusic{}, NewTake{}}) {
    const auto draft = edit::apply(with({}), std::vector{edit});
    ASSERT_FALSE(draft.has_value());
    EXPECT_EQ(draft.error().kind, ErrorKind::not_found);
  }
}

TEST(ClipSound, is_shown_when_it_is_not_as_it_was) {
  EXPECT_THAT(summary(with({SetClipSound{0}})), HasSubstr("city timelapse (0-10s, muted)"));
  EXPECT_THAT(table(with({SetClipSound{0.5}})), HasSubstr("sound 50%"));
}

Edit random_edit(Random& random) {
  MusicWish wish;
  const auto maybe = [&](auto& field, auto value) {
    if (random.chance(0.3)) field = value;
  };
  maybe(wish.genre, std::string("lo-fi"));
  maybe(wish.gain, random.uniform(-1, 9));
  maybe(wish.gain_factor, random.uniform(0, 9));
  maybe(wish.fade_in, from_seconds(random.uniform(0, 30)));
  maybe(wish.fade_out, from_seconds(random.uniform(0, 30)));
  maybe(wish.range, Span{from_seconds(random.uniform(-2, 9)), from_seconds(random.uniform(-2, 20))});
  maybe(wish.length, from_seconds(random.uniform(0, 20)));
  maybe(wish.tempo_factor, random.uniform(0.01, 40));
  maybe(wish.instruments, std::vector<std::string>{"piano"});
  maybe(wish.without, std::vector<std::string>{"piano"});
  switch (random.between(0, 5)) {
    case 0:
      return ChangeMusic{wish};
    case 1:
      return RemoveMusic{};
    case 2:
      return NewTake{};
    case 3:
      return SetClipSound{random.uniform(0, 4)};
    default:
      return AddMusic{wish};
  }
}

TEST(Apply, any_edits_in_any_order_make_a_sound_draft) {
  Random random(3);
  Draft draft = with({});
  int carried_out = 0;
  for (int i = 0; i < 3000; ++i) {
    const auto changed = edit::apply(draft, std::vector{random_edit(random)});
    if (!changed) continue;
    draft = *changed;
    ASSERT_TRUE(check(draft).has_value()) << check(draft).error().message;
    ASSERT_TRUE(check(draft_from_json(to_json(draft)).value()).has_value());
    ++carried_out;
  }
  EXPECT_GT(carried_out, 1000);
}

}  // namespace
}  // namespace undertone::edit
