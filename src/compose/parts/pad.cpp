#include <algorithm>
#include <cmath>
#include <numbers>

#include "compose/parts/accompany.h"
#include "compose/parts/strokes.h"
#include "compose/parts/voicing.h"

namespace undertone::compose::parts {
namespace {

Register pad_register(const Piece& piece) {
  const auto& cast = piece.cast(Role::pad);
  Register reg;
  reg.voices = std::clamp(piece.player(Role::pad).voices, 2, 5);
  reg.centre = std::clamp(piece.feel.centre - 6.0, cast.low + 7.0, cast.high - 7.0);
  reg.low = std::max(cast.low, static_cast<int>(reg.centre) - 14);
  reg.high = std::min(cast.high, static_cast<int>(reg.centre) + 13);
  return reg;
}

class PadWriter {
 public:
  explicit PadWriter(const Piece& piece) : piece_(piece), voicings_(voice_all(piece.chords, pad_register(piece))) {}

  Part write() {
    part_.role = Role::pad;
    for (const auto& bar : piece_.form.bars) {
      if (!piece_.plays(Role::pad, bar)) {
        held_.clear();
        continue;
      }
      write_bar(bar);
    }
    write_final();
    swell();
    return std::move(part_);
  }

 private:
  void write_bar(const Bar& bar) {
    Tick at = bar.start;
    const Tick end = bar.start + bar.length;
    while (at < end) {
      const auto& chord = piece_.chord_at(at);
      const Tick until = std::max(at + 1, std::min(end, chord.end()));
      hold(bar, at, until - at);
      at = until;
    }
  }

  // A voice that stays is not struck again: its note grows.
  void hold(const Bar& bar, Tick start, Tick length) {
    const auto index = static_cast<std::size_t>(&piece_.chord_at(start) - piece_.chords.data());
    const auto layers = piece_.cast(Role::pad).layers_at(bar.intensity);
    std::vector<std::size_t> now;
    for (const int pitch : voicings_[index]) {
      const auto tied = std::find_if(held_.begin(), held_.end(), [&](std::size_t each) {
        const auto& note = part_.notes[each];
        return note.pitch == pitch && note.layers == layers && note.start + note.length == start;
      });
      if (tied != held_.end() && bar.in_section != 0) {
        part_.notes[*tied].length += length;
        now.push_back(*tied);
        continue;
      }
      part_.notes.push_back(make_note(piece_, Role::pad, bar, start, length, pitch, -8));
      now.push_back(part_.notes.size() - 1);
    }
    held_ = std::move(now);
  }

  void write_final() {
    const auto& form = piece_.form;
    if (form.ending == Ending::fade_out || part_.notes.empty()) return;
    const auto& voices = voicings_[static_cast<std::size_t>(&piece_.chord_at(form.final_chord) - piece_.chords.data())];
    for (const int pitch : voices)
      part_.notes.push_back(
          make_note(piece_, Role::pad, form.bars.back(), form.final_chord, final_length(piece_), pitch, -4));
  }

  // Each chord breathes: in over its first third, out towards its end; louder where the picture is.
  void swell() {
    if (part_.notes.empty()) return;
    for (const auto& bar : piece_.form.bars) {
      if (bar.start >= piece_.end) break;
      for (Tick beat = 0; beat < bar.length; beat += ticks_per_beat) {
        const double place = static_cast<double>(beat) / static_cast<double>(bar.length);
        const double breath = std::sin(std::numbers::pi * (0.15 + 0.7 * place));
        const double level = 58 + 44 * bar.intensity + 18 * breath;
        write_level(bar.start + beat, level);
      }
    }
    if (piece_.form.ending == Ending::ring_out) die_away();
  }

  void die_away() {
    const Tick start = piece_.form.final_chord;
    const Tick length = std::max<Tick>(1, piece_.end - start);
    for (int i = 1; i <= 8; ++i) write_level(start + length * i / 9, 104 - 8 * i);
  }

  void write_level(Tick at, double level) {
    if (at >= piece_.end) return;
    const auto value = static_cast<std::uint16_t>(std::clamp(level, 20.0, 127.0));
    part_.controls.push_back({at, 11, value, 0xff});
    part_.controls.push_back({at, 2, value, 0xff});
  }

  const Piece& piece_;
  std::vector<std::vector<int>> voicings_;
  std::vector<std::size_t> held_;  // notes of part_ that sound until the present tick
  Part part_;
};

}  // namespace

Part write_pad(const Piece& piece) {
  return PadWriter(piece).write();
}

}  // namespace undertone::compose::parts
