// Packets: what the sizes and key flags of coded pictures tell before any is decoded.
//
// An encoder spends bits where the picture is new. A picture predicted from its forerunner that costs as much as a key
// picture probably begins a shot; a key picture that comes before its time (x264's scene cut) does so too; and how much
// the others cost, against the key pictures of the same place, is how much moves.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "media/media.h"
#include "watch/curves.h"

namespace undertone::watch {

using media::PacketNote;

// In order of presentation.
std::vector<PacketNote> in_order(std::vector<PacketNote> notes);

struct KeyPicture {
  std::size_t index = 0;  // into the notes
  bool early = false;     // came before the encoder's usual distance
};
std::vector<KeyPicture> key_pictures(std::span<const PacketNote> notes);

struct Spike {
  std::size_t index = 0;
  double height = 0;  // times the size that is usual round it
};
// Pictures in (from, to), none of them key, that are much larger than those round them.
std::vector<Spike> spikes_between(std::span<const PacketNote> notes, std::size_t from, std::size_t to);

// Motion, 0…1, at each picture that is not key.
std::vector<Sample> motion_from_sizes(std::span<const PacketNote> notes);

// Does little move between two pictures, going by their sizes?
bool calm_between(std::span<const PacketNote> notes, std::size_t from, std::size_t to);

}  // namespace undertone::watch
