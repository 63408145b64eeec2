// Reverb: the one room all stems stand in. Two diffusers per side into a feedback delay network of eight lines (J.-M.
// Jot & A. Chaigne, "Digital delay networks for designing artificial reverberators", AES 90, 1991) with a Hadamard
// matrix.
//
//   in ─ low cut ─ pre-delay ─ diffuse ─┬→ [8 delays → damp → fade] ─┬→ out
//                                       └────── Hadamard ←───────────┘
#pragma once

#include <array>
#include <span>
#include <vector>

#include "mix/delay_line.h"
#include "mix/lanes.h"

namespace undertone::mix {

class Reverb {
 public:
  // 0 a dry room (.6 s to −60 dB) … 1 a hall (2.6 s).
  explicit Reverb(double room);
  // Adds the room's answer to `send` into `out`; both stereo, interleaved, a whole number of blocks.
  void run(std::span<const float> send, std::span<float> out);

 private:
  static constexpr std::size_t lines = 8;
  struct Diffuser {
    DelayLine line;
    void run(Block& block);
  };
  struct Line {
    DelayLine line;
    float gain;
    float before = 0;  // the last two samples of the previous block, for the damping
    float before_last = 0;
    void run(Block& out);
  };
  void run_block(const float* send, float* out);

  LaneFilter low_cut_;
  std::array<DelayLine, 2> pre_delay_;
  std::array<std::vector<Diffuser>, 2> diffusers_;
  std::vector<Line> lines_;
  float level_;
};

}  // namespace undertone::mix
