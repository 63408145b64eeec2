// A long sound in pieces: worked on by all cores at once, taken in order. The pieces lie the same on every machine, so
// the samples do too.
#pragma once

#include <algorithm>
#include <cstdint>
#include <optional>
#include <vector>

#include "base/parallel.h"
#include "base/progress.h"
#include "base/result.h"
#include "base/spool.h"
#include "mix/flush.h"

namespace undertone::mix {

struct Chunk {
  std::int64_t start = 0;
  std::int64_t frames = 0;
};

inline constexpr std::int64_t chunk_frames = 4 * sample_rate;  // a whole number of meter steps and limiter hops

// make(Chunk) → Result<T>, several at a time; take(T&&) → Status, one at a time and in order.
template <class T, class Make, class Take>
Status in_chunks(std::int64_t frames, const Progress& progress, const Make& make, const Take& take) {
  const auto batch = static_cast<std::int64_t>(core_count());
  const std::int64_t count = (frames + chunk_frames - 1) / chunk_frames;
  for (std::int64_t first = 0; first < count; first += batch) {
    if (auto go = progress.check(); !go) return go;
    std::vector<std::optional<T>> made(static_cast<std::size_t>(std::min(batch, count - first)));
    auto done = parallel(made.size(), [&](std::size_t i) -> Status {
      const FlushTiny flush;
      const std::int64_t start = (first + static_cast<std::int64_t>(i)) * chunk_frames;
      auto piece = make(Chunk{start, std::min(chunk_frames, frames - start)});
      if (!piece) return fail(piece.error());
      made[i] = std::move(*piece);
      return {};
    });
    if (!done) return done;
    for (auto& piece : made)
      if (auto taken = take(std::move(*piece)); !taken) return taken;
    progress.report(static_cast<double>(std::min(first + batch, count)) / static_cast<double>(count));
  }
  return {};
}

}  // namespace undertone::mix
