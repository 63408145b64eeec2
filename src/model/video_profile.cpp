#include "model/video_profile.h"

#include <cmath>
#include <utility>

#include "base/json.h"

namespace undertone {
namespace {

constexpr int schema = 1;

// Four decimals: finer than anything here is measured.
double rounded(double value) {
  return std::isfinite(value) ? std::round(value * 1e4) / 1e4 : 0.0;
}

Json rounded(const std::vector<double>& values) {
  Json list = Json::array();
  for (const double value : values) list.push_back(rounded(value));
  return list;
}

Json to_json(const Cut& cut) {
  return {{"at", milliseconds(cut.at)},
          {"kind", cut.kind == CutKind::hard ? "hard" : "gradual"},
          {"strength", rounded(cut.strength)}};
}

Json to_json(const Curves& curves) {
  return {{"step", milliseconds(curves.step)},        {"motion", rounded(curves.motion)},
          {"brightness", rounded(curves.brightness)}, {"saturation", rounded(curves.saturation)},
          {"warmth", rounded(curves.warmth)},         {"sound", rounded(curves.sound)}};
}

// Reads members one after another; the first that is missing or of the wrong kind is remembered, the rest do nothing.
class Reader {
 public:
  explicit Reader(const Json& json, std::string where) : json_(json), where_(std::move(where)) {
    if (!json.is_object()) complain("");
  }

  Reader& number(const char* key, double& to) {
    if (const Json* found = find(key, &Json::is_number)) to = found->get<double>();
    return *this;
  }
  Reader& time(const char* key, Time& to) {
    double ms = 0;
    number(key, ms);
    constexpr double longest = 1e10;  // four months, well inside what a Time can hold
    if (!(std::abs(ms) < longest)) complain(key);
    if (ok()) to = from_milliseconds(std::llround(ms));
    return *this;
  }
  Reader& flag(const char* key, bool& to) {
    if (const Json* found = find(key, &Json::is_boolean)) to = found->get<bool>();
    return *this;
  }
  Reader& text(const char* key, std::string& to) {
    if (const Json* found = find(key, &Json::is_string)) to = found->get<std::string>();
    return *this;
  }
  Reader& numbers(const char* key, std::vector<double>& to) {
    const Json* list = find(key, &Json::is_array);
    if (list == nullptr) return *this;
    for (const auto& item : *list) {
      if (!item.is_number()) return complain(key);
      to.push_back(item.get<double>());
    }
    return *this;
  }
  Reader& object(const char* key, const Json*& to) {
    to = find(key, &Json::is_object);
    return *this;
  }
  Reader& array(const char* key, const Json*& to) {
    to = find(key, &Json::is_array);
    return *this;
  }
  Reader& complain(const char* key) {
    if (ok()) wrong_ = where_ + key;
    return *this;
  }

  bool ok() const { return wrong_.empty(); }
  Status status() const {
    if (ok()) return {};
    return fail(ErrorKind::invalid_input, "This is not a video profile that can be used: \"{}\" is missing or wrong.",
                wrong_);
  }

 private:
  const Json* find(const char* key, bool (Json::*is)() const noexcept) {
    if (!ok()) return nullptr;
    const auto found = json_.find(key);
    if (found != json_.end() && ((*found).*is)()) return &*found;
    complain(key);
    return nullptr;
  }

