#include "perform/voice_source.h"

#include <algorithm>

#include "base/spool.h"

namespace undertone::perform {
namespace {

constexpr int spare_voices = 4;  // for those that are fading to make room

double hertz_of(double key) {
  return 440.0 * std::exp2((key - 69.0) / 12.0);
}

double squared(int controller) {
  return (controller / 127.0) * (controller / 127.0);
}

}  // namespace

void Touch::turn(int number, int value) {
  switch (number) {
    case 1:
      mod = value / 127.0;
      return;
    case 2:
      loudness[2] = value;
      break;
    case 7:
      loudness[0] = value;
      break;
    case 10:
      pan = std::clamp((value - 64) / 63.0, -1.0, 1.0);
      return;
    case 11:
      loudness[1] = value;
      break;
    case 64:
      pedal = value >= 64;
      return;
    case 128:
      bend = std::exp2((value - 8192) / 8192.0 * 2.0 / 12.0);
      return;
    default:
      return;
  }
  // CC7 rests at 100, where a layer is at its level.
  volume = squared(loudness[0]) / squared(100) * squared(loudness[1]) * squared(loudness[2]);
}

VoiceSource::VoiceSource(const Patch& patch, std::vector<Cue> cues, Random random, float gain)
    : patch_(patch), cues_(std::move(cues)), random_(random), gain_(gain), last_gain_{gain, gain} {
  voices_.reserve(static_cast<std::size_t>(patch.voices + spare_voices));
}

Result<std::unique_ptr<Source>> VoiceSource::create(const Score& score, const Part& part, std::size_t layer) {
  const Layer& played = part.layers[layer];
  const Patch* patch = find_patch(played.voice);
  if (patch == nullptr) return fail(ErrorKind::invalid_input, "There is no voice called \"{}\".", played.voice);
  auto random = Random(score.seed).fork(name(part.role)).fork("voice", layer);
  return std::unique_ptr<Source>(
      new VoiceSource(*patch, cues(score, part, 1U << layer), random, gain_of(played.level_db + patch->level_db)));
}

std::int64_t VoiceSource::next_sound(std::int64_t from) const {
  if (std::any_of(voices_.begin(), voices_.end(), [](const Voice& voice) { return !voice.idle(); })) return from;
  const auto on = std::find_if(cues_.begin() + static_cast<std::ptrdiff_t>(next_), cues_.end(),
                               [](const Cue& cue) { return cue.kind == CueKind::on; });
  return on == cues_.end() ? never : std::max(from, on->frame);
}

Voice::Note VoiceSource::note_of(const Cue& cue) const {
  return {.key = cue.key,
          .hertz = hertz_of(cue.key) * touch_.bend,
          .velocity = cue.value / 127.0,
          .chance = random_.fork("note", cue.note).uniform(),
          .seconds = std::max(0.05, static_cast<double>(cue.frames) / sample_rate)};
}

// An idle one, a new one, or the one least missed: released before held, old before young.
Voice& VoiceSource::free_voice() {
  const auto sounding = std::count_if(voices_.begin(), voices_.end(),
                                      [](const Voice& voice) { return !voice.idle() && !voice.dropped(); });
  auto missed_less = [](const Voice& a, const Voice& b) {
    const auto keep = [](const Voice& voice) { return voice.idle() || voice.dropped() ? 2 : voice.held() ? 1 : 0; };
    return keep(a) != keep(b) ? keep(a) < keep(b) : a.age() > b.age();
  };
  if (sounding >= patch_.voices) std::min_element(voices_.begin(), voices_.end(), missed_less)->drop();
  auto idle = std::find_if(voices_.begin(), voices_.end(), [](const Voice& voice) { return voice.idle(); });
  if (idle != voices_.end()) return *idle;
  if (voices_.size() < voices_.capacity()) return voices_.emplace_back(patch_);
  return *std::max_element(voices_.begin(), voices_.end(), [](const Voice& a, const Voice& b) {
    return a.dropped() != b.dropped() ? b.dropped() : a.age() < b.age();
  });
}

void VoiceSource::begin(const Cue& cue) {
  std::erase(held_by_pedal_, cue.key);
  if (patch_.voices == 1) {
    const bool sliding = !keys_down_.empty();
    keys_down_.push_back(cue.key);
    auto held = std::find_if(voices_.begin(), voices_.end(), [](const Voice& voice) { return voice.held(); });
    if (sliding && held != voices_.end()) return held->move_to(note_of(cue));
  }
  Voice& voice = free_voice();
  voice.set_mod(touch_.mod);
  voice.start(note_of(cue));
}

void VoiceSource::end(int key) {
  if (touch_.pedal) {
    held_by_pedal_.push_back(key);
    return;
  }
  std::erase(keys_down_, key);
  for (auto& voice : voices_)
    if (voice.held() && voice.key() == key) voice.release();
}

void VoiceSource::control(const Cue& cue) {
  touch_.turn(cue.key, cue.value);
  for (auto& voice : voices_) {
    voice.set_mod(touch_.mod);
    voice.set_pitch(hertz_of(voice.key()) * touch_.bend);
  }
  if (touch_.pedal) return;
  const auto keys = std::move(held_by_pedal_);
  held_by_pedal_.clear();
  for (const int key : keys) end(key);
}

void VoiceSource::play(const Cue& cue) {
  switch (cue.kind) {
    case CueKind::on:
      return begin(cue);
    case CueKind::off:
      return end(cue.key);
    case CueKind::control:
      return control(cue);
  }
}

void VoiceSource::run(std::span<float> out) {
  const std::size_t frames = out.size() / 2;
  std::array<float, Voice::longest_run> left;
  std::array<float, Voice::longest_run> right;
  const auto side = [&](double pan) { return static_cast<float>(gain_ * touch_.volume * std::min(1.0, 1.0 + pan)); };
  const std::array<float, 2> gain{side(-touch_.pan), side(touch_.pan)};
  const float step = 1.0F / static_cast<float>(frames);
  for (auto& voice : voices_) {
    if (voice.idle()) continue;
    voice.play(frames, left, right);
    for (std::size_t i = 0; i < frames; ++i) {
      const float t = static_cast<float>(i) * step;  // gains move in a line, not in steps
      out[2 * i] += left[i] * (last_gain_[0] + t * (gain[0] - last_gain_[0]));
      out[2 * i + 1] += right[i] * (last_gain_[1] + t * (gain[1] - last_gain_[1]));
    }
  }
  last_gain_ = gain;
}

Status VoiceSource::render(std::int64_t from, std::span<float> out) {
  const std::int64_t end = from + static_cast<std::int64_t>(out.size() / 2);
  for (std::int64_t at = from; at < end;) {
    while (next_ < cues_.size() && cues_[next_].frame <= at) play(cues_[next_++]);
    const std::int64_t limit = std::min<std::int64_t>(end, at + static_cast<std::int64_t>(Voice::longest_run));
    const std::int64_t stop = next_ < cues_.size() ? std::min(limit, cues_[next_].frame) : limit;
    run(out.subspan(static_cast<std::size_t>(2 * (at - from)), static_cast<std::size_t>(2 * (stop - at))));
    at = stop;
  }
  return {};
}

}  // namespace undertone::perform
