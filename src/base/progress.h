// Progress: what a long call takes, to say how far it is and to learn that it should stop.
//
// Thread-safe. A stage reports 0…1 of its own work; part() maps that onto a slice of the whole, so stages need not know
// about each other. What is reported never falls. Long loops ask stopped() at least every 100 ms of work.
#pragma once

#include <functional>
#include <memory>
#include <string_view>

#include "base/result.h"

namespace undertone {

class Progress {
 public:
  using Listener = std::function<void(std::string_view stage, double fraction)>;

  Progress();  // heard by nobody
  explicit Progress(Listener listener);

  void report(double fraction) const;
  bool stopped() const;
  void stop() const;  // safe from a signal handler's thread, not from the handler itself
  // The slice [from, to] of this progress, under a stage's name.
  Progress part(std::string_view stage, double from, double to) const;
  // cancelled, as an Error, when stop() was called.
  Status check() const;

 private:
  struct Shared;
  std::shared_ptr<Shared> shared_;
  std::string_view stage_ = "";
  double from_ = 0;
  double to_ = 1;
};

}  // namespace undertone
