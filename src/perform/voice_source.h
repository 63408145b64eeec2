// VoiceSource: one layer played by a Faust voice; as many instances of it as there are notes at once.
#pragma once

#include <array>
#include <memory>
#include <vector>

#include "base/random.h"
#include "model/score.h"
#include "perform/cue.h"
#include "perform/patch.h"
#include "perform/source.h"
#include "perform/voice.h"

namespace undertone::perform {

// What a MIDI channel remembers of the controllers, as the voices need it.
struct Touch {
  double volume = 1;  // CC7, CC11 and CC2 together, as a gain
  double pan = 0;     // −1…1
  double mod = 0;     // 0…1
  double bend = 1;    // as a ratio, ±2 semitones
  bool pedal = false;
  std::array<int, 3> loudness{100, 127, 127};  // CC7, CC11, CC2

  void turn(int number, int value);
};

class VoiceSource : public Source {
 public:
  // invalid_input: no voice of that name.
  static Result<std::unique_ptr<Source>> create(const Score& score, const Part& part, std::size_t layer);

  std::int64_t next_sound(std::int64_t from) const override;
  Status render(std::int64_t from, std::span<float> out) override;

 private:
  VoiceSource(const Patch& patch, std::vector<Cue> cues, Random random, float gain);
  void play(const Cue& cue);
  void begin(const Cue& cue);
  void end(int key);
  void control(const Cue& cue);
  Voice& free_voice();
  void run(std::span<float> out);
  Voice::Note note_of(const Cue& cue) const;

  const Patch& patch_;
  std::vector<Cue> cues_;
  std::size_t next_ = 0;
  Random random_;
  float gain_;
  Touch touch_;
  std::vector<Voice> voices_;
  std::vector<int> held_by_pedal_;
  std::vector<int> keys_down_;  // of a voice that plays one note at a time, oldest first
  std::array<float, 2> last_gain_{0, 0};
};

}  // namespace undertone::perform
