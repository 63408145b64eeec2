// The words of music that every room shares: keys, roles, moods by name.
//
// Moods, genres and instruments are canonical lower-case English words, the same in styles/, lexicon/, drafts and flags
// ("upbeat", "lo-fi", "piano"). They are strings, not enums, because adding one is adding a file.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace undertone {

enum class Mode { major, minor, dorian, phrygian, lydian, mixolydian };

struct Key {
  int tonic = 0;  // 0 = C … 11 = B
  Mode mode = Mode::major;
  bool operator==(const Key&) const = default;
};

// "A minor", "E♭ major" as "Eb major", "D dorian".
std::string name(Key key);
std::optional<Key> parse_key(std::string_view text);

enum class Role { lead, counter, chords, pad, arp, bass, drums, fx };
inline constexpr int role_count = 8;
const char* name(Role role);  // also the stem's and the MIDI track's name
std::optional<Role> parse_role(std::string_view text);

enum class Sync { cuts, loose, off };
const char* name(Sync sync);
std::optional<Sync> parse_sync(std::string_view text);

// How a piece stops: a short stinger on the last beat, a last chord left to ring, or a fade through the last bars.
enum class Ending { button, ring_out, fade_out };
const char* name(Ending ending);
std::optional<Ending> parse_ending(std::string_view text);

}  // namespace undertone
