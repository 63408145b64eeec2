#include "talk/lexicon.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>
#include <set>
#include <sstream>

#include "base/data.h"
#include "talk/spelling.h"

namespace undertone::talk {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

std::vector<std::string> texts(std::string_view sentence) {
  std::vector<std::string> all;
  for (const auto& word : split(sentence)) all.push_back(word.text);
  return all;
}

TEST(Lexicon, files_are_sound_and_no_phrase_means_two_things) {
  EXPECT_THAT(Lexicon::get().faults(), IsEmpty());
  EXPECT_THAT(Lexicon::get().clashes(), IsEmpty());
}

TEST(Lexicon, every_mood_can_be_said_in_both_languages) {
  std::set<std::string> moods;
  std::istringstream lines{std::string(data_files("lexicon/moods.toml").at(0).text)};
  for (std::string line; std::getline(lines, line);)
    if (line.starts_with("[moods.")) moods.insert(line.substr(7, line.size() - 8));
  EXPECT_GE(moods.size(), 44U);
  for (const auto& mood : moods) {
    const auto chinese = Lexicon::get().shown("zh", Kind::mood, mood);
    EXPECT_NE(chinese, mood);
    const auto words = split(mood);
    const auto match = Lexicon::get().longest(words);
    ASSERT_NE(match.meaning, nullptr) << mood;
    EXPECT_EQ(match.meaning->value, mood);
    EXPECT_TRUE(moods.contains(Lexicon::get().softer(mood))) << mood;
  }
}

TEST(Lexicon, loads_quickly) {
  const auto start = std::chrono::steady_clock::now();
  const Lexicon lexicon;
  const std::chrono::duration<double, std::milli> took = std::chrono::steady_clock::now() - start;
  EXPECT_LT(took.count(), 500) << "only a guard: busy machines are slow";
}

TEST(Words, part_letters_from_digits_and_chinese_into_characters) {
  EXPECT_THAT(texts("Lo-Fi，120bpm 背景"), ElementsAre("lo", "fi", ",", "120", "bpm", "背", "景"));
  EXPECT_THAT(texts("don't  ＦＡＤＥ ３０％"), ElementsAre("dont", "fade", "30", "%"));
  EXPECT_THAT(texts("-9.5 dB, 10-20s"), ElementsAre("-", "9.5", "db", ",", "10", "-", "20", "s"));
}

TEST(Words, survive_bytes_that_are_no_text) {
  EXPECT_THAT(texts("a\xff\xfe"
                    "b\x80"),
              ElementsAre("a", "b"));
}

TEST(Spelling, forgives_one_slip) {
  const std::vector<std::string> known{"piano", "upbeat", "background", "house"};
  EXPECT_EQ(nearest_spelling("pinao", known), "piano");
  EXPECT_EQ(nearest_spelling("upbaet", known), "upbeat");
  EXPECT_EQ(nearest_spelling("backgroundd", known), "background");
  EXPECT_EQ(nearest_spelling("bakcgruond", known), "background");
}

TEST(Spelling, does_not_make_one_word_into_another) {
  const std::vector<std::string> known{"piano", "house", "drums"};
  EXPECT_EQ(nearest_spelling("horse", known), std::nullopt);
  EXPECT_EQ(nearest_spelling("mouse", known), std::nullopt);
  EXPECT_EQ(nearest_spelling("drama", known), std::nullopt);
  EXPECT_EQ(nearest_spelling("hose", known), std::nullopt);
}

}  // namespace
}  // namespace undertone::talk
