#include "perform/stem.h"

#include <algorithm>
#include <vector>

#include "perform/font_source.h"
#include "perform/kit_source.h"
#include "perform/voice_source.h"

namespace undertone::perform {
namespace {

constexpr std::int64_t block_frames = 4096;
constexpr std::int64_t last_fade_frames = sample_rate / 50;

unsigned font_layers(const Part& part) {
  unsigned mask = 0;
  for (std::size_t i = 0; i < part.layers.size() && i < Synth::channels; ++i)
    if (part.layers[i].sound == Sound::soundfont) mask |= 1U << i;
  return mask;
}

using Sources = std::vector<std::unique_ptr<Source>>;

Result<Sources> sources_of(const Score& score, const Part& part, Synth* synth) {
  Sources sources;
  if (const unsigned layers = font_layers(part); layers != 0 && synth != nullptr) {
    auto source = FontSource::create(*synth, score, part, layers);
    if (!source) return fail(source.error());
    sources.push_back(std::move(*source));
  }
  for (std::size_t i = 0; i < part.layers.size(); ++i) {
    if (part.layers[i].sound != Sound::voice) continue;
    const bool is_kit = find_kit(part.layers[i].voice) != nullptr;
    auto source = is_kit ? KitSource::create(score, part, i) : VoiceSource::create(score, part, i);
    if (!source) return fail(source.error());
    sources.push_back(std::move(*source));
  }
  return sources;
}

// Whatever still sounds at the end goes within 20 ms.
void fade_end(std::span<float> block, std::int64_t from, std::int64_t end) {
  for (std::size_t i = 0; i < block.size() / 2; ++i) {
    const std::int64_t left = end - from - static_cast<std::int64_t>(i);
    if (left > last_fade_frames) continue;
    const float gain = static_cast<float>(left - 1) / static_cast<float>(last_fade_frames);
    block[2 * i] *= gain;
    block[2 * i + 1] *= gain;
  }
}

}  // namespace

bool needs_font(const Part& part) {
  return font_layers(part) != 0;
}

double cost(const Score& score, const Part& part) {
  constexpr double tail = 0.8;        // seconds that a note rings on
  constexpr double voice_weight = 2;  // a Faust voice against a sample
  const TempoClock clock(score);
  double sum = 0;
  for (const auto& note : part.notes) {
    const double held = seconds(clock.time_of(note.start + note.length) - clock.time_of(note.start)) + tail;
    for (std::size_t i = 0; i < part.layers.size(); ++i)
      if ((note.layers >> i & 1U) != 0) sum += held * (part.layers[i].sound == Sound::voice ? voice_weight : 1);
  }
  return sum;
}

Result<Spool> play_part(const Score& score, const Part& part, Synth* synth,
                        const std::function<Status(std::int64_t frames)>& heard) {
  auto sources = sources_of(score, part, synth);
  if (!sources) return fail(sources.error());
  auto spool = Spool::create();
  if (!spool) return spool;
  const std::int64_t end = to_samples(score.length);
  std::vector<float> block(static_cast<std::size_t>(2 * block_frames));
  for (std::int64_t from = 0; from < end; from += block_frames) {
    std::fill(block.begin(), block.end(), 0.0F);
    for (const auto& source : *sources) {
      if (source->next_sound(from) >= from + block_frames) continue;
      if (auto done = source->render(from, block); !done) return fail(done.error());
    }
    const std::int64_t frames = std::min(block_frames, end - from);
    const auto part_of_block = std::span(block).first(static_cast<std::size_t>(2 * frames));
    if (from + frames > end - last_fade_frames) fade_end(part_of_block, from, end);
    if (auto stored = spool->append(part_of_block); !stored) return fail(stored.error());
    if (auto more = heard(frames); !more) return fail(more.error());
  }
  if (auto done = spool->finish(); !done) return fail(done.error());
  return spool;
}

}  // namespace undertone::perform
