#include "base/json.h"
#include "model/score.h"

namespace undertone {
namespace {

Json to_json(const Tempo& tempo) {
  return {{"at", tempo.at}, {"bpm", tempo.bpm}};
}

Json to_json(const Meter& meter) {
  return {{"at", meter.at}, {"beats", meter.beats}, {"unit", meter.unit}};
}

Json to_json(const Section& section) {
  return {
      {"name", section.name}, {"start", section.start}, {"length", section.length}, {"intensity", section.intensity}};
}

Json to_json(const ChordSpan& chord) {
  return {{"start", chord.start},
          {"length", chord.length},
          {"symbol", chord.symbol},
          {"pitch_classes", chord.pitch_classes}};
}

Json to_json(const Hit& hit) {
  return {{"cut_flicks", hit.cut.count()},
          {"tick", hit.tick},
          {"kind", hit.kind == HitKind::downbeat ? "downbeat" : "accent"}};
}

Json to_json(const Layer& layer) {
  return {{"instrument", layer.instrument},
          {"sound", layer.sound == Sound::soundfont ? "soundfont" : "voice"},
          {"bank", layer.bank},
          {"program", layer.program},
          {"voice", layer.voice},
          {"level_db", layer.level_db},
          {"transpose", layer.transpose}};
}

Json to_json(const Placement& place) {
  return {{"level_db", place.level_db},       {"pan", place.pan},         {"width", place.width},
          {"reverb", place.reverb},           {"delay", place.delay},     {"high_pass_hz", place.high_pass_hz},
          {"low_pass_hz", place.low_pass_hz}, {"pump_db", place.pump_db}, {"drive", place.drive}};
}

Json to_json(const Note& note) {
  return Json::array({note.start, note.length, note.pitch, note.velocity, note.nudge_us10, note.layers});
}

Json to_json(const Control& control) {
  return Json::array({control.at, control.number, control.value, control.layers});
}

Json to_json(const Part& part);

template <class T>
Json list_of(const std::vector<T>& values) {
  Json list = Json::array();
  for (const auto& value : values) list.push_back(to_json(value));
  return list;
}

Json to_json(const Part& part) {
  return {{"role", name(part.role)},
          {"layers", list_of(part.layers)},
          {"placement", to_json(part.placement)},
          {"notes", list_of(part.notes)},
          {"controls", list_of(part.controls)}};
}

Json to_json(const Production& production) {
  return {{"brightness", production.brightness}, {"room", production.room}, {"tape", production.tape},
          {"vinyl", production.vinyl},           {"glue", production.glue}, {"delay_beats", production.delay_beats}};
}

}  // namespace

Json to_json(const Score& score) {
  return {{"schema", 1},
          {"title", score.title},
          {"genre", score.genre},
          {"moods", score.moods},
          {"key", name(score.key)},
          {"seed", score.seed},
          {"take", score.take},
          {"length_flicks", score.length.count()},
          {"ending", name(score.ending)},
          {"offset_flicks", score.offset.count()},
          {"tempos", list_of(score.tempos)},
          {"meters", list_of(score.meters)},
          {"sections", list_of(score.sections)},
          {"chords", list_of(score.chords)},
          {"hits", list_of(score.hits)},
          {"parts", list_of(score.parts)},
          {"production", to_json(score.production)}};
}

}  // namespace undertone
