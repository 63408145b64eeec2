#include "watch/feeling.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <string_view>

namespace undertone::watch {
namespace {

// How far from the usual, in units of its spread, within ±2: one extreme must not drown the rest.
double unusual(double value, double usual, double spread) {
  return std::clamp((value - usual) / spread, -2.0, 2.0);
}

struct Word {
  std::string_view word;
  double valence;
  double arousal;
};

// Those moods of the lexicon that a picture can suggest, at their places there.
constexpr std::array<Word, 22> words{{
    {"playful", 0.65, 0.60}, {"upbeat", 0.70, 0.65},       {"energetic", 0.60, 0.85},   {"hopeful", 0.55, 0.40},
    {"warm", 0.50, 0.30},    {"cool", 0.40, 0.50},         {"calm", 0.40, 0.15},        {"peaceful", 0.50, 0.10},
    {"relaxed", 0.45, 0.20}, {"mellow", 0.30, 0.25},       {"neutral", 0.10, 0.40},     {"nostalgic", 0.20, 0.25},
    {"epic", 0.35, 0.85},    {"bittersweet", 0.0, 0.30},   {"serious", -0.10, 0.40},    {"mysterious", -0.20, 0.35},
    {"dark", -0.50, 0.45},   {"tense", -0.45, 0.65},       {"aggressive", -0.30, 0.95}, {"melancholic", -0.45, 0.20},
    {"lonely", -0.50, 0.15}, {"suspenseful", -0.40, 0.55},
}};

std::vector<std::string> nearest_words(double valence, double arousal) {
  auto sorted = words;
  // The scales differ: valence spans two, arousal one.
  const auto distance = [&](const Word& word) {
    return std::hypot((word.valence - valence) / 2, word.arousal - arousal);
  };
  std::stable_sort(sorted.begin(), sorted.end(),
                   [&](const Word& a, const Word& b) { return distance(a) < distance(b); });
  return {std::string(sorted[0].word), std::string(sorted[1].word), std::string(sorted[2].word)};
}

}  // namespace

Feeling feeling_of(const VideoProfile& profile) {
  const double light = unusual(profile.brightness, 0.45, 0.18);
  const double colour = unusual(profile.saturation, 0.25, 0.18);
  const double warmth = unusual(profile.warmth, 0.0, 0.3);
  const double movement = unusual(profile.motion, 0.2, 0.2);
  // That a few seconds hold no cut says nothing about pace.
  const double enough = std::min(1.0, seconds(profile.length) / 30.0);
  const double pace = enough * unusual(std::log2(std::max(profile.cuts_per_minute, 1.0) / 10.0), 0.0, 1.5);
  const double sound = profile.has_sound ? unusual(profile.loudness_lufs, -24.0, 9.0) : 0.0;
  const double arousal = 0.40 * movement + 0.30 * pace + 0.15 * colour + 0.15 * sound;
  // Loud and restless at once: battles, engines, storms.
  const double din = profile.has_sound ? std::max(0.0, unusual(profile.loudness_lufs, -14.0, 4.0)) : 0.0;
  const double strain = din * std::max(0.0, movement);
  const double valence = 0.30 * light + 0.40 * colour + 0.20 * warmth - 0.50 * strain;
  Feeling feeling;
  feeling.arousal = std::clamp(0.37 + 0.3 * arousal, 0.0, 1.0);
  feeling.valence = std::clamp(0.15 + 0.5 * valence, -1.0, 1.0);
  feeling.words = nearest_words(feeling.valence, feeling.arousal);
  return feeling;
}

}  // namespace undertone::watch
