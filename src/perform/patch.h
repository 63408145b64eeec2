// Patch: a Faust voice and how it is to be played.
#pragma once

#include <memory>
#include <span>
#include <string_view>

class FaustDsp;

namespace undertone::perform {

struct Patch {
  std::string_view name;  // of its file in voices/
  std::unique_ptr<FaustDsp> (*make)() = nullptr;
  int voices = 16;      // 1: one note at a time; notes that overlap glide
  double level_db = 0;  // brings all voices to the loudness of a piano note
};

// Null when there is none of that name.
const Patch* find_patch(std::string_view name);
// The drums of the kits, not for melodies.
const Patch* find_drum(std::string_view name);
std::span<const Patch> patches();
std::span<const Patch> drums();

}  // namespace undertone::perform
