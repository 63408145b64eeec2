// Levels: how loud each voice of a programme is against the others, and how far music goes down under speech.
#pragma once

#include <optional>
#include <span>
#include <vector>

#include "base/result.h"
#include "mix/meter.h"
#include "mix/mix.h"
#include "mix/premix.h"

namespace undertone::mix {

// A voice, and the loudness curve of its sound before any gain.
struct Levelled {
  Voice voice;
  Energies energies;
};

// The clip's sound (if it is to be heard) and every bed, placed, with gains and curves; nothing yet brought to a
// target.
Result<std::vector<Levelled>> level(const std::optional<ClipSound>& clip, std::span<const Laid> music,
                                    std::int64_t length);

// What their sum will measure, step by step, as if they had nothing in common.
Energies foreseen(std::span<const Levelled> voices, std::int64_t length);

}  // namespace undertone::mix
