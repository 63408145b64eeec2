// What the program sees and hears in a clip: the value that `watch` returns and that the composer fits music to.
#pragma once

#include <string>
#include <vector>

#include "base/json_fwd.h"
#include "base/result.h"
#include "base/time.h"

namespace undertone {

enum class CutKind { hard, gradual };

struct Cut {
  Time at{};  // presentation time of the new shot's first frame; the middle of a gradual one
  CutKind kind = CutKind::hard;
  double strength = 1.0;  // 0…1: how different the pictures on either side are
  bool operator==(const Cut&) const = default;
};

// Evenly sampled curves, `step` apart, the first sample covering [0, step). All of one length.
struct Curves {
  Time step = from_milliseconds(500);
  std::vector<double> motion;      // 0 still … 1 everything moves
  std::vector<double> brightness;  // mean luma, 0…1
  std::vector<double> saturation;  // 0…1
  std::vector<double> warmth;      // −1 blue … 1 orange
  std::vector<double> sound;       // short-term loudness of the clip's own sound, 0 (silent) … 1 (−10 LUFS)
  bool operator==(const Curves&) const = default;
};

// Russell's circumplex: valence −1 sad … 1 happy, arousal 0 asleep … 1 frantic; words as people say them.
struct Feeling {
  double valence = 0;
  double arousal = 0.3;
  std::vector<std::string> words;
  bool operator==(const Feeling&) const = default;
};

struct VideoProfile {
  Time length{};
  std::vector<Cut> cuts;  // in order of time
  double cuts_per_minute = 0;
  double motion = 0;  // means of the curves
  double brightness = 0;
  double saturation = 0;
  double warmth = 0;
  Curves curves;
  std::vector<Span> speech;    // phrases, in order, not overlapping
  bool has_sound = false;      // there is a track and it is not digital silence
  double loudness_lufs = -70;  // integrated, of the clip's own sound; −70 when there is none
  double speech_lufs = -70;    // of the speech alone; −70 when there is none
  Feeling feeling;
  bool operator==(const VideoProfile&) const = default;
};

// Schema 1, documented in docs/formats/video_profile.schema.json: times in whole milliseconds, so that what is read
// back differs from what was written by at most half of one.
Json to_json(const VideoProfile& profile);
// invalid_input: not a profile, of a later schema, or not a number where one belongs.
Result<VideoProfile> profile_from_json(const Json& json);

}  // namespace undertone
