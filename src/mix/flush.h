// FlushTiny: while it lives, this thread's arithmetic treats denormal numbers as zero, as fading filters would
// otherwise slow to a crawl on them.
#pragma once

#include <cstdint>

#if defined(__SSE2__)
#include <xmmintrin.h>
#endif

namespace undertone::mix {

class FlushTiny {
 public:
#if defined(__SSE2__)
  FlushTiny() : before_(_mm_getcsr()) {
    _mm_setcsr(before_ | 0x8040U);
  }
  ~FlushTiny() {
    _mm_setcsr(before_);
  }

 private:
  unsigned before_;
#elif defined(__aarch64__)
  FlushTiny() {
    asm volatile("mrs %0, fpcr" : "=r"(before_));
    asm volatile("msr fpcr, %0" ::"r"(before_ | (std::uint64_t{1} << 24)));
  }
  ~FlushTiny() {
    asm volatile("msr fpcr, %0" ::"r"(before_));
  }

 private:
  std::uint64_t before_;
#else
  FlushTiny() {}
  ~FlushTiny() {}
#endif

 public:
  FlushTiny(const FlushTiny&) = delete;
  FlushTiny& operator=(const FlushTiny&) = delete;
};

}  // namespace undertone::mix
