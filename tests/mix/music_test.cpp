#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "mix/balance.h"
#include "mix/matchers.h"
#include "mix/mix.h"
#include "mix/moves.h"
#include "mix/sounds.h"
#include "mix/spectrum.h"

namespace undertone::mix {
namespace {

using namespace undertone::test;

constexpr double length = 12;

// A small band of synthetic stems at wild levels, 120 bpm, a kick on every beat.
Stems band() {
  Stems stems;
  stems.length = from_seconds(length);
  const auto put = [&](Role role, const Wave& wave) { stems.stems.push_back({role, spool_of(length, wave)}); };
  put(Role::lead, pulses(880, 0.5, 0.2, 0.02));
  put(Role::chords, [bass = pulses(262, 1, 0.5, 0.3), top = pulses(330, 1, 0.5, 0.3)](double t) {
    return std::pair(bass(t).first + 0.3 * top(t).first, 0.3 * bass(t).first + top(t).first);
  });
  put(Role::pad, pink(0.5, 3));
  put(Role::bass, pulses(65, 0.5, 0.4, 0.9));
  put(Role::drums, [kick = pulses(55, 0.5, 0.1, 0.8), hat = noise(0.05)](double t) {
    const double ring = std::exp(-std::fmod(t, 0.25) / 0.03);
    const auto [left, right] = hat(t);
    return std::pair(kick(t).first + left * ring, kick(t).second + right * ring);
  });
  return stems;
}

Score score_for(const Stems& stems) {
  Score score;
  score.seed = 5;
  score.length = stems.length;
  score.tempos = {{0, 120}};
  for (const auto& stem : stems.stems) score.parts.push_back({.role = stem.role});
  for (auto& part : score.parts)
    if (part.role == Role::drums)
      for (Tick beat = 0; beat < 24; ++beat)
        part.notes.push_back({.start = beat * ticks_per_beat, .length = 100, .pitch = 36});
  return score;
}

Part& part(Score& score, Role role) {
  return *std::find_if(score.parts.begin(), score.parts.end(), [role](const Part& each) { return each.role == role; });
}

Spool mixed(const Stems& stems, const Score& score, const std::vector<Span>& speech = {}) {
  return mix_music(stems, score, speech, Progress()).value();
}

Stems only(Role role, const Wave& wave) {
  Stems stems;
  stems.length = from_seconds(length);
  stems.stems.push_back({role, spool_of(length, wave)});
  return stems;
}

struct Sides {
  double low_correlation;
  double correlation;
};

Sides sides_of(const std::vector<float>& samples) {
  double lr = 0, ll = 1e-12, rr = 1e-12, low_lr = 0, low_ll = 1e-12, low_rr = 1e-12;
  double left = 0, right = 0;
  for (std::size_t i = 0; i < samples.size(); i += 2) {
    const double l = static_cast<double>(samples[i]), r = static_cast<double>(samples[i + 1]);
    left += 0.015 * (l - left);  // about 115 Hz
    right += 0.015 * (r - right);
    lr += l * r, ll += l * l, rr += r * r;
    low_lr += left * right, low_ll += left * left, low_rr += right * right;
  }
  return {low_lr / std::sqrt(low_ll * low_rr), lr / std::sqrt(ll * rr)};
}

TEST(Music, comes_out_at_the_reference_loudness_and_the_exact_length) {
  const auto stems = band();
  const auto music = mixed(stems, score_for(stems));
  EXPECT_THAT(*measure(music), IsAtLoudness(-14, 0.1));
  EXPECT_EQ(music.frames(), to_samples(stems.length));
}

TEST(Music, stages_every_stem_to_its_role) {
  const auto stems = band();
  const auto placed = balance(stems, score_for(stems)).value();
  const auto loudness = [&](std::size_t i) {
    return measure(stems.stems[i].sound)->integrated_lufs + 20 * std::log10(static_cast<double>(placed.setups[i].gain));
  };
  // Before the filters, which change a stem by up to 3 dB here.
  EXPECT_NEAR(loudness(0) - loudness(1), 4, 3);
  EXPECT_NEAR(loudness(1) - loudness(2), 3, 3);
  EXPECT_LT(loudness(4), loudness(0) + 0.5);  // the kick is not hot
}

TEST(Music, does_not_care_how_loud_a_stem_comes) {
  const auto quiet = only(Role::lead, pulses(880, 0.5, 0.2, 0.004));
  const auto loud = only(Role::lead, pulses(880, 0.5, 0.2, 0.4));
  const auto gain = [](const Stems& stems) { return balance(stems, score_for(stems)).value().setups[0].gain; };
  EXPECT_NEAR(gain(quiet) / gain(loud), 100, 0.5);
}

TEST(Music, obeys_the_fader_of_a_part) {
  const auto stems = band();
  auto score = score_for(stems);
  const auto before = balance(stems, score).value();
  part(score, Role::pad).placement.level_db = 6;
  const auto after = balance(stems, score).value();
  const auto over_lead = [](const Balance& b) { return b.setups[2].gain / b.setups[0].gain; };
  EXPECT_NEAR(over_lead(after) / over_lead(before), 2, 0.01);
}

TEST(Music, is_mono_at_the_bottom_and_wide_above) {
  const auto stems = band();
  auto score = score_for(stems);
  for (auto& each : score.parts) each.placement.reverb = 0.3;
  const auto sides = sides_of(samples_of(mixed(stems, score)));
  EXPECT_GT(sides.low_correlation, 0.9);
  EXPECT_GT(sides.correlation, 0.3);
  EXPECT_LT(sides.correlation, 0.95);
}

TEST(Music, slopes_as_music_does_a_little_less_when_bright) {
  const auto rumble = [white = noise(0.3), left = 0.0, right = 0.0](double t) mutable {
    const auto [l, r] = white(t);
    left += 0.02 * (l - left);  // −6 dB per octave from 150 Hz on
    right += 0.02 * (r - right);
    return std::pair(left + 0.02 * l, right + 0.02 * r);
  };
  const auto stems = only(Role::fx, rumble);
  auto score = score_for(stems);
  for (const double brightness : {-1.0, 0.0, 1.0}) {
    score.production.brightness = brightness;
    EXPECT_NEAR(slope_of(portrait_of(mixed(stems, score)).value().spectrum), -6.3 + 0.25 * brightness, 0.4);
  }
}

TEST(Music, leans_bright_noise_over_as_far_as_taste_allows) {
  for (const auto& wave : {pink(0.3), noise(0.2)}) {
    const auto stems = only(Role::fx, wave);
    const double before = slope_of(portrait_of(stems.stems[0].sound).value().spectrum);
    const double after = slope_of(portrait_of(mixed(stems, score_for(stems))).value().spectrum);
    EXPECT_LT(after, before - 1);
    EXPECT_GT(after, before - 4);
  }
}

TEST(Music, silences_the_lead_while_somebody_speaks) {
  const std::vector<Span> speech = {span(4, 8)};
  const auto stems = only(Role::lead, sine(880, 0.1));
  auto score = score_for(stems);
  part(score, Role::lead).placement.reverb = 0;
  const auto music = samples_of(mixed(stems, score, speech));
  EXPECT_THAT(music, IsDuckedDuring(speech, 60));
  EXPECT_NEAR(level_db(music, 1, 2), level_db(music, 10.5, 11.5), 0.5);
}

TEST(Music, gives_way_to_consonants_while_somebody_speaks) {
  const std::vector<Span> speech = {span(4, 8)};
  const auto left = [&](double hz) {
    const auto stems = only(Role::pad, sine(hz, 0.1));
    auto score = score_for(stems);
    score.production.glue = 0;
    const auto music = samples_of(mixed(stems, score, speech));
    return level_db(music, 5, 7) - level_db(music, 1, 2);
  };
  EXPECT_NEAR(left(2000), -3.5, 0.7);
  EXPECT_NEAR(left(300), 0, 0.7);
}

TEST(Music, lets_the_kick_duck_the_pad) {
  const auto stems = band();
  auto score = score_for(stems);
  auto pumping = score;
  part(pumping, Role::pad).placement.pump_db = 8;
  const auto moves = plan_moves(pumping, {}, Energies{});
  ASSERT_EQ(moves.kicks.size(), 24U);
  std::vector<float> depth(sample_rate);
  fill_pump(moves, sample_rate, depth);
  EXPECT_FLOAT_EQ(depth[0], 1);                 // on the beat
  EXPECT_EQ(depth[sample_rate / 2 - 1000], 0);  // up again before the next
  EXPECT_NE(samples_of(mixed(stems, score)), samples_of(mixed(stems, pumping)));
}

TEST(Music, rides_sections_that_lie_too_far_apart_and_leaves_the_tail) {
  Energies far;
  far.steps.assign(300, static_cast<float>(energy_at(-14)));
  std::fill(far.steps.begin() + 100, far.steps.begin() + 180, static_cast<float>(energy_at(-26)));
  std::fill(far.steps.begin() + 270, far.steps.end(), 1e-9F);
  far.frames = 300 * step_frames;
  const auto gains = ride_levels(far, 4, 6);
  EXPECT_GT(gains[140], 1.4F);
  EXPECT_LT(gains[50], 1.0F);
  EXPECT_NEAR(gains[298], 1.0F, 0.01);
  EXPECT_EQ(ride_levels(far, 4, 20)[140], 1.0F);
  EXPECT_LT(ride_levels(far, 15, 20)[140], 0.9F);
}

TEST(Music, rings_in_a_room_and_echoes_in_time) {
  const auto click = [](double t) {
    const double x = t < 0.01 ? 0.5 * std::sin(2 * std::numbers::pi * 1000 * t) : 0.0;
    return std::pair(x, x);
  };
  const auto stems = only(Role::lead, click);
  const auto level_after = [&](double reverb, double delay, double from, double to) {
    auto score = score_for(stems);
    part(score, Role::lead).placement.reverb = reverb;
    part(score, Role::lead).placement.delay = delay;
    score.production.delay_beats = 1;  // half a second
    const auto music = samples_of(mixed(stems, score));
    return level_db(music, from, to) - level_db(music, 0, 0.02);
  };
  EXPECT_LT(level_after(0, 0, 0.1, 0.3), -100);
  EXPECT_GT(level_after(0.5, 0, 0.1, 0.3), -40);
  EXPECT_LT(level_after(0.5, 0, 4, 5), -90);
  EXPECT_GT(level_after(0, 0.5, 0.5, 0.52), -25);
  EXPECT_LT(level_after(0, 0.5, 0.4, 0.48), -100);
}

TEST(Music, is_the_same_every_time_with_every_colour_on) {
  const auto stems = band();
  auto score = score_for(stems);
  score.production = {.brightness = 0.3, .room = 0.8, .tape = 0.7, .vinyl = 0.8, .glue = 1};
  for (auto& each : score.parts) each.placement = {.reverb = 0.4, .delay = 0.2, .pump_db = 6, .drive = 0.5};
  const auto once = samples_of(mixed(stems, score));
  EXPECT_EQ(once, samples_of(mixed(stems, score)));
  score.seed = 6;  // other crackles
  EXPECT_NE(once, samples_of(mixed(stems, score)));
}

TEST(Music, ends_without_a_click_though_the_stems_are_cut_off) {
  const auto stems = only(Role::pad, sine(200, 0.1));
  const auto music = samples_of(mixed(stems, score_for(stems)));
  EXPECT_LT(std::abs(music[music.size() - 1]), 1e-3);
  EXPECT_THAT(std::vector<float>(music.begin() + 9600, music.end()), HasNoClick(0.05));
}

TEST(Music, is_silent_when_no_stem_sounds) {
  const auto stems = only(Role::pad, silence());
  EXPECT_LT(level_db(samples_of(mixed(stems, score_for(stems))), 0, length), -150);
  Stems none;
  none.length = from_seconds(2);
  EXPECT_EQ(mixed(none, {}).frames(), 2 * sample_rate);
}

}  // namespace
}  // namespace undertone::mix
