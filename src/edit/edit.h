// edit: a draft and what is to be done to it make another draft. Pure: nothing is read, written or rendered here.
//
//   Draft draft = edit::new_draft(clips);
//   auto changed = edit::apply(draft, reading.edits);
//   puts(edit::summary(*changed).c_str());
//
// Safe from any thread. What comes out of new_draft and apply passes check() of model/draft.h.
#pragma once

#include <span>
#include <string>

#include "base/result.h"
#include "base/time.h"
#include "model/draft.h"
#include "model/edit.h"
#include "model/media_info.h"

namespace undertone::edit {

// The clips one after another on a video track; sound files on an audio track of their own, at 0. A photo lasts
// `still_length`, a GIF its own length. The canvas has the first clip's display size and frame rate.
Draft new_draft(std::span<const MediaInfo> clips, Time still_length = from_seconds(10));

// All the edits, in order, or none. Music goes onto a track "BGM": gain .35, the whole length, ducked, loosely in sync
// and with seed 0 (to be chosen by whoever composes) unless the wish says otherwise.
// not_found: there is no music to change, remove or take again. invalid_input: the wish does not fit this draft.
Result<Draft> apply(const Draft& draft, std::span<const Edit> edits);

// One line: Timeline (2 tracks): 1. Video: city timelapse (0-10s) 2. BGM: Lo-fi (0-10s, 35%)
std::string summary(const Draft& draft);

// One line per segment, with everything that is not as usual.
std::string table(const Draft& draft);

}  // namespace undertone::edit
