#include <algorithm>
#include <cstring>
#include <limits>
#include <optional>

#include "media/mux_form.h"
#include "media/write.h"

namespace undertone::media {
namespace {

// Runs of one stream's packets this long lie together in the file: a short index, and players read little at a time.
constexpr Time run_length{flicks_per_second / 2};

void close_output(AVFormatContext** output) {
  if ((*output)->pb != nullptr) avio_closep(&(*output)->pb);
  avformat_free_context(*output);
  *output = nullptr;
}
using OutputHandle = Handle<AVFormatContext, close_output>;

// An upper bound of the index's size, from the layout of its tables (ISO/IEC 14496-12): per picture its size, two
// times and a key flag (24 bytes), per sound packet its size (4), per run two chunk entries (20 each).
std::int64_t index_bytes(std::int64_t pictures, Time length) {
  const double duration = seconds(length);
  const auto sounds = static_cast<std::int64_t>(duration * 47.0) + 64;
  const auto runs = static_cast<std::int64_t>(duration / seconds(run_length)) * 2 + 64;
  return 8192 + pictures * 24 + sounds * 4 + runs * 40;
}

struct Lane {
  Stream* source = nullptr;
  AVStream* stream = nullptr;
  Packet waiting;
  bool ended = false;
};

class Movie {
 public:
  Movie(const MovieWish& wish, const Progress& progress) : wish_(wish), progress_(progress) {}
  Status open(const std::filesystem::path& target, const std::vector<Stream*>& streams);
  Status interleave();
  Result<Written> finish();

 private:
  Status add(Stream& source);
  Status begin();
  Status fill(Lane& lane);
  Status write(Lane& lane);
  Lane* earliest();

  const MovieWish& wish_;
  const Progress& progress_;
  OutputHandle output_;
  std::vector<Lane> lanes_;
  std::int64_t pictures_ = 0;
  std::int64_t reserved_ = 0;
};

Status Movie::open(const std::filesystem::path& target, const std::vector<Stream*>& streams) {
  AVFormatContext* made = nullptr;
  int code = avformat_alloc_output_context2(&made, nullptr, "mp4", target.c_str());
  if (code < 0) return fail(av_error(code, ErrorKind::internal, "make an MP4 file"));
  output_.reset(made);
  made->flags |= AVFMT_FLAG_BITEXACT;  // no clock and no version in the file: same input, same bytes
  made->flush_packets = 0;
  for (Stream* stream : streams)
    if (auto added = add(*stream); !added) return added;
  code = avio_open(&made->pb, target.c_str(), AVIO_FLAG_READ_WRITE);
  if (code < 0) return fail(av_error(code, ErrorKind::unavailable, fmt::format("write {}", target.string())));
  return begin();
}

void set_display_matrix(AVStream& stream, const DisplayMatrix& turn) {
#if LIBAVCODEC_VERSION_INT >= AV_VERSION_INT(60, 31, 100)
  AVCodecParameters& parameters = *stream.codecpar;
  AVPacketSideData* made = av_packet_side_data_new(&parameters.coded_side_data, &parameters.nb_coded_side_data,
                                                   AV_PKT_DATA_DISPLAYMATRIX, sizeof(turn), 0);
  std::uint8_t* room = made != nullptr ? made->data : nullptr;
#else
  std::uint8_t* room = av_stream_new_side_data(&stream, AV_PKT_DATA_DISPLAYMATRIX, sizeof(turn));
#endif
  if (room != nullptr) std::memcpy(room, turn.data(), sizeof(turn));
}

Status Movie::add(Stream& source) {
  const StreamForm& form = source.form();
  AVStream* stream = avformat_new_stream(output_.get(), nullptr);
  if (stream == nullptr || avcodec_parameters_copy(stream->codecpar, form.parameters.get()) < 0)
    return fail(ErrorKind::internal, "Could not add a stream to the file.");
  stream->time_base = form.time_base;
  stream->avg_frame_rate = form.frame_rate;
  stream->sample_aspect_ratio = form.pixel_aspect;
  if (form.turn) set_display_matrix(*stream, *form.turn);
  lanes_.push_back({&source, stream, {}, false});
  return {};
}

Status Movie::begin() {
  if (!wish_.title.empty()) av_dict_set(&output_->metadata, "title", wish_.title.c_str(), 0);
  AVDictionary* options = nullptr;
  if (wish_.move_index || wish_.pictures == 0) {
    av_dict_set(&options, "movflags", "+faststart", 0);
  } else {
    reserved_ = index_bytes(wish_.pictures, wish_.length);
    av_dict_set_int(&options, "moov_size", reserved_, 0);
  }
  const int code = avformat_write_header(output_.get(), &options);
  av_dict_free(&options);
  if (code < 0) return fail(av_error(code, ErrorKind::unsupported, "begin the MP4 file"));
  return {};
}

Status Movie::fill(Lane& lane) {
  if (lane.waiting || lane.ended) return {};
  auto packet = lane.source->next();
  if (!packet) return fail(packet.error());
  lane.waiting = *packet;
  lane.ended = !lane.waiting;
  return {};
}

Time decoding_time(const Packet& packet) {
  return from_av(packet.av()->dts, packet.av()->time_base);
}

Lane* Movie::earliest() {
  Lane* first = nullptr;
  for (Lane& lane : lanes_) {
    if (lane.ended) continue;
    if (first == nullptr || decoding_time(lane.waiting) < decoding_time(first->waiting)) first = &lane;
  }
  return first;
}

// Takes the stream that is furthest behind and writes a run of it.
Status Movie::interleave() {
  for (;;) {
    for (Lane& lane : lanes_)
      if (auto filled = fill(lane); !filled) return filled;
    Lane* lane = earliest();
    if (lane == nullptr) return {};
    const Time until = decoding_time(lane->waiting) + run_length;
    while (!lane->ended && decoding_time(lane->waiting) < until) {
      if (auto wanted = progress_.check(); !wanted) return wanted;
      if (auto wrote = write(*lane); !wrote) return wrote;
      if (auto filled = fill(*lane); !filled) return filled;
    }
    if (!lane->ended) progress_.report(seconds(decoding_time(lane->waiting)) / std::max(seconds(wish_.length), 1e-3));
  }
}

Status Movie::write(Lane& lane) {
  AVPacket* packet = lane.waiting.av().get();
  packet->stream_index = lane.stream->index;
  av_packet_rescale_ts(packet, packet->time_base, lane.stream->time_base);
  packet->time_base = lane.stream->time_base;
  if (lane.stream->codecpar->codec_type == AVMEDIA_TYPE_VIDEO) ++pictures_;
  const int code = av_write_frame(output_.get(), packet);
  lane.waiting = {};
  if (code < 0) return fail(av_error(code, ErrorKind::internal, "write to the MP4 file"));
  return {};
}

Result<Written> Movie::finish() {
  if (reserved_ > 0 && index_bytes(pictures_, wish_.length) > reserved_) return Written::index_too_long;
  int code = av_write_trailer(output_.get());
  if (code >= 0) code = avio_closep(&output_->pb);
  if (code < 0) return fail(av_error(code, ErrorKind::internal, "finish the MP4 file"));
  progress_.report(1);
  return Written::whole;
}

}  // namespace

Result<Written> write_movie(const std::filesystem::path& target, const MovieWish& wish,
                            const std::vector<Stream*>& streams, const Progress& progress) {
  Movie movie(wish, progress);
  if (auto opened = movie.open(target, streams); !opened) return fail(opened.error());
  if (auto written = movie.interleave(); !written) return fail(written.error());
  return movie.finish();
}

}  // namespace undertone::media
