#include <gmock/gmock.h>

#include "perform/kit.h"
#include "perform/patch.h"
#include "support.h"

namespace undertone::perform {
namespace {

std::vector<float> play(const Score& piece) {
  auto stems = perform(piece, SoundSet{}, Progress());
  EXPECT_TRUE(stems.has_value()) << (stems ? "" : stems.error().message);
  return stems ? samples(stems->stems.at(0).sound) : std::vector<float>{};
}

TEST(Voices, debug_print) {
  for (const auto& patch : patches()) {
    auto x = play(score(8, {part(Role::lead, {voice(std::string(patch.name))}, {note(0.5, 4, 45, 90)})}));
    printf("%-12s peak %.3f level %.1f onset %.4f end %.1f\n", std::string(patch.name).c_str(), peak(x),
           level_db(x, .25, 1.25), onset(x) - .25, level_db(x, 7.5, 7.9));
  }
}
}  // namespace
}  // namespace undertone::perform
