// Brief: what the composer has been asked for, with every decision made and marked by where it came from.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/json_fwd.h"
#include "base/time.h"
#include "model/music.h"
#include "model/video_profile.h"

namespace undertone {

enum class Origin { said, seen, usual };  // the person, the picture, or the style's default
const char* name(Origin origin);

template <class T>
struct Decided {
  T value{};
  Origin origin = Origin::usual;
  bool operator==(const Decided&) const = default;
};

struct Brief {
  Decided<std::vector<std::string>> moods;
  Decided<std::string> genre;  // a style's id
  Decided<double> valence;     // −1…1
  Decided<double> arousal;     // 0…1
  Decided<double> bpm;         // before it is tuned to the hits; said: kept within 1 %
  Decided<Key> key;
  std::vector<std::string> instruments;
  std::vector<std::string> without;
  Decided<double> density;  // −1…1
  Decided<Time> length;
  Decided<Ending> ending;
  Decided<Sync> sync;
  std::uint64_t seed = 0;
  int take = 1;
  // What the music must fit, on the music's own clock (0 = its first sample).
  std::vector<Cut> cuts;
  std::vector<Span> speech;
  Time energy_step = from_milliseconds(500);
  std::vector<double> energy;  // the picture's energy over time, 0…1; empty: no picture
  bool operator==(const Brief&) const = default;
};

// For reading and for goldens: docs/formats/brief.schema.json. Times in milliseconds.
Json to_json(const Brief& brief);

}  // namespace undertone
