#include "mix/echo.h"

#include <array>

namespace undertone::mix {
namespace {

constexpr float feedback = 0.42F;
constexpr float into_reverb = 0.25F;

}  // namespace

// Read with a three-point mean: −6 dB at 12 kHz.
void Echo::Tap::read(Block& block) {
  std::array<float, block_size + 2> x;
  line.read(block);
  x[0] = before_last;
  x[1] = before;
  std::copy(block.begin(), block.end(), x.begin() + 2);
  for (std::size_t n = 0; n < block_size; ++n) block[n] = 0.25F * (x[n] + x[n + 2]) + 0.5F * x[n + 1];
  before_last = x[block_size];
  before = x[block_size + 1];
}

Echo::Echo(std::size_t delay_frames) : left_{DelayLine(delay_frames)}, right_{DelayLine(delay_frames)} {}

void Echo::run(std::span<const float> send, std::span<float> out, std::span<float> reverb) {
  for (std::size_t at = 0; at + 2 * block_size <= send.size(); at += 2 * block_size) {
    Block left;
    Block right;
    left_.read(left);
    right_.read(right);
    Block in;
    for (std::size_t n = 0; n < block_size; ++n) {
      const std::size_t i = at + 2 * n;
      in[n] = 0.5F * (send[i] + send[i + 1]) + feedback * right[n];
      out[i] += left[n];
      out[i + 1] += right[n];
      reverb[i] += into_reverb * left[n];
      reverb[i + 1] += into_reverb * right[n];
    }
    for (float& x : left) x *= 0.8F;
    right_.line.write(left);
    left_.line.write(in);
  }
}

}  // namespace undertone::mix
