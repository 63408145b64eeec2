#include "watch/speech.h"

#include <algorithm>
#include <cmath>
#include <cstddef>

namespace undertone::watch {
namespace {

constexpr std::size_t per_second = 100;
constexpr double voiced_harmonicity = 0.40;
constexpr double sure_harmonicity = 0.50;
constexpr double likely = 0.25;

// 0 at `none`, 1 at `all`, straight between.
double ramp(double x, double none, double all) {
  return std::clamp((x - none) / (all - none), 0.0, 1.0);
}

double semitones(const Moment& moment) {
  return 12.0 * std::log2(std::max(1.0, static_cast<double>(moment.pitch_hz)));
}

double level_of(const Moment& moment) {
  return static_cast<double>(moment.level_db);
}

// What a stretch is like; see talk_likeness for what each means.
struct Traits {
  double voiced = 0;      // share of the moments
  double glide = 0;       // semitones from one voiced moment to the next,
  double bend = 0;        // and over 50 ms of unbroken voice; −1 when there was too little of that to tell
  double jumps = 0;       // share of voiced pairs whose pitch leaps
  double steadiness = 0;  // of the voiced moments' partials
  double change = 0;      // of the spectrum's shape, mean of the voiced moments
  double swing_db = 0;    // standard deviation of the level
  int syllables = 0;      // runs of voiced moments
};

double loudest(std::span<const Moment> moments) {
  double most = -120;
  for (const auto& moment : moments) most = std::max(most, level_of(moment));
  return most;
}

double swing_of(std::span<const Moment> moments) {
  // Digital silence between phrases must not make everything swing.
  const double bottom = std::max(-65.0, loudest(moments) - 40);
  double sum = 0;
  double squares = 0;
  for (const auto& moment : moments) {
    const double level = std::max(bottom, level_of(moment));
    sum += level;
    squares += level * level;
  }
  const auto count = static_cast<double>(moments.size());
  return std::sqrt(std::max(0.0, squares / count - sum / count * (sum / count)));
}

bool voiced(const Moment& moment, double least_level) {
  return static_cast<double>(moment.harmonicity) > sure_harmonicity && level_of(moment) > least_level;
}

// A mean that knows whether there was anything to take it of.
struct Mean {
  double sum = 0;
  int count = 0;
  void add(double x) { sum += x, ++count; }
  double value(double otherwise) const { return count > 0 ? sum / count : otherwise; }
};

Traits traits_of(std::span<const Moment> moments) {
  constexpr std::size_t bend_length = 5;
  Traits traits;
  Mean share, steadiness, change, glide, bend, jumps;
  const double least_level = std::max(-65.0, loudest(moments) - 30);
  std::size_t run = 0;
  for (std::size_t i = 0; i < moments.size(); ++i) {
    run = voiced(moments[i], least_level) ? run + 1 : 0;
    share.add(run > 0 ? 1 : 0);
    if (run == 0) continue;
    change.add(static_cast<double>(moments[i].change));
    steadiness.add(static_cast<double>(moments[i].steadiness));
    if (run == 1) ++traits.syllables;
    if (run < 2) continue;
    const double step = std::abs(semitones(moments[i]) - semitones(moments[i - 1]));
    jumps.add(step < 2 || std::abs(step - 12) < 1 ? 0 : 1);  // octaves are mishearings
    if (step < 2) glide.add(step);
    if (run <= bend_length) continue;
    const double turn = std::abs(semitones(moments[i]) - semitones(moments[i - bend_length]));
    if (turn < 6) bend.add(turn);
  }
  traits.voiced = share.value(0);
  traits.steadiness = steadiness.value(0);
  traits.change = change.value(0);
  traits.glide = glide.value(0);
  traits.bend = bend.count >= 4 ? bend.value(0) : -1;
  traits.jumps = jumps.value(0);
  traits.swing_db = moments.empty() ? 0.0 : swing_of(moments);
  return traits;
}

// likely[i]: does the time round moment i sound like talk?
std::vector<bool> likely_talk(std::span<const Moment> moments) {
  constexpr std::size_t reach = 120;
  constexpr std::size_t stride = 20;
  std::vector<bool> marks(moments.size(), false);
  for (std::size_t i = 0; i < moments.size(); i += stride) {
    const std::size_t from = i > reach ? i - reach : 0;
    const std::size_t to = std::min(moments.size(), i + reach);
    if (talk_likeness(moments.subspan(from, to - from)) < likely) continue;
    const std::size_t half = reach / 2;
    for (std::size_t k = i > half ? i - half : 0; k < std::min(moments.size(), i + half); ++k) marks[k] = true;
  }
  return marks;
}

// What a phrase must rise over, by second: between the noise and the voice of the sixteen seconds round it.
std::vector<double> thresholds(std::span<const Moment> moments) {
  constexpr std::size_t reach = 8 * per_second;
  std::vector<double> by_second;
  for (std::size_t i = 0; i < moments.size(); i += per_second) {
    std::vector<double> levels;
    const std::size_t from = i > reach ? i - reach : 0;
    for (std::size_t k = from; k < std::min(moments.size(), i + reach); ++k) levels.push_back(level_of(moments[k]));
    std::sort(levels.begin(), levels.end());
    const double noise = std::max(-80.0, levels[levels.size() / 10]);
    const double voice = levels[levels.size() * 19 / 20];
    by_second.push_back(std::max(-65.0, noise + std::clamp(0.4 * (voice - noise), 4.0, 18.0)));
  }
  return by_second;
}

struct Stretch {
  std::size_t from = 0;
  std::size_t to = 0;
};

// Moments loud enough and within reach of a voiced one (consonants have no pitch of their own).
std::vector<Stretch> voiced_stretches(std::span<const Moment> moments) {
  constexpr std::size_t consonant = 18;
  const auto threshold = thresholds(moments);
  const auto talk = likely_talk(moments);
  const auto loud = [&](std::size_t i) { return talk[i] && level_of(moments[i]) > threshold[i / per_second]; };
  std::vector<bool> marks(moments.size(), false);
  for (std::size_t i = 0; i < moments.size(); ++i) {
    if (!loud(i) || static_cast<double>(moments[i].harmonicity) < voiced_harmonicity) continue;
    for (std::size_t k = i > consonant ? i - consonant : 0; k < std::min(moments.size(), i + consonant); ++k)
      if (loud(k)) marks[k] = true;
  }
  std::vector<Stretch> stretches;
  for (std::size_t i = 0; i < marks.size(); ++i) {
    if (!marks[i]) continue;
    const std::size_t from = i;
    while (i < marks.size() && marks[i]) ++i;
    stretches.push_back({from, i});
  }
  return stretches;
}

std::vector<Stretch> joined(const std::vector<Stretch>& stretches, std::size_t gap) {
  std::vector<Stretch> result;
  for (const auto& each : stretches) {
    if (!result.empty() && each.from - result.back().to < gap)
      result.back().to = each.to;
    else
      result.push_back(each);
  }
  return result;
}

}  // namespace

double talk_likeness(std::span<const Moment> moments) {
  const auto traits = traits_of(moments);
  const double bend = traits.bend < 0 ? 0.7 : ramp(traits.bend, 0.10, 0.22);
  return ramp(traits.voiced, 0.08, 0.16) * ramp(traits.glide, 0.03, 0.07) * bend *
         (1.0 - ramp(traits.jumps, 0.15, 0.35)) * (1.0 - ramp(traits.steadiness, 0.06, 0.16)) *
         ramp(traits.swing_db, 2.6, 4.5) * ramp(traits.syllables, 2, 6) * ramp(traits.change, 0.055, 0.075) *
         ramp(traits.change * traits.swing_db, 0.33, 0.55);
}

std::vector<Span> find_speech(std::span<const Moment> moments) {
  constexpr std::size_t blip = 20;
  auto phrases = joined(voiced_stretches(moments), 30);
  std::erase_if(phrases, [](const Stretch& each) { return each.to - each.from < blip; });
  std::vector<Span> speech;
  // A moment's window reaches 20 ms to both sides of its middle, which lies 20 ms after its start. Soft consonants at
  // either end are lost in the noise, so a little is added.
  constexpr std::int64_t before = 60;
  constexpr std::int64_t after = 40 + 30;
  for (const auto& phrase : joined(phrases, 70)) {
    const auto start = std::max<std::int64_t>(0, static_cast<std::int64_t>(phrase.from) * 10 - before);
    speech.push_back({from_milliseconds(start), from_milliseconds(static_cast<std::int64_t>(phrase.to) * 10 + after)});
  }
  return speech;
}

}  // namespace undertone::watch
