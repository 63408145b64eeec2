#include "perform/kit_source.h"

#include <algorithm>
#include <numbers>

#include "base/spool.h"
#include "perform/patch.h"

namespace undertone::perform {
namespace {

constexpr std::size_t voices_per_drum = 4;
constexpr float silence = 1.0e-5F;

// Cubic: unity for small x, ±1 at most.
float press(float x) {
  const float c = std::clamp(x / 1.5F, -1.0F, 1.0F);
  return c * (1.5F - 0.5F * c * c);
}

}  // namespace

KitSource::KitSource(const Kit& kit, std::vector<Cue> cues, Random random, float gain)
    : kit_(kit), cues_(std::move(cues)), random_(random), gain_(gain) {
  std::erase_if(cues_, [](const Cue& cue) { return cue.kind != CueKind::on || find_piece(cue.key) == nullptr; });
}

Result<std::unique_ptr<Source>> KitSource::create(const Score& score, const Part& part, std::size_t layer) {
  const Layer& played = part.layers[layer];
  const Kit* kit = find_kit(played.voice);
  if (kit == nullptr) return fail(ErrorKind::invalid_input, "There is no voice called \"{}\".", played.voice);
  auto random = Random(score.seed).fork(name(part.role)).fork("kit", layer);
  return std::unique_ptr<Source>(new KitSource(*kit, cues(score, part, 1U << layer), random, gain_of(played.level_db)));
}

std::int64_t KitSource::next_sound(std::int64_t from) const {
  for (const auto& [key, drum] : drums_)
    for (const auto& voice : drum.voices)
      if (!voice.idle()) return from;
  for (const float memory : filter_)
    if (std::abs(memory) > silence) return from;
  return next_ == cues_.size() ? never : std::max(from, cues_[next_].frame);
}

KitSource::Drum& KitSource::drum_for(const Piece& piece) {
  auto [found, is_new] = drums_.try_emplace(piece.key);
  Drum& drum = found->second;
  if (!is_new) return drum;
  drum.piece = tuned(kit_, piece);
  const Patch* patch = find_drum(piece.drum);
  const float gain = gain_ * gain_of(drum.piece.level_db + patch->level_db);
  const auto pan = static_cast<float>(drum.piece.pan);
  drum.gain = {gain * std::min(1.0F, 1.0F - pan), gain * std::min(1.0F, 1.0F + pan)};
  drum.voices.reserve(voices_per_drum);
  for (std::size_t i = 0; i < voices_per_drum; ++i) drum.voices.emplace_back(*patch);
  return drum;
}

void KitSource::choke(int group) {
  for (auto& [key, drum] : drums_)
    if (group != 0 && drum.piece.choke == group)
      for (auto& voice : drum.voices)
        if (!voice.idle()) voice.drop();
}

void KitSource::hit(const Cue& cue) {
  Drum& drum = drum_for(*find_piece(cue.key));
  choke(drum.piece.choke);
  auto voice = std::find_if(drum.voices.begin(), drum.voices.end(), [](const Voice& each) { return each.idle(); });
  if (voice == drum.voices.end())
    voice = std::max_element(drum.voices.begin(), drum.voices.end(),
                             [](const Voice& a, const Voice& b) { return a.age() < b.age(); });
  voice->set("tune", drum.piece.tune);
  voice->set("decay", drum.piece.decay);
  voice->set("tone", drum.piece.tone);
  const double chance = random_.fork("hit", cue.note).uniform();
  voice->start({.key = cue.key, .velocity = cue.value / 127.0, .chance = chance});
}

void KitSource::run(std::span<float> out) {
  const std::size_t frames = out.size() / 2;
  std::array<float, Voice::longest_run> left;
  std::array<float, Voice::longest_run> right;
  std::array<float, 2 * Voice::longest_run> kit{};
  for (auto& [key, drum] : drums_) {
    for (auto& voice : drum.voices) {
      if (voice.idle()) continue;
      voice.play(frames, left, right);
      for (std::size_t i = 0; i < frames; ++i) {
        kit[2 * i] += drum.gain[0] * left[i];
        kit[2 * i + 1] += drum.gain[1] * right[i];
      }
    }
  }
  const auto played = std::span(kit).first(out.size());
  colour(played);
  for (std::size_t i = 0; i < out.size(); ++i) out[i] += played[i];
}

void KitSource::colour(std::span<float> out) {
  const float push = 1.0F + static_cast<float>(kit_.drive);
  const bool filtered = kit_.low_pass_hz > 0;
  const auto step = static_cast<float>(1.0 - std::exp(-2.0 * std::numbers::pi * kit_.low_pass_hz / sample_rate));
  for (std::size_t i = 0; i < out.size(); ++i) {
    out[i] = press(out[i] * push);
    if (!filtered) continue;
    float& first = filter_[i % 2];
    float& second = filter_[2 + i % 2];
    first += step * (out[i] - first);
    second += step * (first - second);
    out[i] = second;
  }
}

Status KitSource::render(std::int64_t from, std::span<float> out) {
  const std::int64_t end = from + static_cast<std::int64_t>(out.size() / 2);
  for (std::int64_t at = from; at < end;) {
    while (next_ < cues_.size() && cues_[next_].frame <= at) hit(cues_[next_++]);
    const std::int64_t limit = std::min<std::int64_t>(end, at + static_cast<std::int64_t>(Voice::longest_run));
    const std::int64_t stop = next_ < cues_.size() ? std::min(limit, cues_[next_].frame) : limit;
    run(out.subspan(static_cast<std::size_t>(2 * (at - from)), static_cast<std::size_t>(2 * (stop - at))));
    at = stop;
  }
  return {};
}

}  // namespace undertone::perform
