// What a person may keep beside the result: stems, the MIDI file, the notes.
#pragma once

#include <filesystem>

#include "studio/piece.h"

namespace undertone::studio {

// One 24-bit WAV per part, named by role, into `folder` (made if need be).
Status write_stems(const Piece& piece, const std::filesystem::path& folder, const Progress& progress);
Status write_midi_file(const Score& score, const std::filesystem::path& file);
// A sound file of the kind its ending says, whole or not at all.
Status write_sound(const Spool& sound, const std::filesystem::path& file, const std::string& title,
                   const Progress& progress);

}  // namespace undertone::studio
