// Synth: one FluidSynth with one font, dry, at 48 kHz, a stereo output per channel that is used.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <span>

#include "base/result.h"

namespace undertone::perform {

class Synth {
 public:
  static constexpr int channels = 8;
  static constexpr int grid = 64;  // events take effect at multiples of this many frames

  // unavailable: not a font that can be read.
  static Result<std::unique_ptr<Synth>> load(const std::filesystem::path& font);
  ~Synth();

  // As if nothing had ever been played, to the last bit: no voices, no programs (their samples are let go), controllers
  // at rest. Cheap: the font stays loaded. Then the first `used` channels can be played.
  Status clear(int used = 1);

  struct Program {
    int bank = 0;
    int number = 0;
    bool operator==(const Program&) const = default;
  };
  // Gives a channel its instrument and reads its samples. A bank that the font lacks is replaced by the usual one: the
  // program that was really taken is returned. unavailable: the font has neither.
  Result<Program> select(int channel, Program wanted);

  void note_on(int channel, int key, int velocity);
  void note_off(int channel, int key);
  void control(int channel, int number, int value);
  void bend(int channel, int value);

  bool silent() const;
  // Adds `frames` (a multiple of grid) to outs: left and right for each used channel in turn.
  Status render(int frames, std::span<float*> outs);

 private:
  Synth();
  void watch_release(int channel, int key);
  void hasten_releases();

  struct Fluid;
  std::unique_ptr<Fluid> fluid_;
};

}  // namespace undertone::perform
