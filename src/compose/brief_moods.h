// Moods as places in the space of feeling, from lexicon/moods.toml.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace undertone::compose {

struct MoodPlace {
  double valence = 0;    // −1…1
  double arousal = 0.5;  // 0…1
  double tension = 0.3;  // 0…1
  bool operator==(const MoodPlace&) const = default;
};

// nullopt: no such mood.
std::optional<MoodPlace> find_mood(std::string_view mood);
// The middle of those that are known; nullopt: none is.
std::optional<MoodPlace> middle_of(const std::vector<std::string>& moods);
// The mood nearest to a feeling.
std::string nearest_mood(double valence, double arousal);

}  // namespace undertone::compose
