#include <cmath>

#include "base/json.h"
#include "studio/compose_piece.h"
#include "studio/score_clip.h"

namespace undertone::studio {
namespace {

double rounded(double x, double to) {
  return std::round(x / to) * to;
}

Json take_json(const Take& take) {
  return {{"output", take.output.string()},     {"timeline", take.timeline}, {"draft", undertone::to_json(take.draft)},
          {"music", to_json(take.music)},       {"video", take.picture},     {"loudness", to_json(take.loudness)},
          {"timings_ms", to_json(take.timings)}};
}

}  // namespace

Json to_json(const MusicFacts& facts) {
  return {{"title", facts.title},
          {"mood", facts.moods},
          {"mood_from", name(facts.mood_origin)},
          {"genre", facts.genre},
          {"genre_from", name(facts.genre_origin)},
          {"bpm", rounded(facts.bpm, 0.01)},
          {"key", name(facts.key)},
          {"seed", facts.seed},
          {"ending", name(facts.ending)},
          {"instruments", facts.instruments},
          {"cuts", facts.cuts},
          {"cut_hits", facts.cut_hits}};
}

Json to_json(const Loudness& loudness) {
  return {{"integrated_lufs", rounded(loudness.integrated_lufs, 0.01)},
          {"range_lu", rounded(loudness.range_lu, 0.01)},
          {"true_peak_dbtp", rounded(loudness.true_peak_dbtp, 0.01)}};
}

Json to_json(const Timings& timings) {
  return {{"watch", rounded(timings.watch, 0.1)},     {"talk", rounded(timings.talk, 0.1)},
          {"compose", rounded(timings.compose, 0.1)}, {"perform", rounded(timings.perform, 0.1)},
          {"mix", rounded(timings.mix, 0.1)},         {"render", rounded(timings.render, 0.1)},
          {"total", rounded(timings.total, 0.1)}};
}

Json to_json(const Scored& scored) {
  Json json = take_json(scored.takes.front());
  json["reply"] = scored.reply;
  json["not_understood"] = scored.not_understood;
  if (scored.takes.size() > 1) {
    json["takes"] = Json::array();
    for (const auto& take : scored.takes) json["takes"].push_back(take_json(take));
  }
  return json;
}

Json to_json(const Composed& composed) {
  return {{"output", composed.output.string()},        {"reply", composed.reply},
          {"not_understood", composed.not_understood}, {"length_ms", milliseconds(composed.length)},
          {"music", to_json(composed.music)},          {"loudness", to_json(composed.loudness)},
          {"timings_ms", to_json(composed.timings)}};
}

}  // namespace undertone::studio
