#include <algorithm>
#include <map>

#include "compose/parts/accompany.h"
#include "compose/parts/strokes.h"
#include "compose/parts/voicing.h"

namespace undertone::compose::parts {
namespace {

Register arp_register(const Piece& piece) {
  const auto& cast = piece.cast(Role::arp);
  Register reg;
  reg.voices = 3;
  reg.centre = std::clamp(piece.feel.centre + 3.0, cast.low + 6.0, cast.high - 12.0);
  reg.low = std::max(cast.low, static_cast<int>(reg.centre) - 10);
  reg.high = std::max(reg.low + 14, std::min(cast.high, static_cast<int>(reg.centre) + 9));
  return reg;
}

}  // namespace

Part write_arp(const Piece& piece) {
  Part part;
  part.role = Role::arp;
  const auto voicings = voice_all(piece.chords, arp_register(piece));
  const auto random = piece.random.fork("arp");
  const auto& patterns = piece.player(Role::arp).patterns;
  std::map<std::string, std::size_t> chosen;
  for (const auto& bar : piece.form.bars) {
    if (!piece.plays(Role::arp, bar) || patterns.empty()) continue;
    const auto idea =
        base_name(piece.section(bar).name) + std::to_string(static_cast<int>(piece.section(bar).intensity * 10));
    if (!chosen.contains(idea)) {
      auto chance = random.fork(idea);
      chosen[idea] = choose(patterns, piece.section(bar).intensity, chance);
    }
    for (const auto& stroke : lay(patterns[chosen[idea]].steps, bar, bar.in_phrase)) {
      if (stroke.what < '1' || stroke.what > '9') continue;
      const auto& chord = piece.chord_at(stroke.start);
      const auto& voices = voicings[static_cast<std::size_t>(&chord - piece.chords.data())];
      const auto index = static_cast<std::size_t>(stroke.what - '1');
      int pitch = voices[index % voices.size()] + 12 * static_cast<int>(index / voices.size());
      while (pitch > piece.cast(Role::arp).high) pitch -= 12;
      const double legato = std::clamp(piece.feel.legato * piece.player(Role::arp).legato, 0.3, 2.0);
      const Tick length =
          std::min(static_cast<Tick>(static_cast<double>(stroke.length) * legato), chord.end() - stroke.start);
      part.notes.push_back(make_note(piece, Role::arp, bar, stroke.start, length, pitch, -6));
    }
  }
  return part;
}

}  // namespace undertone::compose::parts
