#include "model/music.h"

#include <gtest/gtest.h>

#include "model/media_info.h"
#include "model/score.h"

namespace undertone {
namespace {

TEST(Key, NamesReadBack) {
  for (int tonic = 0; tonic < 12; ++tonic)
    for (const Mode mode : {Mode::major, Mode::minor, Mode::dorian, Mode::phrygian, Mode::lydian, Mode::mixolydian})
      EXPECT_EQ(parse_key(name(Key{tonic, mode})), (Key{tonic, mode}));
}

TEST(Key, IsReadAsMusiciansWriteIt) {
  EXPECT_EQ(parse_key("C"), (Key{0, Mode::major}));
  EXPECT_EQ(parse_key("C# minor"), (Key{1, Mode::minor}));
  EXPECT_EQ(parse_key("Ab minor"), (Key{8, Mode::minor}));
  EXPECT_EQ(parse_key("H moll"), std::nullopt);
  EXPECT_EQ(parse_key(""), std::nullopt);
}

TEST(Role, NamesReadBack) {
  for (const Role role :
       {Role::lead, Role::counter, Role::chords, Role::pad, Role::arp, Role::bass, Role::drums, Role::fx})
    EXPECT_EQ(parse_role(name(role)), role);
}

TEST(TempoClock, FollowsTempoChangesBothWays) {
  Score score;
  score.offset = from_seconds(0.5);
  score.tempos = {{0, 120}, {4 * ticks_per_beat, 60}};
  EXPECT_EQ(time_of(score, 0), from_seconds(0.5));
  EXPECT_EQ(time_of(score, 4 * ticks_per_beat), from_seconds(2.5));
  EXPECT_EQ(time_of(score, 6 * ticks_per_beat), from_seconds(4.5));
  for (Tick tick = 0; tick < 20000; tick += 37) EXPECT_EQ(tick_at(score, time_of(score, tick)), tick);
  EXPECT_EQ(bpm_at(score, 5 * ticks_per_beat), 60);
}

TEST(VideoStream, ShowsTurnedAndSquarePixels) {
  VideoStream phone{.width = 1920, .height = 1080, .rotation = 90};
  EXPECT_EQ(phone.display_width(), 1080);
  EXPECT_EQ(phone.display_height(), 1920);
  const VideoStream anamorphic{.width = 720, .height = 576, .pixel_aspect = {64, 45}};
  EXPECT_EQ(anamorphic.display_width(), 1024);
  EXPECT_EQ(anamorphic.display_height(), 576);
}

}  // namespace
}  // namespace undertone
