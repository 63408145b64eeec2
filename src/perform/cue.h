// Cue: one thing for a player to do at one sample.
#pragma once

#include <cstdint>
#include <vector>

#include "model/score.h"

namespace undertone::perform {

enum class CueKind : std::uint8_t { off, control, on };  // in this order when they fall together

struct Cue {
  std::int64_t frame = 0;
  CueKind kind = CueKind::on;
  std::uint8_t layer = 0;
  std::uint8_t key = 0;     // sounding pitch; the controller's number for control
  std::uint16_t value = 0;  // velocity, or the controller's value
  std::int64_t frames = 0;  // how long the note is held
  std::uint32_t note = 0;   // which note of the part this is
};

// What the layers in `layers` (bit i: layer i) have to do, in order. Nothing at or after the score's end. A note that
// begins while the same key of its layer still sounds ends the earlier one.
std::vector<Cue> cues(const Score& score, const Part& part, unsigned layers);

}  // namespace undertone::perform
