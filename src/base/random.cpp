#include "base/random.h"

#include <bit>
#include <cmath>
#include <numbers>

namespace undertone {
namespace {

std::uint64_t splitmix(std::uint64_t& x) {
  std::uint64_t z = (x += 0x9e3779b97f4a7c15ULL);
  z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9ULL;
  z = (z ^ (z >> 27)) * 0x94d049bb133111ebULL;
  return z ^ (z >> 31);
}

}  // namespace

Random::Random(std::uint64_t seed) : seed_(seed) {
  std::uint64_t x = seed;
  for (auto& word : state_) word = splitmix(x);
}

std::uint64_t Random::next() {
  const std::uint64_t result = std::rotl(state_[1] * 5, 7) * 9;
  const std::uint64_t t = state_[1] << 17;
  state_[2] ^= state_[0];
  state_[3] ^= state_[1];
  state_[1] ^= state_[2];
  state_[0] ^= state_[3];
  state_[2] ^= t;
  state_[3] = std::rotl(state_[3], 45);
  return result;
}

double Random::uniform() {
  return static_cast<double>(next() >> 11) * 0x1.0p-53;
}

double Random::uniform(double low, double high) {
  return low + (high - low) * uniform();
}

int Random::between(int low, int high) {
  if (high <= low) return low;
  const auto range = static_cast<std::uint64_t>(high - low + 1);
  return low + static_cast<int>(next() % range);
}

double Random::normal(double mean, double sigma) {
  const double radius = std::sqrt(-2.0 * std::log(1.0 - uniform()));
  return mean + sigma * radius * std::cos(2.0 * std::numbers::pi * uniform());
}

bool Random::chance(double probability) {
  return uniform() < probability;
}

std::size_t Random::weighted(std::span<const double> weights) {
  double total = 0;
  for (double w : weights) total += w > 0 ? w : 0;
  double left = uniform() * total;
  std::size_t last = 0;
  for (std::size_t i = 0; i < weights.size(); ++i) {
    if (weights[i] <= 0) continue;
    last = i;
    if ((left -= weights[i]) < 0) return i;
  }
  return last;
}

Random Random::fork(std::string_view purpose) const {
  std::uint64_t mixed = seed_ ^ hash_text(purpose);
  return Random(splitmix(mixed));
}

Random Random::fork(std::string_view purpose, std::uint64_t number) const {
  std::uint64_t mixed = seed_ ^ hash_text(purpose) ^ (number * 0xd1342543de82ef95ULL + 1);
  return Random(splitmix(mixed));
}

std::uint64_t hash_text(std::string_view text) {
  std::uint64_t hash = 0xcbf29ce484222325ULL;
  for (const char c : text) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3ULL;
  return hash;
}

}  // namespace undertone
