#include "compose/parts/theory.h"

#include <gmock/gmock.h>

#include "compose/parts/voicing.h"

namespace undertone::compose::parts {
namespace {

using testing::ElementsAre;

constexpr Key c_major = {0, Mode::major};
constexpr Key a_minor = {9, Mode::minor};

TEST(Theory, ReadsNumeralsAsChords) {
  EXPECT_EQ(parse_chord("I", c_major)->symbol, "C");
  EXPECT_EQ(parse_chord("vi7", c_major)->symbol, "Am7");
  EXPECT_EQ(parse_chord("V/3", c_major)->symbol, "G/B");
  EXPECT_EQ(parse_chord("bVImaj7", a_minor)->symbol, "Fmaj7");
  EXPECT_EQ(parse_chord("IV/1", a_minor)->symbol, "D/A");
  EXPECT_THAT(parse_chord("ii7b5", a_minor)->tones, ElementsAre(11, 2, 5, 9));
}

TEST(Theory, RefusesWhatIsNoNumeral) {
  for (const auto* text : {"", "H", "I/2", "viii", "Imaj13", "b", "/3"})
    EXPECT_FALSE(parse_chord(text, c_major)) << text;
}

TEST(Theory, SpellsInTheKeysOwnNames) {
  EXPECT_EQ(parse_chord("bVII", Key{5, Mode::major})->symbol, "Eb");
  EXPECT_EQ(parse_chord("iii", Key{9, Mode::major})->symbol, "C#m");
}

TEST(Theory, ModesBendTheChordsThatQuarrelWithThem) {
  EXPECT_EQ(bend_to_mode("iv", Mode::dorian), "IV");
  EXPECT_EQ(bend_to_mode("V7", Mode::mixolydian), "bVII");
  EXPECT_EQ(bend_to_mode("V7", Mode::major), "V7");
}

TEST(Theory, ColoursComeFromTheScale) {
  EXPECT_EQ(coloured(*parse_chord("V", c_major), Colour::seventh, c_major).symbol, "G7");
  EXPECT_EQ(coloured(*parse_chord("IV", c_major), Colour::seventh, c_major).symbol, "Fmaj7");
  EXPECT_EQ(coloured(*parse_chord("IV", c_major), Colour::fourth, c_major).symbol, "F")
      << "B natural is no fourth of F";
}

TEST(Voicing, VoicesMoveLittle) {
  std::vector<Chord> chords;
  for (const auto* numeral : {"I", "V", "vi", "IV", "ii", "V7", "I"}) chords.push_back(*parse_chord(numeral, c_major));
  const auto voicings = voice_all(chords, {.low = 48, .high = 76, .centre = 62, .voices = 4});
  for (std::size_t i = 1; i < voicings.size(); ++i) EXPECT_LE(movement(voicings[i - 1], voicings[i]), 2.5) << i;
}

TEST(Voicing, KeepsTheThirdAndStaysInTheRegister) {
  const auto voices = voice_chord(*parse_chord("V9", c_major), {}, {.low = 50, .high = 74, .centre = 62, .voices = 4});
  EXPECT_THAT(voices, testing::Each(testing::AllOf(testing::Ge(50), testing::Le(74))));
  EXPECT_THAT(voices, testing::Contains(testing::ResultOf([](int pitch) { return pitch % 12; }, 11)));
}

}  // namespace
}  // namespace undertone::compose::parts
