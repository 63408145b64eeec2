// Describe: from what was seen of a file to what the rest of the house is told.
#pragma once

#include "media/input.h"
#include "media/survey.h"
#include "model/media_info.h"

namespace undertone::media {

struct Sight {
  const Input& input;
  const Survey& survey;
  int picture = -1;  // stream indices, −1: none
  const AVFrame* first_picture = nullptr;
  int sound = -1;
  const AVFrame* first_sound = nullptr;
};

// All but MediaInfo::bytes and a title where the file has none. At least one of the first frames is there.
MediaInfo describe(const Sight& sight);

struct Pace {
  Rational rate;  // pictures per second
  std::int64_t count = 0;
  bool variable = false;
};
// Of pictures at these times (in any order), in units of `base`; times are known to one unit.
Pace pace_of(std::vector<std::int64_t> times, Rational base);
// The usual rate (30000/1001, 25, …) when this one differs from it by no more than `slack`, relatively.
Rational usual_rate(Rational rate, double slack);

}  // namespace undertone::media
