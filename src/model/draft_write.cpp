#include <algorithm>

#include "model/draft_words.h"

namespace undertone {
namespace {

constexpr std::int64_t exact_in_json = std::int64_t{1} << 53;

// Both ends are rounded, not the length, so that neighbours still meet and nothing reaches beyond the end.
std::int64_t length_ms(Time start, Time length) {
  return milliseconds(start + length) - milliseconds(start);
}

Json box_json(const Box& box) {
  return {{"x", box.x}, {"y", box.y}, {"width", box.width}, {"height", box.height}};
}

Json look_json(const Look& look) {
  Json json = Json::object();
  const auto put = [&](const char* key, double value) {
    if (value != 0) json[key] = value;
  };
  put("brightness", look.brightness);
  put("contrast", look.contrast);
  put("saturation", look.saturation);
  put("temperature", look.temperature);
  put("blur", look.blur);
  put("grayscale", look.grayscale);
  return json;
}

void put_video(Json& json, const VideoPart& video) {
  json["role"] = name(video.role);
  if (video.look != Look{}) json["fx"] = look_json(video.look);
  if (video.crop) json["crop"] = box_json(*video.crop);
  if (video.box) json["box"] = box_json(*video.box);
  if (video.rotation != 0) json["rot"] = video.rotation;
  if (video.transition) json["tr"] = {{"type", video.transition->type}, {"d", milliseconds(video.transition->length)}};
}

void put_text(Json& json, const TextPart& text) {
  json["txt"] = text.text;
  Json style = {{"pos", text.position}, {"size", text.size}, {"color", text.color}};
  if (text.background) style["bg"] = *text.background;
  if (text.font) style["font"] = *text.font;
  if (text.animation) style["anim"] = *text.animation;
  json["st"] = style;
}

Json seed_json(std::uint64_t seed) {
  if (seed < static_cast<std::uint64_t>(exact_in_json)) return seed;
  return std::to_string(seed);
}

void put_music(Json& json, const MusicPart& music) {
  json["mood"] = music.mood;
  json["genre"] = music.genre;
  if (music.bpm > 0) json["bpm"] = music.bpm;
  if (music.tempo_factor != 1) json["tempo_factor"] = music.tempo_factor;
  if (music.key) json["key"] = name(*music.key);
  if (music.mode) json["mode"] = name(*music.mode);
  if (music.energy) json["energy"] = *music.energy;
  if (music.density != 0) json["density"] = music.density;
  json["instruments"] = music.instruments;
  json["without"] = music.without;
  json["seed"] = seed_json(music.seed);
  json["duck"] = {{"on", music.duck.on}, {"depth_db", music.duck.depth_db}};
  json["sync"] = name(music.sync);
  if (music.ending) json["ending"] = name(*music.ending);
  json["take"] = music.take;
  if (!music.said.empty()) json["said"] = music.said;
}

void put_sound(Json& json, const Segment& segment) {
  Json kind = {{"kind", name(segment.kind)}};
  if (segment.music) put_music(kind, *segment.music);
  json["m"] = std::move(kind);
}

}  // namespace

Json own_json(const Segment& segment) {
  Json json = {{"id", segment.id}, {"n", segment.name}};
  if (!segment.src.empty()) json["src"] = segment.src;
  json["s"] = milliseconds(segment.start);
  json["d"] = length_ms(segment.start, segment.length);
  if (segment.source_start != Time{}) json["ss"] = milliseconds(segment.source_start);
  json["v"] = segment.gain;
  if (segment.fade_in != Time{}) json["fi"] = milliseconds(segment.fade_in);
  if (segment.fade_out != Time{}) json["fo"] = milliseconds(segment.fade_out);
  if (segment.speed != 1) json["sp"] = segment.speed;
  if (segment.video) put_video(json, *segment.video);
  if (segment.text) put_text(json, *segment.text);
  if (segment.music || segment.kind != AudioKind::original) put_sound(json, segment);
  return json;
}

Json own_json(const Track& track) {
  return {{"id", track.id}, {"tt", static_cast<int>(track.type)}, {"n", track.name}};
}

Json own_json(const Draft& draft) {
  const auto& canvas = draft.canvas;
  Json m = {{"title", canvas.title}, {"width", canvas.width}, {"height", canvas.height}};
  if (canvas.frame_rate.num > 0) m["fps"] = canvas.frame_rate.value();
  m["fit"] = name(canvas.fit);
  if (!canvas.background.empty()) m["bg"] = canvas.background;
  return {{"v", 1}, {"d", milliseconds(draft.length)}, {"m", std::move(m)}};
}

Json to_json(const Draft& draft) {
  Json json = own_json(draft);
  Json tracks = Json::array();
  for (const auto& track : draft.tracks) {
    Json one = own_json(track);
    Json segments = Json::array();
    for (const auto& segment : track.segments) {
      Json s = own_json(segment);
      lay_under(s, segment.other);
      segments.push_back(std::move(s));
    }
    one["sg"] = std::move(segments);
    lay_under(one, track.other);
    tracks.push_back(std::move(one));
  }
  json["t"] = std::move(tracks);
  lay_under(json, draft.other);
  return json;
}

}  // namespace undertone
