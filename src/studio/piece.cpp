#include "studio/piece.h"

#include <utility>

#include "compose/compose.h"
#include "mix/mix.h"
#include "perform/perform.h"

namespace undertone::studio {

struct Players::State {
  Result<perform::Sounds> sounds;
};

Players::Players() {
  auto set = perform::find_sounds();
  if (set) {
    state_ = std::make_unique<State>(State{perform::Sounds::open(*set)});
  } else {
    state_ = std::make_unique<State>(State{fail(set.error())});
  }
}

Players::~Players() = default;

Result<Stems> Players::perform(const Score& score, const Progress& progress) {
  if (!state_->sounds) return fail(state_->sounds.error());
  return perform::perform(score, *state_->sounds, progress);
}

Result<Piece> make_piece(const Segment& music, const VideoProfile* seen, std::uint64_t seed, Players& players,
                         Timings& timings, const Progress& progress) {
  const auto written = [&]() -> Result<std::pair<Brief, Score>> {
    const Stopwatch watch(timings.compose);
    auto brief = compose::make_brief(music, seen, seed);
    if (!brief) return fail(brief.error());
    auto score = compose::compose(*brief);
    if (!score) return fail(score.error());
    return std::pair{std::move(*brief), std::move(*score)};
  }();
  if (!written) return fail(written.error());
  auto stems = [&] {
    const Stopwatch watch(timings.perform);
    return players.perform(written->second, progress.part("perform", 0.05, 0.7));
  }();
  if (!stems) return fail(stems.error());
  const Stopwatch watch(timings.mix);
  auto mixed = mix::mix_music(*stems, written->second, written->first.speech, progress.part("mix", 0.7, 1));
  if (!mixed) return fail(mixed.error());
  return Piece{written->first, written->second, std::move(*stems), std::move(*mixed)};
}

void note_facts(Segment& music, const Piece& piece) {
  if (!music.music) return;
  auto& part = *music.music;
  music.name = piece.score.title;
  part.genre = piece.score.genre;
  part.mood = piece.score.moods;
  part.bpm = bpm_at(piece.score, 0);
  part.key = piece.score.key;
  part.seed = piece.score.seed;
}

}  // namespace undertone::studio
