// The words of the draft's JSON for its enums, and the keys that survive a round trip. Inside the model only.
#pragma once

#include <optional>
#include <string_view>

#include "model/draft.h"

namespace undertone {

const char* name(Fit fit);
const char* name(AudioKind kind);
const char* name(VideoRole role);
const char* name(Mode mode);
std::optional<Mode> parse_mode(std::string_view text);
std::optional<Fit> parse_fit(std::string_view text);
std::optional<AudioKind> parse_audio_kind(std::string_view text);
std::optional<VideoRole> parse_video_role(std::string_view text);

// The keys of each level alone, without what `other` holds and without the levels below.
Json own_json(const Draft& draft);
Json own_json(const Track& track);
Json own_json(const Segment& segment);

// What `whole` has and `own` has not, objects within objects too; null when that is nothing.
Json left_over(const Json& whole, const Json& own);
// Adds to `own` what it lacks of `other`.
void lay_under(Json& own, const Json& other);

}  // namespace undertone
