// MusicWish: what a person said about the music, and nothing they did not say.
//
// Every field is empty unless it was asked for. Later wishes are laid over earlier ones by merge().
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/time.h"
#include "model/music.h"

namespace undertone {

struct MusicWish {
  std::vector<std::string> moods;        // canonical: "upbeat", "calm", …
  std::optional<std::string> genre;      // a style's id: "lo-fi"
  std::vector<std::string> instruments;  // to be heard
  std::vector<std::string> without;      // never to be heard; "drums" and "melody" count too
  std::optional<double> bpm;
  std::optional<double> tempo_factor;  // "faster": 1.15, "half the speed": 0.5
  std::optional<Key> key;              // both tonic and mode said
  std::optional<Mode> mode;            // only the mode said ("in a minor key")
  std::optional<double> energy;        // 0…1
  std::optional<double> density;       // −1 less busy … 1 busier
  std::optional<double> gain;          // 1 = 100 %
  std::optional<double> gain_factor;   // on the gain that is there: "louder" 1.4, "6 dB down" 0.5
  std::optional<Time> fade_in;
  std::optional<Time> fade_out;
  std::optional<Span> range;   // on the time line; an end at or before its start: to the end
  std::optional<Time> length;  // when there is no picture
  std::optional<bool> duck;
  std::optional<double> duck_db;
  std::optional<Sync> sync;
  std::optional<Ending> ending;
  bool match_picture = false;  // "that matches the mood of my video"
  bool operator==(const MusicWish&) const = default;
};

// `later` laid over `earlier`: what is said again replaces, instruments add up, and a thing is either in or without.
MusicWish merge(const MusicWish& earlier, const MusicWish& later);

}  // namespace undertone
