#include <algorithm>
#include <array>
#include <cmath>
#include <cstring>
#include <string_view>
#include <utility>
#include <vector>

#include "media/mux_form.h"
#include "media/write.h"

namespace undertone::media {
namespace {

struct SoundFormat {
  std::string_view ending;
  const char* muxer;
  const char* encoder;
  AVSampleFormat samples;
  int kilobits;  // 0: lossless
};

constexpr std::array formats{
    SoundFormat{".wav", "wav", "pcm_s24le", AV_SAMPLE_FMT_S32, 0},
    SoundFormat{".flac", "flac", "flac", AV_SAMPLE_FMT_S32, 0},
    SoundFormat{".mp3", "mp3", "libmp3lame", AV_SAMPLE_FMT_FLTP, 320},
    SoundFormat{".ogg", "ogg", "libvorbis", AV_SAMPLE_FMT_FLTP, 192},
    SoundFormat{".m4a", "ipod", "aac", AV_SAMPLE_FMT_FLTP, 192},
};

const SoundFormat* find_format(const std::filesystem::path& target) {
  std::string ending = target.extension().string();
  std::transform(ending.begin(), ending.end(), ending.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
  const auto found = std::find_if(formats.begin(), formats.end(), [&](const auto& f) { return f.ending == ending; });
  return found == formats.end() ? nullptr : &*found;
}

void close_output(AVFormatContext** output) {
  if ((*output)->pb != nullptr) avio_closep(&(*output)->pb);
  avformat_free_context(*output);
  *output = nullptr;
}

// 24 bits in the upper part of 32, as libav wants them; what is beyond full scale is held there.
std::int32_t to_24_bits(float x) {
  constexpr double full = 8388608.0;
  const double scaled = std::clamp(std::nearbyint(static_cast<double>(x) * full), -full, full - 1.0);
  return static_cast<std::int32_t>(scaled) * 256;
}

void lay_out(std::span<const float> interleaved, AVFrame& frame) {
  const std::size_t count = interleaved.size() / 2;
  if (frame.format == AV_SAMPLE_FMT_S32) {
    auto* out = reinterpret_cast<std::int32_t*>(frame.data[0]);
    std::transform(interleaved.begin(), interleaved.end(), out, to_24_bits);
    return;
  }
  auto* left = reinterpret_cast<float*>(frame.data[0]);
  auto* right = reinterpret_cast<float*>(frame.data[1]);
  for (std::size_t i = 0; i < count; ++i) {
    left[i] = interleaved[2 * i];
    right[i] = interleaved[2 * i + 1];
  }
}

class SoundFile {
 public:
  explicit SoundFile(const SoundFormat& format) : format_(format) {}
  Status open(const std::filesystem::path& target, const std::string& title);
  Status write(const Spool& sound, const Progress& progress);
  Status finish();

 private:
  Status open_encoder();
  Status encode(std::span<const float> samples, std::int64_t at);
  Status drain();

  const SoundFormat& format_;
  Handle<AVFormatContext, close_output> output_;
  DecoderHandle encoder_;
  AVStream* stream_ = nullptr;
};

Status SoundFile::open(const std::filesystem::path& target, const std::string& title) {
  AVFormatContext* made = nullptr;
  int code = avformat_alloc_output_context2(&made, nullptr, format_.muxer, target.c_str());
  if (code < 0) return fail(av_error(code, ErrorKind::unavailable, fmt::format("write {} files", format_.ending)));
  output_.reset(made);
  made->flags |= AVFMT_FLAG_BITEXACT;
  if (!title.empty()) av_dict_set(&made->metadata, "title", title.c_str(), 0);
  if (auto opened = open_encoder(); !opened) return opened;
  stream_ = avformat_new_stream(made, nullptr);
  if (stream_ == nullptr || avcodec_parameters_from_context(stream_->codecpar, encoder_.get()) < 0)
    return fail(ErrorKind::internal, "Could not describe the sound.");
  stream_->time_base = encoder_->time_base;
  code = avio_open(&made->pb, target.c_str(), AVIO_FLAG_READ_WRITE);
  if (code < 0) return fail(av_error(code, ErrorKind::unavailable, fmt::format("write {}", target.string())));
  AVDictionary* options = nullptr;
  if (format_.ending == ".m4a") av_dict_set(&options, "movflags", "+faststart", 0);
  if (format_.ending == ".wav") av_dict_set(&options, "rf64", "auto", 0);
  code = avformat_write_header(made, &options);
  av_dict_free(&options);
  if (code < 0) return fail(av_error(code, ErrorKind::internal, "begin the sound file"));
  return {};
}

Status SoundFile::open_encoder() {
  const AVCodec* codec = avcodec_find_encoder_by_name(format_.encoder);
  if (codec == nullptr)
    return fail(ErrorKind::unavailable, "This machine's libavcodec cannot write {} files ({} is missing).",
                format_.ending.substr(1), format_.encoder);
  encoder_.reset(avcodec_alloc_context3(codec));
  encoder_->sample_rate = sample_rate;
  encoder_->sample_fmt = format_.samples;
  encoder_->time_base = {1, sample_rate};
  av_channel_layout_default(&encoder_->ch_layout, 2);
  encoder_->bit_rate = std::int64_t{1000} * format_.kilobits;
  if (format_.samples == AV_SAMPLE_FMT_S32) encoder_->bits_per_raw_sample = 24;
  encoder_->flags |= AV_CODEC_FLAG_BITEXACT;
  if ((output_->oformat->flags & AVFMT_GLOBALHEADER) != 0) encoder_->flags |= AV_CODEC_FLAG_GLOBAL_HEADER;
  AVDictionary* options = nullptr;
  if (format_.ending == ".m4a") av_dict_set(&options, "aac_coder", "fast", 0);
  const int code = avcodec_open2(encoder_.get(), codec, &options);
  av_dict_free(&options);
  if (code < 0) return fail(av_error(code, ErrorKind::internal, fmt::format("start the {} encoder", format_.encoder)));
  return {};
}

Status SoundFile::write(const Spool& sound, const Progress& progress) {
  const auto block = static_cast<std::int64_t>(encoder_->frame_size > 0 ? encoder_->frame_size : 4096);
  std::vector<float> samples;
  for (std::int64_t at = 0; at < sound.frames(); at += block) {
    samples.resize(static_cast<std::size_t>(std::min(block, sound.frames() - at) * 2));
    if (auto read = sound.read(at, samples); !read) return read;
    if (auto encoded = encode(samples, at); !encoded) return encoded;
    if (auto wanted = progress.check(); !wanted) return wanted;
    progress.report(static_cast<double>(at) / static_cast<double>(sound.frames()));
  }
  return {};
}

Status SoundFile::encode(std::span<const float> samples, std::int64_t at) {
  auto frame = new_frame();
  frame->format = format_.samples;
  frame->sample_rate = sample_rate;
  frame->nb_samples = static_cast<int>(samples.size() / 2);
  frame->pts = at;
  av_channel_layout_copy(&frame->ch_layout, &encoder_->ch_layout);
  if (av_frame_get_buffer(frame.get(), 0) < 0) return fail(ErrorKind::internal, "Out of memory.");
  lay_out(samples, *frame);
  const int code = avcodec_send_frame(encoder_.get(), frame.get());
  if (code < 0) return fail(av_error(code, ErrorKind::internal, "encode the sound"));
  return drain();
}

Status SoundFile::drain() {
  for (;;) {
    auto packet = new_packet();
    int code = avcodec_receive_packet(encoder_.get(), packet.get());
    if (code == AVERROR(EAGAIN) || code == AVERROR_EOF) return {};
    if (code < 0) return fail(av_error(code, ErrorKind::internal, "encode the sound"));
    packet->stream_index = stream_->index;
    av_packet_rescale_ts(packet.get(), encoder_->time_base, stream_->time_base);
    code = av_write_frame(output_.get(), packet.get());
    if (code < 0) return fail(av_error(code, ErrorKind::internal, "write the sound file"));
  }
}

Status SoundFile::finish() {
  int code = avcodec_send_frame(encoder_.get(), nullptr);
  if (code < 0) return fail(av_error(code, ErrorKind::internal, "finish the sound"));
  if (auto drained = drain(); !drained) return drained;
  code = av_write_trailer(output_.get());
  if (code >= 0) code = avio_closep(&output_->pb);
  if (code < 0) return fail(av_error(code, ErrorKind::internal, "finish the sound file"));
  return {};
}

}  // namespace

Status write_sound_file(const Spool& sound, const std::filesystem::path& target, const std::string& title,
                        const Progress& progress) {
  const SoundFormat* format = find_format(target);
  if (format == nullptr)
    return fail(ErrorKind::unsupported,
                "'{}' is not a sound format that can be written: use wav, flac, mp3, ogg or m4a.",
                target.extension().string());
  SoundFile file(*format);
  if (auto opened = file.open(target, title); !opened) return opened;
  if (auto written = file.write(sound, progress); !written) return written;
  if (auto finished = file.finish(); !finished) return finished;
  progress.report(1);
  return {};
}

}  // namespace undertone::media
