// render: a draft becomes a file. First a plan, which is pure and can be printed; then the plan is carried out.
//
// The picture is copied, packet by packet, wherever nothing visual was asked and the source is H.264 that players like;
// else it is encoded. The sound is always made anew, from a finished programme that `mix` has mastered: render adds no
// gain and no fade. Not here: what the sound is, and whether the file appears whole or not at all (PendingFile).
//
//   auto plan = render::plan(draft, media, {});
//   fmt::print("{}", render::print(*plan));
//   auto done = render::carry_out(*plan, programme.sound, pending.path(), progress);
//
// plan() and print() may be called from any thread; carry_out() runs on the caller's and joins the ones it starts.
#pragma once

#include <filesystem>
#include <span>
#include <string>

#include "base/progress.h"
#include "base/result.h"
#include "base/spool.h"
#include "model/draft.h"
#include "model/media_info.h"
#include "model/render_plan.h"

namespace undertone::render {

struct RenderWish {
  enum class Size { full_hd, source };  // full_hd: within 1920×1080 or 1080×1920; never enlarged
  Size size = Size::full_hd;
  bool encode_all = false;  // never copy: for players that dislike the source
};

// What there is to do for the draft. `media` has an entry for every file the draft names (Segment::src = path).
// invalid_input: the draft has no picture, or names a file that is not in `media`. unsupported: it asks for something
// that cannot be rendered, named in the message.
Result<RenderPlan> plan(const Draft& draft, std::span<const MediaInfo> media, const RenderWish& wish);

// For people and for golden tests: one line per piece of the picture.
//
//   picture 0.000-5.038 copied from flower.mp4 (h264 960x540)
//   sound   0.000-5.038 aac 48000 Hz stereo 192 kb/s
std::string print(const RenderPlan& plan);

struct Rendered {
  enum class Picture { copied, partly, encoded };
  Picture picture = Picture::encoded;
  std::string because;  // why it had to be encoded although the plan was to copy; else empty
  double seconds = 0;   // of wall-clock time
};
// "copied", "partly", "encoded": as the report has it.
const char* name(Rendered::Picture picture);

// Writes the plan's film to `target` directly (the caller owns atomicity), with the first plan.length of `sound`
// (48 kHz stereo). A source that turns out not to be copyable is encoded instead. cancelled within half a second of
// progress.stop(). Memory does not grow with length.
Result<Rendered> carry_out(const RenderPlan& plan, const Spool& sound, const std::filesystem::path& target,
                           const Progress& progress);

}  // namespace undertone::render
