#include "model/music_wish.h"

#include <algorithm>

namespace undertone {
namespace {

template <class T>
void lay_over(std::optional<T>& under, const std::optional<T>& over) {
  if (over) under = over;
}

bool has(const std::vector<std::string>& names, const std::string& name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

void add_names(std::vector<std::string>& to, const std::vector<std::string>& from) {
  for (const auto& name : from)
    if (!has(to, name)) to.push_back(name);
}

void remove_names(std::vector<std::string>& from, const std::vector<std::string>& names) {
  std::erase_if(from, [&](const std::string& name) { return has(names, name); });
}

void merge_tempo(MusicWish& wish, const MusicWish& later) {
  if (later.bpm) {
    wish.bpm = later.bpm;
    wish.tempo_factor.reset();
  }
  if (later.tempo_factor) wish.tempo_factor = wish.tempo_factor.value_or(1) * *later.tempo_factor;
}

void merge_gain(MusicWish& wish, const MusicWish& later) {
  if (later.gain) {
    wish.gain = later.gain;
    wish.gain_factor.reset();
  }
  if (later.gain_factor) wish.gain_factor = wish.gain_factor.value_or(1) * *later.gain_factor;
}

}  // namespace

MusicWish merge(const MusicWish& earlier, const MusicWish& later) {
  MusicWish wish = earlier;
  if (!later.moods.empty()) wish.moods = later.moods;
  lay_over(wish.genre, later.genre);
  remove_names(wish.instruments, later.without);
  remove_names(wish.without, later.instruments);
  add_names(wish.instruments, later.instruments);
  add_names(wish.without, later.without);
  merge_tempo(wish, later);
  merge_gain(wish, later);
  if (later.key) wish.mode.reset();
  if (later.mode) wish.key.reset();
  lay_over(wish.key, later.key);
  lay_over(wish.mode, later.mode);
  lay_over(wish.energy, later.energy);
  lay_over(wish.density, later.density);
  lay_over(wish.fade_in, later.fade_in);
  lay_over(wish.fade_out, later.fade_out);
  lay_over(wish.range, later.range);
  lay_over(wish.length, later.length);
  lay_over(wish.duck, later.duck);
  lay_over(wish.duck_db, later.duck_db);
  lay_over(wish.sync, later.sync);
  lay_over(wish.ending, later.ending);
  wish.match_picture = wish.match_picture || later.match_picture;
  return wish;
}

}  // namespace undertone
