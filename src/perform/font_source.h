// FontSource: the SoundFont layers of one part, played on a synth that nobody else uses meanwhile.
#pragma once

#include <bitset>
#include <memory>
#include <vector>

#include "model/score.h"
#include "perform/cue.h"
#include "perform/source.h"
#include "perform/synth.h"

namespace undertone::perform {

class FontSource : public Source {
 public:
  // Clears the synth and reads the samples of the layers in `layers` (bit i: layer i).
  static Result<std::unique_ptr<Source>> create(Synth& synth, const Score& score, const Part& part, unsigned layers);

  std::int64_t next_sound(std::int64_t from) const override;
  Status render(std::int64_t from, std::span<float> out) override;

 private:
  struct Channel {
    float gain = 1;
    bool played = false;
    bool swell_as_expression = false;  // the instrument answers to CC11 where the score says CC2
    bool pedal = false;
    std::bitset<128> held_by_pedal;
    std::vector<float> left, right;
  };
  FontSource(Synth& synth, std::vector<Cue> cues, std::size_t used)
      : synth_(synth), cues_(std::move(cues)), channels_(used) {}
  void play(const Cue& cue);
  void end(int channel, int key);
  void control(int channel, int number, int value);
  Status run(std::int64_t frames, std::span<float> out);

  Synth& synth_;
  std::vector<Cue> cues_;
  std::size_t next_ = 0;
  std::vector<Channel> channels_;
};

}  // namespace undertone::perform
