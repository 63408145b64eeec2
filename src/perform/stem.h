// One part, played from beginning to end into a spool.
#pragma once

#include <functional>

#include "base/spool.h"
#include "model/score.h"

namespace undertone::perform {

class Synth;

// `heard` is told how many frames more are done and says whether to go on. `synth` may be null for a part without
// SoundFont layers.
Result<Spool> play_part(const Score& score, const Part& part, Synth* synth,
                        const std::function<Status(std::int64_t frames)>& heard);

bool needs_font(const Part& part);
// How long playing it will take, in arbitrary units: notes weighed by how long they sound and on what.
double cost(const Score& score, const Part& part);

}  // namespace undertone::perform
