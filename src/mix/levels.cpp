#include "mix/levels.h"

#include <algorithm>
#include <cmath>

#include "mix/filter.h"

namespace undertone::mix {
namespace {

constexpr double silent_lufs = -65;
// Music is set against speech that is quieter than this as if it were this loud.
constexpr double quietest_speech_lufs = -45;
// A scene without speech is content when it is as loud as this or louder, and the music goes under it; from the other
// figure down it is room noise, nothing to hide under, which belongs 15 LU below the music and not above it.
constexpr double content_lufs = -28;
constexpr double room_noise_lufs = -40;
constexpr double over_room_noise_db = 15;
constexpr double usual_music_gain = 0.35;
constexpr double wanted_under_speech_db = 15;
constexpr double least_under_speech_db = 11;
constexpr std::int64_t short_term_steps = 30;
// What still rings at the end is damped, as a hand does it: .2 s.
constexpr std::int64_t damped_frames = sample_rate / 5;

struct Reference {
  double loudness = -14;
  double speech = -70;            // as it will be heard; −70: not known
  std::vector<Frames> stretches;  // of speech
  const Levelled* clip = nullptr;
};

double gated_lufs(const Energies& e, std::int64_t from, std::int64_t to) {
  const double gate = mean_energy(e, from, to) * 0.1;
  double sum = 0;
  double count = 0;
  for (std::int64_t i = std::max<std::int64_t>(from, 0); i < std::min(to, std::ssize(e.steps)); ++i) {
    const auto energy = static_cast<double>(e.steps[static_cast<std::size_t>(i)]);
    if (energy < gate) continue;
    sum += energy;
    count += 1;
  }
  return lufs(count > 0 ? sum / count : 0);
}

// The loudness that music at full gain gets over a scene without speech.
double over_scene(double loudness) {
  const double noise = std::clamp((content_lufs - loudness) / (content_lufs - room_noise_lufs), 0.0, 1.0);
  return loudness + noise * (over_room_noise_db - to_db(usual_music_gain));
}

double known_or(double said, double measured) {
  return said > -69.9 && std::isfinite(said) ? said : measured;
}

// How loud the speech of one stretch is, at most what it is on the whole: a quieter phrase needs more room.
double speech_loudness(const Reference& reference, const Frames& stretch) {
  const double here = gated_lufs(reference.clip->energies, stretch.start / step_frames, stretch.end / step_frames + 1) +
                      to_db(static_cast<double>(reference.clip->voice.gain));
  return std::min(reference.speech, here + 2);
}

// The music's gain under one stretch of speech, at most `up`.
float gain_under(const Reference& reference, const Levelled& music, const Bed& bed, const Frames& stretch, float up) {
  const std::int64_t shift = music.voice.source_start - music.voice.place.start;
  const std::int64_t from = (stretch.start + shift) / step_frames;
  const std::int64_t to = (stretch.end + shift) / step_frames + 1;
  const double mean_loudness = lufs(mean_energy(music.energies, from, to));
  const double loudest = lufs(loudest_energy(music.energies, from, to, short_term_steps));
  const double music_loudness = std::max(mean_loudness, loudest - 2) + to_db(static_cast<double>(up));
  const double above = music_loudness - speech_loudness(reference, stretch);
  const double most =
      bed.duck_db < least_under_speech_db ? bed.duck_db : std::max(bed.duck_db, above + least_under_speech_db);
  const double depth = std::clamp(above + wanted_under_speech_db, 0.0, std::max(most, 0.0));
  return up * static_cast<float>(from_db(-depth));
}

// Of a sound's energies, those of the steps that the voice plays.
Energies part_of(const Energies& whole, const Voice& voice) {
  const auto steps = std::ssize(whole.steps);
  const std::int64_t from = std::min(voice.source_start / step_frames, steps);
  const std::int64_t frames = std::min(voice.place.end - voice.place.start, whole.frames - from * step_frames);
  const std::int64_t to = std::min(steps, from + (frames + step_frames - 1) / step_frames);
  return {std::vector<float>(whole.steps.begin() + from, whole.steps.begin() + std::max(from, to)), frames};
}

void add_fades(Voice& voice, const Bed& bed) {
  const auto [start, end] = voice.place;
  const std::int64_t half = (end - start) / 2;
  const std::int64_t no_click_in = voice.source_start > 0 ? sample_rate / 200 : 0;
  const std::int64_t in = std::clamp<std::int64_t>(to_samples(bed.fade_in), std::min(no_click_in, half), end - start);
  const std::int64_t out =
      std::clamp<std::int64_t>(to_samples(bed.fade_out), std::min<std::int64_t>(damped_frames, half), end - start);
  if (in > 0) voice.curves.push_back(Curve(0).to(start, 0).to(start + in, 1));
  voice.curves.push_back(Curve(1).to(end - out, 1).to(end, 0));
}

Result<Levelled> lay(const Laid& laid, const Reference& reference, std::int64_t length) {
  const Bed& bed = laid.bed;
  if (laid.music == nullptr || bed.gain < 0 || bed.start < Time{} || bed.source_start < Time{})
    return fail(ErrorKind::invalid_input, "The music has a negative volume or lies before the beginning.");
  Levelled music;
  auto energies = energies_of(*laid.music);
  if (!energies) return fail(energies.error());
  music.energies = std::move(*energies);
  music.voice.sound = laid.music;
  music.voice.source_start = to_samples(bed.source_start);
  const std::int64_t start = std::min(to_samples(bed.start), length);
  std::int64_t end =
      std::min(length, start + std::max<std::int64_t>(0, laid.music->frames() - music.voice.source_start));
  if (bed.length > Time{}) end = std::min(end, to_samples(bed.start + bed.length));
  music.voice.place = {start, end};
  const double loudness = integrated(part_of(music.energies, music.voice));
  music.voice.gain = loudness <= -69.9 ? 0.0F : static_cast<float>(from_db(reference.loudness - loudness) * bed.gain);
  if (bed.duck && reference.clip != nullptr && !reference.stretches.empty()) {
    const float up = music.voice.gain;
    std::vector<float> down;
    for (const auto& stretch : reference.stretches) down.push_back(gain_under(reference, music, bed, stretch, up));
    music.voice.gain = 1;
    music.voice.curves.push_back(duck_curve(reference.stretches, down, up, length));
  }
  add_fades(music.voice, bed);
  return music;
}

}  // namespace

Result<std::vector<Levelled>> level(const std::optional<ClipSound>& clip, std::span<const Laid> music,
                                    std::int64_t length) {
  std::vector<Levelled> voices;
  voices.reserve(music.size() + 1);  // Reference::clip points in here
  Reference reference;
  if (clip && clip->sound != nullptr && clip->gain > 0) {
    auto energies = energies_of(*clip->sound);
    if (!energies) return fail(energies.error());
    const double loudness = known_or(clip->loudness_lufs, integrated(*energies));
    if (loudness > silent_lufs) {
      const Voice voice{
          clip->sound, {0, std::min(length, clip->sound->frames())}, 0, static_cast<float>(clip->gain), {}};
      voices.push_back({voice, std::move(*energies)});
      reference.stretches = join_phrases(clip->speech, length);
      reference.loudness =
          reference.stretches.empty() ? over_scene(loudness) : std::max(loudness, quietest_speech_lufs);
      reference.speech = known_or(clip->speech_lufs, loudness) + to_db(clip->gain);
      reference.clip = &voices.front();
    }
  }
  for (const auto& laid : music) {
    auto voice = lay(laid, reference, length);
    if (!voice) return fail(voice.error());
    voices.push_back(std::move(*voice));
  }
  return voices;
}

Energies foreseen(std::span<const Levelled> voices, std::int64_t length) {
  Energies sum{std::vector<float>(static_cast<std::size_t>((length + step_frames - 1) / step_frames)), length};
  for (const auto& [voice, energies] : voices) {
    for (std::size_t i = 0; i < sum.steps.size(); ++i) {
      const std::int64_t middle = static_cast<std::int64_t>(i) * step_frames + step_frames / 2;
      const std::int64_t from = (middle - voice.place.start + voice.source_start) / step_frames;
      if (middle < voice.place.start || middle >= voice.place.end || from >= std::ssize(energies.steps)) continue;
      float gain = voice.gain;
      for (const auto& curve : voice.curves) gain *= curve.at(middle);
      sum.steps[i] += gain * gain * energies.steps[static_cast<std::size_t>(from)];
    }
  }
  return sum;
}

}  // namespace undertone::mix
