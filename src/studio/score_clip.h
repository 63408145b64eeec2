// The main job: clips and a sentence in, a scored file out.
//
//   auto made = studio::score_clip({.inputs = {"clip.mp4"}, .request = "upbeat music, fade it out", .output =
//   "out.mp4"}, progress); made->takes[0].output;
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "base/json_fwd.h"
#include "base/progress.h"
#include "base/result.h"
#include "model/brief.h"
#include "model/draft.h"
#include "model/score.h"
#include "model/sound.h"
#include "studio/timings.h"

namespace undertone::studio {

enum class PictureSize { full_hd, source };

struct ScoreJob {
  std::vector<std::filesystem::path> inputs;
  std::string request;
  std::filesystem::path output;       // an MP4; further takes get "-2", "-3", … before the ending
  std::optional<std::uint64_t> seed;  // without one: from the request and the clip, so that asking again gives the same
  int takes = 1;
  PictureSize size = PictureSize::full_hd;
  Time still_length = from_seconds(10);  // a photo's
  std::filesystem::path stems;           // a folder; empty: none written
  std::filesystem::path midi;            // a file; empty: none written
  std::filesystem::path draft;           // a file; empty: none written
};

struct MusicFacts {
  std::string title;
  std::vector<std::string> moods;
  std::string genre;
  double bpm = 0;
  Key key;
  std::uint64_t seed = 0;
  Ending ending = Ending::ring_out;
  int cuts = 0;      // hard cuts under the music
  int cut_hits = 0;  // of which the music meets this many
  std::vector<std::string> instruments;
  Origin genre_origin = Origin::usual;
  Origin mood_origin = Origin::usual;
};

struct Take {
  std::filesystem::path output;
  Draft draft;
  std::string timeline;
  MusicFacts music;
  std::string picture;  // "copied", "partly", "encoded"
  Loudness loudness;
  Timings timings;
};

struct Scored {
  std::string reply;
  std::vector<std::string> not_understood;
  std::vector<Take> takes;
};

// Outputs appear whole or not at all. The inputs are never written to: an output that is also an input is refused.
Result<Scored> score_clip(const ScoreJob& job, const Progress& progress);

MusicFacts facts_of(const Brief& brief, const Score& score);
Json to_json(const MusicFacts& facts);
Json to_json(const Loudness& loudness);
Json to_json(const Timings& timings);
// docs/formats/score_report.schema.json
Json to_json(const Scored& scored);

}  // namespace undertone::studio
