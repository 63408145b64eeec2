#include "mix/reverb.h"

#include <algorithm>
#include <cmath>

#include "base/spool.h"
#include "mix/filter.h"

namespace undertone::mix {
namespace {

constexpr std::array<std::size_t, 8> lengths = {1433, 1601, 1867, 2053, 2251, 2399, 2617, 2797};
constexpr std::array<std::array<std::size_t, 3>, 2> diffuser_lengths = {{{211, 347, 613}, {239, 331, 577}}};
constexpr float diffusion = 0.6F;
constexpr float damping = 0.06F;  // of the three-point mean in each line: −.9 dB at 12 kHz every time round
constexpr double low_cut_hz = 220;

using Blocks = std::array<Block, 8>;

// Fast Walsh–Hadamard transform over the lines, normalised to keep the energy.
void mix_lines(Blocks& blocks) {
  for (std::size_t step = 1; step < blocks.size(); step *= 2)
    for (std::size_t first = 0; first < blocks.size(); first += 2 * step)
      for (std::size_t i = first; i < first + step; ++i)
        for (std::size_t n = 0; n < block_size; ++n) {
          const float a = blocks[i][n];
          const float b = blocks[i + step][n];
          blocks[i][n] = a + b;
          blocks[i + step][n] = a - b;
        }
  for (auto& block : blocks)
    for (float& x : block) x *= 0.35355339F;
}

}  // namespace

void Reverb::Diffuser::run(Block& block) {
  Block delayed;
  Block in;
  line.read(delayed);
  for (std::size_t n = 0; n < block_size; ++n) {
    in[n] = block[n] - diffusion * delayed[n];
    block[n] = delayed[n] + diffusion * in[n];
  }
  line.write(in);
}

void Reverb::Line::run(Block& out) {
  std::array<float, block_size + 2> x;
  Block now;
  line.read(now);
  x[0] = before_last;
  x[1] = before;
  std::copy(now.begin(), now.end(), x.begin() + 2);
  for (std::size_t n = 0; n < block_size; ++n)
    out[n] = gain * (x[n + 1] + damping * (x[n] + x[n + 2] - 2.0F * x[n + 1]));
  before_last = x[block_size];
  before = x[block_size + 1];
}

Reverb::Reverb(double room)
    : pre_delay_{DelayLine(static_cast<std::size_t>(480 + 960 * room)),
                 DelayLine(static_cast<std::size_t>(480 + 960 * room))} {
  const double seconds_to_60 = 0.6 + 2.0 * room * room;
  const double size = 0.65 + 0.5 * room;
  low_cut_.set_all(high_pass(low_cut_hz));
  for (std::size_t side = 0; side < 2; ++side)
    for (const auto length : diffuser_lengths[side]) diffusers_[side].push_back({DelayLine(length)});
  double energy = 0;
  for (const auto length : lengths) {
    const auto delay = static_cast<std::size_t>(static_cast<double>(length) * size);
    const double gain = std::pow(10.0, -3 * static_cast<double>(delay) / (seconds_to_60 * sample_rate));
    lines_.push_back({DelayLine(delay), static_cast<float>(gain)});
    energy += gain * gain / (1 - gain * gain) / static_cast<double>(lines);
  }
  // A send of 1 comes back 3 dB under what was sent, whatever the room.
  level_ = static_cast<float>(0.7 / std::sqrt(energy));
}

void Reverb::run(std::span<const float> send, std::span<float> out) {
  for (std::size_t at = 0; at + 2 * block_size <= send.size(); at += 2 * block_size) run_block(&send[at], &out[at]);
}

void Reverb::run_block(const float* send, float* out) {
  std::array<Block, 2> in;
  for (std::size_t n = 0; n < block_size; ++n) {
    const Lanes cut = low_cut_.run(Lanes{send[2 * n], send[2 * n + 1], 0, 0});
    in[0][n] = cut[0];
    in[1][n] = cut[1];
  }
  for (std::size_t side = 0; side < 2; ++side) {
    Block late;
    pre_delay_[side].read(late);
    pre_delay_[side].write(in[side]);
    in[side] = late;
    for (auto& diffuser : diffusers_[side]) diffuser.run(in[side]);
  }
  Blocks blocks;
  for (std::size_t i = 0; i < lines; ++i) lines_[i].run(blocks[i]);
  for (std::size_t n = 0; n < block_size; ++n) {
    out[2 * n] += level_ * (blocks[0][n] - blocks[2][n] + blocks[4][n] - blocks[6][n]);
    out[2 * n + 1] += level_ * (blocks[1][n] - blocks[3][n] + blocks[5][n] - blocks[7][n]);
  }
  mix_lines(blocks);
  for (std::size_t i = 0; i < lines; ++i) {
    for (std::size_t n = 0; n < block_size; ++n) blocks[i][n] += 0.5F * in[i % 2][n];
    lines_[i].line.write(blocks[i]);
  }
}

}  // namespace undertone::mix
