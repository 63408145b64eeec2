// The measures of docs/styles.md: what is written must measure like music that people made.
#include <gmock/gmock.h>

#include "parts_music.h"

namespace undertone::compose::parts {
namespace {

struct Case {
  std::string style;
  std::uint64_t seed = 1;
  int size = 1;
};

std::vector<Case> cases() {
  std::vector<Case> all;
  for (const auto& style : all_styles())
    for (const std::uint64_t seed : {1, 2, 3})
      for (const int size : {1, 3}) all.push_back({style.id, seed, size});
  return all;
}

std::string title(const testing::TestParamInfo<Case>& tried) {
  const auto& [style, seed, size] = tried.param;
  std::string name = style + "_" + std::to_string(seed) + (size == 1 ? "_short" : "_long");
  std::erase(name, '-');
  return name;
}

class Measures : public testing::TestWithParam<Case> {
 protected:
  void SetUp() override {
    style_ = find_style(GetParam().style);
    form_ = song(*style_, GetParam().size);
    brief_ = brief_for(*style_, GetParam().seed);
    written_ = write(form_, *style_, brief_);
  }
  const Style* style_ = nullptr;
  Form form_;
  Brief brief_;
  Written written_;
};

TEST_P(Measures, TheLeadSings) {
  const auto lead = measure_lead(written_, form_, brief_.key.value);
  EXPECT_GE(lead.in_scale, 0.97);
  EXPECT_GE(lead.strong_on_chord, 0.75);
  EXPECT_GE(lead.range, GetParam().size == 1 ? 7 : 9);
  EXPECT_LE(lead.range, 19);
  EXPECT_GE(lead.notes_per_bar, 2.5);
  EXPECT_LE(lead.notes_per_bar, 7.8);
  EXPECT_GE(lead.steps, 0.5);
}

TEST_P(Measures, NeighbouringBarsAreAlikeButNotTheSame) {
  const auto similarity = groove_similarity(written_, form_, {Role::lead, Role::chords, Role::bass});
  EXPECT_GE(similarity, 0.66);
  EXPECT_LE(similarity, 0.95);
}

TEST_P(Measures, HarmonyIsNeitherBareNorCrowded) {
  const auto entropy = pitch_class_entropy(written_, form_);
  EXPECT_GE(entropy, 1.6);
  EXPECT_LE(entropy, 2.6);
}

TEST_P(Measures, ChordsMoveByTheVoice) {
  const auto* pad = part_of(written_, Role::pad);
  if (pad == nullptr) GTEST_SKIP() << "nobody holds chords";
  double total = 0;
  int count = 0;
  std::vector<int> before;
  for (const auto& chord : written_.chords) {
    std::vector<int> now;
    for (const auto& note : pad->notes)
      if (note.start <= chord.start && note.start + note.length > chord.start + 10) now.push_back(note.pitch);
    std::sort(now.begin(), now.end());
    if (now.size() == before.size())
      for (std::size_t i = 0; i < now.size(); ++i) total += std::abs(now[i] - before[i]), ++count;
    before = now;
  }
  EXPECT_LE(total, 2.2 * count);
}

INSTANTIATE_TEST_SUITE_P(Styles, Measures, testing::ValuesIn(cases()), title);

std::vector<int> tune_of(const Written& written) {
  std::vector<int> moves;
  const auto* lead = part_of(written, Role::lead);
  if (lead == nullptr) return moves;
  for (std::size_t i = 1; i < lead->notes.size(); ++i) moves.push_back(lead->notes[i].pitch - lead->notes[i - 1].pitch);
  return moves;
}

std::vector<std::string> harmony_of(const Written& written) {
  std::vector<std::string> symbols;
  for (const auto& chord : written.chords) symbols.push_back(chord.symbol);
  return symbols;
}

TEST(Seeds, GiveClearlyDifferentPieces) {
  for (const auto& style : all_styles()) {
    const auto form = song(style);
    auto brief = brief_for(style, 1);
    const auto one = write(form, style, brief);
    brief.seed = 12345;  // the same key, so that only the notes can differ
    const auto two = write(form, style, brief);
    EXPECT_NE(tune_of(one), tune_of(two)) << style.id;
    EXPECT_NE(harmony_of(one), harmony_of(two)) << style.id;
    double alike = 0;
    for (const auto& bar : form.bars) {
      const auto a = onsets_in(one, bar, {Role::lead, Role::chords, Role::bass});
      const auto b = onsets_in(two, bar, {Role::lead, Role::chords, Role::bass});
      alike += a == b ? 1 : 0;
    }
    EXPECT_LT(alike / static_cast<double>(form.bars.size()), 0.5) << style.id;
  }
}

TEST(Moods, MoreArousalIsBusierAndLouder) {
  for (const auto& style : all_styles()) {
    double notes = 0, velocity = 0;
    for (const double arousal : {0.1, 0.5, 0.95}) {
      double count = 0, sum = 0;
      for (const std::uint64_t seed : {1, 2, 3, 4}) {
        auto brief = brief_for(style, seed);
        brief.arousal.value = arousal;
        const auto written = write(song(style), style, brief);
        const auto* lead = part_of(written, Role::lead);
        if (lead == nullptr) continue;
        for (const auto& note : lead->notes) ++count, sum += note.velocity;
      }
      EXPECT_GE(count, 0.98 * notes) << style.id << " at " << arousal;
      EXPECT_GT(sum / count, velocity + 4) << style.id << " at " << arousal;
      notes = count;
      velocity = sum / count;
    }
  }
}

TEST(Moods, HappierIsHigher) {
  for (const auto& style : all_styles()) {
    double before = 0;
    for (const double valence : {-0.8, 0.8}) {
      auto brief = brief_for(style, 1);
      brief.valence.value = valence;
      const auto written = write(song(style), style, brief);
      const auto* chords = part_of(written, Role::chords);
      ASSERT_NE(chords, nullptr) << style.id;
      double sum = 0;
      for (const auto& note : chords->notes) sum += note.pitch;
      const double mean = sum / static_cast<double>(chords->notes.size());
      EXPECT_GE(mean, before) << style.id;
      before = mean;
    }
  }
}

}  // namespace
}  // namespace undertone::compose::parts
