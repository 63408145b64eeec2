// What a part's track in a MIDI file says: channels for its layers, then events in order.
#pragma once

#include <array>
#include <vector>

#include "model/score.h"

namespace undertone::perform {

struct MidiChannel {
  std::size_t layer = 0;
  int channel = 0;  // 0…15; 9 is for drums
  int bank = 0;     // of the sound or, for a voice, of the General MIDI sound most like it
  int program = 0;
  double level_db = 0;
};

struct MidiEvent {
  Tick at = 0;
  int order = 0;  // among those of one tick: set-up, note-offs, controllers, note-ons
  std::array<unsigned char, 3> bytes{};
  int size = 3;
};

// Per part of the score: a channel for each layer as far as the fifteen for melodies go, first layers first. Kits share
// the drum channel.
std::vector<std::vector<MidiChannel>> midi_channels(const Score& score);

// Notes whose layers have no channel go to the part's first.
std::vector<MidiEvent> midi_events(const Score& score, const Part& part, const std::vector<MidiChannel>& channels);

}  // namespace undertone::perform
