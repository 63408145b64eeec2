#include "watch/watch.h"

#include <optional>
#include <utility>

#include "base/parallel.h"
#include "media/media.h"
#include "watch/curves.h"
#include "watch/feeling.h"
#include "watch/hearing.h"
#include "watch/survey.h"

namespace undertone::watch {
namespace {

void add_pictures(VideoProfile& profile, Survey survey) {
  profile.cuts = std::move(survey.cuts);
  profile.curves = std::move(survey.curves);
  const double minutes = seconds(profile.length) / 60.0;
  if (minutes > 0) profile.cuts_per_minute = static_cast<double>(profile.cuts.size()) / minutes;
  profile.motion = mean(profile.curves.motion);
  profile.brightness = mean(profile.curves.brightness);
  profile.saturation = mean(profile.curves.saturation);
  profile.warmth = mean(profile.curves.warmth);
}

void add_sound(VideoProfile& profile, Heard heard) {
  profile.has_sound = heard.has_sound;
  profile.loudness_lufs = heard.loudness_lufs;
  profile.speech_lufs = heard.speech_lufs;
  profile.speech = std::move(heard.speech);
  profile.curves.sound = std::move(heard.curve);
  profile.curves.sound.resize(profile.curves.motion.size(), 0.0);
}

}  // namespace

Result<Watched> watch(const MediaInfo& info, const Progress& progress) {
  const Time length = info.length;
  std::optional<Survey> survey;
  std::optional<Spool> sound;
  std::optional<Heard> heard;
  const auto look = [&]() -> Status {
    auto seen = survey_pictures(info, length, progress.part("watch", 0, 0.7));
    if (!seen) return fail(seen.error());
    survey = std::move(*seen);
    return {};
  };
  const auto listen = [&]() -> Status {
    auto spool = media::read_sound(info, length, progress.part("listen", 0, 0.7));
    if (!spool) return fail(spool.error());
    auto result = hear(*spool, Curves{}.step, progress.part("listen", 0.7, 1));
    if (!result) return fail(result.error());
    sound = std::move(*spool);
    heard = std::move(*result);
    return {};
  };
  auto done = parallel(2, [&](std::size_t i) { return i == 0 ? listen() : look(); });
  if (!done) return fail(done.error());
  VideoProfile profile;
  profile.length = length;
  add_pictures(profile, std::move(*survey));
  add_sound(profile, std::move(*heard));
  profile.feeling = feeling_of(profile);
  progress.report(1);
  return Watched{std::move(profile), std::move(*sound)};
}

}  // namespace undertone::watch
