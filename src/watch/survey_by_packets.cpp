// The thrifty survey: packets first, then key pictures, then only what is in doubt.
#include <algorithm>
#include <cmath>
#include <optional>
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

// A place that packets and key pictures leave open: decoding `span` will tell.
struct Doubt {
  Span span;
  double pictures = 0;           // to be decoded
  double apart = 0;              // how different the key pictures on both sides are
  bool likely = false;           // the key pictures on both sides differ: there is a cut somewhere between
  std::vector<Cut> guess;        // what to believe if there is no time for it
  const Glance* next = nullptr;  // the key picture that ends the stretch
  bool hasty = false;            // the key picture that begins it may have come for the sake of a cut soon after
};

struct Findings {
  std::vector<Cut> cuts;
  std::vector<Doubt> doubts;
};

double strength_of(double apart) {
  return std::clamp(apart * 1.2, 0.0, 1.0);
}

constexpr std::size_t settling = 5;  // pictures after a cut that show whether it lasts

// The picture soon after a key picture that cost about as much. Encoders keep their key pictures apart by a least
// distance: one that was spent too early (on a flash, or some pictures ahead of the cut) leaves the cut to one of the
// others.
std::optional<std::size_t> late_start(const Clip& clip, std::size_t key, std::size_t end) {
  constexpr std::size_t least_distance = 25;
  constexpr double share = 0.66;
  const auto size = [&](std::size_t i) { return static_cast<double>(clip.notes[i].bytes); };
  std::optional<std::size_t> found;
  for (std::size_t i = key + 2; i < std::min(end, key + least_distance + 1); ++i)
    if (size(i) >= share * size(key) && (!found || size(i) > size(*found))) found = i;
  return found;
}

// The second key picture came early and shows something else: a cut there, unless the shot already began soon after the
// first.
void examine_early(const Clip& clip, const KeyPicture& key, const KeyPicture& next, const Glance* there, double apart,
                   Findings& findings) {
  const Cut cut{clip.at(next), CutKind::hard, strength_of(apart)};
  const auto late = late_start(clip, key.index, next.index);
  if (!late) return findings.cuts.push_back(cut);
  const std::size_t last = std::min(next.index - 1, *late + settling);
  findings.doubts.push_back({.span = {clip.at(key), clip.notes[last].at + from_milliseconds(1)},
                             .pictures = static_cast<double>(last - key.index),
                             .apart = apart,
                             .likely = true,
                             .guess = {cut},
                             .next = there,
                             .hasty = true});
}

// One stretch between two key pictures that were looked at; the last of a clip has no second one. `apart`: how
// different those are.
//
//   K . . . . K       alike: nothing happened, unless sizes say so (a visit elsewhere and back, or a flash)
//   K . . . k         unlike, and the second came early: the encoder saw a cut there, and so do we
//   K . P . k         the same, but a picture soon after the first is as large as a key: perhaps there
//   K . . P . K       unlike, the second came in its turn: a cut somewhere between, to be looked for
void examine(const Clip& clip, const KeyPicture& key, const KeyPicture* next, const Glance* there, double apart,
             Findings& findings) {
  const std::size_t end = next != nullptr ? next->index : clip.notes.size();
  const bool unlike = apart >= new_shot;
  if (next != nullptr && next->early && unlike) return examine_early(clip, key, *next, there, apart, findings);
  const auto spikes = spikes_between(clip.notes, key.index, end);
  if (spikes.empty() && !unlike) return;
  constexpr double usually_read = 0.5;  // until the new shot has been seen
  const std::size_t last = std::min(clip.notes.size() - 1, (unlike ? end : spikes.back().index) + settling);
  Doubt doubt{.span = {clip.at(key), clip.notes[last].at},
              .pictures = static_cast<double>(last - key.index) * (unlike ? usually_read : 1.0),
              .apart = apart,
              .likely = unlike,
              .next = unlike ? there : nullptr};
  if (unlike && !spikes.empty()) {
    const auto highest = std::max_element(spikes.begin(), spikes.end(),
                                          [](const Spike& a, const Spike& b) { return a.height < b.height; });
    doubt.guess.push_back({clip.notes[highest->index].at, CutKind::hard, strength_of(apart)});
  } else if (unlike && next != nullptr && calm_between(clip.notes, key.index, end)) {
    doubt.guess.push_back({clip.at(*next), CutKind::hard, strength_of(apart)});
  }
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
    const double apart = here != nullptr && there != nullptr ? difference(*here, *there) : 0.0;
    examine(clip, clip.keys[k], next, there, apart, findings);
    here = there;
  }
  return findings;
}

