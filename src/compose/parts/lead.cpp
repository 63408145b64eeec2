#include "compose/parts/lead.h"

#include <algorithm>
#include <cctype>
#include <map>
#include <optional>

#include "compose/parts/melody.h"
#include "compose/parts/strokes.h"
#include "compose/parts/theme.h"

namespace undertone::compose::parts {
namespace {

class LeadWriter {
 public:
  explicit LeadWriter(const Piece& piece)
      : piece_(piece),
        random_(piece.random.fork("lead")),
        motifs_(make_motifs(piece, random_)),
        range_(lead_range(piece)) {
    part_.role = Role::lead;
  }

  Part write() {
    const auto& bars = piece_.form.bars;
    for (std::size_t first = 0; first < bars.size();) {
      std::size_t last = first + 1;
      while (last < bars.size() && bars[last].phrase == bars[first].phrase && bars[last].section == bars[first].section)
        ++last;
      write_phrase(first, last);
      first = last;
    }
    write_final();
    return std::move(part_);
  }

 private:
  void write_phrase(std::size_t first, std::size_t last) {
    const auto& bars = piece_.form.bars;
    const auto& opening = bars[first];
    const auto number = phrase_in_section(opening);
    if (left_to_others(opening, number)) return;
    const auto idea = base_name(piece_.section(opening).name);
    const auto& theme = theme_of(idea);
    slots_.clear();
    owners_.clear();
    for (std::size_t i = first; i < last; ++i)
      if (piece_.plays(Role::lead, bars[i])) add_bar(theme, bars[i], number);
    if (slots_.empty()) return;
    slots_.back().home = number % 2 == 1;
    // The same chances for the same place in an idea: what comes back is the same tune, led by the same harmony.
    auto chance = random_.fork(idea, static_cast<std::uint64_t>(number % 2));
    const auto pitches = find_pitches(piece_, slots_, range_, std::nullopt, chance);
    for (std::size_t i = 0; i < slots_.size(); ++i) add_note(*owners_[i], slots_[i], pitches[i]);
    last_pitch_ = pitches.back();
  }

  int phrase_in_section(const Bar& opening) const { return opening.in_section / std::max(1, opening.phrase_bars); }

  bool left_to_others(const Bar& opening, int number) const {
    if (number == 0 || opening.closing || opening.intensity > 0.7 || piece_.form.bars.size() < 20) return false;
    return random_.fork("rest", static_cast<std::uint64_t>(opening.phrase)).chance(piece_.tables.lead.rest);
  }

  const Theme& theme_of(const std::string& idea) {
    const auto known = themes_.find(idea);
    if (known != themes_.end()) return known->second;
    return themes_.emplace(idea, make_theme(piece_, motifs_, idea, random_)).first->second;
  }

  void add_bar(const Theme& theme, const Bar& bar, int number) {
    const char letter = letter_for(theme, bar);
    if (letter == '.') return;
    std::string rhythm = number % 2 == 0 ? theme.call_tail : theme.answer_tail;
    const Motif* motif = nullptr;
    if (letter != 't') {
      const auto index = static_cast<std::size_t>(std::tolower(static_cast<unsigned char>(letter)) - 'a');
      motif = &theme.motifs[std::min(index, theme.motifs.size() - 1)];
      rhythm = motif->rhythm;
    }
    vary(rhythm, bar);
    const bool upside_down = std::isupper(static_cast<unsigned char>(letter)) != 0;
    std::size_t onset = 0;
    for (const auto& stroke : lay(rhythm, bar, 0)) {
      Slot slot{.start = stroke.start, .length = stroke.length, .weight = weight_at(bar, stroke.start)};
      if (motif != nullptr && onset > 0 && onset <= motif->moves.size())
        slot.move = upside_down ? -motif->moves[onset - 1] : motif->moves[onset - 1];
      slot.lift = 6.0 * (bar.intensity - 0.55) + arch(bar);
      slots_.push_back(slot);
      owners_.push_back(&bar);
      ++onset;
    }
  }

