#include "model/music.h"

#include <array>
#include <cctype>

namespace undertone {
namespace {

template <class Enum>
struct Named {
  Enum value;
  const char* name;
};

template <class Enum, std::size_t n>
const char* find_name(const std::array<Named<Enum>, n>& table, Enum value) {
  for (const auto& each : table)
    if (each.value == value) return each.name;
  return "";
}

template <class Enum, std::size_t n>
std::optional<Enum> find_value(const std::array<Named<Enum>, n>& table, std::string_view text) {
  for (const auto& each : table)
    if (text == each.name) return each.value;
  return std::nullopt;
}

constexpr std::array<const char*, 12> tonics{"C", "Db", "D", "Eb", "E", "F", "F#", "G", "Ab", "A", "Bb", "B"};
constexpr std::array<Named<Mode>, 6> modes{{{Mode::major, "major"},
                                            {Mode::minor, "minor"},
                                            {Mode::dorian, "dorian"},
                                            {Mode::phrygian, "phrygian"},
                                            {Mode::lydian, "lydian"},
                                            {Mode::mixolydian, "mixolydian"}}};
constexpr std::array<Named<Role>, role_count> roles{{{Role::lead, "lead"},
                                                     {Role::counter, "counter"},
                                                     {Role::chords, "chords"},
                                                     {Role::pad, "pad"},
                                                     {Role::arp, "arp"},
                                                     {Role::bass, "bass"},
                                                     {Role::drums, "drums"},
                                                     {Role::fx, "fx"}}};
constexpr std::array<Named<Sync>, 3> syncs{{{Sync::cuts, "cuts"}, {Sync::loose, "loose"}, {Sync::off, "off"}}};
constexpr std::array<Named<Ending>, 3> endings{
    {{Ending::button, "button"}, {Ending::ring_out, "ring_out"}, {Ending::fade_out, "fade_out"}}};

}  // namespace

std::string name(Key key) {
  return std::string(tonics[static_cast<std::size_t>(((key.tonic % 12) + 12) % 12)]) + " " + find_name(modes, key.mode);
}

std::optional<Key> parse_key(std::string_view text) {
  constexpr std::array<int, 7> letters{9, 11, 0, 2, 4, 5, 7};  // A … G
  if (text.empty()) return std::nullopt;
  const int letter = std::toupper(static_cast<unsigned char>(text[0])) - 'A';
  if (letter < 0 || letter > 6) return std::nullopt;
  int tonic = letters[static_cast<std::size_t>(letter)];
  text.remove_prefix(1);
  if (text.starts_with('#')) {
    tonic += 1;
    text.remove_prefix(1);
  } else if (text.starts_with('b')) {
    tonic += 11;
    text.remove_prefix(1);
  }
  while (text.starts_with(' ')) text.remove_prefix(1);
  const auto mode = text.empty() ? std::optional(Mode::major) : find_value(modes, text);
  if (!mode) return std::nullopt;
  return Key{tonic % 12, *mode};
}

const char* name(Role role) {
  return find_name(roles, role);
}
std::optional<Role> parse_role(std::string_view text) {
  return find_value(roles, text);
}
const char* name(Sync sync) {
  return find_name(syncs, sync);
}
std::optional<Sync> parse_sync(std::string_view text) {
  return find_value(syncs, text);
}
const char* name(Ending ending) {
  return find_name(endings, ending);
}
std::optional<Ending> parse_ending(std::string_view text) {
  return find_value(endings, text);
}

}  // namespace undertone
