#include "studio/compose_piece.h"

#include <algorithm>
#include <utility>

#include "base/file.h"
#include "base/json.h"
#include "base/random.h"
#include "edit/edit.h"
#include "media/media.h"
#include "mix/mix.h"
#include "studio/keepsakes.h"
#include "studio/piece.h"
#include "talk/talk.h"
#include "watch/watch.h"

namespace undertone::studio {
namespace {

constexpr Time usual_length = std::chrono::seconds(60);
constexpr Time longest = std::chrono::hours(2);

// The music among the edits, as one wish; talk may have said it in several.
MusicWish wish_of(const std::vector<Edit>& edits) {
  MusicWish wish;
  for (const auto& each : edits) {
    if (const auto* add = std::get_if<AddMusic>(&each)) wish = merge(wish, add->wish);
    if (const auto* change = std::get_if<ChangeMusic>(&each)) wish = merge(wish, change->wish);
  }
  return wish;
}

Time length_of(const ComposeJob& job, const talk::Reading& reading, const MusicWish& wish,
               const std::optional<watch::Watched>& seen) {
  if (job.length) return *job.length;
  if (wish.length) return *wish.length;
  if (seen) return seen->profile.length;
  return reading.picture_length.value_or(usual_length);
}

// A draft with nothing but the music in it, so that what words mean is decided in one place.
Result<Segment> segment_for(MusicWish wish, Time length) {
  Draft empty{.length = length};
  wish.range.reset();
  const Edit add = AddMusic{std::move(wish)};
  auto draft = edit::apply(empty, std::span(&add, 1));
  if (!draft) return fail(draft.error());
  for (const auto& track : draft->tracks)
    for (const auto& segment : track.segments)
      if (segment.music) return segment;
  return fail(ErrorKind::internal, "The request made no music.");
}

Result<Programme> finish(const Piece& piece, const Segment& segment, Time length, const Progress& progress) {
  const mix::Laid laid{.music = &piece.music,
                       .bed = {.gain = 1, .fade_in = segment.fade_in, .fade_out = segment.fade_out}};
  return mix::master(std::nullopt, std::span(&laid, 1), length, {}, progress);
}

Status keep_extras(const ComposeJob& job, const Piece& piece, const Progress& progress) {
  if (!job.stems.empty())
    if (auto status = write_stems(piece, job.stems, progress); !status) return status;
  if (!job.midi.empty())
    if (auto status = write_midi_file(piece.score, job.midi); !status) return status;
  if (!job.score.empty()) return write_text(job.score, undertone::to_json(piece.score).dump(1) + "\n");
  return {};
}

struct Wanted {
  talk::Reading reading;
  Segment segment;
  Time length{};
  std::optional<VideoProfile> seen;
};

Result<Wanted> understand(const ComposeJob& job, Timings& timings, const Progress& progress) {
  std::optional<watch::Watched> seen;
  if (!job.clip.empty()) {
    const Stopwatch watch(timings.watch);
    auto clip = media::probe(job.clip);
    if (!clip) return fail(clip.error());
    auto watched = watch::watch(*clip, progress);
    if (!watched) return fail(watched.error());
    seen = std::move(*watched);
  }
  const Stopwatch watch(timings.talk);
  const Time known = job.length.value_or(seen ? seen->profile.length : Time{});
  auto reading = talk::read(job.request, {.length = known, .has_picture = seen.has_value()});
  if (reading.refused) return fail(ErrorKind::invalid_input, "{}", reading.reply);
  const auto wish = wish_of(reading.edits);
  const Time length = length_of(job, reading, wish, seen);
  if (length <= Time{} || length > longest)
    return fail(ErrorKind::invalid_input,
                "Music can be up to two hours long, and must last some time: say --length 60s.");
  auto segment = segment_for(wish, length);
  if (!segment) return fail(segment.error());
  auto profile = seen ? std::optional(std::move(seen->profile)) : std::nullopt;
  return Wanted{std::move(reading), std::move(*segment), length, std::move(profile)};
}

}  // namespace

Result<Composed> compose_piece(const ComposeJob& job, const Progress& progress) {
  Players players;
  Composed composed{.output = job.output};
  {
    const Stopwatch all(composed.timings.total);
    const auto wanted = understand(job, composed.timings, progress.part("watch", 0, 0.2));
    if (!wanted) return fail(wanted.error());
    const auto seed = job.seed.value_or(hash_text(job.request) >> 11);
    auto piece = make_piece(wanted->segment, wanted->seen ? &*wanted->seen : nullptr, seed, players, composed.timings,
                            progress.part("music", 0.2, 0.8));
    if (!piece) return fail(piece.error());
    auto programme = finish(*piece, wanted->segment, wanted->length, progress.part("mix", 0.8, 0.9));
    if (!programme) return fail(programme.error());
    const Stopwatch render(composed.timings.render);
    if (auto done = write_sound(programme->sound, job.output, piece->score.title, progress.part("write", 0.9, 1));
        !done)
      return fail(done.error());
    if (auto done = keep_extras(job, *piece, progress); !done) return fail(done.error());
    composed.reply = wanted->reading.reply;
    composed.not_understood = wanted->reading.not_understood;
    composed.length = wanted->length;
    composed.music = facts_of(piece->brief, piece->score);
    composed.loudness = programme->loudness;
  }
  return composed;
}

}  // namespace undertone::studio
