#include "media/input.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <string_view>
#include <vector>

#include "media/mpeg_audio.h"

extern "C" {
#include <libavutil/avstring.h>
#include <libavutil/opt.h>
}

namespace undertone::media {
namespace {

constexpr int buffer_bytes = 1 << 16;
constexpr int most_read_errors = 64;  // in a row
constexpr const char* demuxers =
    "mov,mp4,m4a,3gp,3g2,mj2,matroska,webm,avi,gif,apng,png_pipe,jpeg_pipe,webp_pipe,mp3,wav,w64,aac,ogg,flac";

Error not_media(const std::string& path) {
  return {ErrorKind::invalid_input,
          fmt::format("'{}' is not a video, picture or sound file that can be read: use {}.", path, accepted_formats)};
}

int refuse_to_open(AVFormatContext*, AVIOContext**, const char*, int, AVDictionary**) {
  return AVERROR(EPERM);
}

}  // namespace

struct Input::Bytes {
  int file = -1;
  Progress progress;
  std::string path;
  off_t begin = 0;  // what comes before is not looked at

  ~Bytes() {
    if (file >= 0) ::close(file);
  }
  static int read(void* opaque, std::uint8_t* out, int size);
  static std::int64_t seek(void* opaque, std::int64_t offset, int whence);
};

int Input::Bytes::read(void* opaque, std::uint8_t* out, int size) {
  const auto* bytes = static_cast<const Bytes*>(opaque);
  if (bytes->progress.stopped()) return AVERROR_EXIT;
  ssize_t got = -1;
  do {
    got = ::read(bytes->file, out, static_cast<std::size_t>(size));
  } while (got < 0 && errno == EINTR);
  if (got < 0) return AVERROR(errno);
  return got == 0 ? AVERROR_EOF : static_cast<int>(got);
}

std::int64_t Input::Bytes::seek(void* opaque, std::int64_t offset, int whence) {
  const auto* bytes = static_cast<const Bytes*>(opaque);
  if ((whence & AVSEEK_SIZE) != 0) {
    struct stat status {};
    return ::fstat(bytes->file, &status) == 0 ? status.st_size - bytes->begin : AVERROR(errno);
  }
  const int from = whence & 3;
  const off_t at = ::lseek(bytes->file, from == SEEK_SET ? bytes->begin + offset : offset, from);
  return at < 0 ? AVERROR(errno) : at - bytes->begin;
}

void IoFreer::operator()(AVIOContext* io) const {
  av_freep(&io->buffer);
  avio_context_free(&io);
}

Input::Input(Input&&) noexcept = default;
Input::~Input() = default;

namespace {

Result<int> open_file(const std::string& path) {
  const int file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK);
  if (file < 0 && (errno == ENOENT || errno == ENOTDIR))
    return fail(ErrorKind::not_found, "There is no file '{}': check the name and the folder.", path);
  if (file < 0) return fail(ErrorKind::invalid_input, "'{}' cannot be opened ({}).", path, std::strerror(errno));
  struct stat status {};
  const bool known = ::fstat(file, &status) == 0;
  if (known && S_ISREG(status.st_mode) && status.st_size > 0) return file;
  ::close(file);
  if (known && S_ISREG(status.st_mode)) return fail(ErrorKind::invalid_input, "'{}' is empty.", path);
  return fail(ErrorKind::invalid_input, "'{}' is not a file: give a video, picture or sound file.", path);
}

}  // namespace

Result<Input> Input::open(const std::string& path, const Progress& progress) {
  const auto file = open_file(path);
  if (!file) return fail(file.error());
  Input input;
  input.bytes_ = std::make_unique<Bytes>();
  input.bytes_->file = *file;
  input.bytes_->progress = progress;
  input.bytes_->path = path;
  if (auto opened = input.demux(); !opened) return fail(opened.error());
  return input;
}

