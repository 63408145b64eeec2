#include <cmath>

#include "base/json.h"
#include "model/brief.h"

namespace undertone {
namespace {

template <class T>
Json decided(const T& value, Origin origin) {
  return {{"value", value}, {"origin", name(origin)}};
}

Json to_json(const Cut& cut) {
  return {{"at_ms", milliseconds(cut.at)},
          {"kind", cut.kind == CutKind::hard ? "hard" : "gradual"},
          {"strength", cut.strength}};
}

Json to_json(const Span& span) {
  return {{"start_ms", milliseconds(span.start)}, {"end_ms", milliseconds(span.end)}};
}

template <class T>
Json list_of(const std::vector<T>& values) {
  Json list = Json::array();
  for (const auto& value : values) list.push_back(to_json(value));
  return list;
}

Json energy_of(const std::vector<double>& energy) {
  Json list = Json::array();
  for (const double value : energy) list.push_back(std::round(value * 1e4) / 1e4);
  return list;
}

}  // namespace

Json to_json(const Brief& brief) {
  return {{"schema", 1},
          {"moods", decided(brief.moods.value, brief.moods.origin)},
          {"genre", decided(brief.genre.value, brief.genre.origin)},
          {"valence", decided(brief.valence.value, brief.valence.origin)},
          {"arousal", decided(brief.arousal.value, brief.arousal.origin)},
          {"bpm", decided(brief.bpm.value, brief.bpm.origin)},
          {"key", decided(name(brief.key.value), brief.key.origin)},
          {"instruments", brief.instruments},
          {"without", brief.without},
          {"density", decided(brief.density.value, brief.density.origin)},
          {"length_ms", decided(milliseconds(brief.length.value), brief.length.origin)},
          {"ending", decided(name(brief.ending.value), brief.ending.origin)},
          {"sync", decided(name(brief.sync.value), brief.sync.origin)},
          {"seed", brief.seed},
          {"take", brief.take},
          {"cuts", list_of(brief.cuts)},
          {"speech", list_of(brief.speech)},
          {"energy_step_ms", milliseconds(brief.energy_step)},
          {"energy", energy_of(brief.energy)}};
}

}  // namespace undertone
