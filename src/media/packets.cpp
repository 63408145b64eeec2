#include <algorithm>

#include "media/input.h"
#include "media/media.h"

namespace undertone::media {

Result<std::vector<PacketNote>> list_pictures(const MediaInfo& info, const Progress& progress) {
  std::vector<PacketNote> notes;
  if (!info.video) return notes;
  auto input = Input::open(info.path, progress);
  if (!input) return fail(input.error());
  const AVStream* stream = input->stream(info.video->index);
  if (stream == nullptr || info.container == "webp") return notes;
  input->keep_only(stream->index);
  PacketHandle packet(av_packet_alloc());
  for (;;) {
    const auto more = input->read(packet.get());
    if (!more) return fail(more.error());
    if (!*more) return notes;
    const std::int64_t at = packet->pts != AV_NOPTS_VALUE ? packet->pts : packet->dts;
    const bool shown = packet->stream_index == stream->index && (packet->flags & AV_PKT_FLAG_DISCARD) == 0;
    if (!shown || at == AV_NOPTS_VALUE) continue;
    PacketNote note{.at = from_av(at, stream->time_base) - info.origin, .bytes = packet->size};
    note.length = from_av(std::max<std::int64_t>(packet->duration, 0), stream->time_base);
    note.key = (packet->flags & AV_PKT_FLAG_KEY) != 0;
    notes.push_back(note);
    if (info.length > Time{}) progress.report(seconds(note.at) / seconds(info.length));
  }
}

}  // namespace undertone::media
