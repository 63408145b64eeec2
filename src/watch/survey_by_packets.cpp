// The thrifty survey: packets first, then key pictures, then only what is in doubt.
#include <algorithm>
#include <cmath>
#include <utility>

#include "base/parallel.h"
#include "watch/curves.h"
#include "watch/cuts.h"
#include "watch/looking.h"
#include "watch/packets.h"
#include "watch/survey.h"

namespace undertone::watch {
namespace {

constexpr double new_shot = 0.40;  // key pictures of two shots differ by this or more
constexpr double surely_new_shot = 0.55;
constexpr double usual_rate = 30.0;

struct Clip {
  const MediaInfo& info;
  Time length;
  const Progress& progress;
  std::vector<PacketNote> notes;
  std::vector<KeyPicture> keys;  // those that are looked at

  double pixels() const { return static_cast<double>(info.video->width) * info.video->height; }
  Time at(const KeyPicture& key) const { return notes[key.index].at; }
};

// Key pictures at least this far apart are enough; larger ones cost more, so fewer of them.
Time sampling_distance(const Clip& clip) {
  constexpr double full_hd = 1920.0 * 1080.0;
  return from_seconds(0.5 * std::max(1.0, clip.pixels() / full_hd));
}

std::vector<KeyPicture> thinned(const Clip& clip, const std::vector<KeyPicture>& keys) {
  const Time distance = sampling_distance(clip);
  std::vector<KeyPicture> kept;
  for (const auto& key : keys)
    if (kept.empty() || clip.at(key) - clip.at(kept.back()) >= distance) kept.push_back(key);
  return kept;
}

std::vector<Span> halves(const Clip& clip) {
  const Time middle = clip.at(clip.keys[clip.keys.size() / 2]);
  const Time end = std::max(clip.length, clip.notes.back().at) + from_milliseconds(1000);
  return {{Time{}, middle}, {middle, end}};
}

// The glances of the clip's keys, in order.
Result<std::vector<Glance>> look_at_all_keys(const Clip& clip, std::size_t keys_in_file) {
  // Jumping costs a little for each picture; worth it when most would be thrown away.
  const bool jump = keys_in_file > 2 * clip.keys.size();
  if (clip.keys.size() < 4) return look(clip.info, {.which = media::Which::keyframes}, clip.progress);
  const auto spans = halves(clip);
  std::vector<std::vector<Glance>> parts(2);
  auto done = parallel(2, [&](std::size_t part) -> Status {
    std::vector<Time> times;
    for (const auto& key : clip.keys)
      if (spans[part].contains(clip.at(key))) times.push_back(clip.at(key));
    const auto quiet = clip.progress.part("watch", 0, part == 0 ? 0.8 : 0);
    auto seen = jump ? look_at_keys(clip.info, times, quiet)
                     : look(clip.info, {.which = media::Which::keyframes, .span = spans[part]}, quiet);
    if (!seen) return fail(seen.error());
    parts[part] = std::move(*seen);
    return {};
  });
  if (!done) return fail(done.error());
  for (auto& glance : parts[1])
    if (parts[0].empty() || glance.at > parts[0].back().at) parts[0].push_back(glance);
  return std::move(parts[0]);
}

// A place that packets and key pictures leave open: decoding [from, to) will tell.
struct Doubt {
  Span span;
  double pictures = 0;     // to be decoded
  std::vector<Cut> guess;  // what to believe if there is no time for it
};

struct Findings {
  std::vector<Cut> cuts;
  std::vector<Doubt> doubts;
};

Time middle_of(const Clip& clip, std::size_t before, std::size_t at) {
  (void)before;
  return clip.notes[at].at;
}

double strength_of(double apart) {
  return std::clamp(apart * 1.2, 0.0, 1.0);
}

// One stretch between two key pictures that were looked at. `apart`: how different those are; the last stretch of a
// clip has no second one, and counts as different.
void examine(const Clip& clip, const KeyPicture& key, const KeyPicture* next, double apart, Findings& findings) {
  const std::size_t end = next != nullptr ? next->index : clip.notes.size();
  auto spikes = spikes_between(clip.notes, key.index, end);
  const bool early = next != nullptr && next->early;
  if (spikes.empty()) {
    const bool unlike = apart >= (early ? new_shot : surely_new_shot);
    const bool still = early || calm_between(clip.notes, key.index, end);
    if (next != nullptr && unlike && still)
      findings.cuts.push_back({clip.at(*next), CutKind::hard, strength_of(apart)});
    return;
  }
  const auto last = spikes.back().index;
  const std::size_t settled = std::min(clip.notes.size() - 1, last + 9);
  Doubt doubt{{clip.at(key), clip.notes[settled].at}, static_cast<double>(settled - key.index), {}};
  const auto highest = std::max_element(spikes.begin(), spikes.end(),
                                        [](const Spike& a, const Spike& b) { return a.height < b.height; });
  if (apart >= new_shot && (!early || highest->height > 4.0))
    doubt.guess.push_back({middle_of(clip, key.index, highest->index), CutKind::hard, strength_of(apart)});
  if (early && apart >= new_shot) findings.cuts.push_back({clip.at(*next), CutKind::hard, strength_of(apart)});
  findings.doubts.push_back(std::move(doubt));
}

Findings examine_all(const Clip& clip, const std::vector<Glance>& glances) {
  Findings findings;
  std::size_t seen = 0;
  const auto glance_of = [&](const KeyPicture& key) -> const Glance* {
    while (seen < glances.size() && glances[seen].at < clip.at(key)) ++seen;
    return seen < glances.size() && glances[seen].at == clip.at(key) ? &glances[seen] : nullptr;
  };
  const Glance* here = clip.keys.empty() ? nullptr : glance_of(clip.keys.front());
  for (std::size_t k = 0; k < clip.keys.size(); ++k) {
    const KeyPicture* next = k + 1 < clip.keys.size() ? &clip.keys[k + 1] : nullptr;
    const Glance* there = next != nullptr ? glance_of(*next) : nullptr;
    const double apart = here != nullptr && there != nullptr ? difference(*here, *there) : 1.0;
    examine(clip, clip.keys[k], next, apart, findings);
    here = there;
  }
  return findings;
}

// Decodes the cheapest doubts as far as the budget goes, which grows with the clip's length; guesses stand for the
// rest.
Status settle(const Clip& clip, Findings& findings) {
  const double minutes = seconds(clip.length) / 60.0;
  double budget = (0.1 + 0.25 * minutes) * 1e9 / std::max(1.0, clip.pixels());
  auto& doubts = findings.doubts;
  std::stable_sort(doubts.begin(), doubts.end(),
                   [](const Doubt& a, const Doubt& b) { return a.pictures < b.pictures; });
  std::size_t count = 0;
  while (count < doubts.size() && budget >= doubts[count].pictures) budget -= doubts[count++].pictures;
  auto done = parallel(count, [&](std::size_t i) -> Status {
    auto seen = look(clip.info, {.span = doubts[i].span}, clip.progress.part("watch", 0, 0));
    if (!seen) return fail(seen.error());
    doubts[i].guess = find_hard_cuts(*seen);
    return {};
  });
  if (!done) return done;
  for (const auto& doubt : doubts) findings.cuts.insert(findings.cuts.end(), doubt.guess.begin(), doubt.guess.end());
  return {};
}

std::vector<Cut> tidied(std::vector<Cut> cuts) {
  std::sort(cuts.begin(), cuts.end(), [](const Cut& a, const Cut& b) { return a.at < b.at; });
  const auto close = [](const Cut& a, const Cut& b) { return b.at - a.at < from_milliseconds(100); };
  cuts.erase(std::unique(cuts.begin(), cuts.end(), close), cuts.end());
  return cuts;
}

}  // namespace

Result<Survey> survey_by_packets(const MediaInfo& info, Time length, const Progress& progress) {
  auto notes = media::list_pictures(info, progress);
  if (!notes) return fail(notes.error());
  Clip clip{info, length, progress, in_order(std::move(*notes)), {}};
  const auto keys = key_pictures(clip.notes);
  if (keys.empty()) return survey_whole(info, length, progress);
  clip.keys = thinned(clip, keys);
  auto glances = look_at_all_keys(clip, keys.size());
  if (!glances) return fail(glances.error());
  auto findings = examine_all(clip, *glances);
  if (auto done = settle(clip, findings); !done) return fail(done.error());
  Survey survey;
  survey.cuts = tidied(std::move(findings.cuts));
  survey.curves = curves_of(*glances, survey.cuts, length);
  survey.curves.motion = resample(motion_from_sizes(clip.notes), survey.curves.step, survey.curves.motion.size());
  return survey;
}

}  // namespace undertone::watch
