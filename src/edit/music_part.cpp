#include "edit/music_part.h"

#include <algorithm>
#include <cctype>

namespace undertone::edit {
namespace {

bool has(const std::vector<std::string>& names, const std::string& name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

void say(MusicPart& part, const char* field) {
  if (!has(part.said, field)) part.said.emplace_back(field);
}

void unsay(MusicPart& part, const char* field) {
  std::erase(part.said, field);
}

void move_names(std::vector<std::string>& to, std::vector<std::string>& from, const std::vector<std::string>& names) {
  for (const auto& name : names) {
    std::erase(from, name);
    if (!has(to, name)) to.push_back(name);
  }
}

void lay_taste(MusicPart& part, const MusicWish& wish) {
  if (!wish.moods.empty()) {
    part.mood = wish.moods;
    say(part, "mood");
  }
  if (wish.genre) {
    part.genre = *wish.genre;
    say(part, "genre");
  }
  if (wish.energy) {
    part.energy = *wish.energy;
    say(part, "energy");
  }
  if (wish.density) {
    part.density = *wish.density;
    say(part, "density");
  }
  move_names(part.instruments, part.without, wish.instruments);
  move_names(part.without, part.instruments, wish.without);
  if (!wish.instruments.empty()) say(part, "instruments");
  if (!wish.without.empty()) say(part, "without");
}

// A factor works on the tempo that is known; on one that is yet to be decided it waits in the part.
void lay_tempo(MusicPart& part, const MusicWish& wish) {
  if (wish.bpm) {
    part.bpm = *wish.bpm;
    part.tempo_factor = 1;
  }
  if (wish.tempo_factor) {
    if (part.bpm > 0) {
      part.bpm = std::clamp(part.bpm * *wish.tempo_factor, 30.0, 300.0);
    } else {
      part.tempo_factor = std::clamp(part.tempo_factor * *wish.tempo_factor, 0.25, 4.0);
    }
  }
  if (wish.bpm || (wish.tempo_factor && part.bpm > 0)) say(part, "bpm");
}

void lay_key(MusicPart& part, const MusicWish& wish) {
  if (wish.key) {
    part.key = wish.key;
    part.mode.reset();
    say(part, "key");
  }
  if (!wish.mode) return;
  part.mode = wish.mode;
  if (part.key) part.key->mode = *wish.mode;
  say(part, "mode");
}

}  // namespace

void lay_wish(MusicPart& part, const MusicWish& wish) {
  lay_taste(part, wish);
  lay_tempo(part, wish);
  lay_key(part, wish);
  if (wish.duck) {
    part.duck.on = *wish.duck;
    say(part, "duck");
  }
  if (wish.duck_db) part.duck.depth_db = std::clamp(*wish.duck_db, 0.0, 40.0);
  if (wish.sync) {
    part.sync = *wish.sync;
    say(part, "sync");
  }
  if (wish.ending) part.ending = wish.ending;
  if (wish.fade_out && *wish.fade_out > Time{}) part.ending = Ending::fade_out;
  if (wish.fade_out && *wish.fade_out <= Time{} && part.ending == Ending::fade_out) part.ending.reset();
  if (part.ending) {
    say(part, "ending");
  } else {
    unsay(part, "ending");
  }
}

void lay_wish(Segment& segment, const MusicWish& wish) {
  if (wish.gain) segment.gain = *wish.gain;
  if (wish.gain_factor) segment.gain *= *wish.gain_factor;
  segment.gain = std::clamp(segment.gain, 0.0, 4.0);
  if (wish.fade_in) segment.fade_in = *wish.fade_in;
  if (wish.fade_out) segment.fade_out = *wish.fade_out;
  if (wish.ending && *wish.ending != Ending::fade_out && !wish.fade_out) segment.fade_out = Time{};
  segment.fade_in = std::clamp(segment.fade_in, Time{}, segment.length);
  segment.fade_out = std::clamp(segment.fade_out, Time{}, segment.length - segment.fade_in);
}

std::string working_name(const MusicPart& part) {
  std::string name = !part.genre.empty() ? part.genre : !part.mood.empty() ? part.mood.front() : "music";
  name[0] = static_cast<char>(std::toupper(static_cast<unsigned char>(name[0])));
  return name;
}

}  // namespace undertone::edit
