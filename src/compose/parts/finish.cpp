#include "compose/parts/finish.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <map>
#include <vector>

#include "compose/parts/strokes.h"

namespace undertone::compose::parts {
namespace {

constexpr Tick near_accent = 150;

const Bar* bar_at(const Form& form, Tick tick) {
  const auto after =
      std::upper_bound(form.bars.begin(), form.bars.end(), tick, [](Tick t, const Bar& bar) { return t < bar.start; });
  return after == form.bars.begin() ? nullptr : &*std::prev(after);
}

// Where a straight place in the bar lies when pairs of `unit`ths swing: the first of each pair takes `share` of it.
//   straight |x   x   |x   x   |      swung |x    x  |x    x  |
Tick swung(Tick in_bar, Tick unit, double share) {
  const Tick pair = 2 * unit;
  const Tick within = in_bar % pair;
  const double first = share * static_cast<double>(pair);
  const double moved = within < unit ? static_cast<double>(within) * first / static_cast<double>(unit)
                                     : first + static_cast<double>(within - unit) *
                                                   (static_cast<double>(pair) - first) / static_cast<double>(unit);
  return in_bar - within + std::llround(moved);
}

void swing(const Piece& piece, Part& part) {
  const double share = piece.style.tempo.swing;
  if (share <= 0.505) return;
  const Tick unit = piece.style.tempo.swing_unit == 8 ? ticks_per_beat / 2 : sixteenth;
  const auto warp = [&](Tick tick) {
    const auto* bar = bar_at(piece.form, tick);
    return bar == nullptr ? tick : bar->start + swung(tick - bar->start, unit, share);
  };
  for (auto& note : part.notes) {
    if (note.start == piece.form.final_chord) continue;
    const Tick end = warp(note.start + note.length);
    note.start = warp(note.start);
    note.length = std::max<Tick>(60, end - note.start);
  }
}

// Whatever is struck near `tick` is struck on it; with `restrike`, a part that only holds a note there strikes it
// again.
void mark(Part& part, Tick tick, bool restrike, int louder) {
  bool struck = false;
  for (auto& note : part.notes) {
    if (std::abs(note.start - tick) > near_accent) continue;
    note.length = std::max<Tick>(60, note.length + note.start - tick);
    note.start = tick;
    note.velocity = static_cast<std::uint8_t>(std::min(124, note.velocity + louder));
    struck = true;
  }
  if (struck || !restrike) return;
  std::vector<Note> again;
  for (auto& note : part.notes) {
    if (note.start >= tick || note.start + note.length <= tick + 120) continue;
    Note second = note;
    second.start = tick;
    second.length = note.start + note.length - tick;
    second.velocity = static_cast<std::uint8_t>(std::min(124, note.velocity + louder));
    note.length = std::max<Tick>(60, tick - 20 - note.start);
    again.push_back(second);
  }
  part.notes.insert(part.notes.end(), again.begin(), again.end());
}

void add_drum(const Piece& piece, Part& part, const Bar& bar, Tick tick, int key, int velocity) {
  auto note = make_note(piece, Role::drums, bar, tick, ticks_per_beat / 2, key);
  note.velocity = static_cast<std::uint8_t>(velocity);
  part.notes.push_back(note);
}

void mark_in_drums(const Piece& piece, Part& part, const Bar& bar, Tick tick, bool hard) {
  const auto base = static_cast<int>(70 + 40 * bar.intensity);
  std::erase_if(part.notes, [&](const Note& note) { return std::abs(note.start - tick) <= near_accent; });
  add_drum(piece, part, bar, tick, 36, std::min(122, base + 14));
  if (piece.tables.drums.crash) add_drum(piece, part, bar, tick, 49, base);
  if (hard) add_drum(piece, part, bar, tick, 38, std::min(120, base + 8));
}

bool answers_hits(Role role) {
  return role == Role::chords || role == Role::bass || role == Role::arp || role == Role::pad;
}

void accent(const Piece& piece, Part& part) {
  const auto meet = [&](const Bar& bar, Tick tick, bool hard) {
    if (!piece.plays(part.role, bar)) return;
    if (part.role == Role::drums) {
      if (!bar.speech) mark_in_drums(piece, part, bar, tick, hard);
    } else if (part.role != Role::fx) {
      mark(part, tick, answers_hits(part.role), hard ? 14 : 8);
    }
  };
  for (const auto& bar : piece.form.bars)
    for (const Tick tick : bar.accents) meet(bar, tick, true);
  for (const auto& hit : piece.form.hits) {
    const auto* bar = bar_at(piece.form, hit.tick);
    if (bar != nullptr && hit.kind == HitKind::downbeat && !part.notes.empty()) meet(*bar, hit.tick, false);
  }
}

void keep_silences(const Piece& piece, Part& part) {
  for (const auto& bar : piece.form.bars) {
    if (!bar.silence) continue;
    const Tick end = bar.start + bar.length;
    std::erase_if(part.notes, [&](const Note& note) { return note.start >= bar.start && note.start < end; });
    for (auto& note : part.notes)
      if (note.start < bar.start && note.start + note.length > bar.start) note.length = bar.start - note.start;
  }
}

double late_of(Role role, const Note& note, double late_ms) {
  if (role != Role::drums) return late_ms;
  if (note.pitch == 36 || note.pitch == 35) return 0.3 * late_ms;
  return note.pitch == 38 || note.pitch == 39 || note.pitch == 37 || note.pitch == 40 ? late_ms + 4 : 0.6 * late_ms;
}

// Players drift, they do not jitter: each stroke strays from where the last one was (AR(1), φ = .6), strokes of one
// chord together. Strong beats hold the time.
void loosen(const Piece& piece, Part& part) {
  const auto& player = piece.player(part.role);
  if (part.role == Role::fx) return;
  auto random = piece.random.fork("loose", static_cast<std::uint64_t>(part.role));
  double stray = 0;
  double push = 0;
  Tick last = -1;
  for (auto& note : part.notes) {
    if (note.start != last) {
      const auto* bar = bar_at(piece.form, note.start);
      const double weight = bar == nullptr ? 0 : weight_at(*bar, note.start);
      stray = 0.6 * stray + random.normal(0, player.loose_ms * (weight >= 0.75 ? 0.45 : 0.8));
      push = 0.5 * push + random.normal(0, 2.6);
      last = note.start;
    }
    const double ms = std::clamp(late_of(part.role, note, player.late_ms) + stray, -25.0, 32.0);
    const long nudge = note.nudge_us10 + std::lround(ms * 100);
    note.nudge_us10 = static_cast<std::int16_t>(std::clamp(nudge, note.start == 0 ? 0L : -2500L, 12000L));
    note.velocity = static_cast<std::uint8_t>(std::clamp(note.velocity + static_cast<int>(std::lround(push)), 8, 127));
  }
}

void sort(Part& part) {
  std::stable_sort(part.notes.begin(), part.notes.end(), [](const Note& a, const Note& b) {
    return a.start != b.start ? a.start < b.start : a.pitch != b.pitch ? a.pitch < b.pitch : a.velocity > b.velocity;
  });
  const auto same = [](const Note& a, const Note& b) {
    return a.start == b.start && a.pitch == b.pitch && a.layers == b.layers;
  };
  part.notes.erase(std::unique(part.notes.begin(), part.notes.end(), same), part.notes.end());
  std::stable_sort(part.controls.begin(), part.controls.end(),
                   [](const auto& a, const auto& b) { return a.at < b.at; });
}

// A key that is struck again is let go first.
void release(Part& part) {
  std::map<int, Note*> sounding;
  for (auto& note : part.notes) {
    auto& before = sounding[note.pitch];
    if (before != nullptr && before->start < note.start && before->start + before->length > note.start)
      before->length = std::max<Tick>(30, note.start - before->start);
    before = &note;
  }
}

void keep_inside(const Piece& piece, Part& part) {
  std::erase_if(part.notes, [&](const Note& note) { return note.start < 0 || note.start + 30 >= piece.end; });
  for (auto& note : part.notes) note.length = std::clamp<Tick>(note.length, 1, piece.end - note.start);
  std::erase_if(part.controls, [&](const Control& each) { return each.at < 0 || each.at > piece.end; });
}

}  // namespace

void finish(const Piece& piece, Part& part) {
  swing(piece, part);
  sort(part);
  accent(piece, part);
  keep_silences(piece, part);
  sort(part);
  release(part);
  loosen(piece, part);
  keep_inside(piece, part);
}

}  // namespace undertone::compose::parts
