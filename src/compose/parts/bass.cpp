#include "compose/parts/bass.h"

#include <algorithm>
#include <cstdlib>
#include <map>

#include "compose/parts/strokes.h"

namespace undertone::compose::parts {
namespace {

class BassWriter {
 public:
  explicit BassWriter(const Piece& piece) : piece_(piece), random_(piece.random.fork("bass")) {}

  Part write() {
    for (const auto& bar : piece_.form.bars)
      if (piece_.plays(Role::bass, bar)) write_bar(bar);
    write_final();
    part_.role = Role::bass;
    return std::move(part_);
  }

 private:
  void write_bar(const Bar& bar) {
    const auto& patterns = piece_.player(Role::bass).patterns;
    const auto index = pattern_of(bar);
    const std::string_view steps =
        index < patterns.size() ? std::string_view(patterns[index].steps) : "R---------------";
    auto strokes = lay(steps, bar, bar.in_phrase);
    if (bar.speech)
      strokes = lay("R---------------", bar, 0);
    else
      vary(strokes, bar, random_.fork(base_name(piece_.section(bar).name)));
    strike_changes(bar, strokes);
    for (const auto& stroke : strokes) write_stroke(bar, stroke);
    if (bar.fill && !bar.speech && strokes.size() > 1 && random_.fork("fill", at(bar)).chance(0.6)) walk_up(bar);
  }

  // One pattern per idea and level of intensity, so that the bass line is a riff and not a dice game.
  std::size_t pattern_of(const Bar& bar) {
    const auto level = static_cast<int>(piece_.section(bar).intensity * 10);
    const auto idea = base_name(piece_.section(bar).name) + std::to_string(level);
    const auto known = patterns_.find(idea);
    if (known != patterns_.end()) return known->second;
    auto random = random_.fork(idea);
    const auto index = choose(piece_.player(Role::bass).patterns, piece_.section(bar).intensity, random);
    patterns_[idea] = index;
    return index;
  }

  // A new chord is always marked, even where the riff holds its note over the change.
  void strike_changes(const Bar& bar, std::vector<Stroke>& strokes) const {
    for (std::size_t i = 0; i < strokes.size(); ++i) {
      const auto& chord = piece_.chord_at(strokes[i].start);
      const Tick end = strokes[i].start + strokes[i].length;
      if (chord.end() < end && chord.end() < bar.start + bar.length) {
        const Stroke second{chord.end(), end - chord.end(), 'R'};
        strokes[i].length = chord.end() - strokes[i].start;
        strokes.insert(strokes.begin() + static_cast<std::ptrdiff_t>(i) + 1, second);
      }
    }
  }

  void write_stroke(const Bar& bar, const Stroke& stroke) {
    const auto& chord = piece_.chord_at(stroke.start);
    const int root = near_home(chord.bass);
    int pitch = root;
    double extra = 0;
    Tick length = stroke.length;
    switch (stroke.what) {
      case '5':
        pitch = above(root, chord.root + 7);
        break;
      case '3':
        pitch = above(root, chord.tones[std::min<std::size_t>(1, chord.tones.size() - 1)]);
        break;
      case '8':
        pitch = root + 12;
        break;
      case 'a':
        pitch = approach(root, stroke);
        extra = -4;
        break;
      case 'r':
        extra = -10;
        break;
      case 'g':
        extra = -34;
        length = sixteenth / 2;
        break;
      default:
        break;
    }
    if (pitch > piece_.cast(Role::bass).high) pitch -= 12;
    add(bar, stroke.start, length, pitch, extra);
  }

  void add(const Bar& bar, Tick start, Tick length, int pitch, double extra) {
    const double legato = std::clamp(piece_.feel.legato * piece_.player(Role::bass).legato, 0.3, 1.0);
    const auto played = static_cast<Tick>(static_cast<double>(length) * legato);
    part_.notes.push_back(make_note(piece_, Role::bass, bar, start, played, pitch, extra));
    last_ = pitch;
  }

  // The octave of a pitch class nearest to the last root, inside the low octave and a half where a bass has its weight.
  int near_home(int tone) const {
    const auto& cast = piece_.cast(Role::bass);
    const int low = cast.low;
    const int high = std::min(cast.high, low + 18);
    int best = low + pitch_class(tone - low);
    const int home = low + 8;
    for (int pitch = best; pitch <= high; pitch += 12)
      if (std::abs(pitch - home) < std::abs(best - home)) best = pitch;
    return best;
  }

  static int above(int root, int tone) { return root + pitch_class(tone - root); }

  // A scale step below or above the next root where the chord changes; otherwise the fifth.
  int approach(int root, const Stroke& stroke) {
    const Tick next_at = stroke.start + stroke.length;
    const auto& next = piece_.chord_at(next_at);
    if (next.start != next_at)
      return above(root, piece_.chord_at(stroke.start).root + 7) - 12 >= piece_.cast(Role::bass).low
                 ? above(root, piece_.chord_at(stroke.start).root + 7) - 12
                 : root;
    const int target = near_home(next.bass);
    const int direction = target > root ? -1 : 1;
    for (int step = 1; step <= 2; ++step)
      if (in_scale(piece_.brief.key.value, target + direction * step)) return target + direction * step;
    return target + direction;
  }

  // Into a new section: three scale steps up or down to its first root, on the last three eighths.
  void walk_up(const Bar& bar) {
    const Tick end = bar.start + bar.length;
    const Tick from = end - 3 * ticks_per_beat / 2;
    if (bar.length < 3 * ticks_per_beat) return;
    std::erase_if(part_.notes, [&](const Note& note) { return note.start >= from; });
    for (auto& note : part_.notes)
      if (note.start + note.length > from) note.length = from - note.start;
    const int target = near_home(piece_.chord_at(end).bass);
    const int here = near_home(piece_.chord_at(bar.start).bass);
    const int direction = here <= target ? -1 : 1;
    int pitch = target;
    std::vector<int> steps;
    while (steps.size() < 3) {
      pitch += direction;
      if (in_scale(piece_.brief.key.value, pitch)) steps.push_back(pitch);
    }
    for (int i = 0; i < 3; ++i) {
      const int step = steps[static_cast<std::size_t>(2 - i)];
      const int inside = step < piece_.cast(Role::bass).low ? step + 12 : step;
      add(bar, from + i * ticks_per_beat / 2, ticks_per_beat / 2, inside, 2.0 * i);
    }
  }

  void write_final() {
    const auto& form = piece_.form;
    if (form.ending == Ending::fade_out || !piece_.cast(Role::bass).present || form.bars.empty()) return;
    if (part_.notes.empty() && form.bars.size() > 1) return;
    const auto& chord = piece_.chord_at(form.final_chord);
    add(form.bars.back(), form.final_chord, final_length(piece_), near_home(chord.root), 8);
  }

  static std::uint64_t at(const Bar& bar) { return static_cast<std::uint64_t>(bar.start); }

  const Piece& piece_;
  Random random_;
  Part part_;
  int last_ = 0;
  std::map<std::string, std::size_t> patterns_;
};

}  // namespace

Part write_bass(const Piece& piece) {
  return BassWriter(piece).write();
}

}  // namespace undertone::compose::parts
