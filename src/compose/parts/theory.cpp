#include "compose/parts/theory.h"

#include <algorithm>
#include <cctype>
#include <utility>

namespace undertone::compose::parts {
namespace {

constexpr std::array<int, 7> major_degrees = {0, 2, 4, 5, 7, 9, 11};

struct Quality {
  std::string_view suffix;
  std::string_view printed;
  std::vector<int> major;  // semitones above the root for an upper-case numeral
  std::vector<int> minor;
};

const std::vector<Quality>& qualities() {
  static const std::vector<Quality> table = {
      {"", "", {0, 4, 7}, {0, 3, 7}},
      {"7", "7", {0, 4, 7, 10}, {0, 3, 7, 10}},
      {"maj7", "maj7", {0, 4, 7, 11}, {0, 3, 7, 11}},
      {"6", "6", {0, 4, 7, 9}, {0, 3, 7, 9}},
      {"9", "9", {0, 4, 7, 10, 2}, {0, 3, 7, 10, 2}},
      {"maj9", "maj9", {0, 4, 7, 11, 2}, {0, 3, 7, 11, 2}},
      {"add9", "add9", {0, 4, 7, 2}, {0, 3, 7, 2}},
      {"sus2", "sus2", {0, 2, 7}, {0, 2, 7}},
      {"sus4", "sus4", {0, 5, 7}, {0, 5, 7}},
      {"7sus4", "7sus4", {0, 5, 7, 10}, {0, 5, 7, 10}},
      {"5", "5", {0, 7}, {0, 7}},
      {"dim", "dim", {0, 3, 6}, {0, 3, 6}},
      {"7b5", "7b5", {0, 4, 6, 10}, {0, 3, 6, 10}},
  };
  return table;
}

const Quality* find_quality(std::string_view suffix) {
  for (const auto& each : qualities())
    if (each.suffix == suffix) return &each;
  return nullptr;
}

// How many letters of `text` are the roman numeral, and which degree it is (0…6).
std::pair<std::size_t, int> read_roman(std::string_view text) {
  constexpr std::array<std::string_view, 7> romans = {"i", "ii", "iii", "iv", "v", "vi", "vii"};
  std::string lower;
  for (const char c : text) {
    const auto small = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    if (small != 'i' && small != 'v') break;
    lower += small;
  }
  const auto found = std::find(romans.begin(), romans.end(), lower);
  if (found == romans.end()) return {0, 0};
  return {lower.size(), static_cast<int>(found - romans.begin())};
}

std::string spell(int pitch, Key key) {
  constexpr std::array<const char*, 12> flats = {"C", "Db", "D", "Eb", "E", "F", "Gb", "G", "Ab", "A", "Bb", "B"};
  constexpr std::array<const char*, 12> sharps = {"C", "C#", "D", "D#", "E", "F", "F#", "G", "G#", "A", "A#", "B"};
  const int relative_major = pitch_class(key.tonic + (is_minor(key.mode) ? 3 : 0));
  constexpr std::array<bool, 12> sharp_key = {false, false, true,  false, true,  false,
                                              true,  true,  false, true,  false, true};
  const auto index = static_cast<std::size_t>(pitch_class(pitch));
  return sharp_key[static_cast<std::size_t>(relative_major)] ? sharps[index] : flats[index];
}

void name_chord(Chord& chord, std::string_view printed, Key key) {
  chord.symbol = spell(chord.root, key);
  if (chord.minor && printed != "dim") chord.symbol += "m";
  chord.symbol += printed;
  if (chord.bass != chord.root) chord.symbol += "/" + spell(chord.bass, key);
}

int bass_of(const Chord& chord, std::string_view member, Key key) {
  if (member == "1") return key.tonic;
  const std::size_t index = member == "3" ? 1 : member == "5" ? 2 : member == "7" ? 3 : 0;
  return chord.tones[std::min(index, chord.tones.size() - 1)];
}

// The scale's own note `steps` degrees above the chord's root; a root outside the scale takes the interval of a major
// one.
int diatonic_above(int root, int steps, Key key) {
  const auto scale = scale_of(key);
  const auto found = std::find(scale.begin(), scale.end(), root);
  if (found == scale.end()) return pitch_class(root + (steps == 6 ? 11 : 2));
  return scale[static_cast<std::size_t>((found - scale.begin() + steps) % 7)];
}

}  // namespace

bool Chord::has(int pitch) const {
  return std::find(tones.begin(), tones.end(), pitch_class(pitch)) != tones.end();
}

bool is_minor(Mode mode) {
  return mode == Mode::minor || mode == Mode::dorian || mode == Mode::phrygian;
}

std::array<int, 7> scale_of(Key key) {
  static constexpr std::array<std::array<int, 7>, 6> modes = {{{0, 2, 4, 5, 7, 9, 11},
                                                               {0, 2, 3, 5, 7, 8, 10},
                                                               {0, 2, 3, 5, 7, 9, 10},
                                                               {0, 1, 3, 5, 7, 8, 10},
                                                               {0, 2, 4, 6, 7, 9, 11},
                                                               {0, 2, 4, 5, 7, 9, 10}}};
  auto scale = modes[static_cast<std::size_t>(key.mode)];
  for (auto& each : scale) each = pitch_class(each + key.tonic);
  return scale;
}

bool in_scale(Key key, int pitch) {
  const auto scale = scale_of(key);
  return std::find(scale.begin(), scale.end(), pitch_class(pitch)) != scale.end();
}

std::optional<Chord> parse_chord(std::string_view numeral, Key key) {
  const auto slash = numeral.find('/');
  const auto member = slash == std::string_view::npos ? std::string_view{} : numeral.substr(slash + 1);
  if (slash != std::string_view::npos && member != "1" && member != "3" && member != "5" && member != "7")
    return std::nullopt;
  const auto whole = numeral.substr(0, slash);
  auto rest = whole;
  int accidental = 0;
  if (rest.starts_with('b')) accidental = -1;
  if (rest.starts_with('#')) accidental = 1;
  if (accidental != 0) rest.remove_prefix(1);
  const auto [letters, degree] = read_roman(rest);
  if (letters == 0) return std::nullopt;
  const auto* quality = find_quality(rest.substr(letters));
  if (quality == nullptr) return std::nullopt;
  Chord chord;
  chord.numeral = std::string(whole);
  chord.minor = std::islower(static_cast<unsigned char>(rest.front())) != 0;
  chord.root = pitch_class(key.tonic + major_degrees[static_cast<std::size_t>(degree)] + accidental);
  for (const int above : chord.minor ? quality->minor : quality->major)
    chord.tones.push_back(pitch_class(chord.root + above));
  chord.bass = slash == std::string_view::npos ? chord.root : bass_of(chord, member, key);
  name_chord(chord, quality->printed, key);
  return chord;
}

std::string bend_to_mode(std::string_view numeral, Mode mode) {
  struct Bend {
    Mode mode;
    std::string_view from, to;
  };
  static constexpr std::array<Bend, 16> bends = {{{Mode::dorian, "iv", "IV"},
                                                  {Mode::dorian, "bVI", "IV"},
                                                  {Mode::dorian, "V", "v"},
                                                  {Mode::phrygian, "v", "bvii"},
                                                  {Mode::phrygian, "V", "bII"},
                                                  {Mode::phrygian, "bVII", "bII"},
                                                  {Mode::phrygian, "IV", "iv"},
                                                  {Mode::lydian, "IV", "II"},
                                                  {Mode::lydian, "ii", "II"},
                                                  {Mode::lydian, "iv", "vii"},
                                                  {Mode::lydian, "bVII", "V"},
                                                  {Mode::mixolydian, "V", "bVII"},
                                                  {Mode::mixolydian, "iii", "v"},
                                                  {Mode::mixolydian, "bVI", "IV"},
                                                  {Mode::minor, "IV", "iv"},
                                                  {Mode::minor, "ii", "bVI"}}};
  const auto head = numeral.substr(0, numeral.find_first_not_of("b#ivIV"));
  for (const auto& each : bends)
    if (each.mode == mode && each.from == head) return std::string(each.to);
  return std::string(numeral);
}

Chord coloured(const Chord& chord, Colour colour, Key key) {
  if (chord.tones.size() != 3 || chord.tones[2] != pitch_class(chord.root + 7)) return chord;
  const bool plain = chord.tones[1] == pitch_class(chord.root + (chord.minor ? 3 : 4));
  if (!plain) return chord;
  Chord result = chord;
  std::string_view printed;
  if (colour == Colour::seventh) {
    const int seventh = diatonic_above(chord.root, 6, key);
    result.tones.push_back(seventh);
    printed = pitch_class(seventh - chord.root) == 11 ? "maj7" : "7";
  } else if (colour == Colour::ninth) {
    const int ninth = diatonic_above(chord.root, 1, key);
    if (pitch_class(ninth - chord.root) != 2) return chord;
    result.tones.push_back(ninth);
    printed = "add9";
  } else {
    const int fourth = diatonic_above(chord.root, 3, key);
    if (pitch_class(fourth - chord.root) != 5) return chord;
    result.tones[1] = fourth;
    result.minor = false;
    printed = "sus4";
  }
  name_chord(result, printed, key);
  return result;
}

}  // namespace undertone::compose::parts
