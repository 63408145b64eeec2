#include "perform/cue.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <tuple>

#include "base/spool.h"

namespace undertone::perform {
namespace {

constexpr std::size_t no_cue = static_cast<std::size_t>(-1);
constexpr std::size_t most_layers = 8;

struct Writer {
  const Score& score;
  const Part& part;
  TempoClock clock;
  std::int64_t end;
  std::vector<Cue> cues;
  std::array<std::array<std::size_t, 128>, most_layers> open;  // the place of the last note-off of each key

  void add_note(std::size_t number, std::uint8_t layer);
  void add_control(const Control& control, std::uint8_t layer);
};

void Writer::add_note(std::size_t number, std::uint8_t layer) {
  const Note& note = part.notes[number];
  const int key = note.pitch + part.layers[layer].transpose;
  if (key < 0 || key > 127 || note.velocity == 0) return;
  const std::int64_t nudge = std::llround(note.nudge_us10 * (sample_rate / 100000.0));
  const std::int64_t begin = std::max<std::int64_t>(0, to_samples(clock.time_of(note.start)) + nudge);
  if (begin >= end) return;
  const std::int64_t stop = std::max(begin + 1, to_samples(clock.time_of(note.start + note.length)) + nudge);
  auto& before = open[layer][static_cast<std::size_t>(key)];
  if (before != no_cue && cues[before].frame > begin) cues[before].frame = begin;
  const auto pitch = static_cast<std::uint8_t>(key);
  const auto velocity = static_cast<std::uint16_t>(std::min<int>(note.velocity, 127));
  const auto order = static_cast<std::uint32_t>(number);
  cues.push_back({begin, CueKind::on, layer, pitch, velocity, stop - begin, order});
  before = cues.size();
  cues.push_back({stop, CueKind::off, layer, pitch, 0, 0, order});
}

void Writer::add_control(const Control& control, std::uint8_t layer) {
  const std::int64_t frame = std::max<std::int64_t>(0, to_samples(clock.time_of(control.at)));
  if (frame < end) cues.push_back({frame, CueKind::control, layer, control.number, control.value, 0, 0});
}

}  // namespace

std::vector<Cue> cues(const Score& score, const Part& part, unsigned layers) {
  Writer writer{score, part, TempoClock(score), to_samples(score.length), {}, {}};
  for (auto& keys : writer.open) keys.fill(no_cue);
  const auto count = std::min(part.layers.size(), most_layers);
  for (std::size_t layer = 0; layer < count; ++layer) {
    const unsigned bit = 1U << layer;
    if ((layers & bit) == 0) continue;
    for (std::size_t i = 0; i < part.notes.size(); ++i)
      if ((part.notes[i].layers & bit) != 0) writer.add_note(i, static_cast<std::uint8_t>(layer));
    for (const auto& control : part.controls)
      if ((control.layers & bit) != 0) writer.add_control(control, static_cast<std::uint8_t>(layer));
  }
  auto key = [](const Cue& cue) { return std::make_tuple(cue.frame, cue.kind, cue.layer); };
  std::stable_sort(writer.cues.begin(), writer.cues.end(), [&](const Cue& a, const Cue& b) { return key(a) < key(b); });
  return std::move(writer.cues);
}

}  // namespace undertone::perform
