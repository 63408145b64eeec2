#include "watch/looking.h"

#include <algorithm>
#include <string_view>

namespace undertone::watch {
namespace {

constexpr int looking_width = 160;

Result<media::PictureReader> open(const MediaInfo& info, const Look& wish) {
  return media::PictureReader::open(info, {.which = wish.which,
                                           .max_width = looking_width,
                                           .max_height = looking_width,
                                           .format = media::PixelFormat::yuv420p,
                                           .rough = true,
                                           .threads = wish.threads,
                                           .span = wish.span});
}

Glance glance_of(const media::Frame& frame, bool full_range) {
  return glance_at({frame.plane(0), frame.plane(1), frame.plane(2), full_range}, frame.at(), frame.length());
}

bool full_range(const MediaInfo& info) {
  return info.video && std::string_view(info.video->pixel_format).starts_with("yuvj");
}

}  // namespace

Result<std::vector<Glance>> look(const MediaInfo& info, const Look& wish, const Progress& progress) {
  auto reader = open(info, wish);
  if (!reader) return fail(reader.error());
  std::vector<Glance> glances;
  const double whole = std::max(1e-3, seconds(wish.span.end > wish.span.start ? wish.span.length() : info.length));
  while (true) {
    if (auto going = progress.check(); !going) return fail(going.error());
    auto frame = reader->next();
    if (!frame) return fail(frame.error());
    if (!*frame) break;
    glances.push_back(glance_of(*frame, full_range(info)));
    if (wish.enough && wish.enough(glances)) break;
    progress.report(seconds(frame->at() - wish.span.start) / whole);
  }
  return glances;
}

Result<std::vector<Glance>> look_at_keys(const MediaInfo& info, const std::vector<Time>& times,
                                         const Progress& progress) {
  auto reader = open(info, {.which = media::Which::keyframes});
  if (!reader) return fail(reader.error());
  std::vector<Glance> glances;
  for (std::size_t i = 0; i < times.size(); ++i) {
    if (auto going = progress.check(); !going) return fail(going.error());
    if (auto moved = reader->seek(times[i]); !moved) continue;
    auto frame = reader->next();
    if (!frame) return fail(frame.error());
    const bool further = *frame && (glances.empty() || frame->at() > glances.back().at);
    if (further) glances.push_back(glance_of(*frame, full_range(info)));
    progress.report(static_cast<double>(i) / static_cast<double>(times.size()));
  }
  return glances;
}

}  // namespace undertone::watch
