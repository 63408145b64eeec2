// Music by itself: a sentence in, a sound file out; optionally fitted to a clip that stays as it is.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "studio/score_clip.h"

namespace undertone::studio {

struct ComposeJob {
  std::string request;
  std::filesystem::path output;  // wav, flac, mp3, ogg or m4a
  std::optional<Time> length;    // else what the request says, else the clip's, else a minute
  std::filesystem::path clip;    // empty: none
  std::optional<std::uint64_t> seed;
  std::filesystem::path stems;
  std::filesystem::path midi;
  std::filesystem::path score;  // the notes as JSON
};

struct Composed {
  std::filesystem::path output;
  std::string reply;
  std::vector<std::string> not_understood;
  Time length{};
  MusicFacts music;
  Loudness loudness;
  Timings timings;
};

Result<Composed> compose_piece(const ComposeJob& job, const Progress& progress);

// docs/formats/compose_report.schema.json
Json to_json(const Composed& composed);

}  // namespace undertone::studio
