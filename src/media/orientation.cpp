#include "media/orientation.h"

#include <array>
#include <cmath>
#include <cstdlib>
#include <cstring>
#include <numbers>
#include <string_view>

extern "C" {
#include <libavutil/display.h>
}

namespace undertone::media {
namespace {

constexpr int orientation_tag = 0x0112;

const AVPacketSideData* display_matrix(const AVStream& stream, AVPacketSideData& room) {
#if LIBAVFORMAT_VERSION_INT >= AV_VERSION_INT(60, 15, 100)
  const auto& par = *stream.codecpar;
  room = {};
  return av_packet_side_data_get(par.coded_side_data, par.nb_coded_side_data, AV_PKT_DATA_DISPLAYMATRIX);
#else
  std::size_t bytes = 0;
  room.data = av_stream_get_side_data(&stream, AV_PKT_DATA_DISPLAYMATRIX, &bytes);
  room.size = bytes;
  return room.data != nullptr ? &room : nullptr;
#endif
}

Orientation of_bytes(const std::uint8_t* data, std::size_t bytes) {
  std::array<std::int32_t, 9> matrix{};
  if (data == nullptr || bytes < sizeof matrix) return {};
  std::memcpy(matrix.data(), data, sizeof matrix);
  return orientation_of_matrix(matrix);
}

int rotation_near(double degrees) {
  const int quarters = static_cast<int>(std::lround(degrees / 90.0));
  return ((quarters % 4) + 4) % 4 * 90;
}

}  // namespace

// With row vectors, (x, y) is shown at (a·x + c·y, b·x + d·y), y downwards. A negative determinant mirrors; undoing
// that on x leaves a turn whose clockwise angle is atan2(b, a).
Orientation orientation_of_matrix(std::span<const std::int32_t, 9> matrix) {
  const double a = matrix[0];
  const double b = matrix[1];
  const double c = matrix[3];
  const double d = matrix[4];
  if (a == 0 && b == 0) return {};
  const bool mirrored = a * d - b * c < 0;
  const double sign = mirrored ? -1.0 : 1.0;
  return {rotation_near(std::atan2(sign * b, sign * a) * 180.0 / std::numbers::pi), mirrored};
}

Orientation orientation_of_tag(int tag) {
  constexpr std::array<Orientation, 9> table{{{0, false},
                                              {0, false},
                                              {0, true},
                                              {180, false},
                                              {180, true},
                                              {270, true},
                                              {90, false},
                                              {90, true},
                                              {270, false}}};
  return tag >= 1 && tag <= 8 ? table[static_cast<std::size_t>(tag)] : Orientation{};
}

Orientation orientation_of_exif(std::span<const std::uint8_t> exif) {
  constexpr std::array<std::uint8_t, 6> prefix{'E', 'x', 'i', 'f', 0, 0};
  if (exif.size() > 6 && std::memcmp(exif.data(), prefix.data(), 6) == 0) exif = exif.subspan(6);
  if (exif.size() < 8) return {};
  const bool little = exif[0] == 'I';
  const auto number = [&](std::size_t at, std::size_t bytes) {
    std::size_t value = 0;
    for (std::size_t i = 0; i < bytes && at + i < exif.size(); ++i)
      value |= std::size_t{exif[at + i]} << (8 * (little ? i : bytes - 1 - i));
    return value;
  };
  const std::size_t directory = number(4, 4);
  if (directory + 2 > exif.size()) return {};
  const std::size_t entries = number(directory, 2);
  for (std::size_t i = 0; i < entries; ++i) {
    const std::size_t entry = directory + 2 + 12 * i;
    if (entry + 12 > exif.size()) return {};
    if (number(entry, 2) == orientation_tag) return orientation_of_tag(static_cast<int>(number(entry + 8, 2)));
  }
  return {};
}

Orientation orientation_of(const AVStream& stream, const AVFrame* first) {
  AVPacketSideData room{};
  if (const auto* matrix = display_matrix(stream, room); matrix != nullptr) return of_bytes(matrix->data, matrix->size);
  if (first != nullptr) {
    const auto* side = av_frame_get_side_data(first, AV_FRAME_DATA_DISPLAYMATRIX);
    if (side != nullptr) return of_bytes(side->data, side->size);
    const auto* tag = av_dict_get(first->metadata, "Orientation", nullptr, 0);
    if (tag != nullptr) return orientation_of_tag(std::atoi(tag->value));
  }
  return {};
}

}  // namespace undertone::media
