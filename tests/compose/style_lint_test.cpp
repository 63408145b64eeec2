// Every file under styles/ that is a style: complete, in tune with itself, and playable at three lengths.
#include <gmock/gmock.h>

#include <array>

#include "base/data.h"
#include "compose/parts/instruments.h"
#include "compose/parts/tables.h"
#include "compose/plan.h"
#include "parts_music.h"

namespace undertone::compose::parts {
namespace {

TEST(StyleLint, EveryStyleFileParses) {
  std::size_t files = 0;
  for (const auto& file : data_files("styles/")) {
    if (file.text.find("[identity]") == std::string_view::npos) continue;
    ++files;
    const auto frame = parse_style(file.text, file.path);
    EXPECT_TRUE(frame.has_value()) << (frame ? "" : frame.error().message);
    const auto tables = parse_note_tables(file.text, file.path);
    EXPECT_TRUE(tables.has_value()) << (tables ? "" : tables.error().message);
  }
  EXPECT_EQ(files, all_styles().size());
  EXPECT_GE(files, 6U);
}

TEST(StyleLint, InstrumentsParse) {
  const auto files = data_files("styles/instruments.toml");
  ASSERT_EQ(files.size(), 1U);
  const auto parsed = parse_instruments(files.front().text, files.front().path);
  ASSERT_TRUE(parsed) << parsed.error().message;
  for (const auto* canonical :
       {"piano",   "electric piano", "acoustic guitar", "nylon guitar", "electric guitar", "ukulele",
        "strings", "violin",         "cello",           "flute",        "clarinet",        "trumpet",
        "brass",   "choir",          "bells",           "glockenspiel", "marimba",         "vibraphone",
        "harp",    "organ",          "synth",           "synth pad",    "synth lead",      "pluck",
        "bass",    "drums",          "percussion",      "claps"})
    EXPECT_NE(find_instrument(canonical), nullptr) << canonical;
}

void lint_player(const Style& style, Role role, const PlayerTable& player) {
  for (const auto& palette : player.palettes) {
    EXPECT_EQ(palette.layers.front().from, 0) << style.id << " " << name(role) << ": somebody must always play";
    for (const auto& layer : palette.layers)
      EXPECT_NE(find_instrument(layer.play), nullptr) << style.id << " " << layer.play;
  }
  for (const auto& each : player.instead) EXPECT_NE(find_instrument(each), nullptr) << style.id << " " << each;
  EXPECT_TRUE(role == Role::fx || !player.palettes.empty()) << style.id << " " << name(role);
}

TEST(StyleLint, EveryRoleHasInstrumentsThatExist) {
  for (const auto& style : all_styles()) {
    const auto& tables = note_tables(style.id, style.text);
    for (int i = 0; i < role_count; ++i) lint_player(style, static_cast<Role>(i), tables.player(static_cast<Role>(i)));
    for (const auto& effect : {tables.fx.riser, tables.fx.impact, tables.fx.reverse, tables.fx.bed})
      EXPECT_TRUE(effect.empty() || find_instrument(effect) != nullptr) << style.id << " " << effect;
  }
}

TEST(StyleLint, EveryChordIsAChord) {
  for (const auto& style : all_styles()) {
    const auto& harmony = note_tables(style.id, style.text).harmony;
    std::vector<std::string> numerals = {harmony.major_final, harmony.minor_final};
    for (const auto& progression : harmony.progressions)
      for (const auto& bar : progression.bars) numerals.insert(numerals.end(), bar.begin(), bar.end());
    for (const auto* cadences : {&harmony.major_cadences, &harmony.minor_cadences}) {
      EXPECT_FALSE(cadences->empty()) << style.id;
      for (const auto& cadence : *cadences) numerals.insert(numerals.end(), cadence.begin(), cadence.end());
    }
    for (const auto& numeral : numerals)
      EXPECT_TRUE(parse_chord(numeral, {0, Mode::major})) << style.id << " " << numeral;
  }
}

TEST(StyleLint, BothModesAndAllIntensitiesHaveMaterial) {
  for (const auto& style : all_styles()) {
    const auto& tables = note_tables(style.id, style.text);
    for (const auto* mode : {"major", "minor"})
      EXPECT_GE(std::count_if(tables.harmony.progressions.begin(), tables.harmony.progressions.end(),
                              [&](const auto& each) { return each.mode == mode; }),
                4)
          << style.id << " " << mode;
    EXPECT_GE(tables.lead.cells.size(), 8U) << style.id;
    EXPECT_GE(tables.lead.tails.size(), 3U) << style.id;
    for (const double intensity : {0.2, 0.5, 0.9})
      for (const auto role : {Role::chords, Role::arp, Role::bass}) {
        const auto& patterns = tables.player(role).patterns;
        EXPECT_TRUE(std::any_of(patterns.begin(), patterns.end(),
                                [&](const auto& each) { return intensity >= each.from && intensity < each.to; }))
            << style.id << " " << name(role) << " at " << intensity;
      }
  }
}

TEST(StyleLint, EveryStylePlaysAtThreeLengths) {
  for (const auto& style : all_styles())
    for (const double length : {4.0, 30.0, 240.0}) {
      auto brief = brief_for(style, 11);
      brief.length.value = from_seconds(length);
      brief.ending.value = style.ending.usual;
      const auto form = plan(brief, style);
      const auto written = write(form, style, brief);
      EXPECT_GE(written.parts.size(), length < 5 ? 1U : 3U) << style.id << " " << length;
      std::size_t notes = 0;
      for (const auto& part : written.parts) notes += part.notes.size();
      EXPECT_GE(static_cast<double>(notes), length) << style.id << " " << length;
    }
}

TEST(StyleLint, AWrongKeyIsNamed) {
  const auto parsed = parse_note_tables("[drums]\ngrooves = [{kik = \"x---\"}]", "styles/x.toml");
  ASSERT_FALSE(parsed);
  EXPECT_THAT(parsed.error().message, testing::HasSubstr("kik"));
}

TEST(StyleLint, APatternThatDoesNotFillBeatsIsRefused) {
  EXPECT_FALSE(parse_note_tables("[parts.bass]\npatterns = [\"R--\"]", "styles/x.toml"));
}

}  // namespace
}  // namespace undertone::compose::parts
