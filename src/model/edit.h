// Edit: one thing to be done to a draft, as `talk` reads it and `edit` carries it out. A closed set of small values.
#pragma once

#include <variant>

#include "model/music_wish.h"

namespace undertone {

// Lays a new piece over the time line, or over the wish's range; other music there gives way.
struct AddMusic {
  MusicWish wish;
  bool operator==(const AddMusic&) const = default;
};

// Changes the music that is there, and nothing about it that was not asked for.
struct ChangeMusic {
  MusicWish wish;
  bool operator==(const ChangeMusic&) const = default;
};

struct RemoveMusic {
  bool operator==(const RemoveMusic&) const = default;
};

// The same wishes, another piece.
struct NewTake {
  bool operator==(const NewTake&) const = default;
};

// The clips' own sound: 0 muted … 1 as it is.
struct SetClipSound {
  double gain = 1;
  bool operator==(const SetClipSound&) const = default;
};

using Edit = std::variant<AddMusic, ChangeMusic, RemoveMusic, NewTake, SetClipSound>;

}  // namespace undertone
