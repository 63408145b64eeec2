// Survey: the picture part of watching — which pictures of a clip are worth decoding, and what they show.
//
// A small or short clip is decoded whole. A large one is told by its packets first: the key pictures are decoded
// (thinned where they are dense), sizes of the others say how much moves and where a shot may begin, and only round
// those places more is decoded. Time and memory grow with the number of key pictures, not of pixels.
#pragma once

#include <vector>

#include "base/progress.h"
#include "base/result.h"
#include "model/media_info.h"
#include "model/video_profile.h"

namespace undertone::watch {

struct Survey {
  std::vector<Cut> cuts;
  Curves curves;  // all but `sound`
};

// For a clip without a picture: nothing, and curves of no length. `length` is the clip's.
Result<Survey> survey_pictures(const MediaInfo& info, Time length, const Progress& progress);

// The two ways it chooses from.
Result<Survey> survey_whole(const MediaInfo& info, Time length, const Progress& progress);
Result<Survey> survey_by_packets(const MediaInfo& info, Time length, const Progress& progress);

}  // namespace undertone::watch
