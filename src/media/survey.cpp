#include "media/survey.h"

#include <algorithm>
#include <array>
#include <cstring>
#include <fstream>
#include <string_view>

namespace undertone::media {
namespace {

constexpr std::uint64_t small_file = std::uint64_t{24} << 20;  // read whole in well under a tenth of a second
constexpr std::uint64_t large_file = std::uint64_t{256} << 20;
constexpr std::size_t most_reordered = 16;  // pictures, in H.264
constexpr std::int64_t head_packets = 600;
constexpr std::int64_t latest = std::int64_t{1} << 60;  // beyond, a time is damage
constexpr std::size_t most_times = 200'000;

// Samples that the last packet says are padding, in the stream's base.
std::int64_t padding(const AVPacket& packet, const AVStream& stream) {
  std::size_t bytes = 0;
  const std::uint8_t* skip = av_packet_get_side_data(&packet, AV_PKT_DATA_SKIP_SAMPLES, &bytes);
  if (skip == nullptr || bytes < 8 || stream.codecpar->sample_rate <= 0) return 0;
  std::uint32_t samples = 0;
  std::memcpy(&samples, skip + 4, sizeof samples);  // little-endian, as every machine we build for
  return av_rescale_q(samples, {1, stream.codecpar->sample_rate}, stream.time_base);
}

void note(const AVPacket& packet, const AVStream& stream, bool from_the_beginning, StreamSurvey& seen) {
  const bool first = from_the_beginning && seen.times.empty() && seen.last_hidden == INT64_MIN;
  if (first) seen.begins_with_key = (packet.flags & AV_PKT_FLAG_KEY) != 0;
  if (packet.pts == AV_NOPTS_VALUE) seen.timed = false;
  const std::int64_t at = packet.pts != AV_NOPTS_VALUE ? packet.pts : packet.dts;
  if (at == AV_NOPTS_VALUE || at < -latest || at > latest) return;
  if ((packet.flags & AV_PKT_FLAG_DISCARD) != 0) {
    seen.last_hidden = std::max(seen.last_hidden, at);
    return;
  }
  const std::int64_t length = std::clamp(packet.duration, std::int64_t{0}, latest);
  seen.end = std::max(seen.end, at + length - padding(packet, stream));
  if (from_the_beginning && seen.times.size() < most_times) seen.times.push_back(at);
}

class Surveyor {
 public:
  Surveyor(Input& input, const SurveyWish& wish) : input_(input), wish_(wish) {}

  // Reads on; true at the end of the file, false after `limit` packets.
  Result<bool> read_on(std::int64_t limit, bool from_the_beginning, const std::function<void(const AVPacket&)>& look);
  // The beginning, then the last key picture onwards; false when the end could not be found that way.
  Result<bool> skim(const std::function<void(const AVPacket&)>& look);

  Survey seen;

 private:
  Input& input_;
  SurveyWish wish_;
};

Result<bool> Surveyor::read_on(std::int64_t limit, bool from_the_beginning,
                               const std::function<void(const AVPacket&)>& look) {
  PacketHandle packet(av_packet_alloc());
  for (std::int64_t count = 0; count < limit; ++count) {
    const auto more = input_.read(packet.get());
    if (!more) return fail(more.error());
    if (!*more) return true;
    const AVStream& stream = *input_.stream(packet->stream_index);
    if (packet->stream_index == wish_.picture) note(*packet, stream, from_the_beginning, seen.picture);
    if (packet->stream_index == wish_.sound) note(*packet, stream, from_the_beginning, seen.sound);
    if (look) look(*packet);
  }
  return false;
}

Result<bool> Surveyor::skim(const std::function<void(const AVPacket&)>& look) {
  const auto begun = read_on(head_packets, true, look);
  if (!begun) return begun;
  seen.complete = *begun;
  if (*begun) return true;
  const std::int64_t head_end = seen.picture.end;
  if (av_seek_frame(input_.av(), wish_.picture, INT64_MAX / 2, AVSEEK_FLAG_BACKWARD) < 0) return false;
  const auto ended = read_on(INT64_MAX, false, {});
  if (!ended) return ended;
  return seen.picture.end > head_end;
}

bool rewind(Input& input) {
  return av_seek_frame(input.av(), -1, INT64_MIN, AVSEEK_FLAG_BACKWARD) >= 0;
}

// Times of all pictures from the index of an MP4 or AVI: of decoding, but their differences are what matters.
void note_index(AVStream& stream, StreamSurvey& seen) {
  const int entries = avformat_index_get_entries_count(&stream);
  seen.times.clear();
  for (int i = 0; i < entries && seen.times.size() < most_times; ++i) {
    const AVIndexEntry* entry = avformat_index_get_entry(&stream, i);
    const bool hidden = (entry->flags & AVINDEX_DISCARD_FRAME) != 0;
    seen.cut_inside = seen.cut_inside || (hidden && seen.times.size() > most_reordered);
    if (!hidden) seen.times.push_back(entry->timestamp);
  }
}

}  // namespace

bool has_fragments(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  std::array<unsigned char, 16> head{};
  for (int boxes = 0; boxes < 64 && file.read(reinterpret_cast<char*>(head.data()), 8); ++boxes) {
    const auto number = [&](std::size_t at, std::size_t count) {
      std::uint64_t value = 0;
      for (std::size_t i = 0; i < count; ++i) value = value << 8 | head[at + i];
      return value;
    };
    if (std::memcmp(head.data() + 4, "moof", 4) == 0) return true;
    std::uint64_t size = number(0, 4);
    std::uint64_t header = 8;
    if (size == 1) {
      file.read(reinterpret_cast<char*>(head.data()) + 8, 8);
      size = number(8, 8);
      header = 16;
    }
    if (size < header || size > INT64_MAX) return false;
    file.seekg(static_cast<std::streamoff>(size - header), std::ios::cur);
  }
  return false;
}

Result<Survey> survey(Input& input, const SurveyWish& wish, const std::function<void(const AVPacket&)>& look) {
  input.keep_only(wish.picture, wish.sound);
  const bool indexed = input.is("mov") || input.is("avi");
  const bool long_read = wish.bytes > (indexed ? small_file : large_file);
  if (long_read && wish.picture >= 0 && !has_fragments(input.path())) {
    Surveyor surveyor(input, wish);
    const auto skimmed = surveyor.skim(look);
    if (!skimmed) return fail(skimmed.error());
    if (*skimmed && indexed && !surveyor.seen.complete) note_index(*input.stream(wish.picture), surveyor.seen.picture);
    if (*skimmed || !rewind(input)) return std::move(surveyor.seen);
  }
  Surveyor surveyor(input, wish);
  const auto read = surveyor.read_on(INT64_MAX, true, look);
  if (!read) return fail(read.error());
  surveyor.seen.complete = true;
  return std::move(surveyor.seen);
}

}  // namespace undertone::media
