// parallel: the machine's cores put to work on independent pieces, and nothing cleverer.
#pragma once

#include <cstddef>
#include <functional>

#include "base/result.h"

namespace undertone {

// At least 1.
std::size_t core_count();

// Calls work(0 … count-1), each once, on up to core_count() threads, and waits for all. The first Error is returned;
// work that has not begun by then is not begun. `work` must not throw.
Status parallel(std::size_t count, const std::function<Status(std::size_t)>& work);

}  // namespace undertone
