#include <condition_variable>
#include <deque>
#include <mutex>
#include <thread>
#include <utility>

#include "media/write.h"

namespace undertone::media {
namespace {

class Ahead final : public Pictures {
 public:
  Ahead(std::unique_ptr<Pictures> from, std::size_t count)
      : from_(std::move(from)), count_(count), worker_([this] { work(); }) {}
  ~Ahead() override {
    {
      const std::lock_guard lock(mutex_);
      stop_ = true;
    }
    changed_.notify_all();
  }
  Result<Frame> next() override;

 private:
  void work();
  bool put(Result<Frame> frame);

  std::unique_ptr<Pictures> from_;  // the worker's own
  std::size_t count_;
  std::mutex mutex_;
  std::condition_variable changed_;
  std::deque<Result<Frame>> ready_;  // guarded by mutex_; ends with an empty Frame or an Error, which stays
  bool stop_ = false;                // guarded by mutex_
  std::jthread worker_;              // last: it must not outlive what it uses
};

Result<Frame> Ahead::next() {
  std::unique_lock lock(mutex_);
  changed_.wait(lock, [this] { return !ready_.empty(); });
  Result<Frame> frame = ready_.front();
  if (frame && *frame) ready_.pop_front();
  changed_.notify_all();
  return frame;
}

void Ahead::work() {
  while (put(from_->next())) {
  }
}

// False after the last.
bool Ahead::put(Result<Frame> frame) {
  const bool more = frame && *frame;
  std::unique_lock lock(mutex_);
  changed_.wait(lock, [this] { return stop_ || ready_.size() < count_; });
  if (stop_) return false;
  ready_.push_back(std::move(frame));
  changed_.notify_all();
  return more;
}

}  // namespace

std::unique_ptr<Pictures> ahead(std::unique_ptr<Pictures> from, std::size_t count) {
  return std::make_unique<Ahead>(std::move(from), count);
}

}  // namespace undertone::media
