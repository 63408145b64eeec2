#include "watch/survey.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "base/parallel.h"
#include "watch/curves.h"
#include "watch/cuts.h"
#include "watch/looking.h"

namespace undertone::watch {
namespace {

Curves no_curves(Time length) {
  return curves_of({}, {}, length);
}

// Decoding this many samples of picture costs less than a second of one core.
bool cheap(const MediaInfo& info) {
  constexpr double most_pixels = 5e8;
  constexpr double most_frames = 20000;
  const auto& video = *info.video;
  const double rate = video.frame_rate.value() > 0 ? video.frame_rate.value() : 30.0;
  const double frames = video.frames > 0 ? static_cast<double>(video.frames) : seconds(info.length) * rate;
  return frames <= most_frames && frames * video.width * video.height <= most_pixels;
}

// Where to part the clip so that each core decodes about as much: at key pictures, {0, 0} when there is nothing to
// part.
std::vector<Span> shares(const MediaInfo& info, const Progress& progress) {
  const std::vector<Span> all{Span{}};
  if (info.kind != MediaKind::video || core_count() < 2) return all;
  auto notes = media::list_pictures(info, progress);
  if (!notes || notes->size() < 60) return all;
  std::sort(notes->begin(), notes->end(), [](const auto& a, const auto& b) { return a.at < b.at; });
  std::vector<Span> parts;
  const auto parts_wanted = std::min<std::size_t>(core_count(), 4);
  Time from{};
  for (std::size_t part = 1; part < parts_wanted; ++part) {
    const auto after = notes->begin() + static_cast<std::ptrdiff_t>(notes->size() * part / parts_wanted);
    const auto key = std::find_if(after, notes->end(), [](const auto& note) { return note.key; });
    if (key == notes->end() || key->at <= from) continue;
    parts.push_back({from, key->at});
    from = key->at;
  }
  if (parts.empty()) return all;
  parts.push_back({from, std::max(info.length, notes->back().at) + from_milliseconds(1000)});
  return parts;
}

}  // namespace

Result<Survey> survey_whole(const MediaInfo& info, Time length, const Progress& progress) {
  const auto parts = shares(info, progress);
  std::vector<std::vector<Glance>> looks(parts.size());
  const int threads = parts.size() == 1 ? 0 : 1;
  auto done = parallel(parts.size(), [&](std::size_t i) -> Status {
    auto seen = look(info, {.span = parts[i], .threads = threads}, i == 0 ? progress : progress.part("watch", 0, 0));
    if (!seen) return fail(seen.error());
    looks[i] = std::move(*seen);
    return {};
  });
  if (!done) return fail(done.error());
  std::vector<Glance> pictures;
  for (auto& part : looks)
    for (auto& glance : part)
      if (pictures.empty() || glance.at > pictures.back().at) pictures.push_back(glance);
  Survey survey;
  survey.cuts = find_cuts(pictures);
  survey.curves = curves_of(pictures, survey.cuts, length);
  return survey;
}

Result<Survey> survey_pictures(const MediaInfo& info, Time length, const Progress& progress) {
  if (!info.video || info.kind == MediaKind::audio) return Survey{{}, no_curves(length)};
  if (info.kind == MediaKind::video && !cheap(info)) return survey_by_packets(info, length, progress);
  return survey_whole(info, length, progress);
}

}  // namespace undertone::watch
