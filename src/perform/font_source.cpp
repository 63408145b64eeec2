#include "perform/font_source.h"

#include <algorithm>
#include <array>
#include <bit>

namespace undertone::perform {
namespace {

constexpr std::int64_t longest_run = 1024;
constexpr int swell_controller = 2;
constexpr int expression_controller = 11;
constexpr int swell_at_rest = 96;  // instruments that follow CC2 would be all but silent without it
constexpr int pedal_controller = 64;
constexpr int bend_number = 128;

// MuseScore General keeps its instruments that follow CC2 in loudness and brightness in these banks.
bool follows_swell(int bank) {
  return bank == 17 || bank == 21 || bank == 26 || bank == 31 || bank == 41 || bank == 51;
}

}  // namespace

Result<std::unique_ptr<Source>> FontSource::create(Synth& synth, const Score& score, const Part& part,
                                                   unsigned layers) {
  const auto count = std::min<std::size_t>(static_cast<std::size_t>(std::bit_width(layers)), Synth::channels);
  if (auto cleared = synth.clear(static_cast<int>(count)); !cleared) return fail(cleared.error());
  std::unique_ptr<FontSource> source(new FontSource(synth, cues(score, part, layers), count));
  for (std::size_t i = 0; i < count; ++i) {
    if ((layers & (1U << i)) == 0) continue;
    const Layer& layer = part.layers[i];
    auto taken = synth.select(static_cast<int>(i), {layer.bank, layer.program});
    if (!taken) return fail(taken.error());
    auto& channel = source->channels_[i];
    channel.played = true;
    channel.gain = gain_of(layer.level_db);
    channel.swell_as_expression = !follows_swell(taken->bank);
    if (!channel.swell_as_expression) synth.control(static_cast<int>(i), swell_controller, swell_at_rest);
    channel.left.resize(longest_run);
    channel.right.resize(longest_run);
  }
  return std::unique_ptr<Source>(std::move(source));
}

std::int64_t FontSource::next_sound(std::int64_t from) const {
  if (!synth_.silent()) return from;
  const auto on = std::find_if(cues_.begin() + static_cast<std::ptrdiff_t>(next_), cues_.end(),
                               [](const Cue& cue) { return cue.kind == CueKind::on; });
  return on == cues_.end() ? never : std::max(from, on->frame - Synth::grid);
}

void FontSource::play(const Cue& cue) {
  switch (cue.kind) {
    case CueKind::on:
      channels_[cue.layer].held_by_pedal.reset(cue.key);
      return synth_.note_on(cue.layer, cue.key, cue.value);
    case CueKind::off:
      return end(cue.layer, cue.key);
    case CueKind::control:
      return control(cue.layer, cue.key, cue.value);
  }
}

// The pedal is ours: a string struck again while it is down sounds once, where FluidSynth would let every stroke ring
// on.
void FontSource::end(int channel, int key) {
  auto& settings = channels_[static_cast<std::size_t>(channel)];
  if (!settings.pedal) return synth_.note_off(channel, key);
  settings.held_by_pedal.set(static_cast<std::size_t>(key));
}

void FontSource::control(int channel, int number, int value) {
  auto& settings = channels_[static_cast<std::size_t>(channel)];
  if (number == bend_number) return synth_.bend(channel, value);
  if (number == pedal_controller) {
    settings.pedal = value >= 64;
    if (settings.pedal) return;
    for (int key = 0; key < 128; ++key)
      if (settings.held_by_pedal[static_cast<std::size_t>(key)]) synth_.note_off(channel, key);
    settings.held_by_pedal.reset();
    return;
  }
  const bool swell = number == swell_controller && settings.swell_as_expression;
  synth_.control(channel, swell ? expression_controller : number, std::min(value, 127));
}

Status FontSource::run(std::int64_t frames, std::span<float> out) {
  const auto count = static_cast<std::size_t>(frames);
  std::array<float*, 2 * Synth::channels> outs;
  std::array<float, longest_run> nowhere;
  for (std::size_t i = 0; i < channels_.size(); ++i) {
    auto& channel = channels_[i];
    outs[2 * i] = channel.played ? channel.left.data() : nowhere.data();
    outs[2 * i + 1] = channel.played ? channel.right.data() : nowhere.data();
    std::fill_n(outs[2 * i], count, 0.0F);
    std::fill_n(outs[2 * i + 1], count, 0.0F);
  }
  if (auto done = synth_.render(static_cast<int>(frames), std::span(outs).first(2 * channels_.size())); !done)
    return done;
  for (const auto& channel : channels_) {
    if (!channel.played) continue;
    for (std::size_t i = 0; i < count; ++i) {
      out[2 * i] += channel.gain * channel.left[i];
      out[2 * i + 1] += channel.gain * channel.right[i];
    }
  }
  return {};
}

Status FontSource::render(std::int64_t from, std::span<float> out) {
  const std::int64_t end = from + static_cast<std::int64_t>(out.size() / 2);
  const auto grid_of = [](const Cue& cue) { return (cue.frame + Synth::grid / 2) / Synth::grid * Synth::grid; };
  for (std::int64_t at = from; at < end;) {
    while (next_ < cues_.size() && grid_of(cues_[next_]) <= at) play(cues_[next_++]);
    const std::int64_t stop = next_ < cues_.size() ? std::min(end, grid_of(cues_[next_])) : end;
    const std::int64_t frames = std::min(stop - at, longest_run);
    if (synth_.silent()) {
      at += frames;
      continue;
    }
    if (auto done = run(frames, out.subspan(static_cast<std::size_t>(2 * (at - from)))); !done) return done;
    at += frames;
  }
  return {};
}

}  // namespace undertone::perform
