#include "studio/keepsakes.h"

#include "base/file.h"
#include "media/write.h"
#include "perform/perform.h"

namespace undertone::studio {

Status write_sound(const Spool& sound, const std::filesystem::path& file, const std::string& title,
                   const Progress& progress) {
  auto pending = PendingFile::create(file);
  if (!pending) return fail(pending.error());
  if (auto written = media::write_sound_file(sound, pending->path(), title, progress); !written) return written;
  return pending->keep();
}

Status write_stems(const Piece& piece, const std::filesystem::path& folder, const Progress& progress) {
  std::error_code error;
  std::filesystem::create_directories(folder, error);
  if (error)
    return fail(ErrorKind::invalid_input, "Cannot make the folder {} ({}): choose another.", folder.string(),
                error.message());
  for (const auto& stem : piece.stems.stems) {
    const std::string part = name(stem.role);
    if (auto written = write_sound(stem.sound, folder / (part + ".wav"), piece.score.title + ", " + part, progress);
        !written)
      return written;
  }
  return {};
}

Status write_midi_file(const Score& score, const std::filesystem::path& file) {
  auto pending = PendingFile::create(file);
  if (!pending) return fail(pending.error());
  if (auto written = perform::write_midi(score, pending->path()); !written) return written;
  return pending->keep();
}

}  // namespace undertone::studio