// Opens the demuxer, of this form or (null) of the form the content suggests; null when it will not have the file.
Result<AVFormatContext*> Input::demux_as(const AVInputFormat* form) {
  auto* buffer = static_cast<unsigned char*>(av_malloc(buffer_bytes));
  io_.reset(avio_alloc_context(buffer, buffer_bytes, 0, bytes_.get(), &Bytes::read, nullptr, &Bytes::seek));
  AVFormatContext* format = avformat_alloc_context();
  if (!io_ || format == nullptr) return fail(ErrorKind::unavailable, "There is not enough memory to open a file.");
  format->pb = io_.get();
  format->flags |= AVFMT_FLAG_CUSTOM_IO;
  format->io_open = &refuse_to_open;
  av_opt_set(format, "format_whitelist", demuxers, 0);
  av_opt_set(format, "protocol_whitelist", "", 0);
  const int opened = avformat_open_input(&format, "", form, nullptr);  // frees `format` when it fails
  if (opened == AVERROR_EXIT) return fail(av_error(opened, ErrorKind::cancelled, "open the file"));
  return opened < 0 ? nullptr : format;
}

Status Input::demux() {
  auto opened = demux_as(nullptr);
  if (opened && *opened == nullptr) {
    const auto begin = mpeg_audio_begin(bytes_->file);
    if (!begin) return fail(not_media(bytes_->path));
    bytes_->begin = *begin;
    ::lseek(bytes_->file, *begin, SEEK_SET);
    opened = demux_as(av_find_input_format("mp3"));
  }
  if (!opened) return fail(opened.error());
  AVFormatContext* format = *opened;
  if (format == nullptr) return fail(not_media(bytes_->path));
  format_.reset(format);
  for (unsigned i = 0; i < format->nb_streams; ++i) {
    const auto* par = format->streams[i]->codecpar;
    if (auto sane = check_size(par->width, par->height); !sane) return sane;
  }
  return says_all() ? Status() : find_out();
}

// An MP4's header describes its streams so well that decoding some of them (a third of a second in 4K) tells no more.
bool Input::says_all() const {
  const auto described = [](const AVCodecParameters& par) {
    if (par.codec_type == AVMEDIA_TYPE_VIDEO) return par.width > 0 && par.height > 0;
    return par.codec_type != AVMEDIA_TYPE_AUDIO || (par.sample_rate > 0 && par.ch_layout.nb_channels > 0);
  };
  for (unsigned i = 0; i < format_->nb_streams; ++i) {
    const auto& par = *format_->streams[i]->codecpar;
    if (par.codec_id != AV_CODEC_ID_NONE && !described(par)) return false;
  }
  return is("mov") && format_->nb_streams > 0;
}

Status Input::find_out() {
  std::vector<AVDictionary*> limits(format_->nb_streams, nullptr);
  for (auto*& limit : limits) {
    av_dict_set_int(&limit, "max_pixels", 2 * most_pixels, 0);  // to learn the size of what is too large, and say it
    av_dict_set(&limit, "skip_loop_filter", "all", 0);
  }
  const int found = avformat_find_stream_info(format_.get(), limits.data());
  for (auto*& limit : limits) av_dict_free(&limit);
  if (found == AVERROR_EXIT) return fail(av_error(found, ErrorKind::cancelled, "open the file"));
  return {};
}

AVStream* Input::stream(int index) const {
  return index >= 0 && static_cast<unsigned>(index) < format_->nb_streams ? format_->streams[index] : nullptr;
}

const std::string& Input::path() const {
  return bytes_->path;
}

bool Input::is(const char* format) const {
  return av_match_name(format, format_->iformat->name) != 0;
}

void Input::keep_only(int first, int second) {
  for (unsigned i = 0; i < format_->nb_streams; ++i) {
    const bool kept = static_cast<int>(i) == first || static_cast<int>(i) == second;
    format_->streams[i]->discard = kept ? AVDISCARD_DEFAULT : AVDISCARD_ALL;
  }
}

Result<bool> Input::read(AVPacket* packet) {
  av_packet_unref(packet);
  for (int errors = 0; errors < most_read_errors; ++errors) {
    const int code = av_read_frame(format_.get(), packet);
    if (code >= 0) return true;
    if (code == AVERROR_EXIT) return fail(av_error(code, ErrorKind::cancelled, "read the file"));
    if (code == AVERROR_EOF || code == AVERROR(EIO)) return false;
  }
  return false;
}

Status check_size(std::int64_t width, std::int64_t height) {
  if (width * height <= most_pixels) return {};
  return fail(ErrorKind::invalid_input,
              "The picture is {}×{}, more than the {} megapixels that are taken: make it smaller first.", width, height,
              most_pixels / 1'000'000);
}

}  // namespace undertone::media
