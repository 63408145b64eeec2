#include "studio/score_clip.h"

#include <algorithm>
#include <set>
#include <utility>

#include "base/file.h"
#include "base/json.h"
#include "base/random.h"
#include "edit/edit.h"
#include "media/media.h"
#include "mix/mix.h"
#include "render/render.h"
#include "studio/keepsakes.h"
#include "studio/piece.h"
#include "talk/talk.h"
#include "watch/watch.h"

namespace undertone::studio {
namespace {

namespace fs = std::filesystem;

// The places of the stages on the way, as shares of the whole.
constexpr double watched = 0.25;
constexpr double played = 0.7;
constexpr double mixed = 0.8;

struct Understood {
  talk::Reading reading;
  Draft draft;
};

// What stays the same from take to take.
struct Scene {
  std::vector<MediaInfo> clips;
  watch::Watched seen;
  Understood wish;
  Timings timings;
};

Status check_paths(const ScoreJob& job) {
  if (job.inputs.empty()) return fail(ErrorKind::invalid_input, "Name a video to score.");
  const auto ending = job.output.extension().string();
  if (ending != ".mp4" && ending != ".MP4" && ending != ".m4v")
    return fail(ErrorKind::invalid_input, "The result is an MP4: name it like {}.mp4.", job.output.stem().string());
  std::error_code ignored;
  for (const auto& input : job.inputs)
    if (fs::equivalent(input, job.output, ignored))
      return fail(ErrorKind::invalid_input, "{} is your own video: choose another name for the result.",
                  job.output.string());
  return {};
}

Result<std::vector<MediaInfo>> probe_all(const std::vector<fs::path>& inputs) {
  std::vector<MediaInfo> clips;
  for (const auto& input : inputs) {
    auto info = media::probe(input);
    if (!info) return fail(info.error());
    if (info->kind == MediaKind::audio)
      return fail(ErrorKind::unsupported, "{} has sound but no picture: give a video, a GIF or a photo.",
                  input.string());
    clips.push_back(std::move(*info));
  }
  return clips;
}

bool has_music(const Draft& draft) {
  for (const auto& track : draft.tracks)
    for (const auto& segment : track.segments)
      if (segment.music) return true;
  return false;
}

// The sentence read against the clips. Asking for nothing musical still gets music that matches the picture: that is
// what this command is for.
Result<Understood> understand(const std::vector<MediaInfo>& clips, const ScoreJob& job) {
  Time still = job.still_length;
  auto draft = edit::new_draft(clips, still);
  auto reading = talk::read(job.request, {.length = draft.length});
  if (reading.refused) return fail(ErrorKind::invalid_input, "{}", reading.reply);
  if (clips.front().kind == MediaKind::image && reading.picture_length) {
    still = *reading.picture_length;
    draft = edit::new_draft(clips, still);
    reading = talk::read(job.request, {.length = draft.length});
  }
  auto edited = edit::apply(draft, reading.edits);
  if (!edited) return fail(edited.error());
  if (!has_music(*edited)) {
    const Edit match = AddMusic{.wish = {.match_picture = true}};
    edited = edit::apply(*edited, std::span(&match, 1));
    if (!edited) return fail(edited.error());
  }
  return Understood{std::move(reading), std::move(*edited)};
}

std::uint64_t usual_seed(const ScoreJob& job, const std::vector<MediaInfo>& clips) {
  std::string all = job.request;
  for (const auto& clip : clips) all += fmt::format("|{}|{}", clip.bytes, clip.length.count());
  return hash_text(all) >> 11;  // 53 bits: exact in every JSON reader
}

fs::path take_name(const fs::path& output, int take) {
  if (take == 1) return output;
  return output.parent_path() / fmt::format("{}-{}{}", output.stem().string(), take, output.extension().string());
}

double clip_gain(const Draft& draft) {
  for (const auto& track : draft.tracks)
    for (const auto& segment : track.segments)
      if (segment.video && segment.video->role == VideoRole::main) return segment.gain;
  return 1;
}

Result<Programme> master(const Draft& draft, const std::vector<Piece>& pieces, const watch::Watched& seen,
                         const Progress& progress) {
  std::vector<mix::Laid> laid;
  std::size_t next = 0;
  for (const auto& track : draft.tracks)
    for (const auto& segment : track.segments) {
      if (!segment.music) continue;
      laid.push_back({.music = &pieces[next++].music,
                      .bed = {.start = segment.start,
                              .gain = segment.gain,
                              .fade_in = segment.fade_in,
                              .fade_out = segment.fade_out,
                              .duck = segment.music->duck.on,
                              .duck_db = segment.music->duck.depth_db}});
    }
  std::optional<mix::ClipSound> own;
  if (seen.profile.has_sound && clip_gain(draft) > 0)
    own = mix::ClipSound{.sound = &seen.sound,
                         .gain = clip_gain(draft),
                         .loudness_lufs = seen.profile.loudness_lufs,
                         .speech_lufs = seen.profile.speech_lufs,
                         .speech = seen.profile.speech};
  return mix::master(own, laid, draft.length, {}, progress);
}

Status render_file(const Scene& scene, const ScoreJob& job, const Programme& programme, Take& take,
                   const Progress& progress) {
  const render::RenderWish wish{.size = job.size == PictureSize::source ? render::RenderWish::Size::source
                                                                        : render::RenderWish::Size::full_hd};
  auto plan = render::plan(take.draft, scene.clips, wish);
  if (!plan) return fail(plan.error());
  auto pending = PendingFile::create(take.output);
  if (!pending) return fail(pending.error());
  auto rendered = render::carry_out(*plan, programme.sound, pending->path(), progress);
  if (!rendered) return fail(rendered.error());
  take.picture = render::name(rendered->picture);
  return pending->keep();
}

Status keep_extras(const ScoreJob& job, const Take& take, const Piece& piece, int number, const Progress& progress) {
  if (!job.stems.empty()) {
    const auto folder = number == 1 ? job.stems : job.stems / fmt::format("take-{}", number);
    if (auto status = write_stems(piece, folder, progress); !status) return status;
  }
  if (!job.midi.empty())
    if (auto status = write_midi_file(piece.score, take_name(job.midi, number)); !status) return status;
  if (!job.draft.empty())
    if (auto status = write_text(take_name(job.draft, number), undertone::to_json(take.draft).dump(2) + "\n"); !status)
      return status;
  return {};
}

Result<std::vector<Piece>> make_pieces(const Scene& scene, std::uint64_t seed, Players& players, Take& take,
                                       const Progress& progress) {
  std::vector<Piece> pieces;
  for (auto& track : take.draft.tracks)
    for (auto& segment : track.segments) {
      if (!segment.music) continue;
      auto piece = make_piece(segment, &scene.seen.profile, seed + pieces.size(), players, take.timings, progress);
      if (!piece) return fail(piece.error());
      note_facts(segment, *piece);
      pieces.push_back(std::move(*piece));
    }
  return pieces;
}

Result<Take> make_take(const Scene& scene, const ScoreJob& job, int number, Players& players,
                       const Progress& progress) {
  Take take{.output = take_name(job.output, number), .draft = scene.wish.draft, .timings = scene.timings};
  const auto first_seed = job.seed.value_or(usual_seed(job, scene.clips));
  const auto seed =
      number == 1 ? first_seed : Random(first_seed).fork("take", static_cast<std::uint64_t>(number)).next() >> 11;
  auto pieces = make_pieces(scene, seed, players, take, progress.part("music", 0, played));
  if (!pieces) return fail(pieces.error());
  take.music = facts_of(pieces->front().brief, pieces->front().score);
  std::optional<Programme> programme;
  {
    const Stopwatch watch(take.timings.mix);
    auto mastered = master(take.draft, *pieces, scene.seen, progress.part("mix", played, mixed));
    if (!mastered) return fail(mastered.error());
    programme = std::move(*mastered);
  }
  take.loudness = programme->loudness;
  take.timeline = edit::summary(take.draft);
  {
    const Stopwatch watch(take.timings.render);
    if (auto done = render_file(scene, job, *programme, take, progress.part("render", mixed, 1)); !done)
      return fail(done.error());
  }
  if (auto done = keep_extras(job, take, pieces->front(), number, progress); !done) return fail(done.error());
  return take;
}

Result<Scene> set_scene(const ScoreJob& job, const Progress& progress) {
  Timings timings;
  auto clips = probe_all(job.inputs);
  if (!clips) return fail(clips.error());
  const auto wish = [&] {
    const Stopwatch watch(timings.talk);
    return understand(*clips, job);
  }();
  if (!wish) return fail(wish.error());
  // A draft that cannot be rendered is refused before any work is done for it.
  if (auto plan = render::plan(wish->draft, *clips, {}); !plan) return fail(plan.error());
  auto seen = [&] {
    const Stopwatch watch(timings.watch);
    return watch::watch(clips->front(), progress.part("watch", 0, 1));
  }();
  if (!seen) return fail(seen.error());
  return Scene{std::move(*clips), std::move(*seen), *wish, timings};
}

}  // namespace

MusicFacts facts_of(const Brief& brief, const Score& score) {
  MusicFacts facts{.title = score.title,
                   .moods = score.moods,
                   .genre = score.genre,
                   .bpm = bpm_at(score, 0),
                   .key = score.key,
                   .seed = score.seed,
                   .ending = score.ending,
                   .cut_hits = static_cast<int>(score.hits.size()),
                   .genre_origin = brief.genre.origin,
                   .mood_origin = brief.moods.origin};
  facts.cuts = static_cast<int>(
      std::count_if(brief.cuts.begin(), brief.cuts.end(), [](const Cut& cut) { return cut.kind == CutKind::hard; }));
  std::set<std::string> heard;
  for (const auto& part : score.parts)
    for (const auto& layer : part.layers)
      if (heard.insert(layer.instrument).second) facts.instruments.push_back(layer.instrument);
  return facts;
}

Result<Scored> score_clip(const ScoreJob& job, const Progress& progress) {
  if (auto paths = check_paths(job); !paths) return fail(paths.error());
  Players players;
  Timings whole;
  auto scene = [&] {
    const Stopwatch watch(whole.total);
    return set_scene(job, progress.part("watch", 0, watched));
  }();
  if (!scene) return fail(scene.error());
  Scored scored{.reply = scene->wish.reading.reply, .not_understood = scene->wish.reading.not_understood};
  for (int number = 1; number <= job.takes; ++number) {
    const double share = (1 - watched) / job.takes;
    const double from = watched + share * (number - 1);
    double spent = 0;
    auto take = [&] {
      const Stopwatch watch(spent);
      return make_take(*scene, job, number, players, progress.part("take", from, from + share));
    }();
    if (!take) return fail(take.error());
    take->timings.total = whole.total + spent;
    scored.takes.push_back(std::move(*take));
  }
  return scored;
}

}  // namespace undertone::studio
