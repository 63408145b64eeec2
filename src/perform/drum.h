// Drum: one piece of a kit. A drum struck equally hard sounds nearly the same each time, so each of a few takes per
// strength is played by its voice once, kept, and copied from then on.
#pragma once

#include <array>
#include <map>
#include <span>
#include <utility>
#include <vector>

#include "base/random.h"
#include "perform/kit.h"

namespace undertone::perform {

class Drum {
 public:
  Drum(const Kit& kit, const Piece& piece, Random random);

  struct Strike {
    std::span<const float> sound;  // interleaved stereo, kept as long as the drum
    std::array<float, 2> gain{};   // left, right
  };
  // `note` chooses the take, never the one before.
  Strike strike(int velocity, std::uint32_t note);
  int choke() const { return piece_.choke; }

 private:
  std::vector<float> play(int velocity, int take) const;

  Piece piece_;
  Random random_;
  std::array<float, 2> gain_{};
  int last_take_ = 0;
  std::map<std::pair<int, int>, std::vector<float>> takes_;  // by velocity and take
};

}  // namespace undertone::perform
