#include "media/webp.h"

#include <webp/demux.h>

#include <algorithm>
#include <array>
#include <cstring>
#include <fstream>
#include <utility>
#include <vector>

#include "base/file.h"
#include "media/input.h"
#include "media/orientation.h"
#include "media/picture_source.h"

namespace undertone::media {
namespace {

constexpr std::size_t largest_file = std::size_t{512} << 20;
constexpr int quickest_ms = 20;  // browsers show anything quicker, and all that is not said, for a tenth of a second
constexpr int usual_ms = 100;

struct AnimationFreer {
  void operator()(WebPAnimDecoder* decoder) const { WebPAnimDecoderDelete(decoder); }
};
struct DemuxFreer {
  void operator()(WebPDemuxer* demuxer) const { WebPDemuxDelete(demuxer); }
};
using Animation = std::unique_ptr<WebPAnimDecoder, AnimationFreer>;
using Demuxer = std::unique_ptr<WebPDemuxer, DemuxFreer>;

WebPData view(const std::string& bytes) {
  return {reinterpret_cast<const std::uint8_t*>(bytes.data()), bytes.size()};
}

int shown_ms(int said) {
  return said < quickest_ms ? usual_ms : said;
}

Error broken(const std::string& path) {
  return {ErrorKind::corrupt_media, fmt::format("'{}' is a damaged WebP picture: no part of it can be read.", path)};
}

// How long each picture is shown, in ms.
std::vector<int> frame_lengths(const WebPDemuxer& demuxer) {
  std::vector<int> lengths;
  WebPIterator frame{};
  if (WebPDemuxGetFrame(&demuxer, 1, &frame) == 0) return lengths;
  do {
    lengths.push_back(shown_ms(frame.duration));
  } while (WebPDemuxNextFrame(&frame) != 0);
  WebPDemuxReleaseIterator(&frame);
  return lengths;
}

Orientation exif_orientation(const WebPDemuxer& demuxer) {
  WebPChunkIterator chunk{};
  Orientation orientation;
  if (WebPDemuxGetChunk(&demuxer, "EXIF", 1, &chunk) != 0)
    orientation = orientation_of_exif({chunk.chunk.bytes, chunk.chunk.size});
  WebPDemuxReleaseChunkIterator(&chunk);
  return orientation;
}

class WebpPictures final : public PictureSource {
 public:
  WebpPictures(std::string bytes, std::string path) : bytes_(std::move(bytes)), path_(std::move(path)) {}

  Status begin();
  Result<Picture> next() override;
  Status seek(Time) override;
  std::int64_t skipped() const override { return 0; }

