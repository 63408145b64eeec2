// Looking: decoding pictures of a file at reduced size, straight into glances.
#pragma once

#include <functional>
#include <span>
#include <vector>

#include "base/progress.h"
#include "base/result.h"
#include "media/media.h"
#include "watch/glance.h"

namespace undertone::watch {

struct Look {
  media::Which which = media::Which::all;
  Span span{};                                            // {0, 0}: the whole file
  int threads = 1;                                        // several looks go on side by side
  std::function<bool(std::span<const Glance>)> enough{};  // asked after each picture: may the look end here?
};

Result<std::vector<Glance>> look(const MediaInfo& info, const Look& wish, const Progress& progress);

// The key picture at or before each of `times`, which rise; those that cannot be read are left out.
Result<std::vector<Glance>> look_at_keys(const MediaInfo& info, const std::vector<Time>& times,
                                         const Progress& progress);

}  // namespace undertone::watch
