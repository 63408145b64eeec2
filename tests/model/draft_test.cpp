#include "model/draft.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/random.h"

namespace undertone {
namespace {

using testing::HasSubstr;

Time some_time(Random& random) {
  return from_milliseconds(random.between(0, 100000));
}

MusicPart some_music(Random& random) {
  MusicPart music;
  music.mood = {"upbeat", "warm"};
  music.genre = "lo-fi";
  music.bpm = random.between(60, 180);
  if (random.chance(0.5)) music.key = Key{random.between(0, 11), static_cast<Mode>(random.between(0, 5))};
  if (random.chance(0.3)) music.mode = Mode::dorian;
  if (random.chance(0.5)) music.energy = random.uniform();
  music.density = random.chance(0.5) ? 0 : random.uniform(-1, 1);
  music.instruments = {"piano"};
  music.seed = random.next();
  music.duck = {random.chance(0.5), random.uniform(0, 20)};
  music.sync = static_cast<Sync>(random.between(0, 2));
  if (random.chance(0.5)) music.ending = static_cast<Ending>(random.between(0, 2));
  music.take = random.between(1, 9);
  music.said = {"mood"};
  return music;
}

VideoPart some_video(Random& random) {
  VideoPart video;
  video.role = static_cast<VideoRole>(random.between(0, 2));
  if (random.chance(0.5)) video.look.contrast = random.uniform(-1, 1);
  if (random.chance(0.3)) video.crop = Box{.x = 0.1, .width = 0.5};
  if (random.chance(0.3)) video.transition = Transition{"crossfade", some_time(random)};
  video.rotation = random.pick(std::vector{0, 90, 180, 270});
  return video;
}

Segment some_segment(Random& random, TrackType type) {
  Segment segment;
  segment.id = "s" + std::to_string(random.between(1, 99));
  segment.name = "城市 \"quoted\"";
  segment.start = some_time(random);
  segment.length = some_time(random);
  segment.source_start = some_time(random);
  segment.gain = random.uniform(0, 4);
  segment.fade_in = some_time(random);
  segment.speed = random.chance(0.5) ? 1 : 2;
  if (type == TrackType::video) segment.video = some_video(random);
  if (type == TrackType::text) segment.text = TextPart{.text = "Hello", .background = "#000000"};
  if (type == TrackType::audio && random.chance(0.7)) {
    segment.kind = AudioKind::music;
    segment.music = some_music(random);
  }
  if (random.chance(0.3)) segment.other = Json{{"future", {1, 2, 3}}};
  return segment;
}

Draft some_draft(Random& random) {
  Draft draft;
  draft.length = some_time(random);
  draft.canvas = {.title = "trip",
                  .width = 1920,
                  .height = 1080,
                  .frame_rate = random.pick(std::vector<Rational>{{30, 1}, {30000, 1001}, {24000, 1001}, {25, 1}})};
  for (const auto type : {TrackType::video, TrackType::audio, TrackType::text}) {
    Track track{.id = "t" + std::to_string(static_cast<int>(type)), .type = type, .name = "track"};
    for (int n = random.between(0, 3); n > 0; --n) track.segments.push_back(some_segment(random, type));
    draft.tracks.push_back(track);
  }
  return draft;
}

TEST(DraftJson, comes_back_as_it_went) {
  Random random(1);
  for (int i = 0; i < 300; ++i) {
    const auto draft = some_draft(random);
    const auto text = to_json(draft).dump();
    const auto back = draft_from_json(parse_json(text, "draft").value());
    ASSERT_TRUE(back.has_value()) << back.error().message;
    EXPECT_EQ(*back, draft) << text;
    EXPECT_EQ(to_json(*back).dump(), text);
  }
}

TEST(DraftJson, keeps_keys_it_does_not_know_at_every_level) {
  const auto json = parse_json(
                        R"({"v":1,"d":5000,"x":1,"m":{"title":"a","width":2,"height":2,"y":{"z":2}},
    "t":[{"id":"t1","tt":1,"n":"BGM","x":[3],"sg":[{"id":"s1","n":"m","s":0,"d":5000,"v":0.5,"x":4,
      "m":{"kind":"music","mood":["calm"],"genre":"lo-fi","license":"mine","duck":{"on":true,"curve":"soft"}}}]}]})",
                        "draft")
                        .value();
  const auto back = to_json(draft_from_json(json).value());
  EXPECT_EQ(back["x"], 1);
  EXPECT_EQ(back["m"]["y"]["z"], 2);
  EXPECT_EQ(back["t"][0]["x"][0], 3);
  EXPECT_EQ(back["t"][0]["sg"][0]["x"], 4);
  EXPECT_EQ(back["t"][0]["sg"][0]["m"]["license"], "mine");
  EXPECT_EQ(back["t"][0]["sg"][0]["m"]["duck"]["curve"], "soft");
}

