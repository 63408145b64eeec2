#include "media/mpeg_audio.h"

#include <unistd.h>

#include <array>
#include <vector>

namespace undertone::media {
namespace {

constexpr std::size_t looked_at = std::size_t{2} << 20;
constexpr int frames_in_a_row = 6;

// Bytes of the layer III frame whose header this is (ISO 11172-3, 13818-3); 0: it is none.
std::size_t frame_bytes(std::span<const std::uint8_t> head) {
  constexpr std::array<int, 16> kbits_1{0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 0};
  constexpr std::array<int, 16> kbits_2{0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160, 0};
  constexpr std::array<int, 4> rates{44100, 48000, 32000, 0};
  if (head.size() < 4 || head[0] != 0xff || (head[1] & 0xe6) != 0xe2) return 0;
  const int version = head[1] >> 3 & 3;  // 3: MPEG 1, 2: MPEG 2, 0: MPEG 2.5
  const int kbits = (version == 3 ? kbits_1 : kbits_2)[head[2] >> 4];
  const int rate = rates[head[2] >> 2 & 3] / (version == 3 ? 1 : version == 2 ? 2 : 4);
  if (version == 1 || kbits == 0 || rate == 0) return 0;
  const int padding = head[2] >> 1 & 1;
  return static_cast<std::size_t>((version == 3 ? 144 : 72) * kbits * 1000 / rate + padding);
}

}  // namespace

std::optional<std::size_t> mpeg_audio_begin(std::span<const std::uint8_t> bytes) {
  for (std::size_t begin = 0; begin + 4 <= bytes.size(); ++begin) {
    std::size_t at = begin;
    int frames = 0;
    while (frames < frames_in_a_row && at < bytes.size()) {
      const std::size_t length = frame_bytes(bytes.subspan(at));
      if (length == 0) break;
      at += length;
      ++frames;
    }
    if (frames == frames_in_a_row) return begin;
  }
  return std::nullopt;
}

std::optional<std::int64_t> mpeg_audio_begin(int file) {
  std::vector<std::uint8_t> bytes(looked_at);
  const ssize_t got = ::pread(file, bytes.data(), bytes.size(), 0);
  if (got <= 0) return std::nullopt;
  const auto begin = mpeg_audio_begin(std::span(bytes).first(static_cast<std::size_t>(got)));
  return begin ? std::optional(static_cast<std::int64_t>(*begin)) : std::nullopt;
}

}  // namespace undertone::media
