#include "base/parallel.h"

#include <algorithm>
#include <atomic>
#include <mutex>
#include <optional>
#include <thread>
#include <vector>

namespace undertone {

std::size_t core_count() {
  return std::max<std::size_t>(1, std::thread::hardware_concurrency());
}

Status parallel(std::size_t count, const std::function<Status(std::size_t)>& work) {
  std::atomic<std::size_t> next = 0;
  std::mutex mutex;
  std::optional<Error> first_error;
  const auto run = [&] {
    for (std::size_t i = next++; i < count; i = next++) {
      auto done = work(i);
      if (done) continue;
      const std::lock_guard lock(mutex);
      if (!first_error) first_error = done.error();
      next = count;
    }
  };
  {
    std::vector<std::jthread> others;
    for (std::size_t i = 1; i < std::min(count, core_count()); ++i) others.emplace_back(run);
    run();
  }
  if (first_error) return fail(*first_error);
  return {};
}

}  // namespace undertone
