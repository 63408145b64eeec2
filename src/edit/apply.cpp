#include <algorithm>

#include "edit/edit.h"
#include "edit/music.h"

namespace undertone::edit {
namespace {

Status set_clip_sound(Draft& draft, double gain) {
  if (!(gain >= 0 && gain <= 4)) return fail(ErrorKind::invalid_input, "A volume must be between 0 and 400 percent.");
  for (auto& track : draft.tracks)
    for (auto& segment : track.segments)
      if (track.type == TrackType::video || segment.kind == AudioKind::original) segment.gain = gain;
  return {};
}

struct Carry {
  Draft& draft;
  Status operator()(const AddMusic& edit) { return add_music(draft, edit.wish); }
  Status operator()(const ChangeMusic& edit) { return change_music(draft, edit.wish); }
  Status operator()(const RemoveMusic&) { return remove_music(draft); }
  Status operator()(const NewTake&) { return new_take(draft); }
  Status operator()(const SetClipSound& edit) { return set_clip_sound(draft, edit.gain); }
};

}  // namespace

Result<Draft> apply(const Draft& draft, std::span<const Edit> edits) {
  Draft changed = draft;
  for (const auto& edit : edits)
    if (auto status = std::visit(Carry{changed}, edit); !status) return fail(status.error());
  if (auto status = check(changed); !status) return fail(status.error());
  return changed;
}

}  // namespace undertone::edit
