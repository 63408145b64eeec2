// How well forms meet the cuts of real clips, measured as docs/composing.md says.
#include "compose/sync.h"

#include <gmock/gmock.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>

#include "base/file.h"
#include "base/json.h"
#include "forms.h"

namespace undertone::compose {
namespace {

using testing::ElementsAre;
using testing::Field;
using testing::IsEmpty;
using testing::SizeIs;

std::filesystem::path shared_folder() {
  const char* set = std::getenv("UNDERTONE_SHARED");
  return set != nullptr ? std::filesystem::path(set) : std::filesystem::path(UNDERTONE_SOURCE_DIR) / "../shared";
}

// The clips whose cuts were checked by eye, as briefs.
std::vector<Brief> clips_checked_by_eye() {
  std::vector<Brief> clips;
  const auto text = read_text(shared_folder() / "corpus/groundtruth/cuts.json");
  if (!text) return clips;
  const auto json = parse_json(*text, "cuts.json").value();
  for (const auto& [path, clip] : json["clips"].items()) {
    std::vector<double> cuts;
    for (const auto& cut : clip["hard"]) cuts.push_back(cut["time"].get<double>());
    if (!cuts.empty()) clips.push_back(brief_of(clip["frames"].get<double>() / clip["fps"].get<double>(), cuts));
  }
  return clips;
}

struct Measure {
  int wanted = 0;
  int met = 0;        // of the wanted, within 80 ms of a downbeat or an accent
  double chance = 0;  // of a moment to be within 80 ms of a downbeat
  double share() const { return static_cast<double>(met) / wanted; }
};

Measure measure(const Brief& brief, const Form& form) {
  Measure measured;
  const auto clock = clock_of(form);
  std::vector<double> marks;
  for (const auto& bar : form.bars) {
    marks.push_back(seconds(clock.time_of(bar.start)));
    for (const auto accent : bar.accents) marks.push_back(seconds(clock.time_of(accent)));
  }
  for (const auto& cut : choose_cuts(brief)) {
    ++measured.wanted;
    if (std::any_of(marks.begin(), marks.end(), [&](double at) { return std::abs(at - cut.at) <= 0.08; }))
      ++measured.met;
  }
  measured.chance = std::min(1.0, 0.16 * static_cast<double>(form.bars.size()) / seconds(form.length));
  return measured;
}

TEST(Sync, meets_the_cuts_of_real_clips_that_it_chose) {
  const auto clips = clips_checked_by_eye();
  if (clips.empty()) GTEST_SKIP() << "the corpus is not here";
  for (const auto sync : {Sync::cuts, Sync::loose}) {
    for (const double bpm : {98.0, 105.0, 112.0, 120.0, 127.0}) {
      for (auto brief : clips) {
        brief.sync.value = sync;
        brief.bpm.value = bpm;
        const auto measured = measure(brief, plan(brief, test_style()));
        SCOPED_TRACE(fmt::format("{} at {}: {} of {}, chance {:.2f}", name(sync), bpm, measured.met, measured.wanted,
                                 measured.chance));
        if (std::getenv("UNDERTONE_TELL") != nullptr)
          fmt::print("{} at {}: {} of {}\n", name(sync), bpm, measured.met, measured.wanted);
        EXPECT_GE(measured.share(), 0.8);
        EXPECT_GE(measured.share() - measured.chance, 0.5);
      }
    }
  }
}

TEST(Sync, off_chooses_no_cut) {
  auto brief = brief_of(20, {5, 10, 15});
  brief.sync.value = Sync::off;
  EXPECT_THAT(choose_cuts(brief), IsEmpty());
}

TEST(Sync, loose_keeps_to_the_big_cuts) {
  auto brief = brief_of(30, {5, 6, 7, 14, 15, 22});
  brief.cuts[1].strength = 0.4;
  brief.cuts[2].strength = 0.3;
  brief.cuts[4].strength = 0.2;
  const auto at = [](double s) { return Field(&WantedCut::at, testing::DoubleNear(s, 1e-6)); };
  EXPECT_THAT(choose_cuts(brief), ElementsAre(at(5), at(14), at(22)));
}

TEST(Sync, a_cut_into_action_outweighs_one_that_changes_nothing) {
  auto brief = brief_of(30, {5, 10, 15, 20, 25});
  brief.energy.assign(60, 0.2);
  std::fill(brief.energy.begin() + 30, brief.energy.end(), 0.9);
  const auto chosen = choose_cuts(brief);
  const auto heaviest =
      std::max_element(chosen.begin(), chosen.end(), [](const auto& a, const auto& b) { return a.weight < b.weight; });
  EXPECT_NEAR(heaviest->at, 15, 1e-6);
}

TEST(Sync, a_flurry_of_cuts_is_thinned) {
  std::vector<double> cuts;
  for (int each = 1; each < 100; ++each) cuts.push_back(each * 0.2);
  auto brief = brief_of(20, cuts);
  brief.sync.value = Sync::cuts;
  const auto chosen = choose_cuts(brief);
  EXPECT_THAT(chosen, SizeIs(testing::Ge(15u)));
  for (std::size_t each = 1; each < chosen.size(); ++each) EXPECT_GE(chosen[each].at - chosen[each - 1].at, 0.7);
}

}  // namespace
}  // namespace undertone::compose
