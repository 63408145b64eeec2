// The music of a draft: finding it, laying it, changing it. Inside edit only.
#pragma once

#include "base/result.h"
#include "model/draft.h"
#include "model/music_wish.h"

namespace undertone::edit {

inline constexpr double usual_music_gain = 0.35;
inline constexpr double usual_fade_seconds = 3;

// Music segments on any track, made by us or brought by the person.
std::vector<Segment*> music_segments(Draft& draft);

Status add_music(Draft& draft, const MusicWish& wish);
Status change_music(Draft& draft, const MusicWish& wish);
Status remove_music(Draft& draft);
Status new_take(Draft& draft);

}  // namespace undertone::edit
