#include "perform/drum.h"

#include <algorithm>
#include <cmath>

#include "base/spool.h"
#include "perform/patch.h"
#include "perform/source.h"
#include "perform/voice.h"

namespace undertone::perform {
namespace {

constexpr int takes_per_strength = 4;
constexpr int strength_step = 12;      // velocities are rounded to these; the level is then made exact
constexpr double loudness_bend = 1.6;  // tone.lib's loudness
constexpr std::size_t longest_take = 8 * sample_rate;

}  // namespace

Drum::Drum(const Kit& kit, const Piece& piece, Random random) : piece_(tuned(kit, piece)), random_(random) {
  const float gain = gain_of(piece_.level_db + find_drum(piece_.drum)->level_db);
  const auto pan = static_cast<float>(piece_.pan);
  gain_ = {gain * std::min(1.0F, 1.0F - pan), gain * std::min(1.0F, 1.0F + pan)};
}

std::vector<float> Drum::play(int velocity, int take) const {
  Voice voice(*find_drum(piece_.drum));
  voice.set("tune", piece_.tune);
  voice.set("decay", piece_.decay);
  voice.set("tone", piece_.tone);
  voice.start({.key = piece_.key, .velocity = velocity / 127.0, .chance = (take + 0.5) / takes_per_strength});
  voice.let_ring();
  std::vector<float> sound;
  std::array<float, Voice::longest_run> left;
  std::array<float, Voice::longest_run> right;
  while (!voice.idle() && sound.size() < 2 * longest_take) {
    voice.play(left.size(), left, right);
    for (std::size_t i = 0; i < left.size(); ++i) {
      sound.push_back(left[i]);
      sound.push_back(right[i]);
    }
  }
  return sound;
}

Drum::Strike Drum::strike(int velocity, std::uint32_t note) {
  const int rounded = std::clamp((velocity + strength_step / 2) / strength_step * strength_step, strength_step, 127);
  const int other = random_.fork("take", note).between(1, takes_per_strength - 1);
  last_take_ = (last_take_ + other) % takes_per_strength;
  const auto [found, is_new] = takes_.try_emplace({rounded, last_take_});
  if (is_new) found->second = play(rounded, last_take_);
  const auto exact = static_cast<float>(std::pow(static_cast<double>(velocity) / rounded, loudness_bend));
  return {found->second, {gain_[0] * exact, gain_[1] * exact}};
}

}  // namespace undertone::perform
