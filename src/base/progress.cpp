#include "base/progress.h"

#include <algorithm>
#include <atomic>
#include <mutex>
#include <utility>

namespace undertone {

struct Progress::Shared {
  Listener listener;
  std::atomic<bool> stop = false;
  std::mutex mutex;
  double highest = 0;
};

Progress::Progress() : shared_(std::make_shared<Shared>()) {}

Progress::Progress(Listener listener) : Progress() {
  shared_->listener = std::move(listener);
}

void Progress::report(double fraction) const {
  if (!shared_->listener) return;
  const double whole = from_ + (to_ - from_) * std::clamp(fraction, 0.0, 1.0);
  const std::lock_guard lock(shared_->mutex);
  shared_->highest = std::max(shared_->highest, whole);
  shared_->listener(stage_, shared_->highest);
}

bool Progress::stopped() const {
  return shared_->stop.load(std::memory_order_relaxed);
}

void Progress::stop() const {
  shared_->stop.store(true, std::memory_order_relaxed);
}

Progress Progress::part(std::string_view stage, double from, double to) const {
  Progress slice = *this;
  slice.stage_ = stage;
  slice.from_ = from_ + (to_ - from_) * from;
  slice.to_ = from_ + (to_ - from_) * to;
  return slice;
}

Status Progress::check() const {
  if (stopped()) return fail(ErrorKind::cancelled, "Stopped, as asked. Nothing was changed.");
  return {};
}

}  // namespace undertone