  // A phrase climbs to its middle.
  static double arch(const Bar& bar) {
    if (bar.in_phrase == 0) return -3;
    return bar.in_phrase == bar.phrase_bars / 2 ? 5 : 0;
  }

  // An idea that has been heard before comes back with a held note broken in two, or with one left out.
  void vary(std::string& rhythm, const Bar& bar) const {
    const int before = occurrence(piece_.form, bar.section) + phrase_in_section(bar) / 2;
    auto chance = random_.fork("vary", static_cast<std::uint64_t>(bar.start));
    if (before == 0 || bar.in_phrase % 2 == 0 || !chance.chance(0.6)) return;
    if (chance.chance(0.6)) {
      const auto held = rhythm.find("x---");
      if (held != std::string::npos) rhythm[held + 2] = 'x';
      return;
    }
    for (std::size_t i = 2; i < rhythm.size(); i += 4)
      if (rhythm[i] == 'x') {
        rhythm[i] = '-';
        return;
      }
  }

  void add_note(const Bar& bar, const Slot& slot, int pitch) {
    const double legato = std::clamp(piece_.feel.legato * piece_.player(Role::lead).legato, 0.4, 1.0);
    const auto length = static_cast<Tick>(static_cast<double>(slot.length) * legato);
    const double high = 0.9 * (pitch - range_.centre);
    part_.notes.push_back(make_note(piece_, Role::lead, bar, slot.start, length, pitch, high));
  }

  // Home, if the line was still going when the last chord came.
  void write_final() {
    const auto& form = piece_.form;
    if (form.ending == Ending::fade_out || part_.notes.empty()) return;
    if (part_.notes.back().start < form.final_chord - 5 * ticks_per_beat) return;
    const Slot slot{.start = form.final_chord,
                    .length = final_length(piece_),
                    .weight = 1,
                    .pitch_class = piece_.brief.key.value.tonic,
                    .home = true};
    auto chance = random_.fork("final");
    const auto pitch = find_pitches(piece_, {slot}, range_, last_pitch_, chance);
    part_.notes.push_back(make_note(piece_, Role::lead, form.bars.back(), slot.start, slot.length, pitch.front(), 4));
  }

  const Piece& piece_;
  Random random_;
  std::vector<Motif> motifs_;
  MelodyRange range_;
  std::map<std::string, Theme> themes_;
  std::vector<Slot> slots_;
  std::vector<const Bar*> owners_;
  std::optional<int> last_pitch_;
  Part part_;
};

}  // namespace

Part write_lead(const Piece& piece) {
  if (!piece.cast(Role::lead).present) return empty_part(Role::lead);
  auto part = LeadWriter(piece).write();
  add_swells(piece, part);
  return part;
}

void add_swells(const Piece& piece, Part& part) {
  if (part.notes.empty()) return;
  unsigned mask = 0;
  const auto& cast = piece.cast(part.role);
  for (std::size_t i = 0; i < cast.instruments.size(); ++i) {
    const auto touch = cast.instruments[i]->touch;
    if (touch == Touch::bowed || touch == Touch::blown) mask |= 1U << i;
  }
  if (mask == 0) return;
  const auto layers = static_cast<std::uint8_t>(mask);
  Tick written = -1;
  for (const auto& note : part.notes) {
    const int base = std::clamp(static_cast<int>(note.velocity) + 6, 40, 112);
    const Tick step = std::max<Tick>(sixteenth, note.length / 6);
    for (Tick at = 0; at < note.length; at += step) {
      const double place = static_cast<double>(at) / static_cast<double>(note.length);
      const double breath = note.length > ticks_per_beat ? 16 * (place < 0.4 ? place / 0.4 : (1 - place) / 0.6) : 6;
      const auto value = static_cast<std::uint16_t>(std::clamp(base + static_cast<int>(breath), 30, 127));
      if (note.start + at <= written || note.start + at >= piece.end) continue;
      written = note.start + at;
      part.controls.push_back({written, 2, value, layers});
      part.controls.push_back({written, 11, value, layers});
    }
  }
}

}  // namespace undertone::compose::parts
