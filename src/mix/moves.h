// Moves: what changes over the piece: the kick's pumping, the room for speech, the ride from section to section.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "mix/curve.h"
#include "mix/meter.h"
#include "model/score.h"

namespace undertone::mix {

struct Moves {
  std::vector<std::int64_t> kicks;  // frames, in order
  std::int64_t pump_length = 0;     // frames until the music is up again
  Curve open;                       // 1, and 0 while somebody speaks
  bool speech = false;
  std::vector<float> ride;  // gain per meter step
};

Moves plan_moves(const Score& score, std::span<const Span> speech, const Energies& foreseen);

// 1 at a kick, down to 0 until pump_length after it.
void fill_pump(const Moves& moves, std::int64_t frame, std::span<float> depth);
void fill_ride(const Moves& moves, std::int64_t frame, std::span<float> gains);

// Slow gains, one per step, that bring a loudness range into [least_lu, most_lu]: when it is wider, the loud sections a
// little lower and the quiet ones a little higher; when it is narrower, the other way round. Silences and dying tails
// are left alone.
std::vector<float> ride_levels(const Energies& energies, double least_lu, double most_lu);

}  // namespace undertone::mix
