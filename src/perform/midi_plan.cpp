#include "perform/midi_plan.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <string_view>
#include <utility>

#include "perform/kit.h"

namespace undertone::perform {
namespace {

constexpr int drum_channel = 9;
constexpr int kit_bank = 128;
constexpr int channel_count = 16;
constexpr int bend_number = 128;

enum Order { set_up, off, control, on };

bool is_kit(const Layer& layer) {
  return layer.sound == Sound::soundfont ? layer.bank == kit_bank : find_kit(layer.voice) != nullptr;
}

// The General MIDI program (from 0) most like a voice.
int program_like(std::string_view voice) {
  constexpr std::array<std::pair<std::string_view, int>, 14> likes{{
      {"supersaw", 81},
      {"saw_pad", 90},
      {"warm_pad", 89},
      {"pluck", 84},
      {"fm_piano", 5},
      {"soft_lead", 79},
      {"square_lead", 80},
      {"sub_bass", 39},
      {"acid_bass", 38},
      {"bass_808", 39},
      {"riser", 122},
      {"impact", 127},
      {"noise_sweep", 122},
      {"drone", 95},
  }};
  for (const auto& [name, program] : likes)
    if (name == voice) return program;
  return 0;
}

MidiChannel channel_for(const Layer& layer, std::size_t number, int channel) {
  const bool sampled = layer.sound == Sound::soundfont;
  if (is_kit(layer)) return {number, drum_channel, 0, sampled ? layer.program : 0, layer.level_db};
  return {number, channel, sampled ? layer.bank : 0, sampled ? layer.program : program_like(layer.voice),
          layer.level_db};
}

MidiEvent event(Tick at, Order order, int status, int first, int second) {
  return {at,
          order,
          {static_cast<unsigned char>(status), static_cast<unsigned char>(first), static_cast<unsigned char>(second)},
          3};
}

void add_set_up(const MidiChannel& to, std::vector<MidiEvent>& events) {
  const double volume = 100.0 * std::pow(10.0, to.level_db / 40.0);  // General MIDI: 40 dB per tenfold
  events.push_back(event(0, set_up, 0xb0 | to.channel, 0, std::min(to.bank, 127)));
  MidiEvent program = event(0, set_up, 0xc0 | to.channel, to.program, 0);
  program.size = 2;
  events.push_back(program);
  events.push_back(event(0, set_up, 0xb0 | to.channel, 7, static_cast<int>(std::clamp(std::lround(volume), 0L, 127L))));
}

void add_controls(const Part& part, const MidiChannel& to, std::vector<MidiEvent>& events) {
  for (const auto& move : part.controls) {
    if ((move.layers >> to.layer & 1U) == 0) continue;
    if (move.number == bend_number)
      events.push_back(event(move.at, control, 0xe0 | to.channel, move.value & 0x7f, move.value >> 7 & 0x7f));
    else
      events.push_back(event(move.at, control, 0xb0 | to.channel, move.number & 0x7f, std::min<int>(move.value, 127)));
  }
}

struct NoteWriter {
  const Score& score;
  TempoClock clock;
  std::map<std::pair<int, int>, std::size_t> offs;  // by channel and key: the last note-off

  Tick played(Tick tick, int nudge_us10) const {
    if (nudge_us10 == 0) return tick;
    return std::max<Tick>(0, clock.tick_at(clock.time_of(tick) + Time{nudge_us10 * (flicks_per_second / 100000)}));
  }

  // A note that begins while the same key sounds ends the earlier one: sequencers pair offs with ons by order.
  void add(const Note& note, int transpose, int channel, std::vector<MidiEvent>& events) {
    const int key = note.pitch + transpose;
    if (key < 0 || key > 127 || note.velocity == 0) return;
    const Tick begin = played(note.start, note.nudge_us10);
    const Tick end = std::max(begin + 1, played(note.start + note.length, note.nudge_us10));
    const auto before = offs.find({channel, key});
    if (before != offs.end() && events[before->second].at > begin) events[before->second].at = begin;
    events.push_back(event(begin, on, 0x90 | channel, key, note.velocity & 0x7f));
    offs[{channel, key}] = events.size();
    events.push_back(event(end, off, 0x80 | channel, key, 64));
  }
};

}  // namespace

std::vector<std::vector<MidiChannel>> midi_channels(const Score& score) {
  std::vector<std::vector<MidiChannel>> plan(score.parts.size());
  std::size_t deepest = 0;
  for (const auto& part : score.parts) deepest = std::max(deepest, part.layers.size());
  int next = 0;
  for (std::size_t layer = 0; layer < deepest; ++layer) {
    for (std::size_t i = 0; i < score.parts.size(); ++i) {
      const auto& layers = score.parts[i].layers;
      if (layer >= layers.size()) continue;
      const bool kit = is_kit(layers[layer]);
      if (next == drum_channel) ++next;
      if (!kit && next >= channel_count) continue;
      plan[i].push_back(channel_for(layers[layer], layer, next));
      if (!kit) ++next;
    }
  }
  return plan;
}

std::vector<MidiEvent> midi_events(const Score& score, const Part& part, const std::vector<MidiChannel>& channels) {
  std::vector<MidiEvent> events;
  if (channels.empty()) return events;
  NoteWriter writer{score, TempoClock(score), {}};
  for (const auto& to : channels) {
    add_set_up(to, events);
    add_controls(part, to, events);
  }
  for (const auto& note : part.notes) {
    bool placed = false;
    for (const auto& to : channels) {
      if ((note.layers >> to.layer & 1U) == 0) continue;
      if (placed && to.channel == drum_channel) continue;
      writer.add(note, part.layers[to.layer].transpose, to.channel, events);
      placed = true;
    }
    if (!placed) writer.add(note, 0, channels.front().channel, events);
  }
  std::stable_sort(events.begin(), events.end(), [](const MidiEvent& a, const MidiEvent& b) {
    return std::pair(a.at, a.order) < std::pair(b.at, b.order);
  });
  return events;
}

}  // namespace undertone::perform