 private:
  std::string bytes_;  // the decoders point into it
  std::string path_;
  std::vector<int> lengths_;
  Animation decoder_;
  WebPAnimInfo canvas_{};
  std::size_t number_ = 0;
  std::int64_t at_ms_ = 0;
};

Status WebpPictures::begin() {
  const WebPData data = view(bytes_);
  const Demuxer demuxer(WebPDemux(&data));
  if (!demuxer) return fail(broken(path_));
  lengths_ = frame_lengths(*demuxer);
  WebPAnimDecoderOptions options;
  WebPAnimDecoderOptionsInit(&options);
  options.use_threads = 1;
  decoder_.reset(WebPAnimDecoderNew(&data, &options));
  if (!decoder_ || WebPAnimDecoderGetInfo(decoder_.get(), &canvas_) == 0) return fail(broken(path_));
  return {};
}

Result<Picture> WebpPictures::next() {
  Picture picture;
  std::uint8_t* pixels = nullptr;
  int end_ms = 0;
  if (number_ >= lengths_.size() || WebPAnimDecoderGetNext(decoder_.get(), &pixels, &end_ms) == 0) return picture;
  FrameHandle frame(av_frame_alloc());
  frame->format = AV_PIX_FMT_RGBA;
  frame->width = static_cast<int>(canvas_.canvas_width);
  frame->height = static_cast<int>(canvas_.canvas_height);
  frame->pict_type = AV_PICTURE_TYPE_I;
  if (const int code = av_frame_get_buffer(frame.get(), 0); code < 0)
    return fail(av_error(code, ErrorKind::unavailable, "make room for a picture"));
  const std::size_t row_bytes = std::size_t{4} * canvas_.canvas_width;
  for (std::size_t row = 0; row < canvas_.canvas_height; ++row)
    std::memcpy(frame->data[0] + static_cast<std::ptrdiff_t>(row) * frame->linesize[0], pixels + row * row_bytes,
                row_bytes);
  picture.frame = std::move(frame);
  picture.at = from_milliseconds(at_ms_);
  picture.length = from_milliseconds(lengths_[number_]);
  at_ms_ += lengths_[number_++];
  return picture;
}

// Each picture of an animation may build upon the last: back to the beginning is the only key picture there is.
Status WebpPictures::seek(Time) {
  WebPAnimDecoderReset(decoder_.get());
  number_ = 0;
  at_ms_ = 0;
  return {};
}

Result<std::string> read_bytes(const std::string& path) {
  return read_text(path, largest_file);
}

void describe(const WebPDemuxer& demuxer, MediaInfo& info) {
  const auto lengths = frame_lengths(demuxer);
  auto& video = *info.video;
  video.frames = static_cast<std::int64_t>(lengths.size());
  video.has_alpha = (WebPDemuxGetI(&demuxer, WEBP_FF_FORMAT_FLAGS) & ALPHA_FLAG) != 0;
  const Orientation orientation = exif_orientation(demuxer);
  video.rotation = orientation.rotation;
  video.mirrored = orientation.mirrored;
  if (lengths.size() < 2) return;
  std::int64_t total_ms = 0;
  for (const int length : lengths) total_ms += length;
  info.kind = MediaKind::animation;
  info.length = video.length = from_milliseconds(total_ms);
  video.frame_rate = {static_cast<std::int64_t>(lengths.size()) * 1000, total_ms};
  video.variable_rate = std::adjacent_find(lengths.begin(), lengths.end(), std::not_equal_to<>()) != lengths.end();
}

}  // namespace

bool is_webp(const std::string& path) {
  std::array<char, 12> head{};
  std::ifstream(path, std::ios::binary).read(head.data(), head.size());
  return std::memcmp(head.data(), "RIFF", 4) == 0 && std::memcmp(head.data() + 8, "WEBP", 4) == 0;
}

Result<MediaInfo> probe_webp(const std::string& path) {
  auto bytes = read_bytes(path);
  if (!bytes) return fail(bytes.error());
  const WebPData data = view(*bytes);
  const Demuxer demuxer(WebPDemux(&data));
  if (!demuxer) return fail(broken(path));
  MediaInfo info{.path = path, .kind = MediaKind::image, .container = "webp"};
  info.bytes = bytes->size();
  info.video = VideoStream{.codec = "webp", .pixel_format = "rgba"};
  info.video->width = static_cast<int>(WebPDemuxGetI(demuxer.get(), WEBP_FF_CANVAS_WIDTH));
  info.video->height = static_cast<int>(WebPDemuxGetI(demuxer.get(), WEBP_FF_CANVAS_HEIGHT));
  if (auto sane = check_size(info.video->width, info.video->height); !sane) return fail(sane.error());
  describe(*demuxer, info);
  WebpPictures pictures(std::move(*bytes), path);
  if (auto begun = pictures.begin(); !begun) return fail(begun.error());
  const auto first = pictures.next();
  if (!first) return fail(first.error());
  if (!first->frame) return fail(broken(path));
  return info;
}

Result<std::unique_ptr<PictureSource>> open_webp_pictures(const MediaInfo& info) {
  auto bytes = read_bytes(info.path);
  if (!bytes) return fail(bytes.error());
  auto source = std::make_unique<WebpPictures>(std::move(*bytes), info.path);
  if (auto begun = source->begin(); !begun) return fail(begun.error());
  return source;
}

}  // namespace undertone::media
