// How long each stage took, for reports; measured on the steady clock, never part of a result.
#pragma once

#include <chrono>

namespace undertone::studio {

struct Timings {  // milliseconds
  double watch = 0;
  double talk = 0;
  double compose = 0;
  double perform = 0;
  double mix = 0;
  double render = 0;
  double total = 0;
};

// Adds the time of its own life to one of them.
class Stopwatch {
 public:
  explicit Stopwatch(double& milliseconds) : milliseconds_(milliseconds) {}
  ~Stopwatch() { milliseconds_ += std::chrono::duration<double, std::milli>(Clock::now() - start_).count(); }
  Stopwatch(const Stopwatch&) = delete;
  Stopwatch& operator=(const Stopwatch&) = delete;

 private:
  using Clock = std::chrono::steady_clock;
  double& milliseconds_;
  Clock::time_point start_ = Clock::now();
};

}  // namespace undertone::studio
