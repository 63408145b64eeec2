#include "media/mixdown.h"

#include <array>

#include "base/spool.h"

extern "C" {
#include <libavutil/channel_layout.h>
#include <libavutil/opt.h>
#include <libswresample/swresample.h>
}

namespace undertone::media {
namespace {

// For layouts without names: left and right in turn, evenly, so that nothing is lost.
std::vector<double> in_turn(int channels) {
  std::vector<double> matrix(static_cast<std::size_t>(channels) * 2, 0.0);
  const int left = (channels + 1) / 2;
  const int right = channels / 2;
  for (int i = 0; i < channels; ++i) {
    const int side = i % 2;
    matrix[static_cast<std::size_t>(side * channels + i)] = 1.0 / (side == 0 ? left : right);
  }
  return matrix;
}

// Players give a single channel to both sides at full level; libswresample would take 3 dB off.
std::vector<double> matrix_for(const AVChannelLayout& layout, bool named) {
  if (layout.nb_channels == 1) return {1.0, 1.0};
  return named ? std::vector<double>{} : in_turn(layout.nb_channels);
}

}  // namespace

void SwrFreer::operator()(SwrContext* context) const {
  swr_free(&context);
}

// ITU-R BS.775: centre and surrounds at −3 dB, the low-frequency channel left out; libswresample's defaults.
Result<Mixdown> Mixdown::create(const AVFrame& frame) {
  Mixdown mixdown;
  mixdown.format_ = frame.format;
  mixdown.rate_ = frame.sample_rate;
  mixdown.channels_ = frame.ch_layout.nb_channels;
  AVChannelLayout source{};
  av_channel_layout_copy(&source, &frame.ch_layout);
  if (source.order != AV_CHANNEL_ORDER_NATIVE) av_channel_layout_default(&source, mixdown.channels_);
  // Up to eight channels without names have a usual meaning; beyond that libraries differ.
  const bool named = source.order == AV_CHANNEL_ORDER_NATIVE &&
                     (frame.ch_layout.order == AV_CHANNEL_ORDER_NATIVE || mixdown.channels_ <= 8);
  const auto matrix = matrix_for(source, named);
  AVChannelLayout stereo = AV_CHANNEL_LAYOUT_STEREO;
  SwrContext* context = nullptr;
  int code = swr_alloc_set_opts2(&context, &stereo, AV_SAMPLE_FMT_FLT, sample_rate, &source,
                                 static_cast<AVSampleFormat>(frame.format), frame.sample_rate, 0, nullptr);
  av_channel_layout_uninit(&source);
  mixdown.context_.reset(context);
  if (code >= 0 && !matrix.empty()) code = swr_set_matrix(context, matrix.data(), mixdown.channels_);
  if (code >= 0) code = swr_init(context);
  if (code < 0)
    return fail(ErrorKind::unsupported,
                "Sound of {} channels at {} Hz cannot be mixed down here: convert it to stereo first.",
                mixdown.channels_, mixdown.rate_);
  return mixdown;
}

bool Mixdown::takes(const AVFrame& frame) const {
  return frame.format == format_ && frame.sample_rate == rate_ && frame.ch_layout.nb_channels == channels_;
}

Result<std::span<const float>> Mixdown::mix(const AVFrame* frame) {
  const int coming = frame != nullptr ? frame->nb_samples : 0;
  const int most = swr_get_out_samples(context_.get(), coming) + 256;
  out_.resize(static_cast<std::size_t>(most) * 2);
  auto* out = reinterpret_cast<std::uint8_t*>(out_.data());
  const std::uint8_t** in = frame != nullptr ? const_cast<const std::uint8_t**>(frame->extended_data) : nullptr;
  const int made = swr_convert(context_.get(), &out, most, in, coming);
  if (made < 0) return fail(av_error(made, ErrorKind::corrupt_media, "resample the sound"));
  return std::span<const float>(out_).first(static_cast<std::size_t>(made) * 2);
}

}  // namespace undertone::media
