#include <array>

#include "perform/faust.h"
#include "perform/patch.h"
// The generated voices.
#include <clap.h>
#include <crash.h>
#include <hat.h>
#include <kick.h>
#include <snare.h>
#include <tick.h>
#include <tom.h>

namespace undertone::perform {
namespace {

const std::array<Patch, 7> all{{
    {"clap", make_voice<clap>, 3, 6},
    {"crash", make_voice<crash>, 3, 4},
    {"hat", make_voice<hat>, 3, 4},
    {"kick", make_voice<kick>, 3, 0},
    {"snare", make_voice<snare>, 3, 0},
    {"tick", make_voice<tick>, 3, 0},
    {"tom", make_voice<tom>, 3, 0},
}};

}  // namespace

std::span<const Patch> drums() {
  return all;
}

const Patch* find_drum(std::string_view name) {
  for (const auto& patch : all)
    if (patch.name == name) return &patch;
  return nullptr;
}

}  // namespace undertone::perform
