#include "media/describe.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdlib>

#include "media/decoding.h"
#include "media/orientation.h"

extern "C" {
#include <libavutil/pixdesc.h>
}

namespace undertone::media {
namespace {

constexpr double hidden_step = 0.25;  // VP9 codes pictures that are never shown right beside those that are
constexpr double fastest = 1000;      // pictures per second that we believe

std::string container_of(const Input& input) {
  if (input.is("mov")) {
    const AVDictionaryEntry* brand = av_dict_get(input.av()->metadata, "major_brand", nullptr, 0);
    return brand != nullptr && std::string_view(brand->value) == "qt  " ? "mov" : "mp4";
  }
  std::string name = input.av()->iformat->name;
  name.resize(std::min(name.size(), name.find(',')));
  name.resize(std::min(name.size(), name.find("_pipe")));
  return name;
}

Transfer transfer_of(AVColorTransferCharacteristic transfer) {
  if (transfer == AVCOL_TRC_SMPTE2084) return Transfer::pq;
  return transfer == AVCOL_TRC_ARIB_STD_B67 ? Transfer::hlg : Transfer::sdr;
}

// From the avcC box (ISO 14496-15) where there is one: not every header was looked into.
int h264_profile(const AVCodecParameters& par) {
  return par.extradata_size >= 7 && par.extradata[0] == 1 ? par.extradata[1] : par.profile & 0xff;
}

bool is_plain_h264(const AVCodecParameters& par, const VideoStream& video) {
  const bool plain_format = video.pixel_format == "yuv420p" || video.pixel_format == "yuvj420p";
  switch (h264_profile(par)) {
    case 66:   // baseline
    case 77:   // main
    case 100:  // high
      return par.codec_id == AV_CODEC_ID_H264 && plain_format && !video.interlaced && par.extradata_size >= 7;
    default:
      return false;
  }
}

bool is_copyable(const StreamSurvey& seen, const AVCodecParameters& par, const VideoStream& video) {
  if (seen.times.empty() || !seen.timed || !seen.begins_with_key || seen.cut_inside) return false;
  const bool hidden_inside = seen.last_hidden > *std::min_element(seen.times.begin(), seen.times.end());
  return is_plain_h264(par, video) && !hidden_inside;
}

void describe_colour(const AVFrame& frame, VideoStream& video) {
  const auto format = static_cast<AVPixelFormat>(frame.format);
  const AVPixFmtDescriptor* description = av_pix_fmt_desc_get(format);
  const char* name = av_get_pix_fmt_name(format);
  video.pixel_format = name != nullptr ? name : "";
  video.bit_depth = description != nullptr ? description->comp[0].depth : 8;
  video.has_alpha = description != nullptr && (description->flags & AV_PIX_FMT_FLAG_ALPHA) != 0;
  video.transfer = transfer_of(frame.color_trc);
  video.colour_primaries = frame.color_primaries;
  video.colour_transfer = frame.color_trc;
  video.colour_matrix = frame.colorspace;
  video.full_range = frame.color_range == AVCOL_RANGE_JPEG || video.pixel_format.starts_with("yuvj");
}

// What the container says, when the times that were read bear it out.
Rational rate_of(const AVStream& stream, Rational measured) {
  const Rational said{stream.avg_frame_rate.num, stream.avg_frame_rate.den};
  const bool sane = said.num > 0 && said.den > 0 && said.value() <= fastest;
  if (!sane) return measured.num > 0 ? measured : Rational{25, 1};
  const bool confirmed = measured.num == 0 || std::abs(said.value() / measured.value() - 1.0) < 0.003;
  return confirmed ? usual_rate(said, 2e-4) : measured;
}

Time end_of(const StreamSurvey& seen, const AVStream& stream, Time start, Time last_length) {
  if (seen.end == INT64_MIN) return start + last_length;
  Time end = from_av(seen.end, stream.time_base);
  if (seen.times.empty()) return end;
  const Time last = from_av(*std::max_element(seen.times.begin(), seen.times.end()), stream.time_base);
  return end > last ? end : last + last_length;  // the last packet does not say how long it lasts
}

// Matroska written without a rate gives its last picture next to no time.
Time picture_end(const StreamSurvey& seen, const AVStream& stream, Time start, Time usual) {
  const Time end = end_of(seen, stream, start, usual);
  if (seen.times.empty()) return end;
  const Time last = from_av(*std::max_element(seen.times.begin(), seen.times.end()), stream.time_base);
  return end > last && end < last + usual / 4 ? last + usual : end;
}

void describe_picture(const Sight& sight, MediaInfo& info) {
  const AVStream& stream = *sight.input.stream(sight.picture);
  const AVFrame& frame = *sight.first_picture;
  const StreamSurvey& seen = sight.survey.picture;
  auto& video = info.video.emplace();
  video.index = sight.picture;
  video.codec = avcodec_get_name(stream.codecpar->codec_id);
  video.width = frame.width;
  video.height = frame.height;
  const AVRational aspect =
      av_guess_sample_aspect_ratio(sight.input.av(), sight.input.stream(sight.picture), const_cast<AVFrame*>(&frame));
  if (aspect.num > 0 && aspect.den > 0) video.pixel_aspect = {aspect.num, aspect.den};
  const Orientation orientation = orientation_of(stream, &frame);
  video.rotation = orientation.rotation;
  video.mirrored = orientation.mirrored;
  describe_colour(frame, video);
  const AVFieldOrder order = stream.codecpar->field_order;
  video.interlaced = is_interlaced(frame) || (order != AV_FIELD_UNKNOWN && order != AV_FIELD_PROGRESSIVE);
  const Pace pace = pace_of(seen.times, {stream.time_base.num, stream.time_base.den});
  video.frame_rate = rate_of(stream, pace.rate);
  video.variable_rate = pace.variable;
  const double rate = video.frame_rate.value();
  const Time first = from_av(timestamp(frame) == AV_NOPTS_VALUE ? 0 : timestamp(frame), stream.time_base);
  info.origin = first;
  video.length = picture_end(seen, stream, first, from_seconds(1.0 / rate)) - first;
  video.frames = sight.survey.complete ? pace.count : stream.nb_frames;
  video.copyable = is_copyable(seen, *stream.codecpar, video);
}

void describe_sound(const Sight& sight, MediaInfo& info) {
  const AVStream& stream = *sight.input.stream(sight.sound);
  const auto& par = *stream.codecpar;
  const AVFrame* frame = sight.first_sound;
  auto& audio = info.audio.emplace();
  audio.index = sight.sound;
  audio.codec = avcodec_get_name(par.codec_id);
  audio.sample_rate = frame != nullptr ? frame->sample_rate : par.sample_rate;
  audio.channels = frame != nullptr ? frame->ch_layout.nb_channels : par.ch_layout.nb_channels;
  std::int64_t begin = frame != nullptr ? timestamp(*frame) : stream.start_time;
  if (begin == AV_NOPTS_VALUE) begin = 0;
  const Time first = from_av(begin, stream.time_base);
  if (!info.video) info.origin = first;
  audio.start = first - info.origin;
  const Time last = frame != nullptr ? from_samples(frame->nb_samples, std::max(frame->sample_rate, 1)) : Time{};
  audio.length = std::max(end_of(sight.survey.sound, stream, first, last) - first, Time{});
}

MediaKind kind_of(const Input& input, const MediaInfo& info) {
  if (!info.video) return MediaKind::audio;
  const bool animates = input.is("gif") || input.is("apng");
  if (animates) return info.video->frames > 1 ? MediaKind::animation : MediaKind::image;
  const bool still = std::string_view(input.av()->iformat->name).ends_with("_pipe");
  return still ? MediaKind::image : MediaKind::video;
}

std::vector<std::int64_t> steps_between(std::vector<std::int64_t>& times) {
  std::sort(times.begin(), times.end());
  times.erase(std::unique(times.begin(), times.end()), times.end());
  std::vector<std::int64_t> steps;
  for (std::size_t i = 1; i < times.size(); ++i) steps.push_back(times[i] - times[i - 1]);
  return steps;
}

// As long as its picture; but where sound goes on well after the last picture (a slide with a talk, a handful of
// pictures at the start) players leave that picture standing until the sound ends.
Time length_of(const MediaInfo& info) {
  constexpr Time well_after{flicks_per_second * 3 / 4};
  if (!info.video) return info.audio->length;
  const Time picture_end = info.video->length;
  const Time sound_end = info.audio ? info.audio->start + info.audio->length : Time{};
  return sound_end > picture_end + well_after ? sound_end : picture_end;
}

}  // namespace

Pace pace_of(std::vector<std::int64_t> times, Rational base) {
  const auto steps = steps_between(times);
  if (steps.empty() || base.num <= 0) return {.count = static_cast<std::int64_t>(times.empty() ? 0 : 1)};
  auto ordered = steps;
  const auto middle = ordered.begin() + static_cast<std::ptrdiff_t>(ordered.size() / 2);
  std::nth_element(ordered.begin(), middle, ordered.end());
  const double usual_step = static_cast<double>(*middle);
  const double slack = std::max(1.0, 0.02 * usual_step);
  Pace pace{.count = 1};
  std::int64_t whole = 0;
  for (const std::int64_t step : steps) {
    whole += step;
    if (static_cast<double>(step) < hidden_step * usual_step) continue;
    ++pace.count;
    pace.variable = pace.variable || std::abs(static_cast<double>(step) - usual_step) > slack;
  }
  if (whole > INT64_MAX / base.num) return pace;
  AVRational rate{};
  av_reduce(&rate.num, &rate.den, (pace.count - 1) * base.den, whole * base.num, 1'000'000);
  const double rounding = 1.5 / static_cast<double>(whole);
  pace.rate = usual_rate({rate.num, rate.den}, std::min(rounding, 2e-3));
  return pace;
}

Rational usual_rate(Rational rate, double slack) {
  constexpr std::array<Rational, 13> usual{{{24000, 1001},
                                            {24, 1},
                                            {25, 1},
                                            {30000, 1001},
                                            {30, 1},
                                            {48, 1},
                                            {50, 1},
                                            {60000, 1001},
                                            {60, 1},
                                            {120, 1},
                                            {15, 1},
                                            {10, 1},
                                            {12, 1}}};
  const auto off = [&](const Rational& each) { return std::abs(rate.value() / each.value() - 1.0); };
  const auto nearest = std::min_element(usual.begin(), usual.end(),
                                        [&](const Rational& a, const Rational& b) { return off(a) < off(b); });
  return off(*nearest) <= std::max(slack, 2e-4) ? *nearest : rate;
}

MediaInfo describe(const Sight& sight) {
  MediaInfo info;
  info.path = sight.input.path();
  info.container = container_of(sight.input);
  const AVDictionaryEntry* title = av_dict_get(sight.input.av()->metadata, "title", nullptr, 0);
  if (title != nullptr) info.title = title->value;
  if (sight.picture >= 0) describe_picture(sight, info);
  if (sight.sound >= 0) describe_sound(sight, info);
  info.kind = kind_of(sight.input, info);
  if (info.kind == MediaKind::image) {
    info.video->length = Time{};
    info.video->frame_rate = {};
  }
  if (info.kind != MediaKind::image) info.length = length_of(info);
  return info;
}

}  // namespace undertone::media
