// Random: the one source of chance, the same numbers on every machine and library.
//
// xoshiro256** (Blackman & Vigna 2018) seeded through splitmix64; distributions are our own, because the standard
// library's differ between implementations. fork("bass") gives an independent stream for a named purpose, so that a
// change in one part never shifts the chances of another.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

namespace undertone {

class Random {
 public:
  explicit Random(std::uint64_t seed);

  std::uint64_t next();
  double uniform();                          // [0, 1)
  double uniform(double low, double high);   // [low, high)
  int between(int low, int high);            // both ends included
  double normal(double mean, double sigma);  // Box–Muller, one draw of two numbers each
  bool chance(double probability);
  std::size_t weighted(std::span<const double> weights);  // an index; all weights zero: 0
  template <class T>
  const T& pick(const std::vector<T>& from) {
    return from[static_cast<std::size_t>(between(0, static_cast<int>(from.size()) - 1))];
  }

  // A stream of its own for `purpose`, that depends on this one's seed and not on what was drawn so far.
  Random fork(std::string_view purpose) const;
  Random fork(std::string_view purpose, std::uint64_t number) const;

 private:
  std::uint64_t seed_;
  std::array<std::uint64_t, 4> state_{};
};

// FNV-1a, for seeds from words; never for security.
std::uint64_t hash_text(std::string_view text);

}  // namespace undertone
