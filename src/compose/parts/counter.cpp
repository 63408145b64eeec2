#include <algorithm>
#include <cstdlib>

#include "compose/parts/lead.h"
#include "compose/parts/strokes.h"
#include "compose/parts/theme.h"

namespace undertone::compose::parts {
namespace {

class CounterWriter {
 public:
  CounterWriter(const Piece& piece, const Part& lead)
      : piece_(piece), lead_(lead), random_(piece.random.fork("counter")) {
    part_.role = Role::counter;
    const auto& cast = piece.cast(Role::counter);
    home_ =
        static_cast<int>(std::clamp(piece.feel.centre - 1, cast.low + 6.0, std::max(cast.low + 6.0, cast.high - 7.0)));
  }

  Part write() {
    for (const auto& bar : piece_.form.bars) {
      if (!piece_.plays(Role::counter, bar)) continue;
      const Tick gap = lead_silent_from(bar);
      if (gap == bar.start)
        slow_line(bar);
      else if (gap < bar.start + bar.length - 3 * sixteenth)
        echo(bar, gap);
      else if (bar.intensity >= 0.6)
        slow_line(bar);
    }
    add_swells(piece_, part_);
    return std::move(part_);
  }

 private:
  // From when on the lead leaves this bar free; the bar's end when it does not.
  Tick lead_silent_from(const Bar& bar) const {
    Tick sounding = bar.start;
    const auto first = std::lower_bound(lead_.notes.begin(), lead_.notes.end(), bar.start - 4 * ticks_per_beat,
                                        [](const Note& note, Tick at) { return note.start < at; });
    for (auto note = first; note != lead_.notes.end() && note->start < bar.start + bar.length; ++note)
      sounding = std::max(sounding, note->start + note->length);
    const Tick beat = (sounding - bar.start + ticks_per_beat / 2 - 1) / (ticks_per_beat / 2) * (ticks_per_beat / 2);
    return std::min(bar.start + bar.length, bar.start + beat);
  }

  // Thirds and sevenths that hardly move: the harmony's inner voice, one note to a chord.
  void slow_line(const Bar& bar) {
    Tick at = bar.start;
    while (at < bar.start + bar.length) {
      const auto& chord = piece_.chord_at(at);
      const Tick until = std::min(bar.start + bar.length, chord.end());
      const int pitch = nearest_guide(chord);
      const bool tied = !part_.notes.empty() && part_.notes.back().pitch == pitch && bar.in_phrase % 2 == 1 &&
                        part_.notes.back().start + part_.notes.back().length >= at - 40;
      if (tied)
        part_.notes.back().length = until - part_.notes.back().start;
      else
        part_.notes.push_back(make_note(piece_, Role::counter, bar, at, until - at, pitch, -8));
      last_ = pitch;
      at = std::max(until, at + 1);
    }
  }

  int nearest_guide(const Chord& chord) const {
    const int target = last_ == 0 ? home_ : (2 * last_ + home_) / 3;
    int best = 0;
    double best_cost = 1e9;
    for (std::size_t i = 0; i < chord.tones.size(); ++i) {
      const int below = target - pitch_class(target - chord.tones[i]);
      for (const int pitch : {below, below + 12}) {
        const double cost = std::abs(pitch - target) + (i == 0 ? 2.5 : i == 2 ? 1.5 : 0);
        if (cost >= best_cost || pitch < piece_.cast(Role::counter).low || pitch > piece_.cast(Role::counter).high)
          continue;
        best_cost = cost;
        best = pitch;
      }
    }
    return best == 0 ? home_ : best;
  }

  // The head of what the lead last said, on chord tones, in the room it leaves.
  void echo(const Bar& bar, Tick from) {
    if (!random_.fork("echo", static_cast<std::uint64_t>(bar.start)).chance(0.7)) return;
    const Tick end = bar.start + bar.length;
    int pitch = nearest_guide(piece_.chord_at(from));
    const int direction = random_.fork("way", static_cast<std::uint64_t>(bar.phrase)).chance(0.5) ? 1 : -1;
    for (Tick at = from; at + ticks_per_beat / 2 <= end; at += ticks_per_beat / 2) {
      const bool last = at + ticks_per_beat > end;
      const Tick length = last ? end - at : ticks_per_beat / 2;
      part_.notes.push_back(make_note(piece_, Role::counter, bar, at, length * 9 / 10, pitch, -6));
      last_ = pitch;
      pitch = next_tone(piece_.chord_at(at + ticks_per_beat / 2), pitch, direction);
    }
  }

  int next_tone(const Chord& chord, int pitch, int direction) const {
    for (int step = 1; step <= 6; ++step)
      if (chord.has(pitch + direction * step) && std::abs(pitch + direction * step - home_) <= 9)
        return pitch + direction * step;
    return nearest_guide(chord);
  }

  const Piece& piece_;
  const Part& lead_;
  Random random_;
  int home_ = 62;
  int last_ = 0;
  Part part_;
};

}  // namespace

Part write_counter(const Piece& piece, const Part& lead) {
  if (!piece.cast(Role::counter).present) return empty_part(Role::counter);
  return CounterWriter(piece, lead).write();
}

}  // namespace undertone::compose::parts