TEST(DraftJson, reads_the_shortest_document) {
  const auto draft =
      draft_from_json(parse_json(R"({"t":[{"tt":0,"sg":[{"d":3000,"src":"a.mp4"}]}]})", "draft").value());
  ASSERT_TRUE(draft.has_value());
  EXPECT_EQ(draft->tracks.at(0).segments.at(0).length, from_seconds(3));
}

TEST(DraftJson, carries_long_seeds_as_text) {
  Draft draft;
  Segment segment{.id = "s", .kind = AudioKind::music, .music = MusicPart{.seed = 18446744073709551615ULL}};
  draft.tracks.push_back({.id = "t", .type = TrackType::audio, .segments = {segment}});
  EXPECT_EQ(to_json(draft)["t"][0]["sg"][0]["m"]["seed"], "18446744073709551615");
  EXPECT_EQ(draft_from_json(to_json(draft)), draft);
}

TEST(DraftJson, names_what_is_wrong) {
  const auto error = [](const char* text) {
    const auto draft = draft_from_json(parse_json(text, "draft").value());
    return draft ? std::string("fine") : draft.error().message;
  };
  EXPECT_EQ(error("[]"), "In the draft, the whole must be an object.");
  EXPECT_THAT(error(R"({"t":[{"tt":3}]})"), HasSubstr("t[0].tt must be 0 (video), 1 (audio) or 7 (text)"));
  EXPECT_THAT(error(R"({"t":[{"tt":1,"sg":[{"d":"long"}]}]})"), HasSubstr("t[0].sg[0].d must be a number"));
  EXPECT_THAT(error(R"({"t":[{"tt":1,"sg":[{"m":{"kind":"music","key":"H"}}]}]})"), HasSubstr("m.key must be"));
  EXPECT_THAT(error(R"({"t":{}})"), HasSubstr("t must be a list"));
  EXPECT_THAT(error(R"({"d":1e300})"), HasSubstr("d must be a number"));
}

TEST(DraftJson, survives_documents_bent_at_random) {
  Random random(5);
  int refused = 0;
  for (int i = 0; i < 3000; ++i) {
    auto text = to_json(some_draft(random)).dump();
    for (int n = random.between(1, 4); n > 0 && !text.empty(); --n) {
      const auto at = static_cast<std::size_t>(random.between(0, static_cast<int>(text.size()) - 1));
      text[at] = random.pick(std::vector<char>{'0', '9', '"', '-', '[', '{', 'n', 'e', ',', ':'});
    }
    const auto json = parse_json(text, "draft");
    if (!json || !draft_from_json(*json)) ++refused;
  }
  EXPECT_GT(refused, 100);
}

TEST(Check, finds_overlap_and_what_sticks_out) {
  Draft draft{.length = from_seconds(10)};
  Segment a{.id = "a", .length = from_seconds(6)};
  Segment b{.id = "b", .start = from_seconds(5), .length = from_seconds(5)};
  draft.tracks.push_back({.id = "t", .segments = {b, a}});
  EXPECT_EQ(check(draft).error().message, "The draft's segments \"a\" and \"b\" overlap.");
  draft.tracks[0].segments[0].start = from_seconds(6);
  EXPECT_EQ(check(draft).error().message, "The draft's segment \"b\" reaches beyond the end of the draft.");
  draft.length = from_seconds(11);
  EXPECT_TRUE(check(draft).has_value());
}

TEST(DraftJson, lengths_between_milliseconds_never_overlap) {
  Random random(9);
  for (int i = 0; i < 200; ++i) {
    Draft draft;
    Track track{.id = "t"};
    Time at{};
    for (int n = 0; n < 5; ++n) {
      Segment segment{
          .id = "s", .start = at, .length = Time{random.between(1000000, 2000000000)}, .video = VideoPart{}};
      track.segments.push_back(segment);
      at = segment.end();
    }
    draft.length = at;
    draft.tracks.push_back(track);
    const auto back = draft_from_json(to_json(draft)).value();
    EXPECT_TRUE(check(back).has_value()) << check(back).error().message;
  }
}

}  // namespace
}  // namespace undertone
