// watch: what a person would see and hear in a clip, as one value.
//
// Cuts, pace, movement, light and colour over time; who speaks when; how loud it is; the mood it suggests. It does not
// know who or what is in the picture, and changes nothing. Pictures and sound are looked at side by side, with up to
// core_count() threads; calls on different clips are independent. docs/watch.md says how each thing is measured.
//
//   auto info = media::probe("clip.mp4");
//   auto watched = watch::watch(*info, progress);
//   compose_for(watched->profile); duck(watched->sound, watched->profile.speech);
#pragma once

#include "base/progress.h"
#include "base/result.h"
#include "base/spool.h"
#include "model/media_info.h"
#include "model/video_profile.h"

namespace undertone::watch {

struct Watched {
  VideoProfile profile;
  Spool sound;  // the clip's own: 48 kHz stereo, of the clip's length (silence where it has none), finished
};

// Any kind of clip: of an image the profile is that of a still, of pure sound it has no picture (curves but `sound` are
// zero). Errors are those of reading the file, and cancelled.
Result<Watched> watch(const MediaInfo& info, const Progress& progress);

}  // namespace undertone::watch
