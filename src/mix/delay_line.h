// DelayLine: mono delay worked in blocks of 64 samples, for loops that the compiler can do four at a time.
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstring>
#include <vector>

namespace undertone::mix {

inline constexpr std::size_t block_size = 64;
using Block = std::array<float, block_size>;

class DelayLine {
 public:
  // At least block_size samples.
  explicit DelayLine(std::size_t delay)
      : delay_(delay < block_size ? block_size : delay), ring_((delay_ / block_size + 2) * block_size) {}

  // What was written `delay` samples before the block that is written next.
  void read(Block& block) const {
    std::size_t from = (at_ + ring_.size() - delay_) % ring_.size();
    const std::size_t run = std::min(block_size, ring_.size() - from);
    std::memcpy(block.data(), &ring_[from], run * sizeof(float));
    std::memcpy(block.data() + run, ring_.data(), (block_size - run) * sizeof(float));
  }
  void write(const Block& block) {
    std::memcpy(&ring_[at_], block.data(), sizeof block);
    at_ = (at_ + block_size) % ring_.size();
  }
  std::size_t delay() const { return delay_; }

 private:
  std::size_t delay_;
  std::vector<float> ring_;
  std::size_t at_ = 0;
};

}  // namespace undertone::mix
