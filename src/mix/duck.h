// Duck: where the music makes room for speech, planned from the whole speech map before a sample is heard.
//
//   speech        [ phrase ] [ phrase ]              [ phrase ]
//   music   ‾‾‾‾\___________________________/‾‾‾‾‾\______________/‾‾
//               .3 s down, ready .25 s early   .45 s held, then .9 s up
//
// A side-chain compressor on the same clip is late at every onset and pumps seven times a second; the plan is down when
// a phrase begins and changes direction at most once a second. How far below speech music should lie: Torcoli et al.,
// "Preferred levels for background ducking", J. Audio Eng. Soc. 67 (2019): 10 LU and more, ordinary listeners 4 LU
// more.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "base/time.h"
#include "mix/curve.h"

namespace undertone::mix {

struct Frames {  // half-open
  std::int64_t start = 0;
  std::int64_t end = 0;
  bool operator==(const Frames&) const = default;
};

// Stretches in which the music stays down, in order: phrases joined over gaps too short for music to come up in, and
// blips under .2 s left out. They are the speech itself, without the time before and after it.
std::vector<Frames> join_phrases(std::span<const Span> speech, std::int64_t length);

// A curve that is `up` outside the stretches and down[i] in each of them.
Curve duck_curve(std::span<const Frames> stretches, std::span<const float> down, float up, std::int64_t length);

}  // namespace undertone::mix
