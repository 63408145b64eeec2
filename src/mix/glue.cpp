#include "mix/glue.h"

#include <algorithm>
#include <cmath>
#include <cstddef>

#include "base/spool.h"
#include "mix/balance.h"
#include "mix/filter.h"

namespace undertone::mix {
namespace {

constexpr std::size_t hop = 32;
constexpr double threshold_db = bus_lufs - 1;
constexpr double ratio = 2;
const double attack = 1 - std::exp(-static_cast<double>(hop) / (0.015 * sample_rate));
const double release = 1 - std::exp(-static_cast<double>(hop) / (0.150 * sample_rate));

}  // namespace

Glue::Glue(double amount) : amount_(std::clamp(amount, 0.0, 1.0)) {}

void Glue::run(std::span<float> stereo) {
  if (amount_ == 0) return;
  for (std::size_t at = 0; at + 2 * hop <= stereo.size(); at += 2 * hop) {
    float sum = 0;
    for (std::size_t i = 0; i < 2 * hop; ++i) sum += stereo[at + i] * stereo[at + i];
    const double energy = static_cast<double>(sum) / static_cast<double>(hop);
    level_ += (energy > level_ ? attack : release) * (energy - level_);
    const double over = 10 * std::log10(level_ + 1e-12) - threshold_db;
    const double less = over <= 0 ? 0 : amount_ * over * (1 - 1 / ratio);
    const auto wanted = less == 0 ? 1.0F : static_cast<float>(from_db(-less));
    const float by = (wanted - gain_) / static_cast<float>(hop);
    for (std::size_t i = 0; i < hop; ++i) {
      gain_ += by;
      stereo[at + 2 * i] *= gain_;
      stereo[at + 2 * i + 1] *= gain_;
    }
    gain_ = wanted;
  }
}

}  // namespace undertone::mix
