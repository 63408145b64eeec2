// A wish laid over what a music segment is. Inside edit only.
#pragma once

#include "model/draft.h"
#include "model/music_wish.h"

namespace undertone::edit {

// What the wish says about the piece itself: mood, genre, tempo, key, instruments, …
void lay_wish(MusicPart& part, const MusicWish& wish);
// What the wish says about how it lies under the picture: gain and fades.
void lay_wish(Segment& segment, const MusicWish& wish);
// "Lo-fi", "Upbeat": what the piece is called until it has a title of its own.
std::string working_name(const MusicPart& part);

}  // namespace undertone::edit
