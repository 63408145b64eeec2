#include <algorithm>
#include <filesystem>
#include <string_view>
#include <system_error>

#include "media/describe.h"
#include "media/first_look.h"
#include "media/input.h"
#include "media/media.h"
#include "media/survey.h"
#include "media/webp.h"

namespace undertone::media {
namespace {

constexpr Time longest{12 * 3600 * flicks_per_second};

bool is_cover(const AVStream& stream) {
  return (stream.disposition & (AV_DISPOSITION_ATTACHED_PIC | AV_DISPOSITION_TIMED_THUMBNAILS)) != 0;
}

// A track that its header announces and that holds nothing.
bool is_hollow(const Input& input, const AVStream& stream) {
  return input.is("mov") && stream.codecpar->codec_id == AV_CODEC_ID_NONE && stream.codecpar->codec_tag == 0;
}

struct Chosen {
  int stream = -1;
  FirstLook look;
};

// The default picture track, else the first, of those that can be decoded.
Result<Chosen> choose_picture(Input& input) {
  std::optional<Error> why;
  std::vector<AVStream*> candidates;
  for (unsigned i = 0; i < input.av()->nb_streams; ++i) {
    AVStream* stream = input.av()->streams[i];
    const bool picture = stream->codecpar->codec_type == AVMEDIA_TYPE_VIDEO;
    if (picture && !is_cover(*stream) && !is_hollow(input, *stream)) candidates.push_back(stream);
  }
  std::stable_partition(candidates.begin(), candidates.end(), [](const AVStream* stream) {
    return stream->nb_frames > 0 || (stream->disposition & AV_DISPOSITION_DEFAULT) != 0;
  });
  for (const AVStream* stream : candidates) {
    const auto& par = *stream->codecpar;
    if (auto sane = check_size(par.width, par.height); !sane) return fail(sane.error());
    auto decoder = open_decoder(*stream, {.threads = 1, .skip_loop_filter = AVDISCARD_ALL});
    if (decoder) return Chosen{stream->index, FirstLook(stream->index, std::move(*decoder))};
    if (!why) why = decoder.error();
  }
  if (why) return fail(*why);
  return Chosen{};
}

Chosen choose_sound(Input& input) {
  for (unsigned i = 0; i < input.av()->nb_streams; ++i) {
    const AVStream* stream = input.av()->streams[i];
    const auto& par = *stream->codecpar;
    if (par.codec_type != AVMEDIA_TYPE_AUDIO || par.sample_rate <= 0 || par.ch_layout.nb_channels <= 0) continue;
    auto decoder = open_decoder(*stream, {});
    if (decoder) return {stream->index, FirstLook(stream->index, std::move(*decoder))};
  }
  return {};
}

Error nothing_in(const Input& input) {
  for (unsigned i = 0; i < input.av()->nb_streams; ++i) {
    const auto& par = *input.av()->streams[i]->codecpar;
    if (par.codec_type != AVMEDIA_TYPE_AUDIO || par.codec_id == AV_CODEC_ID_NONE) continue;
    if (avcodec_find_decoder(par.codec_id) == nullptr)
      return {
          ErrorKind::unsupported,
          fmt::format("The sound is coded as {}, which cannot be decoded here: convert it first.", codec_name(par))};
  }
  return {ErrorKind::corrupt_media,
          fmt::format("'{}' holds no picture and no sound that can be read: it seems to be damaged.", input.path())};
}

Result<MediaInfo> probe_streams(const std::string& path, std::uint64_t bytes) {
  auto input = Input::open(path, Progress());
  if (!input) return fail(input.error());
  auto picture = choose_picture(*input);
  if (!picture) return fail(picture.error());
  Chosen sound = choose_sound(*input);
  if (picture->stream < 0 && sound.stream < 0) return fail(nothing_in(*input));
  const SurveyWish wish{.picture = picture->stream, .sound = sound.stream, .bytes = bytes};
  const auto seen = survey(*input, wish, [&](const AVPacket& packet) {
    picture->look.see(packet);
    sound.look.see(packet);
  });
  if (!seen) return fail(seen.error());
  const Sight sight{*input, *seen, picture->stream, picture->look.frame(), sound.stream, sound.look.frame()};
  if (sight.first_picture == nullptr && (picture->stream >= 0 || sight.first_sound == nullptr))
    return fail(ErrorKind::corrupt_media, "'{}' is damaged: not one picture of it can be read.", path);
  auto info = describe(sight);
  info.bytes = bytes;
  if (info.length > longest)
    return fail(ErrorKind::invalid_input, "'{}' says that it lasts {}: no more than {} are taken, cut it first.", path,
                clock(info.length), clock(longest));
  return info;
}

}  // namespace

Result<MediaInfo> probe(const std::filesystem::path& file) {
  std::error_code trouble;
  const auto bytes = std::filesystem::file_size(file, trouble);
  auto info = is_webp(file) ? probe_webp(file) : probe_streams(file, trouble ? 0 : bytes);
  if (info && info->title.empty()) info->title = file.stem().string();
  return info;
}

}  // namespace undertone::media
