// Laws of forms: true of every length, picture and seed.
#include <gmock/gmock.h>

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <filesystem>

#include "base/file.h"
#include "base/random.h"
#include "forms.h"

namespace undertone::compose {
namespace {

const Style& style() {
  static const Style read = test_style();
  return read;
}

Brief any_brief(std::uint64_t seed) {
  Random random(seed);
  const double length_s = std::exp(random.uniform(std::log(0.3), std::log(900.0)));
  std::vector<double> cuts;
  for (double at = random.uniform(0, 4); at < length_s; at += random.uniform(0.2, 9)) cuts.push_back(at);
  auto brief = brief_of(length_s, cuts, seed);
  brief.bpm.value = random.uniform(96, 128);
  brief.sync.value = random.pick(std::vector{Sync::cuts, Sync::loose, Sync::off});
  brief.ending.value = random.pick(std::vector{Ending::button, Ending::ring_out, Ending::fade_out});
  for (double at = 0; at < length_s && random.chance(0.7); at += 0.5) brief.energy.push_back(random.uniform());
  return brief;
}

constexpr std::uint64_t briefs = 60;

using Law = void (*)(const Brief&, const Form&);

void always(Law law) {
  static const auto planned = [] {
    std::vector<std::pair<Brief, Form>> found;
    for (std::uint64_t seed = 0; seed < briefs; ++seed)
      found.emplace_back(any_brief(seed), plan(any_brief(seed), style()));
    return found;
  }();
  for (const auto& [brief, form] : planned) {
    SCOPED_TRACE(fmt::format("seed {}, {:.3f} s, {}, {}", brief.seed, seconds(brief.length.value),
                             name(brief.sync.value), name(brief.ending.value)));
    law(brief, form);
    if (testing::Test::HasFailure()) return;
  }
}

double tail_s(const Form& form) {
  return seconds(form.length - clock_of(form).time_of(form.final_chord));
}

TEST(Form, bars_tile_the_music_exactly) {
  always([](const Brief& brief, const Form& form) {
    Tick at = 0;
    for (const auto& bar : form.bars) {
      EXPECT_EQ(bar.start, at);
      EXPECT_GT(bar.length, 0);
      at += bar.length;
    }
    for (std::size_t each = 0; each + 1 < form.bars.size(); ++each)
      EXPECT_EQ(form.bars[each].length, form.bars[each].beats * ticks_per_beat);
    EXPECT_EQ(form.length, brief.length.value);
    const auto end = clock_of(form).time_of(at);
    EXPECT_LE(end, form.length);
    EXPECT_GT(clock_of(form).time_of(at + 2), form.length);
  });
}

TEST(Form, sections_and_phrases_tile_the_bars) {
  always([](const Brief&, const Form& form) {
    ASSERT_EQ(form.sections.size(), form.shapes.size());
    Tick at = 0;
    for (const auto& section : form.sections) {
      EXPECT_EQ(section.start, at);
      at += section.length;
    }
    EXPECT_EQ(at, form.bars.back().start + form.bars.back().length);
    for (const auto& bar : form.bars) {
      EXPECT_LT(bar.in_phrase, bar.phrase_bars);
      EXPECT_GE(bar.intensity, 0);
      EXPECT_LE(bar.intensity, 1);
    }
  });
}

TEST(Form, tempo_stays_in_the_styles_range_and_bends_by_three_percent_at_bar_lines) {
  always([](const Brief&, const Form& form) {
    for (std::size_t each = 0; each < form.tempos.size(); ++each) {
      const auto& tempo = form.tempos[each];
      EXPECT_GE(tempo.bpm, 96 * 0.97);
      EXPECT_LE(tempo.bpm, 128 * 1.002);
      EXPECT_TRUE(
          std::any_of(form.bars.begin(), form.bars.end(), [&](const Bar& bar) { return bar.start == tempo.at; }));
      EXPECT_NEAR(tempo.bpm / form.tempos[each > 0 ? each - 1 : 0].bpm, 1, 0.0325);
    }
  });
}

TEST(Form, hits_fall_on_their_cuts_rather_early_than_late) {
  always([](const Brief&, const Form& form) {
    const auto clock = clock_of(form);
    for (const auto& hit : form.hits) {
      const double early = seconds(hit.cut - clock.time_of(hit.tick));
      EXPECT_LE(early, 0.046);
      EXPECT_GE(early, -0.026);
      const auto bar = std::find_if(form.bars.begin(), form.bars.end(), [&](const Bar& each) {
        return hit.kind == HitKind::downbeat ? each.start == hit.tick
                                             : std::count(each.accents.begin(), each.accents.end(), hit.tick) == 1;
      });
      EXPECT_NE(bar, form.bars.end());
    }
    EXPECT_LE(form.hits.size(), static_cast<std::size_t>(form.wanted));
  });
}

TEST(Form, a_last_chord_rings_within_the_length) {
  always([](const Brief& brief, const Form& form) {
    const double length_s = seconds(brief.length.value);
    if (brief.ending.value == Ending::fade_out) {
      EXPECT_FALSE(form.bars.back().closing);
    } else {
      EXPECT_TRUE(form.bars.back().closing);
      EXPECT_EQ(form.bars.back().start, form.final_chord);
      EXPECT_GE(tail_s(form), std::min(brief.ending.value == Ending::button ? 0.29 : 0.49, 0.3 * length_s));
      EXPECT_LE(tail_s(form), std::max(2.5, length_s < 4 ? length_s : 0));
    }
  });
}

TEST(Form, music_begins_with_the_picture) {
  always([](const Brief&, const Form& form) {
    EXPECT_GE(form.offset, Time{});
    EXPECT_LE(seconds(form.offset), 0.3);
  });
}

TEST(Form, the_same_brief_gives_the_same_form) {
  for (std::uint64_t seed = 0; seed < 10; ++seed)
    EXPECT_EQ(plan(any_brief(seed), style()), plan(any_brief(seed), style()));
}

TEST(Form, seeds_give_different_forms) {
  std::vector<std::string> forms;
  for (std::uint64_t seed = 1; seed <= 8; ++seed) forms.push_back(print(plan(brief_of(61.5, {}, seed), style())));
  std::sort(forms.begin(), forms.end());
  EXPECT_GE(std::unique(forms.begin(), forms.end()) - forms.begin(), 6);
}

TEST(Form, a_tempo_that_was_said_is_kept) {
  for (const double length_s : {4.0, 13.37, 61.5}) {
    auto brief = brief_of(length_s, {2.1, 5.5, 9.3, 11.7});
    brief.bpm = {140, Origin::said};
    for (const auto& tempo : plan(brief, style()).tempos) EXPECT_NEAR(tempo.bpm, 140, 1.6);
    EXPECT_NEAR(plan(brief, style()).tempos.front().bpm, 140, 1.41);
  }
}

TEST(Form, a_section_begins_where_the_picture_breaks_into_action) {
  auto brief = brief_of(44, {6, 11, 20.3, 25, 33});
  brief.energy.assign(88, 0.15);
  std::fill(brief.energy.begin() + 40, brief.energy.end(), 0.85);
  const auto form = plan(brief, style());
  const auto clock = clock_of(form);
  double nearest = 100;
  for (const auto& section : form.sections)
    nearest = std::min(nearest, std::abs(seconds(clock.time_of(section.start)) - 20.3));
  EXPECT_LE(nearest, 0.08) << print(form);
}

TEST(Form, the_lead_rests_while_somebody_speaks) {
  auto brief = brief_of(30);
  brief.speech = {{from_seconds(8), from_seconds(16)}};
  const auto form = plan(brief, style());
  const auto clock = clock_of(form);
  for (const auto& bar : form.bars) {
    const double from = seconds(clock.time_of(bar.start));
    const double to = seconds(clock.time_of(bar.start + bar.length));
    const double spoken = std::min(to, 16.0) - std::max(from, 8.0);
    EXPECT_EQ(bar.speech, spoken > (to - from) / 2) << from;
  }
}

TEST(Form, who_is_not_wanted_does_not_play) {
  auto brief = brief_of(61.5);
  brief.without = {"drums", "melody"};
  for (const auto& each : plan(brief, style()).shapes) {
    EXPECT_FALSE(each.plays(Role::drums));
    EXPECT_FALSE(each.plays(Role::lead));
  }
}

TEST(Form, long_music_is_no_loop) {
  const auto form = plan(brief_of(900), style());
  EXPECT_GE(form.shapes.back().chapter, 3);
  int alike = 0;
  for (std::size_t each = 2; each < form.shapes.size(); ++each)
    if (form.shapes[each].kind == form.shapes[each - 2].kind && form.shapes[each].roles == form.shapes[each - 2].roles)
      ++alike;
  EXPECT_LE(alike, static_cast<int>(form.shapes.size()) / 5);
}

TEST(Form, ten_minutes_with_a_hundred_cuts_are_planned_within_a_second) {
  Random random(3);
  std::vector<double> cuts;
  for (int each = 0; each < 100; ++each) cuts.push_back(random.uniform(1, 599));
  std::sort(cuts.begin(), cuts.end());
  auto brief = brief_of(600, cuts);
  brief.sync.value = Sync::cuts;
  const auto began = std::chrono::steady_clock::now();
  EXPECT_FALSE(plan(brief, style()).bars.empty());
  EXPECT_LT(std::chrono::duration<double>(std::chrono::steady_clock::now() - began).count(), 1.0);
}

// Rewritten by UNDERTONE_REWRITE_GOLDENS=1; read it as a musician before it is kept.
TEST(Form, reads_as_in_the_golden_text) {
  const std::filesystem::path golden = UNDERTONE_SOURCE_DIR "/tests/compose/golden/form_30s.txt";
  auto brief = brief_of(30, {4.2, 8.4, 12.9, 17.3, 17.9, 24.0});
  brief.speech = {{from_seconds(1), from_seconds(5)}};
  const auto text = print(plan(brief, style()));
  if (std::getenv("UNDERTONE_REWRITE_GOLDENS") != nullptr) {
    ASSERT_TRUE(write_text(golden, text));
  }
  EXPECT_EQ(text, read_text(golden).value_or("missing"));
}

}  // namespace
}  // namespace undertone::compose
