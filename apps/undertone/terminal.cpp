#include <fmt/core.h>
#include <signal.h>
#include <unistd.h>

#include <string>
#include <thread>

#include "front.h"

namespace undertone::app {
namespace {

constexpr int bar_width = 28;

// Signals are taken by a thread of their own, so that stopping never happens inside somebody's system call. A second
// one ends the process at once.
void stop_on_signal(const Progress& progress) {
  sigset_t signals;
  sigemptyset(&signals);
  sigaddset(&signals, SIGINT);
  sigaddset(&signals, SIGTERM);
  pthread_sigmask(SIG_BLOCK, &signals, nullptr);
  std::thread([signals, progress] {
    int signal = 0;
    sigwait(&signals, &signal);
    progress.stop();
    sigset_t again = signals;
    pthread_sigmask(SIG_UNBLOCK, &again, nullptr);
    while (true) ::pause();
  }).detach();
}

}  // namespace

Terminal::Terminal()
    : progress_([this](std::string_view stage, double fraction) { draw(stage, fraction); }),
      shown_(::isatty(STDERR_FILENO) == 1) {
  stop_on_signal(progress_);
}

Terminal::~Terminal() {
  if (drawn_ >= 0) fmt::print(stderr, "\r\x1b[K");
}

void Terminal::draw(std::string_view stage, double fraction) {
  const int percent = static_cast<int>(fraction * 100);
  if (!shown_ || percent == drawn_) return;
  drawn_ = percent;
  const auto full = static_cast<std::size_t>(fraction * bar_width);
  fmt::print(stderr, "\r{}{} {:3}% {:<8}", std::string(full, '#'), std::string(bar_width - full, '.'), percent, stage);
}

}  // namespace undertone::app
