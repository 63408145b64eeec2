#include "model/draft.h"

#include <algorithm>
#include <cmath>

namespace undertone {
namespace {

Status check_segment(const Segment& segment, const Draft& draft) {
  const auto bad = [&](const char* what) {
    return fail(ErrorKind::invalid_input, "The draft's segment \"{}\" {}.", segment.id, what);
  };
  if (segment.start < Time{} || segment.source_start < Time{}) return bad("begins before zero");
  if (segment.length <= Time{}) return bad("has no length");
  if (segment.end() > draft.length) return bad("reaches beyond the end of the draft");
  if (segment.fade_in < Time{} || segment.fade_out < Time{}) return bad("has a fade of negative length");
  if (!(segment.gain >= 0 && segment.gain <= 4)) return bad("has a volume outside 0 to 4");
  if (!(segment.speed >= 0.1 && segment.speed <= 16)) return bad("has a speed outside 0.1 to 16");
  return {};
}

Status check_track(const Track& track, const Draft& draft) {
  std::vector<const Segment*> in_time;
  for (const auto& segment : track.segments) {
    if (auto status = check_segment(segment, draft); !status) return status;
    in_time.push_back(&segment);
  }
  std::stable_sort(in_time.begin(), in_time.end(), [](auto* a, auto* b) { return a->start < b->start; });
  for (std::size_t i = 1; i < in_time.size(); ++i)
    if (in_time[i - 1]->end() > in_time[i]->start)
      return fail(ErrorKind::invalid_input, "The draft's segments \"{}\" and \"{}\" overlap.", in_time[i - 1]->id,
                  in_time[i]->id);
  return {};
}

}  // namespace

Status check(const Draft& draft) {
  if (draft.length < Time{}) return fail(ErrorKind::invalid_input, "The draft's length is negative.");
  if (draft.canvas.width < 0 || draft.canvas.height < 0)
    return fail(ErrorKind::invalid_input, "The draft's picture has a negative size.");
  for (const auto& track : draft.tracks)
    if (auto status = check_track(track, draft); !status) return status;
  return {};
}

}  // namespace undertone
