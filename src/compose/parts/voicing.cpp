#include "compose/parts/voicing.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <limits>
#include <utility>

namespace undertone::compose::parts {
namespace {

// Which pitch classes sound: the third and the colour always, then the root, the fifth last of all.
std::vector<int> chosen_tones(const Chord& chord, const Register& reg) {
  std::vector<int> tones = chord.tones;
  const auto voices = static_cast<std::size_t>(std::max(2, reg.voices));
  if (tones.size() > voices && tones.size() > 3) tones.erase(tones.begin() + 2);
  if (reg.rootless && tones.size() > 3) tones.erase(tones.begin());
  while (tones.size() > voices) tones.erase(tones.begin());
  return tones;
}

double spacing_cost(const std::vector<int>& pitches) {
  double cost = 0;
  for (std::size_t i = 1; i < pitches.size(); ++i) {
    const int gap = pitches[i] - pitches[i - 1];
    if (gap == 0) cost += 12;
    if (gap == 1) cost += 5;
    if (gap > 9) cost += 1.5 * (gap - 9);
    if (pitches[i - 1] < 52 && gap < 5) cost += 3.0 * (5 - gap);  // thirds turn to mud down there
  }
  return cost;
}

double cost_of(const std::vector<int>& pitches, const std::vector<int>& before, const Register& reg) {
  double mean = 0;
  for (const int pitch : pitches) mean += pitch;
  mean /= static_cast<double>(pitches.size());
  double cost = spacing_cost(pitches) + 0.25 * std::pow(std::abs(mean - reg.centre), 1.5);
  if (!before.empty()) cost += 2.2 * movement(before, pitches) * static_cast<double>(pitches.size());
  if (!before.empty()) cost += 0.6 * std::max(0, std::abs(pitches.back() - before.back()) - 2);
  return cost;
}

class Search {
 public:
  Search(const std::vector<int>& before, const Register& reg) : before_(before), reg_(reg) {}

  // `dislike` is the cost of sounding just these tones.
  void consider(std::vector<int> tones, double dislike) {
    tones_ = std::move(tones);
    dislike_ = dislike;
    place(0);
  }

  std::vector<int> best() const { return best_; }

 private:
  void place(std::size_t index) {
    if (index == tones_.size()) return judge();
    for (int pitch = reg_.low + pitch_class(tones_[index] - reg_.low); pitch <= reg_.high; pitch += 12) {
      if (std::abs(pitch - reg_.centre) > 16) continue;
      current_.push_back(pitch);
      place(index + 1);
      current_.pop_back();
    }
  }

  void judge() {
    auto sorted = current_;
    std::sort(sorted.begin(), sorted.end());
    const double cost = cost_of(sorted, before_, reg_) + dislike_;
    if (cost >= best_cost_) return;
    best_cost_ = cost;
    best_ = std::move(sorted);
  }

  std::vector<int> tones_;
  const std::vector<int>& before_;
  const Register& reg_;
  std::vector<int> current_, best_;
  double dislike_ = 0;
  double best_cost_ = std::numeric_limits<double>::max();
};

}  // namespace

double movement(const std::vector<int>& from, const std::vector<int>& to) {
  const std::size_t shared = std::min(from.size(), to.size());
  if (shared == 0) return 0;
  double total = 0;
  for (std::size_t i = 1; i <= shared; ++i) total += std::abs(from[from.size() - i] - to[to.size() - i]);
  return total / static_cast<double>(shared);
}

std::vector<int> voice_chord(const Chord& chord, const std::vector<int>& before, const Register& reg) {
  const auto tones = chosen_tones(chord, reg);
  Search search(before, reg);
  if (tones.size() >= static_cast<std::size_t>(reg.voices)) search.consider(tones, 0);
  // A voice too many doubles the root or the fifth rather than the third.
  for (std::size_t i = 0; tones.size() < static_cast<std::size_t>(reg.voices) && i < tones.size(); ++i) {
    auto doubled = tones;
    while (doubled.size() < static_cast<std::size_t>(reg.voices))
      doubled.push_back(tones[(i + doubled.size() - tones.size()) % tones.size()]);
    search.consider(std::move(doubled), i == 1 ? 3 : 0);
  }
  auto found = search.best();
  found.erase(std::unique(found.begin(), found.end()), found.end());
  if (found.empty()) found.push_back(reg.low + pitch_class(chord.root - reg.low));
  return found;
}

std::vector<std::vector<int>> voice_all(const std::vector<Chord>& chords, const Register& reg) {
  std::vector<std::vector<int>> voicings;
  std::vector<int> before;
  for (const auto& chord : chords) {
    before = voice_chord(chord, before, reg);
    voicings.push_back(before);
  }
  return voicings;
}

}  // namespace undertone::compose::parts
