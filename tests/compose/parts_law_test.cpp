// What holds for every piece in every style, whatever the form.
#include <gmock/gmock.h>

#include "parts_music.h"

namespace undertone::compose::parts {
namespace {

class Parts : public testing::TestWithParam<std::string> {
 protected:
  const Style& style() const { return *find_style(GetParam()); }
  Written write_song(std::uint64_t seed = 1) const { return write(song(style()), style(), brief_for(style(), seed)); }
};

std::vector<std::string> ids() {
  std::vector<std::string> all;
  for (const auto& style : all_styles()) all.push_back(style.id);
  return all;
}

std::string title(const testing::TestParamInfo<std::string>& info) {
  std::string name;
  for (const char c : info.param)
    if (c != '-') name += c;
  return name;
}

bool starts_between(const Note& note, Tick from, Tick to) {
  return note.start >= from && note.start < to;
}

TEST_P(Parts, SameSeedSameNotes) {
  EXPECT_EQ(write_song(7).parts, write_song(7).parts);
}

TEST_P(Parts, AreOnePerRoleInOrderWithInstruments) {
  const auto written = write_song();
  for (std::size_t i = 0; i < written.parts.size(); ++i) {
    EXPECT_FALSE(written.parts[i].layers.empty());
    EXPECT_LE(written.parts[i].layers.size(), 8U);
    if (i > 0) {
      EXPECT_LT(written.parts[i - 1].role, written.parts[i].role);
    }
  }
}

TEST_P(Parts, AnyLengthEndsInside) {
  for (const int bars : {1, 2, 3, 5, 11, 40}) {
    const auto form = form_of({{"A", bars, 0.6}}, style().tempo.usual);
    const auto written = write(form, style(), brief_for(style(), 3));
    Score frame;
    frame.tempos = form.tempos;
    ASSERT_FALSE(written.parts.empty()) << bars;
    for (const auto& part : written.parts)
      for (const auto& note : part.notes) {
        const auto nudge = from_seconds(note.nudge_us10 * 1e-5);
        EXPECT_LE(time_of(frame, note.start + note.length) + nudge, form.length) << bars << name(part.role);
        EXPECT_GE(note.start, 0);
        EXPECT_GT(note.length, 0);
      }
  }
}

TEST_P(Parts, ChordsCoverThePieceAndEndAtHome) {
  const auto form = song(style());
  const auto brief = brief_for(style(), 2);
  const auto written = write(form, style(), brief);
  Tick at = 0;
  for (const auto& chord : written.chords) {
    EXPECT_EQ(chord.start, at);
    at = chord.start + chord.length;
  }
  EXPECT_EQ(written.chords.back().start, form.final_chord);
  EXPECT_EQ(written.chords.back().pitch_classes.front(), brief.key.value.tonic);
}

TEST_P(Parts, LeavingTheDrumsOutNeverChangesTheTune) {
  auto brief = brief_for(style(), 5);
  const auto form = song(style());
  const auto full = write(form, style(), brief);
  brief.without = {"drums"};
  const auto less = write(form, style(), brief);
  EXPECT_EQ(part_of(less, Role::drums), nullptr);
  ASSERT_NE(part_of(full, Role::lead), nullptr);
  EXPECT_EQ(part_of(full, Role::lead)->notes, part_of(less, Role::lead)->notes);
}

TEST_P(Parts, UnwantedInstrumentsAreNeverCast) {
  auto brief = brief_for(style(), 5);
  brief.without = {"piano", "strings", "synth", "guitar"};
  for (const auto& part : write(song(style()), style(), brief).parts)
    for (const auto& layer : part.layers) {
      EXPECT_THAT(layer.instrument, testing::Not(testing::HasSubstr("piano")));
      EXPECT_THAT(layer.instrument, testing::Not(testing::HasSubstr("strings")));
      EXPECT_THAT(layer.instrument, testing::Not(testing::HasSubstr("guitar")));
    }
}

TEST_P(Parts, WantedInstrumentsAreHeard) {
  for (const std::string wish : {"cello", "electric guitar", "flute", "ukulele", "drums"}) {
    auto brief = brief_for(style(), 5);
    brief.instruments = {wish};
    const auto written = write(song(style()), style(), brief);
    int heard = 0;
    for (const auto& part : written.parts)
      for (std::size_t i = 0; i < part.layers.size(); ++i)
        if (part.layers[i].instrument == wish)
          for (const auto& note : part.notes) heard += (note.layers >> i) & 1;
    EXPECT_GT(heard, 8) << wish;
  }
}

TEST_P(Parts, NobodySoundsInAWrittenSilence) {
  auto form = song(style());
  auto& rest = form.bars[11];
  rest.silence = true;
  for (const auto& part : write(form, style(), brief_for(style(), 4)).parts)
    for (const auto& note : part.notes)
      EXPECT_FALSE(note.start < rest.start + rest.length && note.start + note.length > rest.start) << name(part.role);
}

TEST_P(Parts, TheLeadIsSilentWhileSomebodySpeaks) {
  auto form = song(style());
  for (std::size_t i = 8; i < 12; ++i) form.bars[i].speech = true;
  const auto written = write(form, style(), brief_for(style(), 4));
  ASSERT_NE(part_of(written, Role::lead), nullptr);
  for (const auto& note : part_of(written, Role::lead)->notes)
    EXPECT_FALSE(starts_between(note, form.bars[8].start, form.bars[12].start));
}

TEST_P(Parts, AccentsAreStruckTogether) {
  auto form = song(style());
  auto& bar = form.bars[14];
  const Tick accent = bar.start + 1100;
  bar.accents = {accent};
  const auto written = write(form, style(), brief_for(style(), 4));
  int parts = 0;
  for (const auto& part : written.parts)
    parts += std::any_of(part.notes.begin(), part.notes.end(), [&](const Note& note) { return note.start == accent; })
                 ? 1
                 : 0;
  EXPECT_GE(parts, 2);
}

TEST_P(Parts, OddBarsAreFilledToTheirEnds) {
  auto form = form_of({{"A", 8, 0.6}}, style().tempo.usual);
  Tick at = 0;
  const int beats[] = {4, 3, 5, 2, 4, 5, 4, 4};
  for (std::size_t i = 0; i < form.bars.size(); ++i) {
    form.bars[i].start = at;
    form.bars[i].beats = beats[i];
    form.bars[i].length = beats[i] * ticks_per_beat;
    at += form.bars[i].length;
  }
  form.final_chord = form.bars.back().start;
  const auto written = write(form, style(), brief_for(style(), 4));
  ASSERT_FALSE(written.parts.empty());
  EXPECT_EQ(written.chords.front().start, 0);
}

TEST_P(Parts, AFadePlaysToTheEnd) {
  const auto form = song(style(), 1, Ending::fade_out);
  Tick last = 0;
  for (const auto& part : write(form, style(), brief_for(style(), 6)).parts)
    for (const auto& note : part.notes) last = std::max(last, note.start);
  EXPECT_GT(last, form.bars.back().start);
}

INSTANTIATE_TEST_SUITE_P(Styles, Parts, testing::ValuesIn(ids()), title);

}  // namespace
}  // namespace undertone::compose::parts
