#include "perform/kit_source.h"

#include <algorithm>
#include <numbers>

#include "base/spool.h"

namespace undertone::perform {
namespace {

constexpr std::size_t longest_run = 256;
constexpr int choke_frames = sample_rate / 200;
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
  if (!hits_.empty()) return from;
  for (const float memory : filter_)
    if (std::abs(memory) > silence) return from;
  return next_ == cues_.size() ? never : std::max(from, cues_[next_].frame);
}

Drum& KitSource::drum_for(const Piece& piece) {
  const auto key = static_cast<std::uint64_t>(piece.key);
  return drums_.try_emplace(piece.key, kit_, piece, random_.fork("drum", key)).first->second;
}

void KitSource::choke(int group) {
  if (group == 0) return;
  for (auto& hit : hits_)
    if (hit.choke == group && hit.fade_left == 0) hit.fade_left = choke_frames;
}

void KitSource::hit(const Cue& cue) {
  Drum& drum = drum_for(*find_piece(cue.key));
  choke(drum.choke());
  hits_.push_back({drum.strike(cue.value, cue.note), drum.choke()});
}

void KitSource::add(Hit& hit, std::span<float> out) {
  const auto count = std::min(out.size(), hit.strike.sound.size() - hit.at);
  for (std::size_t i = 0; i < count; i += 2) {
    float fade = 1;
    if (hit.fade_left > 0) {
      fade = static_cast<float>(hit.fade_left - 1) / static_cast<float>(choke_frames);
      if (hit.fade_left > 1) --hit.fade_left;
    }
    out[i] += fade * hit.strike.gain[0] * hit.strike.sound[hit.at + i];
    out[i + 1] += fade * hit.strike.gain[1] * hit.strike.sound[hit.at + i + 1];
  }
  hit.at += count;
}

void KitSource::run(std::span<float> out) {
  std::array<float, 2 * longest_run> kit{};
  const auto played = std::span(kit).first(out.size());
  for (auto& hit : hits_) add(hit, played);
  std::erase_if(hits_, [](const Hit& hit) { return hit.at >= hit.strike.sound.size() || hit.fade_left == 1; });
  colour(played);
  for (std::size_t i = 0; i < out.size(); ++i) out[i] += gain_ * played[i];
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
    const std::int64_t limit = std::min<std::int64_t>(end, at + static_cast<std::int64_t>(longest_run));
    const std::int64_t stop = next_ < cues_.size() ? std::min(limit, cues_[next_].frame) : limit;
    run(out.subspan(static_cast<std::size_t>(2 * (at - from)), static_cast<std::size_t>(2 * (stop - at))));
    at = stop;
  }
  return {};
}

}  // namespace undertone::perform