  const Json& json_;
  std::string where_;
  std::string wrong_;
};

Status read_cuts(const Json& list, std::vector<Cut>& cuts) {
  for (const auto& item : list) {
    Cut cut;
    std::string kind;
    Reader reader(item, "cuts: ");
    reader.time("at", cut.at).text("kind", kind).number("strength", cut.strength);
    if (kind != "hard" && kind != "gradual") reader.complain("kind");
    if (!reader.ok()) return reader.status();
    cut.kind = kind == "hard" ? CutKind::hard : CutKind::gradual;
    cuts.push_back(cut);
  }
  return {};
}

Status read_speech(const Json& list, std::vector<Span>& speech) {
  for (const auto& item : list) {
    const bool pair = item.is_array() && item.size() == 2 && item[0].is_number_integer() && item[1].is_number_integer();
    if (!pair)
      return fail(ErrorKind::invalid_input, "In this video profile, speech is not a list of [start, end] in ms.");
    speech.push_back({from_milliseconds(item[0].get<std::int64_t>()), from_milliseconds(item[1].get<std::int64_t>())});
  }
  return {};
}

Status read_curves(const Json& json, Curves& curves) {
  Reader reader(json, "curves: ");
  reader.time("step", curves.step)
      .numbers("motion", curves.motion)
      .numbers("brightness", curves.brightness)
      .numbers("saturation", curves.saturation)
      .numbers("warmth", curves.warmth)
      .numbers("sound", curves.sound);
  if (curves.step <= Time{}) reader.complain("step");
  const auto size = curves.motion.size();
  const bool alike = curves.brightness.size() == size && curves.saturation.size() == size &&
                     curves.warmth.size() == size && curves.sound.size() == size;
  if (!alike) reader.complain("(their lengths)");
  return reader.status();
}

Status read_feeling(const Json& json, Feeling& feeling) {
  const Json* words = nullptr;
  Reader reader(json, "mood: ");
  reader.number("valence", feeling.valence).number("arousal", feeling.arousal).array("words", words);
  if (!reader.ok()) return reader.status();
  for (const auto& word : *words) {
    if (!word.is_string()) return reader.complain("words").status();
    feeling.words.push_back(word.get<std::string>());
  }
  return {};
}

}  // namespace

Json to_json(const VideoProfile& profile) {
  Json cuts = Json::array();
  for (const auto& cut : profile.cuts) cuts.push_back(to_json(cut));
  Json speech = Json::array();
  for (const auto& phrase : profile.speech) speech.push_back({milliseconds(phrase.start), milliseconds(phrase.end)});
  const auto& feeling = profile.feeling;
  Json mood = {{"valence", rounded(feeling.valence)}, {"arousal", rounded(feeling.arousal)}, {"words", feeling.words}};
  Json json;
  json["schema"] = schema;
  json["length"] = milliseconds(profile.length);
  json["cuts"] = std::move(cuts);
  json["pace"] = rounded(profile.cuts_per_minute);
  json["motion"] = rounded(profile.motion);
  json["brightness"] = rounded(profile.brightness);
  json["saturation"] = rounded(profile.saturation);
  json["warmth"] = rounded(profile.warmth);
  json["speech"] = std::move(speech);
  json["has_sound"] = profile.has_sound;
  json["loudness"] = rounded(profile.loudness_lufs);
  json["speech_loudness"] = rounded(profile.speech_lufs);
  json["mood"] = std::move(mood);
  json["curves"] = to_json(profile.curves);
  return json;
}

Result<VideoProfile> profile_from_json(const Json& json) {
  VideoProfile profile;
  double version = 0;
  const Json *cuts = nullptr, *speech = nullptr, *mood = nullptr, *curves = nullptr;
  Reader reader(json, "");
  reader.number("schema", version);
  if (reader.ok() && version != schema)
    return fail(ErrorKind::invalid_input, "This video profile has schema {}; this program reads schema {}.", version,
                schema);
  reader.time("length", profile.length)
      .number("pace", profile.cuts_per_minute)
      .number("motion", profile.motion)
      .number("brightness", profile.brightness)
      .number("saturation", profile.saturation)
      .number("warmth", profile.warmth)
      .flag("has_sound", profile.has_sound)
      .number("loudness", profile.loudness_lufs)
      .number("speech_loudness", profile.speech_lufs)
      .array("cuts", cuts)
      .array("speech", speech)
      .object("mood", mood)
      .object("curves", curves);
  if (!reader.ok()) return fail(reader.status().error());
  auto done = read_cuts(*cuts, profile.cuts)
                  .and_then([&] { return read_speech(*speech, profile.speech); })
                  .and_then([&] { return read_feeling(*mood, profile.feeling); })
                  .and_then([&] { return read_curves(*curves, profile.curves); });
  if (!done) return fail(done.error());
  return profile;
}

}  // namespace undertone
