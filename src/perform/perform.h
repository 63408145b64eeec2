// perform: the players. Score in, one dry stereo stem per part out. It knows instruments; levels between parts, rooms
// and loudness are mix's.
//
//   auto sounds = Sounds::open(find_sounds().value());      // fonts begin to load on threads of their own
//   auto stems = perform(score, sounds, progress);          // stems->stems[i].role, .sound
//   write_midi(score, "piece.mid");
//
// The same score and font give the same samples, on any number of threads. Calls may run at the same time if each has
// Sounds of its own.
#pragma once

#include <filesystem>
#include <memory>

#include "base/progress.h"
#include "base/result.h"
#include "model/score.h"
#include "model/sound.h"

namespace undertone::perform {

struct SoundSet {
  std::filesystem::path soundfont;
};

// The General MIDI SoundFont named by UNDERTONE_SOUNDFONT, else the best of those that Debian packages install.
// unavailable: none is there (the message names the package); invalid_input: the variable names what is not a file.
Result<SoundSet> find_sounds();

// Fonts opened for playing, one per player. open() returns at once and loads in the background, so that loading can
// overlap with other work; what goes wrong there is told by perform(). Must not be used by two performances at once.
class Sounds {
 public:
  static Sounds open(const SoundSet& set);
  Sounds(Sounds&&) noexcept;
  Sounds& operator=(Sounds&&) noexcept;
  ~Sounds();

  struct Fonts;
  Fonts& fonts() const { return *fonts_; }

 private:
  explicit Sounds(std::unique_ptr<Fonts> fonts);
  std::unique_ptr<Fonts> fonts_;
};

// Stems in order of score.parts, each exactly score.length long, their spools finished. Notes ring as they like; what
// still sounds at the end is faded within the last 20 ms. unavailable: the font cannot be read, or the disk is full;
// invalid_input: a part wants a voice that does not exist; cancelled.
Result<Stems> perform(const Score& score, const Sounds& sounds, const Progress& progress);
Result<Stems> perform(const Score& score, const SoundSet& set, const Progress& progress);

// A standard MIDI file, type 1, 960 ticks to a beat: a first track with title, tempo map, meters, key, and markers for
// sections and hits; then one track per part, named by its role, with bank, program and level on a channel per layer.
// Tick 0 is the file's beginning: the score's offset into the clip is left out, so bars fall on a sequencer's bars.
// Equal scores give equal bytes. The file appears whole or not at all.
Status write_midi(const Score& score, const std::filesystem::path& file);

}  // namespace undertone::perform
