#include "model/draft_words.h"

#include <array>

namespace undertone {
namespace {

constexpr std::array fits{"blur", "crop", "pad", "stretch"};
constexpr std::array audio_kinds{"music", "voice", "sfx", "original"};
constexpr std::array modes{"major", "minor", "dorian", "phrygian", "lydian", "mixolydian"};
constexpr std::array video_roles{"main", "overlay", "logo"};

template <class Enum, std::size_t n>
std::optional<Enum> find(const std::array<const char*, n>& names, std::string_view text) {
  for (std::size_t i = 0; i < n; ++i)
    if (text == names[i]) return static_cast<Enum>(i);
  return std::nullopt;
}

}  // namespace

const char* name(Fit fit) {
  return fits[static_cast<std::size_t>(fit)];
}
const char* name(AudioKind kind) {
  return audio_kinds[static_cast<std::size_t>(kind)];
}
const char* name(VideoRole role) {
  return video_roles[static_cast<std::size_t>(role)];
}
const char* name(Mode mode) {
  return modes[static_cast<std::size_t>(mode)];
}
std::optional<Mode> parse_mode(std::string_view text) {
  return find<Mode>(modes, text);
}
std::optional<Fit> parse_fit(std::string_view text) {
  return find<Fit>(fits, text);
}
std::optional<AudioKind> parse_audio_kind(std::string_view text) {
  return find<AudioKind>(audio_kinds, text);
}
std::optional<VideoRole> parse_video_role(std::string_view text) {
  return find<VideoRole>(video_roles, text);
}

Json left_over(const Json& whole, const Json& own) {
  Json left;
  for (const auto& [key, value] : whole.items()) {
    const auto mine = own.find(key);
    if (mine == own.end()) {
      left[key] = value;
    } else if (value.is_object() && mine->is_object()) {
      if (auto below = left_over(value, *mine); !below.is_null()) left[key] = std::move(below);
    }
  }
  return left;
}

void lay_under(Json& own, const Json& other) {
  if (!own.is_object() || !other.is_object()) return;
  for (const auto& [key, value] : other.items()) {
    const auto mine = own.find(key);
    if (mine == own.end()) {
      own[key] = value;
    } else {
      lay_under(*mine, value);
    }
  }
}

}  // namespace undertone
