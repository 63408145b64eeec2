// Survey: what reading packets tells of the streams, for headers lie.
#pragma once

#include <cstdint>
#include <functional>
#include <vector>

#include "media/input.h"

namespace undertone::media {

struct StreamSurvey {
  std::int64_t end = INT64_MIN;     // where the last one ends, in the stream's base; INT64_MIN: nothing seen
  std::vector<std::int64_t> times;  // of shown pictures, as far as read in one go from the beginning, in coded order
  std::int64_t last_hidden = INT64_MIN;  // the latest that an edit list hides
  bool timed = true;                     // each packet says when it is shown
  bool begins_with_key = false;
  bool cut_inside = false;  // the index has hidden pictures well after the beginning
};

struct Survey {
  StreamSurvey picture;
  StreamSurvey sound;
  bool complete = false;  // every packet was read
};

struct SurveyWish {
  int picture = -1;  // stream indices, −1: none
  int sound = -1;
  std::uint64_t bytes = 0;  // of the file
};

// Reads as little as is needed: the whole file when it is small or its index cannot be trusted, else the beginning and
// the last key picture onwards. `look` is shown each packet of the beginning. Starts where the input is, which must be
// its beginning; leaves it anywhere.
Result<Survey> survey(Input& input, const SurveyWish& wish, const std::function<void(const AVPacket&)>& look);

// True when an MP4's pictures come in fragments, so that its header tells little.
bool has_fragments(const std::string& path);

}  // namespace undertone::media
