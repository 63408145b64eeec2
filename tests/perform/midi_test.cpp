#include <gmock/gmock.h>

#include <filesystem>

#include "base/file.h"
#include "support.h"

namespace undertone::perform {
namespace {

using testing::Contains;

Score song() {
  auto made = score(8, {part(Role::lead, {program(73, 17), program(48)}, {note(0, 1, 76), note(1, 1, 76)}),
                        part(Role::bass, {voice("sub_bass")}, {note(0, 4, 40)}),
                        part(Role::drums, {program(0, 128)}, {note(0, 0.25, 36), note(1, 0.25, 38)})});
  made.key = {9, Mode::minor};
  made.tempos.push_back({4 * ticks_per_beat, 90});
  made.sections = {{"intro", 0, 4 * ticks_per_beat, 0.3}, {"A", 4 * ticks_per_beat, 4 * ticks_per_beat, 0.6}};
  made.hits = {{from_seconds(2), 4 * ticks_per_beat, HitKind::downbeat}};
  return made;
}

// Reads a MIDI file by its specification, without the library that wrote it.
struct Reader {
  const std::string& bytes;
  std::size_t at = 0;

  unsigned byte() { return at < bytes.size() ? static_cast<unsigned char>(bytes[at++]) : 0; }
  unsigned number(int count) {
    unsigned value = 0;
    for (int i = 0; i < count; ++i) value = value << 8 | byte();
    return value;
  }
  unsigned variable() {
    unsigned value = 0;
    for (unsigned b = 0x80; (b & 0x80) != 0;) value = value << 7 | ((b = byte()) & 0x7f);
    return value;
  }
  std::string meta() {
    const unsigned type = byte();
    const unsigned size = variable();
    const std::string content = bytes.substr(at, size);
    at += size;
    if (type == 3) return "name " + content;
    if (type == 6) return "marker " + content;
    std::string hex;
    for (const char c : content) hex += fmt::format(" {}", static_cast<int>(static_cast<signed char>(c)));
    if (type == 0x51) return "tempo" + hex;
    if (type == 0x58) return "meter" + hex;
    if (type == 0x59) return "key" + hex;
    return "other";
  }
  std::string channel_event(unsigned status) {
    const unsigned first = byte();
    const unsigned kind = status >> 4;
    const unsigned second = kind == 0xc || kind == 0xd ? 0 : byte();
    const char* what = kind == 9 ? "on" : kind == 8 ? "off" : kind == 0xb ? "control" : kind == 0xc ? "program" : "?";
    return fmt::format("{} ch{} {} {}", what, (status & 15) + 1, first, second);
  }
};

// Every event of a track as "tick: words".
std::vector<std::string> in_words(const std::string& bytes, std::size_t wanted) {
  Reader reader{bytes, 14};
  std::vector<std::string> words;
  for (std::size_t track = 1; reader.at < bytes.size(); ++track) {
    reader.at += 4;
    const std::size_t size = reader.number(4);
    const std::size_t end = reader.at + size;
    unsigned tick = 0;
    unsigned status = 0;
    while (reader.at < end) {
      tick += reader.variable();
      if ((static_cast<unsigned char>(bytes[reader.at]) & 0x80) != 0) status = reader.byte();
      const auto said = status == 0xff ? reader.meta() : reader.channel_event(status);
      if (track == wanted) words.push_back(fmt::format("{}: {}", tick, said));
    }
  }
  return words;
}

class Midi : public testing::Test {
 protected:
  void SetUp() override {
    folder = std::filesystem::path(testing::TempDir()) / testing::UnitTest::GetInstance()->current_test_info()->name();
    std::filesystem::create_directories(folder);
  }
  void TearDown() override { std::filesystem::remove_all(folder); }

  std::vector<std::string> track(std::size_t number) {
    const auto bytes = read_text(folder / "song.mid");
    return bytes ? in_words(*bytes, number) : std::vector<std::string>{};
  }
  std::filesystem::path folder;
};

TEST_F(Midi, has_tempo_meter_key_and_markers_first) {
  ASSERT_TRUE(write_midi(song(), folder / "song.mid"));
  const auto first = track(1);
  EXPECT_THAT(first, Contains("0: name Test"));
  EXPECT_THAT(first, Contains("0: tempo 7 -95 32"));
  EXPECT_THAT(first, Contains("3840: tempo 10 44 43"));
  EXPECT_THAT(first, Contains("0: meter 4 2 24 8"));
  EXPECT_THAT(first, Contains("0: key 0 1"));
  EXPECT_THAT(first, Contains("3840: marker A"));
  EXPECT_THAT(first, Contains("3840: marker hit (downbeat)"));
}

TEST_F(Midi, has_a_track_per_part_named_by_its_role) {
  ASSERT_TRUE(write_midi(song(), folder / "song.mid"));
  EXPECT_EQ(track(2).front(), "0: name lead");
  EXPECT_EQ(track(3).front(), "0: name bass");
  EXPECT_EQ(track(4).front(), "0: name drums");
}

TEST_F(Midi, notes_are_where_the_score_has_them) {
  ASSERT_TRUE(write_midi(song(), folder / "song.mid"));
  const auto bass = track(3);
  EXPECT_THAT(bass, Contains("0: on ch2 40 90"));
  EXPECT_THAT(bass, Contains("3840: off ch2 40 64"));
}

TEST_F(Midi, drums_are_on_channel_ten_and_layers_on_channels_of_their_own) {
  ASSERT_TRUE(write_midi(song(), folder / "song.mid"));
  EXPECT_THAT(track(4), Contains("0: on ch10 36 90"));
  EXPECT_THAT(track(2), Contains("0: program ch1 73 0"));
  EXPECT_THAT(track(2), Contains("0: program ch3 48 0"));
}

TEST_F(Midi, equal_scores_give_equal_bytes) {
  ASSERT_TRUE(write_midi(song(), folder / "song.mid"));
  ASSERT_TRUE(write_midi(song(), folder / "again.mid"));
  EXPECT_EQ(*read_text(folder / "song.mid"), *read_text(folder / "again.mid"));
  auto other = song();
  other.parts[0].notes[0].pitch = 77;
  ASSERT_TRUE(write_midi(other, folder / "again.mid"));
  EXPECT_NE(*read_text(folder / "song.mid"), *read_text(folder / "again.mid"));
}

TEST_F(Midi, a_folder_that_is_not_there_is_told) {
  EXPECT_FALSE(write_midi(song(), folder / "nowhere" / "song.mid"));
}

}  // namespace
}  // namespace undertone::perform
