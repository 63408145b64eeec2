#include "watch/hearing.h"

#include <algorithm>
#include <cmath>

#include "base/parallel.h"
#include "watch/curves.h"
#include "watch/loudness.h"
#include "watch/speech.h"
#include "watch/voice.h"

namespace undertone::watch {
namespace {

constexpr std::int64_t block_frames = 9600;  // a whole number of both meters' steps

// −60 LUFS and less is silence to a listener of the music, −10 as loud as anything.
double heard_share(double lufs) {
  return std::clamp((lufs + 60.0) / 50.0, 0.0, 1.0);
}

// Under −100 dBFS is dither, or what a codec makes of digital silence.
bool audible(float sample) {
  return std::abs(sample) > 1e-5F;
}

// A damaged stream can decode to anything; one absurd sample must not decide how loud the clip is.
float tamed(float sample) {
  return std::isfinite(sample) ? std::clamp(sample, -4.0F, 4.0F) : 0.0F;
}

std::vector<double> loudness_curve(const Loudness& loudness, Time length, Time step) {
  std::vector<double> curve;
  // Short-term is over three seconds; one of them keeps an explosion in its place.
  const Time window = from_milliseconds(1000);
  const auto count = step_count(length, step);
  for (std::size_t i = 0; i < count; ++i) {
    const Time middle = step * static_cast<std::int64_t>(i) + step / 2;
    curve.push_back(heard_share(loudness.at(middle - window / 2, window)));
  }
  return curve;
}

// Feeds a listener the whole sound, block by block; true if there was anything to hear.
template <class Listener>
Result<bool> listen(const Spool& sound, Listener& listener, const Progress& progress) {
  bool any = false;
  std::vector<float> block(2 * block_frames);
  for (std::int64_t frame = 0; frame < sound.frames(); frame += block_frames) {
    if (auto going = progress.check(); !going) return fail(going.error());
    const std::int64_t frames = std::min(block_frames, sound.frames() - frame);
    const std::span<float> part(block.data(), static_cast<std::size_t>(2 * frames));
    if (auto done = sound.read(frame, part); !done) return fail(done.error());
    if (std::none_of(part.begin(), part.end(), audible)) {
      listener.feed_silence(frames);
      continue;
    }
    any = true;
    for (auto& sample : part) sample = tamed(sample);
    listener.feed(part);
    progress.report(static_cast<double>(frame) / static_cast<double>(sound.frames()));
  }
  return any;
}

}  // namespace

Result<Heard> hear(const Spool& sound, Time step, const Progress& progress) {
  Heard heard;
  const Time length = from_samples(sound.frames());
  Loudness loudness;
  VoiceListener voice;
  const auto done = parallel(2, [&](std::size_t which) -> Status {
    if (which == 0) {
      auto any = listen(sound, voice, progress);
      return any ? Status() : fail(any.error());
    }
    auto any = listen(sound, loudness, progress);
    if (!any) return fail(any.error());
    heard.has_sound = *any;
    return {};
  });
  if (!done) return fail(done.error());
  heard.curve = loudness_curve(loudness, length, step);
  if (!heard.has_sound) return heard;
  heard.loudness_lufs = loudness.integrated();
  heard.speech = find_speech(voice.moments());
  for (auto& phrase : heard.speech) phrase.end = std::min(phrase.end, length);
  heard.speech_lufs = loudness.integrated(heard.speech);
  return heard;
}

}  // namespace undertone::watch
