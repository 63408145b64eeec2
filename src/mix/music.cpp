#include <algorithm>
#include <cmath>

#include "base/parallel.h"
#include "mix/balance.h"
#include "mix/bus.h"
#include "mix/chunks.h"
#include "mix/filter.h"
#include "mix/flush.h"
#include "mix/mix.h"
#include "mix/moves.h"
#include "mix/strip.h"

namespace undertone::mix {
namespace {

constexpr double music_lufs = -14;

// Strips work on one segment while the bus works on the one before.
//
//   strips   | 0 | 1 | 2 | 3 |
//   bus          | 0 | 1 | 2 | 3 |
struct Desk {
  Desk(const Balance& balance, const Score& score, const Moves& planned)
      : moves(planned), bus(score, planned, balance.tilt_db) {
    for (std::size_t i = 0; i < balance.setups.size(); i += 2)
      strips.emplace_back(std::span(balance.setups).subspan(i, std::min<std::size_t>(2, balance.setups.size() - i)));
    for (auto& side : sums) side.resize(strips.size());
  }

  // Strips for the segment at `frame`, the bus for the one before.
  Status turn(std::int64_t frame, std::int64_t end, Spool& out) {
    const std::size_t now = static_cast<std::size_t>(frame / segment_frames) % 2;
    auto& gains = automation[now];
    fill_pump(moves, frame, gains.pump);
    std::fill(gains.open.begin(), gains.open.end(), 1.0F);
    moves.open.shape(frame, gains.open);
    return parallel(strips.size() + 1, [&](std::size_t i) -> Status {
      const FlushTiny flush;
      if (i > 0) return frame < end ? strips[i - 1].run(frame, gains, sums[now][i - 1]) : Status{};
      if (frame == 0) return {};
      const std::int64_t before = frame - segment_frames;
      const auto mixed = bus.run(before, sums[1 - now], automation[1 - now]);
      return out.append(mixed.first(static_cast<std::size_t>(2 * std::min(segment_frames, end - before))));
    });
  }

  const Moves& moves;
  std::vector<Strip> strips;
  Bus bus;
  std::array<std::vector<Sums>, 2> sums;
  std::array<Automation, 2> automation;
};

Result<Spool> mix_down(const Balance& balance, const Score& score, const Moves& moves, std::int64_t length,
                       const Progress& progress) {
  auto spool = Spool::create();
  if (!spool) return fail(spool.error());
  Desk desk(balance, score, moves);
  for (std::int64_t frame = 0; frame < length + segment_frames; frame += segment_frames) {
    if (auto go = progress.check(); !go) return fail(go.error());
    if (auto done = desk.turn(frame, length, *spool); !done) return fail(done.error());
    progress.report(std::min(1.0, static_cast<double>(frame) / static_cast<double>(length)));
  }
  if (auto done = spool->finish(); !done) return fail(done.error());
  return spool;
}

// Brought to −14 LUFS, with an end that cannot click.
Result<Spool> levelled(const Spool& sound, const Progress& progress) {
  auto energies = energies_of(sound);
  if (!energies) return fail(energies.error());
  auto spool = Spool::create();
  if (!spool) return fail(spool.error());
  const double loudness = integrated(*energies);
  const auto gain = loudness <= -69.9 ? 1.0F : static_cast<float>(from_db(music_lufs - loudness));
  Curve close(gain);
  close.to(sound.frames() - std::min<std::int64_t>(sound.frames(), sample_rate / 33), gain).to(sound.frames(), 0);
  const auto make = [&](const Chunk& chunk) -> Result<std::vector<float>> {
    std::vector<float> samples(static_cast<std::size_t>(2 * chunk.frames));
    if (auto read = sound.read(chunk.start, samples); !read) return fail(read.error());
    std::vector<float> gains(static_cast<std::size_t>(chunk.frames), 1.0F);
    close.shape(chunk.start, gains);
    for (std::size_t i = 0; i < gains.size(); ++i) {
      samples[2 * i] *= gains[i];
      samples[2 * i + 1] *= gains[i];
    }
    return samples;
  };
  const auto take = [&](std::vector<float>&& samples) { return spool->append(samples); };
  if (auto done = in_chunks<std::vector<float>>(sound.frames(), progress, make, take); !done) return fail(done.error());
  if (auto done = spool->finish(); !done) return fail(done.error());
  return spool;
}

}  // namespace

Result<Spool> mix_music(const Stems& stems, const Score& score, std::span<const Span> speech,
                        const Progress& progress) {
  const std::int64_t length = to_samples(stems.length);
  if (length <= 0) return fail(ErrorKind::invalid_input, "There is nothing to mix: the music has no length.");
  auto placed = balance(stems, score);
  if (!placed) return fail(placed.error());
  progress.part("mix", 0, 0.2).report(1);
  std::erase_if(placed->setups, [](const Setup& setup) { return setup.gain == 0; });
  const Moves moves = plan_moves(score, speech, placed->energies);
  auto mixed = mix_down(*placed, score, moves, length, progress.part("mix", 0.2, 0.85));
  if (!mixed) return fail(mixed.error());
  return levelled(*mixed, progress.part("mix", 0.85, 1));
}

}  // namespace undertone::mix
