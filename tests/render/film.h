// Films that the tests render: one clip at its whole length, under plucks.
#pragma once

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "media/media.h"
#include "media/write_clips.h"
#include "render/render.h"

extern "C" {
#include <libavcodec/packet.h>
}

namespace undertone::render {

inline Draft whole_film(const MediaInfo& info, Time length) {
  Segment segment;
  segment.src = info.path;
  segment.length = length;
  segment.video = VideoPart{};
  Track track;
  track.segments = {segment};
  Draft draft;
  draft.length = length;
  draft.canvas.title = info.title;
  draft.tracks = {track};
  return draft;
}

inline Result<Rendered> render_whole(const MediaInfo& info, Time length, const std::filesystem::path& target,
                                     const RenderWish& wish = {}, const Progress& progress = Progress()) {
  const std::vector<MediaInfo> media{info};
  auto planned = plan(whole_film(info, length), media, wish);
  if (!planned) return fail(planned.error());
  const Spool sound = testing_clips::plucks(length);
  return carry_out(*planned, sound, target, progress);
}

struct Shown {
  std::vector<Time> times;
  Time end{};
  std::int64_t lost = 0;
};

inline Shown shown(const MediaInfo& info) {
  Shown result;
  auto reader = media::PictureReader::open(info, {}).value();
  for (auto frame = reader.next(); frame && *frame; frame = reader.next()) {
    result.times.push_back(frame->at());
    result.end = frame->at() + frame->length();
  }
  result.lost = reader.skipped();
  return result;
}

// Every coded picture of a copyable file, in order of decoding.
inline std::vector<std::string> payloads(const MediaInfo& info) {
  std::vector<std::string> found;
  auto stream = media::copy_picture(info);
  EXPECT_TRUE(stream) << stream.error().message;
  if (!stream) return found;
  for (auto packet = (*stream)->next(); packet && *packet; packet = (*stream)->next()) {
    const auto& av = *packet->av();
    found.emplace_back(reinterpret_cast<const char*>(av.data), static_cast<std::size_t>(av.size));
  }
  return found;
}

}  // namespace undertone::render
