// A piece: one music segment of a draft made real, from what was asked and seen to a mixed track.
//
// The stages run in order and each is a pure function of its inputs, so that a caller may keep the pieces and skip what
// did not change.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>

#include "base/progress.h"
#include "base/result.h"
#include "base/spool.h"
#include "model/brief.h"
#include "model/draft.h"
#include "model/score.h"
#include "model/sound.h"
#include "model/video_profile.h"
#include "studio/timings.h"

namespace undertone::studio {

struct Piece {
  Brief brief;
  Score score;
  Stems stems;
  Spool music;  // mixed, at −14 LUFS, score.length long
};

// The players, warming up in the background: reading a sound font takes as long as looking at a short clip.
class Players {
 public:
  Players();  // begins at once
  ~Players();
  Players(const Players&) = delete;
  Players& operator=(const Players&) = delete;

  // unavailable, naming the package to install, when there is no sound font.
  Result<Stems> perform(const Score& score, const Progress& progress);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

// `seen`: the picture on the time line's clock, nullptr when there is none. Speech is taken from it.
Result<Piece> make_piece(const Segment& music, const VideoProfile* seen, std::uint64_t seed, Players& players,
                         Timings& timings, const Progress& progress);

// What the segment says of its piece once it is planned: title, genre, mood, bpm, key, seed.
void note_facts(Segment& music, const Piece& piece);

}  // namespace undertone::studio
