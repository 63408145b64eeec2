// Forms made by hand, and the measures by which written parts are judged.
#pragma once

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <iterator>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "compose/parts/parts.h"
#include "compose/parts/theory.h"

namespace undertone::compose::parts {

struct SectionPlan {
  std::string name;
  int bars = 4;
  double intensity = 0.5;
};

// 4/4 bars at `bpm`, sections as given, phrases of four; the last bar is the final chord's, the one before leads to it.
inline Form form_of(const std::vector<SectionPlan>& plan, double bpm, Ending ending = Ending::ring_out) {
  Form form;
  form.ending = ending;
  form.tempos = {{0, bpm}};
  form.meters = {{0, 4, 4}};
  Tick at = 0;
  int phrase = -1;
  for (const auto& each : plan) {
    const auto section = static_cast<int>(form.sections.size());
    form.sections.push_back({each.name, at, each.bars * 4 * ticks_per_beat, each.intensity});
    for (int i = 0; i < each.bars; ++i) {
      if (i % 4 == 0) ++phrase;
      Bar bar{.start = at,
              .length = 4 * ticks_per_beat,
              .section = section,
              .in_section = i,
              .phrase = phrase,
              .in_phrase = i % 4,
              .phrase_bars = std::min(4, each.bars - i / 4 * 4),
              .intensity = each.intensity,
              .accents = {}};
      bar.fill = i % 4 == 3;
      form.bars.push_back(bar);
      at += bar.length;
    }
  }
  form.bars.back().closing = true;
  if (form.bars.size() > 1) form.bars[form.bars.size() - 2].closing = true;
  form.final_chord = form.bars.back().start;
  form.length = from_seconds(static_cast<double>(at) / static_cast<double>(ticks_per_beat) * 60 / bpm);
  return form;
}

inline Brief brief_for(const Style& style, std::uint64_t seed) {
  Brief brief;
  brief.genre.value = style.id;
  brief.valence.value = style.feel.valence;
  brief.arousal.value = style.feel.arousal;
  brief.bpm.value = style.tempo.usual;
  brief.seed = seed;
  const bool minor = style.feel.valence < -0.05 || seed % 3 == 2;
  const auto& tonics = minor ? style.minor_keys : style.major_keys;
  brief.key.value = {tonics[seed % tonics.size()], minor ? Mode::minor : Mode::major};
  return brief;
}

// A whole small piece in the style: quiet, then the idea, then the loud one, then home.
inline Form song(const Style& style, int size = 1, Ending ending = Ending::ring_out) {
  std::vector<SectionPlan> plan;
  const auto name = [&](const char* wish) {
    return style.section(wish) != nullptr ? std::string(wish) : style.form.sections.front().name;
  };
  const std::string loud = style.section("drop") != nullptr ? "drop" : style.section("lift") != nullptr ? "lift" : "B";
  plan.push_back({name("intro"), 4, 0.35});
  for (int i = 0; i < size; ++i) {
    plan.push_back({name("A"), 8, 0.55});
    plan.push_back({loud, 8, 0.85});
  }
  plan.push_back({name("outro"), 4, 0.5});
  return form_of(plan, style.tempo.usual, ending);
}

inline const Part* part_of(const Written& written, Role role) {
  for (const auto& part : written.parts)
    if (part.role == role) return &part;
  return nullptr;
}

inline const ChordSpan& chord_at(const Written& written, Tick tick) {
  const auto* found = &written.chords.front();
  for (const auto& chord : written.chords)
    if (chord.start <= tick) found = &chord;
  return *found;
}

inline const Bar& bar_of(const Form& form, Tick tick) {
  const auto after =
      std::upper_bound(form.bars.begin(), form.bars.end(), tick, [](Tick t, const Bar& bar) { return t < bar.start; });
  return after == form.bars.begin() ? form.bars.front() : *std::prev(after);
}

struct LeadMeasure {
  double in_scale = 0;
  double strong_on_chord = 0;  // of the notes on first and third beats
  int range = 0;
  double notes_per_bar = 0;  // in bars where it plays
  double steps = 0;          // share of intervals up to a whole tone, repeats included
};

inline LeadMeasure measure_lead(const Written& written, const Form& form, Key key) {
  LeadMeasure measure;
  const auto* lead = part_of(written, Role::lead);
  if (lead == nullptr) return measure;
  std::set<Tick> bars;
  int low = 127, high = 0, strong = 0, fitting = 0, inside = 0, steps = 0, before = lead->notes.front().pitch;
  for (const auto& note : lead->notes) {
    const auto& bar = bar_of(form, note.start);
    bars.insert(bar.start);
    inside += in_scale(key, note.pitch) ? 1 : 0;
    low = std::min<int>(low, note.pitch);
    high = std::max<int>(high, note.pitch);
    steps += std::abs(note.pitch - before) <= 2 ? 1 : 0;
    before = note.pitch;
    if ((note.start - bar.start) % (2 * ticks_per_beat) != 0) continue;
    ++strong;
    const auto& tones = chord_at(written, note.start).pitch_classes;
    fitting += std::find(tones.begin(), tones.end(), note.pitch % 12) != tones.end() ? 1 : 0;
  }
  const auto count = static_cast<double>(lead->notes.size());
  measure.in_scale = inside / count;
  measure.strong_on_chord = strong == 0 ? 1 : static_cast<double>(fitting) / strong;
  measure.range = high - low;
  measure.notes_per_bar = count / static_cast<double>(bars.size());
  measure.steps = steps / count;
  return measure;
}

// The bar's onsets on sixteenths; swing and accents fall to the nearest.
inline std::set<int> onsets_in(const Written& written, const Bar& bar, const std::set<Role>& roles) {
  std::set<int> onsets;
  for (const auto& part : written.parts) {
    if (!roles.contains(part.role)) continue;
    for (const auto& note : part.notes)
      if (note.start >= bar.start && note.start < bar.start + bar.length)
        onsets.insert(static_cast<int>((note.start - bar.start + 90) / 240));
  }
  return onsets;
}

// GS of MusDr over neighbouring bars: 1 − share of sixteenths where one has an onset and the other has none.
inline double groove_similarity(const Written& written, const Form& form, const std::set<Role>& roles) {
  double total = 0;
  int count = 0;
  for (std::size_t i = 1; i < form.bars.size(); ++i) {
    const auto before = onsets_in(written, form.bars[i - 1], roles);
    const auto now = onsets_in(written, form.bars[i], roles);
    std::vector<int> differ;
    std::set_symmetric_difference(before.begin(), before.end(), now.begin(), now.end(), std::back_inserter(differ));
    total += 1 - static_cast<double>(differ.size()) / 16;
    ++count;
  }
  return count == 0 ? 1 : total / count;
}

// Entropy of the pitch-class histogram, the mean over bars that sound.
inline double pitch_class_entropy(const Written& written, const Form& form) {
  double total = 0;
  int bars = 0;
  for (const auto& bar : form.bars) {
    std::map<int, double> histogram;
    double count = 0;
    for (const auto& part : written.parts) {
      if (part.role == Role::drums || part.role == Role::fx) continue;
      for (const auto& note : part.notes)
        if (note.start >= bar.start && note.start < bar.start + bar.length) ++histogram[note.pitch % 12], ++count;
    }
    if (count == 0) continue;
    double entropy = 0;
    for (const auto& [tone, times] : histogram) entropy -= times / count * std::log2(times / count);
    total += entropy;
    ++bars;
  }
  return bars == 0 ? 0 : total / bars;
}

}  // namespace undertone::compose::parts
