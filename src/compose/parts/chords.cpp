#include <algorithm>
#include <map>

#include "compose/parts/accompany.h"
#include "compose/parts/strokes.h"
#include "compose/parts/voicing.h"

namespace undertone::compose::parts {
namespace {

Register chords_register(const Piece& piece) {
  const auto& cast = piece.cast(Role::chords);
  Register reg;
  reg.voices = std::clamp(piece.player(Role::chords).voices, 2, 6);
  reg.rootless = piece.cast(Role::bass).present;
  reg.centre = std::clamp(piece.feel.centre - 5.0, cast.low + 7.0, cast.high - 7.0);
  reg.low = std::max(cast.low, static_cast<int>(reg.centre) - 14);
  reg.high = std::min(cast.high, static_cast<int>(reg.centre) + 13);
  return reg;
}

class ChordWriter {
 public:
  explicit ChordWriter(const Piece& piece)
      : piece_(piece),
        random_(piece.random.fork("chords")),
        voicings_(voice_all(piece.chords, chords_register(piece))) {}

  Part write() {
    part_.role = Role::chords;
    for (const auto& bar : piece_.form.bars)
      if (piece_.plays(Role::chords, bar)) write_bar(bar);
    write_final();
    return std::move(part_);
  }

 private:
  void write_bar(const Bar& bar) {
    const std::string_view steps = bar.speech ? std::string_view("x---------------") : steps_of(bar);
    auto strokes = lay(steps, bar, bar.in_phrase);
    if (!bar.speech) vary(strokes, bar, random_.fork(base_name(piece_.section(bar).name)));
    mark_changes(bar, strokes);
    if (bar.closing && piece_.form.ending != Ending::fade_out) calm(strokes);
    for (const auto& stroke : strokes) play(bar, stroke);
  }

  std::string_view steps_of(const Bar& bar) {
    const auto& patterns = piece_.player(Role::chords).patterns;
    if (patterns.empty()) return "x---------------";
    auto idea =
        base_name(piece_.section(bar).name) + std::to_string(static_cast<int>(piece_.section(bar).intensity * 10));
    // Most ideas answer each bar with another pattern.
    if (bar.in_phrase % 2 == 1 && random_.fork(idea, 2).chance(0.65)) idea += " answer";
    const auto known = patterns_.find(idea);
    if (known == patterns_.end()) {
      auto random = random_.fork(idea);
      patterns_[idea] = choose(patterns, piece_.section(bar).intensity, random);
    }
    return patterns[patterns_[idea]].steps;
  }

  // A chord that begins under a held or silent step is struck all the same, so that the change is heard.
  void mark_changes(const Bar& bar, std::vector<Stroke>& strokes) const {
    for (const auto& chord : piece_.chords) {
      if (chord.start <= bar.start || chord.start >= bar.start + bar.length) continue;
      const bool struck = std::any_of(strokes.begin(), strokes.end(), [&](const Stroke& each) {
        return each.start >= chord.start && each.start < chord.start + ticks_per_beat;
      });
      for (auto& each : strokes)
        if (each.start < chord.start && each.start + each.length > chord.start) each.length = chord.start - each.start;
      const Tick length = std::min(chord.end(), bar.start + bar.length) - chord.start;
      if (!struck) strokes.push_back({chord.start, length, 'x'});
    }
    std::sort(strokes.begin(), strokes.end(), [](const auto& a, const auto& b) { return a.start < b.start; });
  }

  // The cadence is played broad: what is struck is held until the next stroke.
  static void calm(std::vector<Stroke>& strokes) {
    for (std::size_t i = 0; i + 1 < strokes.size(); ++i) strokes[i].length = strokes[i + 1].start - strokes[i].start;
  }

  const std::vector<int>& voicing_at(Tick tick) const {
    const auto index = static_cast<std::size_t>(&piece_.chord_at(tick) - piece_.chords.data());
    return voicings_[index];
  }

