// What the voices are compiled into must carry no licence but ours.
#include <gmock/gmock.h>

#include <algorithm>
#include <cctype>
#include <filesystem>

#include "base/file.h"
#include "perform/patch.h"

namespace undertone::perform {
namespace {

std::string lower(std::string text) {
  std::transform(text.begin(), text.end(), text.begin(), [](unsigned char c) { return std::tolower(c); });
  return text;
}

TEST(Licences, voices_import_nothing_but_what_is_ours) {
  const std::filesystem::path folder = UNDERTONE_SOURCE_DIR "/src/perform/voices";
  std::size_t seen = 0;
  for (const auto& file : std::filesystem::directory_iterator(folder)) {
    if (file.path().extension() != ".dsp" && file.path().extension() != ".lib") continue;
    ++seen;
    const auto text = read_text(file.path());
    ASSERT_TRUE(text);
    for (std::size_t at = 0; (at = text->find("import(", at)) != std::string::npos; ++at)
      EXPECT_EQ(text->substr(at, 18), "import(\"tone.lib\")") << file.path();
    EXPECT_EQ(text->find("library("), std::string::npos) << file.path();
  }
  EXPECT_EQ(seen, patches().size() + drums().size() + 1);
}

TEST(Licences, generated_code_names_none) {
  std::error_code unknown;
  const auto program = std::filesystem::read_symlink("/proc/self/exe", unknown);
  const auto folder = program.parent_path().parent_path() / "voices";
  if (unknown || !std::filesystem::exists(folder)) GTEST_SKIP() << "the generated voices are not beside the tests";
  for (const auto& patch : patches()) {
    const auto text = read_text(folder / (std::string(patch.name) + ".h"));
    ASSERT_TRUE(text) << patch.name;
    for (const char* word : {"licen", "gpl", "copyright"})
      EXPECT_EQ(lower(*text).find(word), std::string::npos) << patch.name << " " << word;
  }
}

}  // namespace
}  // namespace undertone::perform
