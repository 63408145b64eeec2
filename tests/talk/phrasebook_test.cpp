// The phrasebook: every sentence of tests/talk/phrasebook/*.tsv is read as it says there.
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <sstream>

#include "talk/compact.h"

namespace undertone::talk {
namespace {

struct Line {
  std::string sentence;
  std::string edits;
  bool has_music = false;
};

std::vector<Line> phrasebook(const std::string& language) {
  std::ifstream file(std::filesystem::path(UNDERTONE_SOURCE_DIR) / "tests/talk/phrasebook" / (language + ".tsv"));
  std::vector<Line> lines;
  for (std::string text; std::getline(file, text);) {
    if (text.empty() || text[0] == '#') continue;
    std::istringstream columns(text);
    Line line;
    std::string music;
    std::getline(columns, line.sentence, '\t');
    std::getline(columns, line.edits, '\t');
    std::getline(columns, music, '\t');
    line.has_music = music == "music";
    lines.push_back(line);
  }
  return lines;
}

void expect_read(const std::string& language, std::size_t at_least) {
  const auto lines = phrasebook(language);
  EXPECT_GE(lines.size(), at_least);
  for (const auto& line : lines) {
    const auto reading = read(line.sentence, {.length = from_seconds(60), .has_music = line.has_music});
    EXPECT_EQ(compact(reading), line.edits) << line.sentence;
    EXPECT_FALSE(reading.reply.empty()) << line.sentence;
  }
}

TEST(Phrasebook, english_is_read_as_written_there) {
  expect_read("en", 200);
}

TEST(Phrasebook, chinese_is_read_as_written_there) {
  expect_read("zh", 120);
}

}  // namespace
}  // namespace undertone::talk
