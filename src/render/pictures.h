// Inside `render` only: the decoded, filtered pictures of one piece of a plan, on the time line's clock.
#pragma once

#include <memory>

#include "base/progress.h"
#include "base/result.h"
#include "media/write.h"
#include "model/render_plan.h"

namespace undertone::render {

// Video and animations: every picture of the piece, animations from the start again as often as needed; the last one
// lasts until the piece's end. A still or nothing: the same picture, at the plan's rate, for `still_length` only.
// cancelled, from the next picture on, when `progress` is stopped.
Result<std::unique_ptr<media::Pictures>> open_pictures(const RenderPlan& plan, const PicturePiece& piece,
                                                       Time still_length, const Progress& progress);

}  // namespace undertone::render
