#include "model/video_profile.h"

#include <gmock/gmock.h>

#include "base/json.h"

namespace undertone {
namespace {

using testing::HasSubstr;

VideoProfile clip() {
  VideoProfile profile;
  profile.length = from_milliseconds(8000);
  profile.cuts = {{from_milliseconds(3000), CutKind::hard, 0.8}, {from_milliseconds(5000), CutKind::gradual, 0.5}};
  profile.speech = {{from_milliseconds(1000), from_milliseconds(2500)}};
  profile.feeling = {0.4, 0.6, {"playful", "bright"}};
  for (auto* curve : {&profile.curves.motion, &profile.curves.brightness, &profile.curves.saturation,
                      &profile.curves.warmth, &profile.curves.sound})
    curve->assign(16, 0.25);
  return profile;
}

// Why a profile whose member `key` is `value` cannot be read.
std::string complaint(const std::string& key, const Json& value) {
  Json json = to_json(clip());
  if (value.is_discarded())
    json.erase(key);
  else
    json[key] = value;
  const auto read = profile_from_json(json);
  return read ? "" : read.error().message;
}

const Json absent = Json(Json::value_t::discarded);

TEST(VideoProfileJson, comes_back_as_it_went) {
  const auto back = profile_from_json(to_json(clip()));
  ASSERT_TRUE(back) << back.error().message;
  EXPECT_EQ(to_json(*back), to_json(clip()));
  EXPECT_EQ(back->cuts, clip().cuts);
}

TEST(VideoProfileJson, of_another_schema_is_refused_by_name) {
  EXPECT_THAT(complaint("schema", 99), HasSubstr("99"));
  EXPECT_NE(complaint("schema", absent), "");
  EXPECT_NE(complaint("schema", "one"), "");
}

TEST(VideoProfileJson, that_lacks_or_twists_a_member_is_refused_naming_it) {
  for (const char* key : {"length", "pace", "motion", "brightness", "has_sound", "cuts", "speech", "mood", "curves"}) {
    EXPECT_THAT(complaint(key, absent), HasSubstr(key));
    EXPECT_THAT(complaint(key, "loud"), HasSubstr(key));
    EXPECT_THAT(complaint(key, nullptr), HasSubstr(key));
  }
}

TEST(VideoProfileJson, with_broken_entries_is_refused) {
  EXPECT_NE(complaint("cuts", Json::array({3})), "");
  EXPECT_NE(complaint("cuts", Json::array({Json::object()})), "");
  EXPECT_NE(complaint("speech", Json::array({Json::array()})), "");
  EXPECT_NE(complaint("curves", Json::object()), "");
  EXPECT_NE(complaint("mood", Json::array()), "");
}

TEST(VideoProfileJson, that_is_no_object_is_refused) {
  for (const Json& json : {Json(nullptr), Json(3), Json("profile"), Json::array(), Json::object()})
    EXPECT_FALSE(profile_from_json(json));
}

}  // namespace
}  // namespace undertone
