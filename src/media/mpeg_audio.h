// Finding MP3 sound behind whatever somebody's tool put in front of it.
#pragma once

#include <cstdint>
#include <optional>
#include <span>

namespace undertone::media {

// Where a run of MPEG layer III frames begins in these bytes: several in a row, each where the last says it ends.
std::optional<std::size_t> mpeg_audio_begin(std::span<const std::uint8_t> bytes);
// The same for the first two megabytes of an open file.
std::optional<std::int64_t> mpeg_audio_begin(int file);

}  // namespace undertone::media
