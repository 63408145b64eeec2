#include <gmock/gmock.h>

#include "base/json.h"
#include "model/score.h"

namespace undertone {
namespace {

using testing::HasSubstr;

Score small_score() {
  Score score;
  score.title = "Paper Rain";
  score.genre = "lo-fi";
  score.moods = {"calm", "dreamy"};
  score.key = {9, Mode::minor};
  score.seed = 0xfedcba9876543210;
  score.take = 2;
  score.length = from_milliseconds(7301) + Time{17};
  score.offset = Time{12345};
  score.tempos = {{0, 78.123456789}, {3840, 79}};
  score.meters = {{0, 4, 4}, {3840, 2, 4}};
  score.sections = {{"A'", 0, 5760, 0.4}};
  score.chords = {{0, 3840, "Am7", {9, 0, 4, 7}}};
  score.hits = {{from_milliseconds(3100), 3840, HitKind::accent}};
  const Layer piano{"piano", Sound::soundfont, 8, 4, "", -1.5, 12};
  const Layer pad{"warm pad", Sound::voice, 0, 0, "warm_pad", 0, 0};
  score.parts = {
      {Role::chords, {piano, pad}, {}, {{0, 960, 57, 70, -120, 3}, {480, 90, 60, 1, 32000, 2}}, {{0, 64, 127, 1}}}};
  score.production.vinyl = 0.3;
  return score;
}

TEST(ScoreJson, is_read_back_as_it_was_written) {
  const auto score = small_score();
  const auto text = to_json(score).dump();
  const auto read = score_from_json(parse_json(text, "the score").value());
  ASSERT_TRUE(read) << read.error().message;
  EXPECT_EQ(*read, score);
}

TEST(ScoreJson, says_what_is_wrong) {
  const auto message = [](auto change) {
    auto json = to_json(small_score());
    change(json);
    const auto read = score_from_json(json);
    return read ? std::string("it was read") : read.error().message;
  };
  EXPECT_THAT(message([](Json& json) { json.erase("tempos"); }), HasSubstr("\"tempos\" is missing"));
  EXPECT_THAT(message([](Json& json) { json["schema"] = 2; }), HasSubstr("\"schema\""));
  EXPECT_THAT(message([](Json& json) { json["key"] = "H minor"; }), HasSubstr("\"key\""));
  EXPECT_THAT(message([](Json& json) { json["tempos"][0]["bpm"] = "fast"; }), HasSubstr("\"bpm\""));
  EXPECT_THAT(message([](Json& json) { json["parts"][0]["notes"][0][2] = 128; }), HasSubstr("pitch"));
  EXPECT_THAT(message([](Json& json) { json["parts"][0]["notes"][0].push_back(1); }), HasSubstr("6 numbers"));
  EXPECT_THAT(message([](Json& json) { json["seed"] = -1; }), HasSubstr("\"seed\""));
  EXPECT_THAT(message([](Json& json) { json = Json::array(); }), HasSubstr("missing"));
}

}  // namespace
}  // namespace undertone
