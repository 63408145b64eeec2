#include "compose/parts/strokes.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace undertone::compose::parts {

std::vector<Stroke> lay(std::string_view steps, const Bar& bar, int turn) {
  std::vector<Stroke> strokes;
  if (steps.empty()) return strokes;
  const auto size = static_cast<Tick>(steps.size());
  const Tick period = std::min<Tick>(16, size);
  const Tick count = (bar.length + sixteenth - 1) / sixteenth;
  const Tick offset = size > 16 ? (static_cast<Tick>(turn) * 16) % size : 0;
  for (Tick i = 0; i < count; ++i) {
    const char step = steps[static_cast<std::size_t>((offset + i % period) % size)];
    const Tick at = bar.start + i * sixteenth;
    if (step == '.') continue;
    if (step == '-') {
      if (!strokes.empty() && strokes.back().start + strokes.back().length == at) strokes.back().length += sixteenth;
      continue;
    }
    strokes.push_back({at, sixteenth, step});
  }
  if (!strokes.empty())
    strokes.back().length = std::min(strokes.back().length, bar.start + bar.length - strokes.back().start);
  return strokes;
}

void vary(std::vector<Stroke>& strokes, const Bar& bar, const Random& random) {
  if (bar.in_phrase == 0 || strokes.size() < 2 || bar.length < 2 * ticks_per_beat) return;
  auto chance = random.fork("vary", static_cast<std::uint64_t>(bar.in_phrase + 16 * (bar.phrase % 2)));
  const bool last = bar.in_phrase == bar.phrase_bars - 1;
  if (!chance.chance(last ? 0.95 : bar.in_phrase % 2 == 1 ? 0.8 : 0.5)) return;
  const auto count = static_cast<int>(strokes.size());
  const auto at = strokes.begin() + chance.between(1, count - 1);
  if (at->length >= 4 * sixteenth || (at->length >= 2 * sixteenth && chance.chance(0.4))) {
    Stroke second = *at;
    second.length = at->length / 2 / sixteenth * sixteenth;
    at->length -= second.length;
    second.start += at->length;
    strokes.insert(at + 1, second);
    return;
  }
  if (count < 3) return;
  const auto before = at - 1;
  if (before->start + before->length == at->start) before->length += at->length;
  strokes.erase(at);
}

double weight_at(const Bar& bar, Tick tick) {
  const Tick in = tick - bar.start;
  if (in == 0) return 1;
  if (in % ticks_per_beat == 0) return bar.length % (2 * ticks_per_beat) == 0 && in == bar.length / 2 ? 0.75 : 0.5;
  return in % (ticks_per_beat / 2) == 0 ? 0.25 : 0;
}

std::uint8_t velocity_at(const Piece& piece, Role role, const Bar& bar, Tick tick, double extra) {
  const double phrase = (bar.in_phrase + static_cast<double>(tick - bar.start) / static_cast<double>(bar.length)) /
                        std::max(1, bar.phrase_bars);
  const double arch = 8 * std::sin(std::numbers::pi * std::clamp(phrase, 0.0, 1.0));
  const double metric = 19 * (weight_at(bar, tick) - 0.45);
  const double value =
      piece.feel.velocity + 38 * (bar.intensity - 0.5) + arch + metric + piece.player(role).velocity + extra;
  return static_cast<std::uint8_t>(std::clamp(std::lround(value), 12L, 124L));
}

Note make_note(const Piece& piece, Role role, const Bar& bar, Tick start, Tick length, int pitch, double extra) {
  Note note;
  note.start = start;
  note.length = std::max<Tick>(60, length);
  note.pitch = static_cast<std::uint8_t>(std::clamp(pitch, 0, 127));
  note.velocity = velocity_at(piece, role, bar, start, extra);
  note.layers = piece.cast(role).layers_at(bar.intensity);
  return note;
}

Part empty_part(Role role) {
  Part part;
  part.role = role;
  return part;
}

Tick ring_end(const Piece& piece) {
  return std::max(piece.end, piece.form.final_chord + 1);
}

Tick final_length(const Piece& piece) {
  // Let go before the end: what rings on is the instrument and the room.
  const Tick room = (ring_end(piece) - piece.form.final_chord) * 3 / 4;
  if (piece.form.ending == Ending::button) return std::min<Tick>(room, ticks_per_beat * 3 / 4);
  return room;
}

}  // namespace undertone::compose::parts
