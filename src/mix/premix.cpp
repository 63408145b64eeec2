#include "mix/premix.h"

#include <algorithm>

namespace undertone::mix {
namespace {

Status add(const Voice& voice, std::int64_t frame, std::span<float> out) {
  const std::int64_t start = std::max(frame, voice.place.start);
  const std::int64_t end = std::min(frame + static_cast<std::int64_t>(out.size() / 2), voice.place.end);
  const std::int64_t from = start - voice.place.start + voice.source_start;
  if (start >= end || voice.sound->silent(from, end - start)) return {};
  const auto frames = static_cast<std::size_t>(end - start);
  std::vector<float> samples(2 * frames);
  if (auto read = voice.sound->read(from, samples); !read) return read;
  std::vector<float> gains(frames, voice.gain);
  for (const auto& curve : voice.curves) curve.shape(start, gains);
  float* to = out.data() + 2 * (start - frame);
  for (std::size_t i = 0; i < frames; ++i) {
    to[2 * i] += gains[i] * samples[2 * i];
    to[2 * i + 1] += gains[i] * samples[2 * i + 1];
  }
  return {};
}

}  // namespace

Status render(std::span<const Voice> voices, std::int64_t frame, std::span<float> out) {
  std::fill(out.begin(), out.end(), 0.0F);
  for (const auto& voice : voices)
    if (auto added = add(voice, frame, out); !added) return added;
  return {};
}

}  // namespace undertone::mix
