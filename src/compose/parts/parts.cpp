#include "compose/parts/parts.h"

#include <algorithm>
#include <array>
#include <utility>

#include "compose/parts/accompany.h"
#include "compose/parts/bass.h"
#include "compose/parts/casting.h"
#include "compose/parts/drums.h"
#include "compose/parts/effects.h"
#include "compose/parts/finish.h"
#include "compose/parts/harmony.h"
#include "compose/parts/lead.h"

namespace undertone::compose::parts {
namespace {

// The tick at which all must be still: a little before the length, so that a late player does not overrun it.
Tick end_of(const Form& form) {
  Score frame;
  frame.offset = form.offset;
  frame.tempos = form.tempos;
  const auto margin = std::min(from_milliseconds(40), form.length / 10);
  const Tick end = tick_at(frame, form.length - margin);
  return std::max<Tick>(1, end);
}

Piece prepare(const Form& form, const Style& style, const Brief& brief) {
  const auto& tables = note_tables(style.id, style.text);
  const Random random = Random(brief.seed).fork("take", static_cast<std::uint64_t>(brief.take));
  Piece piece{.form = form,
              .style = style,
              .brief = brief,
              .tables = tables,
              .feel = feel_of(brief),
              .casts = cast_parts(tables, brief, random),
              .chords = {},
              .end = end_of(form),
              .random = random};
  piece.chords = plan_harmony({.form = form, .table = tables.harmony, .feel = piece.feel, .key = brief.key.value},
                              random.fork("harmony"));
  return piece;
}

std::vector<ChordSpan> spans_of(const Piece& piece) {
  std::vector<ChordSpan> spans;
  for (const auto& chord : piece.chords) {
    if (chord.start >= piece.end) break;
    const Tick length = std::min(chord.end(), piece.end) - chord.start;
    spans.push_back({.start = chord.start, .length = length, .symbol = chord.symbol, .pitch_classes = chord.tones});
  }
  return spans;
}

}  // namespace

Written write(const Form& form, const Style& style, const Brief& brief) {
  if (form.bars.empty()) return {};
  const Piece piece = prepare(form, style, brief);
  Part lead = write_lead(piece);
  Part counter = write_counter(piece, lead);
  std::array<Part, role_count> parts = {std::move(lead),    std::move(counter),  write_chords(piece),
                                        write_pad(piece),   write_arp(piece),    write_bass(piece),
                                        write_drums(piece), write_effects(piece)};
  Written written;
  for (auto& part : parts) {
    finish(piece, part);
    if (part.notes.empty()) continue;
    part.layers = piece.cast(part.role).layers;
    part.placement = style.mix[static_cast<std::size_t>(part.role)];
    written.parts.push_back(std::move(part));
  }
  written.chords = spans_of(piece);
  return written;
}

}  // namespace undertone::compose::parts