// How many of `doubts`, the most promising of which come first, may be decoded for so many pixels.
std::size_t affordable(const std::vector<Doubt>& doubts, double pictures) {
  std::size_t count = 0;
  while (count < doubts.size() && pictures >= doubts[count].pictures) pictures -= doubts[count++].pictures;
  return count;
}

// Has the shot of the coming key picture been on for long enough?
bool arrived(std::span<const Glance> seen, const Glance& next) {
  constexpr double same_shot = 0.25;
  if (seen.size() < settling + 2) return false;
  const auto last = seen.last(settling + 1);
  return std::all_of(last.begin(), last.end(), [&](const Glance& each) { return difference(each, next) < same_shot; });
}

// Decodes one doubt.
Status look_into(const Clip& clip, Doubt& doubt, std::vector<Time>& withdrawn) {
  // A picture as large as a key picture is no B-picture: the rest need not be decoded to see whether it begins a shot.
  Look wish{.which = doubt.hasty ? media::Which::keyframes_and_references : media::Which::all, .span = doubt.span};
  if (doubt.next != nullptr && !doubt.hasty)
    wish.enough = [&](std::span<const Glance> seen) { return arrived(seen, *doubt.next); };
  auto seen = look(clip.info, wish, clip.progress.part("watch", 0, 0));
  if (!seen) return fail(seen.error());
  auto cuts = find_hard_cuts(*seen);
  if (doubt.hasty && cuts.empty()) return {};  // the guess stands
  if (doubt.hasty) {
    withdrawn.push_back(doubt.span.start);
    const bool again = doubt.next != nullptr && difference(seen->back(), *doubt.next) >= new_shot;
    if (again) cuts.insert(cuts.end(), doubt.guess.begin(), doubt.guess.end());
  }
  doubt.guess = std::move(cuts);
  return {};
}

// Decodes the most promising doubts as far as the budget goes, which grows with the clip's length; guesses stand for
// the rest.
Status settle(const Clip& clip, std::vector<Doubt> doubts, double pixels, std::vector<Cut>& cuts) {
  std::stable_sort(doubts.begin(), doubts.end(), [](const Doubt& a, const Doubt& b) {
    return (a.apart + 0.1) * b.pictures > (b.apart + 0.1) * a.pictures;
  });
  const std::size_t count = affordable(doubts, pixels / std::max(1.0, clip.pixels()));
  std::vector<std::vector<Time>> withdrawn(count);
  auto done = parallel(count, [&](std::size_t i) { return look_into(clip, doubts[i], withdrawn[i]); });
  if (!done) return done;
  for (const auto& doubt : doubts) cuts.insert(cuts.end(), doubt.guess.begin(), doubt.guess.end());
  for (const auto& times : withdrawn)
    for (const Time at : times) std::erase_if(cuts, [at](const Cut& cut) { return cut.at == at; });
  return {};
}

// Stretches that must hold a cut are worth more looking than those whose sizes are merely odd.
Status settle_all(const Clip& clip, Findings& findings) {
  const double minutes = seconds(clip.length) / 60.0;
  auto& doubts = findings.doubts;
  const auto odd = std::stable_partition(doubts.begin(), doubts.end(), [](const Doubt& each) { return each.likely; });
  auto done = settle(clip, {doubts.begin(), odd}, (0.2 + 0.6 * minutes) * 1e9, findings.cuts);
  if (!done) return done;
  return settle(clip, {odd, doubts.end()}, (0.05 + 0.1 * minutes) * 1e9, findings.cuts);
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
  if (auto done = settle_all(clip, findings); !done) return fail(done.error());
  Survey survey;
  survey.cuts = tidied(std::move(findings.cuts));
  survey.curves = curves_of(*glances, survey.cuts, length);
  survey.curves.motion = resample(motion_from_sizes(clip.notes), survey.curves.step, survey.curves.motion.size());
  return survey;
}

}  // namespace undertone::watch
