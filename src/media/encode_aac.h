// Inside `media` only: any run of AAC packets of a sound, encoded on its own so that runs fit together.
//
// Packet i of a stream decodes, overlapped with packet i−1, to samples [(i−1)·1024, i·1024): one packet of priming
// comes first. An encoder started b blocks into the sound makes packets b, b+1, …; the first few are unlike those of an
// encoder that has run from the start (its psychoacoustic model and its bit reservoir have no past yet) and are
// dropped.
//
//   blocks    | b | b+1 | … | first | …  | last−1 |  +1 |        (1,024 samples each)
//   packets     ×    ×    ×   first … last−1                     × = warming up, dropped
#pragma once

#include <algorithm>
#include <memory>
#include <vector>

#include "media/av.h"
#include "media/write.h"

namespace undertone::media {

inline constexpr std::int64_t aac_block = 1024;

// Many players give the last packet whole, whatever its length says. A rest shorter than this (1.4 ms) is left out, so
// that the sound never outlasts the picture by more than 20 ms.
inline constexpr std::int64_t aac_crumb = 66;

// How many packets `samples` need, the priming one included.
inline std::int64_t aac_packets(std::int64_t samples) {
  if (samples <= 0) return 0;
  return std::max<std::int64_t>(1, (samples - aac_crumb + aac_block - 1) / aac_block) + 1;
}

struct AacRun {
  std::int64_t first = 0;  // packets [first, last)
  std::int64_t last = 0;
  std::int64_t samples = 0;  // of the whole sound: the last packet of all is as short as it must be
};

Result<DecoderHandle> open_aac(const SoundCoding& coding);
// With times in samples: packet i is at (i−1)·1024.
Result<std::vector<std::shared_ptr<AVPacket>>> encode_aac(const Spool& sound, const SoundCoding& coding,
                                                          const AacRun& run);

}  // namespace undertone::media
