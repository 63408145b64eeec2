#include "compose/parts/drums.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <string>

#include "compose/parts/strokes.h"

namespace undertone::compose::parts {
namespace {

constexpr int kick = 36, snare = 38, hat = 42, open_hat = 46, crash = 49;

bool is_timekeeper(int key) {
  return key == hat || key == 44 || key == 51 || key == 70 || key == 54 || key == 69;
}

double level_of(char what) {
  switch (what) {
    case 'X':
      return 114;
    case 'o':
      return 80;
    case 'g':
      return 44;
    case '?':
      return 66;
    default:
      return 100;
  }
}

class DrumWriter {
 public:
  explicit DrumWriter(const Piece& piece) : piece_(piece), random_(piece.random.fork("drums")) {
    part_.role = Role::drums;
  }

  Part write() {
    const auto& bars = piece_.form.bars;
    for (std::size_t i = 0; i < bars.size(); ++i) {
      if (!piece_.plays(Role::drums, bars[i]) || piece_.tables.drums.grooves.empty()) continue;
      write_bar(bars[i]);
      if (bars[i].fill && !bars[i].speech) write_fill(bars[i]);
      if (i + 1 < bars.size() && leads_into_lift(bars[i], bars[i + 1])) roll(bars[i]);
      if (bars[i].in_section == 0) greet(bars[i], i);
    }
    write_final();
    return std::move(part_);
  }

 private:
  void write_bar(const Bar& bar) {
    auto chance = random_.fork("bar", static_cast<std::uint64_t>(bar.start));
    for (const auto& [key, steps] : groove_of(bar).lines) {
      if (unwanted(key) || (bar.speech && key != kick && !is_timekeeper(key))) continue;
      for (const auto& stroke : lay(steps, bar, bar.in_phrase)) {
        if (stroke.what == '?' && !chance.chance(0.5)) continue;
        if (is_timekeeper(key) && weight_at(bar, stroke.start) < 0.2 && chance.chance(0.05)) continue;
        hit(bar, stroke.start, key, level_of(stroke.what));
      }
    }
    if (!bar.speech && bar.intensity > 0.35) ghosts(bar, chance);
  }

  // Snare ghosts on sixteenths nobody else has: never the same two bars, never on a beat.
  void ghosts(const Bar& bar, Random& chance) {
    if (!groove_of(bar).lines.contains(snare)) return;
    for (Tick at = bar.start + sixteenth; at < bar.start + bar.length; at += 2 * sixteenth)
      if (chance.chance(piece_.tables.drums.ghost * 0.5) && !sounds(snare, at) && !sounds(kick, at))
        hit(bar, at, snare, 38);
  }

  const Groove& groove_of(const Bar& bar) {
    const auto idea =
        base_name(piece_.section(bar).name) + std::to_string(static_cast<int>(piece_.section(bar).intensity * 10));
    const auto known = grooves_.find(idea);
    if (known != grooves_.end()) return piece_.tables.drums.grooves[known->second];
    auto chance = random_.fork(idea);
    grooves_[idea] = choose(piece_.tables.drums.grooves, piece_.section(bar).intensity, chance);
    return piece_.tables.drums.grooves[grooves_[idea]];
  }

  // A fill's lines are the end of the bar; what they cover falls silent, the kick excepted.
  void write_fill(const Bar& bar) {
    auto chance = random_.fork("fill", static_cast<std::uint64_t>(bar.start));
    const auto& fills = piece_.tables.drums.fills;
    if (fills.empty()) return;
    const auto& fill = fills[choose(fills, bar.intensity, chance)];
    Tick from = bar.start + bar.length;
    for (const auto& [key, steps] : fill.lines)
      from = std::min(from, bar.start + bar.length - static_cast<Tick>(steps.size()) * sixteenth);
    from = std::max(from, bar.start);
    // Inside a section a fill is a gesture; only its end may take more than half a bar.
    if (!ends_section(bar)) from = std::max(from, bar.start + bar.length - 6 * sixteenth);
    std::erase_if(part_.notes, [&](const Note& note) { return note.start >= from && note.pitch != kick; });
    for (const auto& [key, steps] : fill.lines) {
      const Tick begin = bar.start + bar.length - static_cast<Tick>(steps.size()) * sixteenth;
      for (std::size_t i = 0; i < steps.size(); ++i) {
        const Tick at = begin + static_cast<Tick>(i) * sixteenth;
        if (steps[i] == '.' || steps[i] == '-' || at < from || unwanted(key)) continue;
        if (steps[i] == '?' && !chance.chance(0.5)) continue;
        const double grows = 14.0 * static_cast<double>(i) / static_cast<double>(steps.size());
        hit(bar, at, key, level_of(steps[i]) - 8 + grows);
      }
    }
  }

