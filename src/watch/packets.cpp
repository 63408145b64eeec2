#include "watch/packets.h"

#include <algorithm>
#include <cmath>

namespace undertone::watch {
namespace {

double bytes_of(const PacketNote& note) {
  return static_cast<double>(note.bytes);
}

// The size that nine tenths of the pictures near `at` stay below: predicted pictures come in large and small kinds
// (P and B), and a new shot stands out from the large ones.
double usual_size(std::span<const PacketNote> notes, std::size_t at) {
  constexpr std::size_t reach = 15;
  std::vector<double> sizes;
  const std::size_t from = at > reach ? at - reach : 0;
  for (std::size_t i = from; i < std::min(notes.size(), at + reach + 1); ++i)
    if (i != at && !notes[i].key) sizes.push_back(bytes_of(notes[i]));
  if (sizes.empty()) return 0;
  const auto tenth = sizes.begin() + static_cast<std::ptrdiff_t>(sizes.size() * 9 / 10);
  std::nth_element(sizes.begin(), tenth, sizes.end());
  return *tenth;
}

// The key picture last seen at each place; before the first, that one.
std::vector<double> key_sizes(std::span<const PacketNote> notes) {
  const auto first = std::find_if(notes.begin(), notes.end(), [](const PacketNote& note) { return note.key; });
  double size = first == notes.end() ? 0 : bytes_of(*first);
  std::vector<double> sizes;
  for (const auto& note : notes) {
    if (note.key) size = bytes_of(note);
    sizes.push_back(size);
  }
  return sizes;
}

}  // namespace

std::vector<PacketNote> in_order(std::vector<PacketNote> notes) {
  std::stable_sort(notes.begin(), notes.end(), [](const PacketNote& a, const PacketNote& b) { return a.at < b.at; });
  return notes;
}

std::vector<KeyPicture> key_pictures(std::span<const PacketNote> notes) {
  std::vector<KeyPicture> keys;
  for (std::size_t i = 0; i < notes.size(); ++i)
    if (notes[i].key) keys.push_back({i, false});
  std::size_t usual = 0;
  for (std::size_t k = 1; k < keys.size(); ++k) usual = std::max(usual, keys[k].index - keys[k - 1].index);
  std::size_t as_usual = 0;
  for (std::size_t k = 1; k < keys.size(); ++k)
    if (keys[k].index - keys[k - 1].index + 1 >= usual) ++as_usual;
  // A longest distance that occurs once says nothing of what is usual.
  for (std::size_t k = 1; k < keys.size(); ++k)
    keys[k].early = as_usual < 2 || keys[k].index - keys[k - 1].index + 1 < usual;
  return keys;
}

std::vector<Spike> spikes_between(std::span<const PacketNote> notes, std::size_t from, std::size_t to) {
  constexpr double least_height = 2.0;
  constexpr double share_of_key = 0.25;
  if (from >= notes.size()) return {};
  const double key = bytes_of(notes[from]);
  std::vector<Spike> spikes;
  for (std::size_t i = from + 1; i < std::min(to, notes.size()); ++i) {
    if (notes[i].key || bytes_of(notes[i]) < share_of_key * key) continue;
    const double usual = usual_size(notes, i);
    if (usual <= 0 || bytes_of(notes[i]) < least_height * usual) continue;
    spikes.push_back({i, bytes_of(notes[i]) / usual});
  }
  return spikes;
}

std::vector<Sample> motion_from_sizes(std::span<const PacketNote> notes) {
  const auto keys = key_sizes(notes);
  std::vector<Sample> samples;
  for (std::size_t i = 0; i < notes.size(); ++i) {
    if (notes[i].key || keys[i] <= 0) continue;
    // Where a quarter of a key picture's bits go into each picture, about everything moves.
    constexpr double lively = 0.22;
    samples.push_back({notes[i].at, 1.0 - std::exp(-bytes_of(notes[i]) / keys[i] / lively)});
  }
  return samples;
}

bool calm_between(std::span<const PacketNote> notes, std::size_t from, std::size_t to) {
  const auto part = notes.subspan(from, std::min(to, notes.size()) - from);
  double sum = 0;
  int count = 0;
  for (const auto& note : part) {
    if (note.key) continue;
    sum += bytes_of(note);
    ++count;
  }
  constexpr double calm_share = 0.12;
  return count == 0 || sum / count < calm_share * bytes_of(notes[from]);
}

}  // namespace undertone::watch
