#include <array>
#include <cstdlib>
#include <string>

#include "perform/perform.h"

namespace undertone::perform {
namespace {

// Best first; the uncompressed one also opens fastest.
constexpr std::array<const char*, 5> usual_places{
    "/usr/share/sounds/sf2/MuseScore_General_Full.sf2",
    "/usr/share/sounds/sf3/MuseScore_General_Full.sf3",
    "/usr/share/sounds/sf3/MuseScore_General_Lite.sf3",
    "/usr/share/sounds/sf2/FluidR3_GM.sf2",
    "/usr/share/soundfonts/FluidR3_GM.sf2",
};

bool is_file(const std::filesystem::path& path) {
  std::error_code ignored;
  return std::filesystem::is_regular_file(path, ignored);
}

}  // namespace

Result<SoundSet> find_sounds() {
  if (const char* chosen = std::getenv("UNDERTONE_SOUNDFONT"); chosen != nullptr && *chosen != '\0') {
    if (is_file(chosen)) return SoundSet{chosen};
    return fail(ErrorKind::invalid_input, "UNDERTONE_SOUNDFONT names \"{}\", which is not a file.", chosen);
  }
  for (const char* place : usual_places)
    if (is_file(place)) return SoundSet{place};
  return fail(ErrorKind::unavailable,
              "No SoundFont was found: install the Debian package musescore-general-soundfont-lossless (or the smaller "
              "musescore-general-soundfont-small), or set UNDERTONE_SOUNDFONT to a General MIDI .sf2 or .sf3 file.");
}

}  // namespace undertone::perform
