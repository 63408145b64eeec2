#include <algorithm>
#include <cmath>

#include "compose/plan.h"

namespace undertone::compose {
namespace {

void add_bar(Form& form, Tick length, int beats) {
  Bar bar;
  bar.start = form.bars.empty() ? 0 : form.bars.back().start + form.bars.back().length;
  bar.length = length;
  bar.beats = beats;
  form.bars.push_back(bar);
}

Tick end_of(const Form& form) {
  return form.bars.empty() ? 0 : form.bars.back().start + form.bars.back().length;
}

void lay_stretches(Form& form, const Grid& grid) {
  for (const auto& stretch : grid.stretches) {
    if (form.tempos.empty() || form.tempos.back().bpm != stretch.bpm)
      form.tempos.push_back({end_of(form), stretch.bpm});
    for (const int beats : bars_of(stretch.beats)) add_bar(form, beats * ticks_per_beat, beats);
  }
  if (form.tempos.empty()) form.tempos.push_back({0, grid.bpm});
}

// The bar before the last chord slows down a little, when no cut waits there and the chord keeps its tail.
void slow_down(Form& form, const Grid& grid, const GridWish& wish) {
  if (wish.style.ritard <= 0 || wish.ending != Ending::ring_out || form.bars.size() < 6) return;
  const auto& bar = form.bars.back();
  const auto clock = clock_of(form);
  const double slower = form.tempos.back().bpm / (1 + wish.style.ritard);
  const double chord_s = seconds(clock.time_of(bar.start)) + 60 / slower * bar.beats;
  const bool met = !wish.cuts.empty() && wish.cuts.back().at > seconds(clock.time_of(bar.start)) - 0.1;
  const double least = tail_of(wish.ending, wish.style, wish.length_s, 60 / grid.bpm).least;
  if (met || slower < 0.9701 * grid.bpm || slower < wish.low || wish.length_s - chord_s < least) return;
  if (form.tempos.back().at == bar.start) form.tempos.pop_back();
  form.tempos.push_back({bar.start, slower});
}

// The last whole tick inside the music.
Tick last_tick(const Form& form) {
  const auto clock = clock_of(form);
  Tick tick = clock.tick_at(form.length);
  while (tick > 1 && clock.time_of(tick) > form.length) --tick;
  return std::max<Tick>(1, tick);
}

// Ends the bars exactly with the music: the last one is as long as what is left, but a scrap of less than `least` goes
// to the bar before it, with its tempo.
void close_with_music(Form& form, Tick least) {
  while (form.bars.size() > 1 && form.bars.back().start + least > last_tick(form)) {
    form.bars.pop_back();
    std::erase_if(form.tempos, [&](const Tempo& tempo) { return tempo.at > form.bars.back().start; });
  }
  auto& last = form.bars.back();
  last.length = last_tick(form) - last.start;
  last.beats = std::max(1, static_cast<int>((last.length + ticks_per_beat - 1) / ticks_per_beat));
}

Bar* bar_at(Form& form, Tick tick) {
  auto after =
      std::upper_bound(form.bars.begin(), form.bars.end(), tick, [](Tick t, const Bar& bar) { return t < bar.start; });
  return after == form.bars.begin() ? nullptr : &*std::prev(after);
}

bool together(Time music, double cut_s) {
  const double early = cut_s - seconds(music);
  return early <= 0.0455 && early >= -0.0255;
}

void mark_hits(Form& form, const std::vector<WantedCut>& cuts, Sync sync) {
  const auto clock = clock_of(form);
  const Tick step = ticks_per_beat / 4 * accent_step(sync);
  for (const auto& cut : cuts) {
    const Tick tick = clock.tick_at(from_seconds(cut.at - anticipation_s));
    Bar* bar = bar_at(form, std::max<Tick>(0, tick + step / 2));
    if (bar == nullptr) continue;
    const Tick near = bar->start + std::max<Tick>(0, (tick - bar->start + step / 2) / step) * step;
    if (near > form.final_chord || near >= bar->start + bar->length || !together(clock.time_of(near), cut.at)) continue;
    const bool downbeat = near == bar->start;
    if (!form.hits.empty() && form.hits.back().tick == near) continue;
    form.hits.push_back({from_seconds(cut.at), near, downbeat ? HitKind::downbeat : HitKind::accent});
    if (!downbeat) bar->accents.push_back(near);
  }
}

}  // namespace

Form lay_bars(const Grid& grid, const GridWish& wish, Time length) {
  Form form;
  form.length = length;
  form.ending = wish.ending;
  form.offset = from_seconds(grid.offset_s);
  form.wanted = static_cast<int>(wish.cuts.size());
  lay_stretches(form, grid);
  slow_down(form, grid, wish);
  const Tick end = last_tick(form);
  const bool fades = wish.ending == Ending::fade_out;
  if (form.bars.empty() || (!fades && end_of(form) < end)) add_bar(form, end - end_of(form), 1);
  if (end_of(form) < end) add_bar(form, end - end_of(form), 1);
  close_with_music(form, fades ? ticks_per_beat : 1);
  form.final_chord = form.bars.back().start;
  mark_hits(form, wish.cuts, wish.sync);
  return form;
}

}  // namespace undertone::compose