  void play(const Bar& bar, const Stroke& stroke) {
    const auto& voices = voicing_at(stroke.start);
    const Tick length = std::min(stroke.length, piece_.chord_at(stroke.start).end() - stroke.start);
    const std::size_t count = voices.size();
    switch (stroke.what) {
      case 'b':
        strum(bar, stroke.start, length, {voices.front()}, 4);
        break;
      case 't':
        strum(bar, stroke.start, length, {voices.begin() + (count > 1 ? 1 : 0), voices.end()}, -4);
        break;
      case 'u': {
        std::vector<int> top(voices.begin() + static_cast<std::ptrdiff_t>(count > 3 ? count - 3 : 0), voices.end());
        std::reverse(top.begin(), top.end());
        strum(bar, stroke.start, length, top, -12);
        break;
      }
      case 'm':
        strum(bar, stroke.start, sixteenth / 3, voices, -30);
        break;
      case 'X':
        strum(bar, stroke.start, length, voices, 10);
        break;
      default:
        if (stroke.what >= '1' && stroke.what <= '9')
          pick(bar, stroke, voices);
        else
          strum(bar, stroke.start, length, voices, 0);
    }
  }

  // A picked string rings on under the others, as far as its chord goes.
  void pick(const Bar& bar, const Stroke& stroke, const std::vector<int>& voices) {
    const auto index = static_cast<std::size_t>(stroke.what - '1');
    const int octave = static_cast<int>(index / voices.size()) * 12;
    const Tick ring =
        std::min(stroke.start + std::max(stroke.length, ticks_per_beat * 2), piece_.chord_at(stroke.start).end());
    add(bar, stroke.start, ring - stroke.start, voices[index % voices.size()] + octave, index == 0 ? 2 : -4, 0);
  }

  void strum(const Bar& bar, Tick start, Tick length, const std::vector<int>& pitches, double extra) {
    double ms = 0;
    for (const auto* instrument : piece_.cast(Role::chords).instruments) ms = std::max(ms, instrument->strum_ms);
    for (std::size_t i = 0; i < pitches.size(); ++i) {
      const double top = i + 1 == pitches.size() ? 3 : 0;
      add(bar, start, length, pitches[i], extra + top, ms * static_cast<double>(i));
    }
  }

  void add(const Bar& bar, Tick start, Tick length, int pitch, double extra, double late_ms) {
    const double legato = std::clamp(piece_.feel.legato * piece_.player(Role::chords).legato, 0.25, 1.0);
    const auto held = length > ticks_per_beat ? length - 40 : static_cast<Tick>(static_cast<double>(length) * legato);
    auto note = make_note(piece_, Role::chords, bar, start, held, pitch, extra);
    note.nudge_us10 = static_cast<std::int16_t>(late_ms * 100);
    part_.notes.push_back(note);
  }

  void write_final() {
    const auto& form = piece_.form;
    if (form.ending == Ending::fade_out || !piece_.cast(Role::chords).present || form.bars.empty()) return;
    const auto& voices = voicing_at(form.final_chord);
    strum(form.bars.back(), form.final_chord, final_length(piece_), voices, form.ending == Ending::button ? 16 : 6);
  }

  const Piece& piece_;
  Random random_;
  std::vector<std::vector<int>> voicings_;
  std::map<std::string, std::size_t> patterns_;
  Part part_;
};

// The pedal changes with the harmony, a moment after the new chord so that it is not caught twice.
void pedal(const Piece& piece, Part& part) {
  unsigned layers = 0;
  const auto& cast = piece.cast(Role::chords);
  for (std::size_t i = 0; i < cast.instruments.size(); ++i)
    if (cast.instruments[i]->family == "piano" && cast.instruments[i]->touch == Touch::struck) layers |= 1U << i;
  if (layers == 0 || piece.feel.arousal > 0.55) return;
  const auto mask = static_cast<std::uint8_t>(layers);
  for (const auto& chord : piece.chords) {
    if (chord.start >= piece.end) break;
    part.controls.push_back({chord.start, 64, 0, mask});
    part.controls.push_back({std::min(chord.start + 60, piece.end - 1), 64, 127, mask});
  }
  part.controls.push_back({piece.end, 64, 0, mask});
}

}  // namespace

Part write_chords(const Piece& piece) {
  auto part = ChordWriter(piece).write();
  if (!part.notes.empty()) pedal(piece, part);
  return part;
}

}  // namespace undertone::compose::parts
