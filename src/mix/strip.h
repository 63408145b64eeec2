// Strip: two stems at once from dry to their place in the mix: filters, drive, width, pan, pump and sends.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "mix/balance.h"
#include "mix/lanes.h"

namespace undertone::mix {

inline constexpr std::int64_t segment_frames = 19200;  // the mix is made in pieces of .4 s

// Gains that all strips share over one segment.
struct Automation {
  std::vector<float> pump = std::vector<float>(segment_frames);  // 1 at a kick … 0
  std::vector<float> open = std::vector<float>(segment_frames);  // 0 while somebody speaks … 1
};

// Stereo sums of one segment, interleaved.
struct Sums {
  std::vector<float> dry = std::vector<float>(2 * segment_frames);
  std::vector<float> reverb = std::vector<float>(2 * segment_frames);
  std::vector<float> delay = std::vector<float>(2 * segment_frames);
  bool silent = true;  // then the rest is not to be read
};

class Strip {
 public:
  // One or two stems.
  explicit Strip(std::span<const Setup> pair);
  // The segment that begins at `frame`; segments must come in order.
  Status run(std::int64_t frame, const Automation& automation, Sums& out);

 private:
  Status read(std::int64_t frame);
  bool silent(std::int64_t frame) const;
  Lanes placed(Lanes x);
  Lanes widened(Lanes x);

  std::vector<Setup> pair_;
  std::vector<float> quad_ = std::vector<float>(4 * segment_frames);
  std::vector<float> stem_ = std::vector<float>(2 * segment_frames);
  LaneFilter high_pass_, body_, top_, low_pass_, side_cut_;
  bool has_low_pass_ = false;
  bool has_drive_ = false;
  bool has_widen_ = false;
  Lanes gain_{}, drive_{}, undrive_{}, own_{}, other_{}, widen_{}, place_{}, reverb_{}, delay_{}, pump_{}, hush_{};
  std::vector<Lanes> middle_;  // the widener's delay
  std::size_t at_ = 0;
};

}  // namespace undertone::mix
