#include <fmt/format.h>

#include <filesystem>

#include "render/render.h"

namespace undertone::render {
namespace {

std::string time_text(Span span) {
  return fmt::format("{:.3f}-{:.3f}", seconds(span.start), seconds(span.end));
}

std::string source_text(const RenderPlan& plan, const PicturePiece& piece) {
  if (piece.source < 0) return "nothing (black)";
  const MediaInfo& info = plan.sources[static_cast<std::size_t>(piece.source)];
  const std::string file = std::filesystem::path(info.path).filename().string();
  const std::string from = piece.source_start == Time{} ? "" : fmt::format(" at {:.3f}", seconds(piece.source_start));
  return fmt::format("{}{} ({} {}x{})", file, from, info.video->codec, info.video->width, info.video->height);
}

std::string rate_text(const RenderPlan& plan) {
  if (plan.variable_rate) return "its own times";
  return fmt::format("{}/{} fps", plan.frame_rate.num, plan.frame_rate.den);
}

std::string piece_text(const RenderPlan& plan, const PicturePiece& piece) {
  const std::string source = source_text(plan, piece);
  if (piece.way == PictureWay::copied) return fmt::format("picture {} copied from {}\n", time_text(piece.span), source);
  std::string text = fmt::format("picture {} encoded from {}: {}\n", time_text(piece.span), source, piece.because);
  text += fmt::format("  h264 {}x{} {} {} crf {:g}\n", plan.width, plan.height, rate_text(plan), plan.quality.preset,
                      plan.quality.crf);
  if (!piece.filters.empty()) text += fmt::format("  through {}\n", piece.filters);
  return text;
}

}  // namespace

std::string print(const RenderPlan& plan) {
  std::string text;
  for (const PicturePiece& piece : plan.picture) text += piece_text(plan, piece);
  text +=
      fmt::format("sound   {} aac 48000 Hz stereo {} kb/s\n", time_text({Time{}, plan.length}), plan.sound_kilobits);
  return text;
}

const char* name(Rendered::Picture picture) {
  switch (picture) {
    case Rendered::Picture::copied:
      return "copied";
    case Rendered::Picture::partly:
      return "partly";
    case Rendered::Picture::encoded:
      return "encoded";
  }
  return "encoded";
}

}  // namespace undertone::render
