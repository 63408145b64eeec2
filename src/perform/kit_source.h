// KitSource: one layer played by a kit of Faust drums.
#pragma once

#include <array>
#include <map>
#include <memory>
#include <vector>

#include "base/random.h"
#include "model/score.h"
#include "perform/cue.h"
#include "perform/drum.h"
#include "perform/kit.h"
#include "perform/source.h"

namespace undertone::perform {

class KitSource : public Source {
 public:
  // invalid_input: no kit of that name.
  static Result<std::unique_ptr<Source>> create(const Score& score, const Part& part, std::size_t layer);

  std::int64_t next_sound(std::int64_t from) const override;
  Status render(std::int64_t from, std::span<float> out) override;

 private:
  struct Hit {
    Drum::Strike strike;
    int choke = 0;
    std::size_t at = 0;  // samples of strike.sound already played
    int fade_left = 0;   // frames; 0: not being choked
  };
  KitSource(const Kit& kit, std::vector<Cue> cues, Random random, float gain);
  void hit(const Cue& cue);
  Drum& drum_for(const Piece& piece);
  void choke(int group);
  static void add(Hit& hit, std::span<float> out);
  void run(std::span<float> out);
  void colour(std::span<float> out);

  const Kit& kit_;
  std::vector<Cue> cues_;
  std::size_t next_ = 0;
  Random random_;
  float gain_;
  std::map<int, Drum> drums_;  // by key
  std::vector<Hit> hits_;      // sounding
  std::array<float, 4> filter_{};
};

}  // namespace undertone::perform
