#include <array>

#include "perform/faust.h"
#include "perform/patch.h"
// The generated voices.
#include <acid_bass.h>
#include <bass_808.h>
#include <drone.h>
#include <fm_piano.h>
#include <impact.h>
#include <noise_sweep.h>
#include <pluck.h>
#include <riser.h>
#include <saw_pad.h>
#include <soft_lead.h>
#include <square_lead.h>
#include <sub_bass.h>
#include <supersaw.h>
#include <warm_pad.h>

namespace undertone::perform {
namespace {

const std::array<Patch, 14> all{{
    {"acid_bass", make_voice<acid_bass>, 1, -3},
    {"bass_808", make_voice<bass_808>, 1, 0},
    {"drone", make_voice<drone>, 8, -3},
    {"fm_piano", make_voice<fm_piano>, 20, -3},
    {"impact", make_voice<impact>, 4, 0},
    {"noise_sweep", make_voice<noise_sweep>, 4, 6},
    {"pluck", make_voice<pluck>, 16, -2},
    {"riser", make_voice<riser>, 4, 3},
    {"saw_pad", make_voice<saw_pad>, 16, -3},
    {"soft_lead", make_voice<soft_lead>, 1, 0},
    {"square_lead", make_voice<square_lead>, 1, -3},
    {"sub_bass", make_voice<sub_bass>, 1, -6},
    {"supersaw", make_voice<supersaw>, 16, -1},
    {"warm_pad", make_voice<warm_pad>, 16, -7},
}};

}  // namespace

std::span<const Patch> patches() {
  return all;
}

const Patch* find_patch(std::string_view name) {
  for (const auto& patch : all)
    if (patch.name == name) return &patch;
  return nullptr;
}

}  // namespace undertone::perform
