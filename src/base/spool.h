// Spool: stereo sound of any length at flat memory.
//
// 48 kHz, float, interleaved left/right, kept in an unlinked temporary file (the page cache makes short pieces as fast
// as memory). Silent blocks are not stored. One writer appends; when it has finished, any number of threads may read.
//
//   auto spool = Spool::create().value();
//   spool.append(block);                       // block.size() is 2 × frames
//   spool.read(frame, out);                    // out.size() is 2 × frames; beyond the end: zeros
//
// TMPDIR says where the file goes (default /tmp). A full disk is ErrorKind::unavailable.
#pragma once

#include <cstdint>
#include <memory>
#include <span>

#include "base/result.h"

namespace undertone {

inline constexpr int sample_rate = 48000;

class Spool {
 public:
  static Result<Spool> create();
  Spool(Spool&&) noexcept;
  Spool& operator=(Spool&&) noexcept;
  ~Spool();

  Status append(std::span<const float> interleaved);
  // Writes out the last, partly filled block. Call once, when nothing more is to come; read() needs it.
  Status finish();
  // Copies frames [frame, frame + out.size()/2) into out; what lies beyond either end is silence.
  Status read(std::int64_t frame, std::span<float> out) const;
  // True if nothing but silence lies in [frame, frame + frames): lets a reader skip work.
  bool silent(std::int64_t frame, std::int64_t frames) const;
  std::int64_t frames() const;

 private:
  struct State;
  explicit Spool(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace undertone