  bool ends_section(const Bar& bar) const {
    const auto& section = piece_.section(bar);
    return bar.start + bar.length >= section.start + section.length;
  }

  bool leads_into_lift(const Bar& bar, const Bar& next) const {
    if (next.section == bar.section || !piece_.tables.drums.roll || bar.speech || next.silence) return false;
    const auto* plan = piece_.style.section(base_name(piece_.section(next).name));
    const double jump = piece_.section(next).intensity - piece_.section(bar).intensity;
    return jump > 0.1 && ((plan != nullptr && plan->lift) || jump >= 0.3);
  }

  // Sixteenths that swell through the bar, over a kick that drops out for the last beat.
  void roll(const Bar& bar) {
    const Tick end = bar.start + bar.length;
    std::erase_if(part_.notes, [&](const Note& note) {
      return note.start >= bar.start && (note.pitch == snare || note.pitch == 40 || note.start >= end - ticks_per_beat);
    });
    const int key = groove_of(bar).lines.contains(39) && !groove_of(bar).lines.contains(snare) ? 39 : snare;
    for (Tick at = bar.start; at < end; at += sixteenth) {
      const double place = static_cast<double>(at - bar.start) / static_cast<double>(bar.length);
      if (place < 0.5 && (at - bar.start) % (2 * sixteenth) != 0) continue;
      hit(bar, at, key, 46 + 66 * place);
    }
  }

  void greet(const Bar& bar, std::size_t index) {
    if (!piece_.tables.drums.crash || bar.speech || unwanted(crash)) return;
    const auto& bars = piece_.form.bars;
    const double before = index == 0 ? 0 : bars[index - 1].intensity;
    if (bar.intensity < 0.45 || bar.intensity < before - 0.15) return;
    std::erase_if(part_.notes, [&](const Note& note) {
      return note.start == bar.start && (note.pitch == hat || note.pitch == open_hat || note.pitch == 51);
    });
    hit(bar, bar.start, crash, 84 + 24 * bar.intensity);
    if (!sounds(kick, bar.start)) hit(bar, bar.start, kick, 108);
  }

  void write_final() {
    const auto& form = piece_.form;
    if (form.ending == Ending::fade_out || part_.notes.empty() || form.bars.empty()) return;
    const Tick last = form.final_chord;
    const bool playing = std::any_of(part_.notes.begin(), part_.notes.end(),
                                     [&](const Note& note) { return note.start > last - 6 * ticks_per_beat; });
    if (!playing) return;
    const auto& bar = form.bars.back();
    hit(bar, last, kick, 106);
    if (piece_.tables.drums.crash && !unwanted(crash)) hit(bar, last, crash, 92);
    if (form.ending == Ending::button) hit(bar, last, snare, 104);
  }

  bool unwanted(int key) const {
    const auto has = [&](std::string_view word) {
      const auto& without = piece_.brief.without;
      return std::find(without.begin(), without.end(), word) != without.end();
    };
    if (key == 39) return has("claps") || has("clap");
    if (key == 49 || key == 57 || key == 51) return has("cymbals");
    return (key == 42 || key == 44 || key == 46) && has("hats");
  }

  bool sounds(int key, Tick at) const {
    return std::any_of(part_.notes.rbegin(),
                       part_.notes.rbegin() + std::min<std::ptrdiff_t>(48, std::ssize(part_.notes)),
                       [&](const Note& note) { return note.pitch == key && note.start == at; });
  }

  // Velocities of real drummers by place: time-keepers 100 on the beat, 86 between, 68 on sixteenths (Groove MIDI).
  void hit(const Bar& bar, Tick at, int key, double level) {
    Note note;
    note.start = at;
    note.length = key == crash || key == open_hat ? ticks_per_beat : sixteenth;
    note.pitch = static_cast<std::uint8_t>(key);
    const double weight = weight_at(bar, at);
    double place = 0;
    if (is_timekeeper(key)) place = weight >= 0.5 ? 0 : weight > 0.2 ? -14 : -32;
    const double mood = 0.5 * (piece_.feel.velocity - 72) + 26 * (bar.intensity - 0.6);
    const double value = level + place + mood + piece_.player(Role::drums).velocity - (bar.speech ? 14 : 0);
    note.velocity = static_cast<std::uint8_t>(std::clamp(std::lround(value), 14L, 127L));
    note.layers = piece_.cast(Role::drums).layers_at(bar.intensity);
    part_.notes.push_back(note);
  }

  const Piece& piece_;
  Random random_;
  Part part_;
  std::map<std::string, std::size_t> grooves_;
};

}  // namespace

Part write_drums(const Piece& piece) {
  return DrumWriter(piece).write();
}

}  // namespace undertone::compose::parts
