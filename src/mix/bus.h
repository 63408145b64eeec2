// Bus: what happens to the sum of all stems: room, echo, ride, room for speech, tilt, glue, tape, crackle, mono bottom.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "mix/echo.h"
#include "mix/glue.h"
#include "mix/lanes.h"
#include "mix/moves.h"
#include "mix/reverb.h"
#include "mix/strip.h"
#include "mix/tape.h"
#include "model/score.h"

namespace undertone::mix {

class Bus {
 public:
  Bus(const Score& score, const Moves& moves, double tilt_db);
  // The segment at `frame`, in order; `sums` of all strips in order. The result stays until the next call.
  std::span<const float> run(std::int64_t frame, std::span<const Sums> sums, const Automation& automation);

 private:
  void add_up(std::span<const Sums> sums);
  void colour(std::int64_t frame, const Automation& automation);

  const Moves& moves_;
  Reverb reverb_;
  Echo echo_;
  Glue glue_;
  Tape tape_;
  LaneFilter dip_, low_, high_, side_cut_, side_cut_again_;
  std::vector<float> mix_, wet_, late_, ride_;
};

}  // namespace undertone::mix
