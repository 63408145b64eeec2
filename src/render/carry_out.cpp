#include <chrono>
#include <utility>

#include "media/write.h"
#include "render/pictures.h"
#include "render/render.h"

namespace undertone::render {
namespace {

// A still is encoded for this long, and that group of pictures is repeated.
constexpr Time still_group{2 * flicks_per_second};

media::PictureCoding coding_of(const RenderPlan& plan, const PicturePiece& piece) {
  media::PictureCoding coding{.preset = plan.quality.preset,
                              .crf = plan.quality.crf,
                              .frame_rate = plan.frame_rate,
                              .variable_rate = plan.variable_rate};
  const bool still = piece.from == PictureFrom::still || piece.from == PictureFrom::nothing;
  if (still) coding.tune = "stillimage";
  // Uneven times and B pictures together leave a track whose own length is not the film's.
  coding.reorder = !still && !plan.variable_rate;
  return coding;
}

Result<std::unique_ptr<media::Stream>> encoded(const RenderPlan& plan, const PicturePiece& piece,
                                               const Progress& progress) {
  auto pictures = open_pictures(plan, piece, still_group, progress);
  if (!pictures) return fail(pictures.error());
  auto stream = media::encode_picture(std::move(*pictures), coding_of(plan, piece));
  const bool still = piece.from == PictureFrom::still || piece.from == PictureFrom::nothing;
  if (!stream || !still) return stream;
  return media::repeat_stream(std::move(*stream), still_group, piece.span.length());
}

std::int64_t picture_count(const RenderPlan& plan, const PicturePiece& piece) {
  const bool counted = piece.way == PictureWay::copied && piece.source >= 0;
  const std::int64_t known = counted ? plan.sources[static_cast<std::size_t>(piece.source)].video->frames : 0;
  if (known > 0) return known + known / 64 + 64;
  if (plan.variable_rate) return 0;
  return static_cast<std::int64_t>(seconds(plan.length) * plan.frame_rate.value() * 1.02) + 64;
}

struct Attempt {
  bool copy = true;
  bool move_index = false;
};

Result<media::Written> attempt(const RenderPlan& plan, const Attempt& how, const Spool& sound,
                               const std::filesystem::path& target, const Progress& progress) {
  const PicturePiece& piece = plan.picture.front();
  auto heard = media::encode_sound(sound, plan.length, {.kilobits = plan.sound_kilobits});
  if (!heard) return fail(heard.error());
  auto seen = how.copy ? media::copy_picture(plan.sources[static_cast<std::size_t>(piece.source)])
                       : encoded(plan, piece, progress);
  if (!seen) return fail(seen.error());
  const media::MovieWish wish{
      .title = plan.title, .length = plan.length, .pictures = picture_count(plan, piece), .move_index = how.move_index};
  return media::write_movie(target, wish, {seen->get(), heard->get()}, progress);
}

}  // namespace

Result<Rendered> carry_out(const RenderPlan& plan, const Spool& sound, const std::filesystem::path& target,
                           const Progress& progress) {
  if (plan.picture.size() != 1) return fail(ErrorKind::unsupported, "A film of several pieces cannot be rendered yet.");
  const auto begun = std::chrono::steady_clock::now();
  Attempt how{.copy = plan.picture.front().way == PictureWay::copied};
  Rendered rendered;
  for (;;) {
    auto written = attempt(plan, how, sound, target, progress);
    if (written && *written == media::Written::whole) break;
    if (written) {
      how.move_index = true;
    } else if (how.copy && written.error().kind == ErrorKind::unsupported) {
      how.copy = false;
      rendered.because = written.error().message;
    } else {
      return fail(written.error());
    }
  }
  rendered.picture = how.copy ? Rendered::Picture::copied : Rendered::Picture::encoded;
  rendered.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - begun).count();
  return rendered;
}

}  // namespace undertone::render
