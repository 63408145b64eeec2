#include "watch/cuts.h"

#include <gmock/gmock.h>

#include "film.h"

namespace undertone::watch {
namespace {

using testing::AllOf;
using testing::ElementsAre;
using testing::Ge;
using testing::IsEmpty;
using testing::Le;

auto within(int from, int to) {
  return AllOf(Ge(from), Le(to));
}

TEST(Cuts, stand_on_the_first_picture_of_the_new_shot) {
  EXPECT_THAT(Film().shot(1, 40).shot(2, 30).shot(3, 50).hard_cuts(), ElementsAre(40, 70));
}

TEST(Cuts, are_found_between_many_pairs_of_shots) {
  Film film;
  std::vector<int> expected;
  for (int i = 0; i < 30; ++i) {
    film.shot(static_cast<std::uint64_t>(100 + i), 20);
    if (i > 0) expected.push_back(20 * i);
  }
  EXPECT_EQ(film.hard_cuts(), expected);
}

TEST(Cuts, may_be_a_third_of_a_second_apart) {
  EXPECT_THAT(Film().shot(1, 30).shot(2, 9).shot(1, 30).hard_cuts(), ElementsAre(30, 39));
}

TEST(Cuts, are_not_in_a_still_or_a_black_film) {
  EXPECT_THAT(Film().shot(1, 100).hard_cuts(), IsEmpty());
  const auto black = [](int) { return View{.gain = 0}; };
  EXPECT_THAT(find_cuts(Film().shot(1, 100, black).pictures()), IsEmpty());
}

TEST(Cuts, are_not_flashes) {
  for (const int long_flash : {1, 2, 4}) {
    const auto flash = [](int) { return View{.gain = 1.2, .lift = 110}; };
    EXPECT_THAT(Film().shot(1, 40).shot(1, long_flash, flash).shot(1, 40).hard_cuts(), IsEmpty()) << long_flash;
  }
}

TEST(Cuts, are_not_white_pictures_between_the_same) {
  const auto white = [](int) { return View{.lift = 255}; };
  EXPECT_THAT(Film().shot(1, 40).shot(1, 3, white).shot(1, 40).hard_cuts(), IsEmpty());
}

TEST(Cuts, are_not_pans_however_fast) {
  for (const double speed : {0.005, 0.02, 0.05}) {
    const auto pan = [&](int i) { return View{.x = speed * i}; };
    EXPECT_THAT(Film().shot(4, 60, pan).hard_cuts(), IsEmpty()) << speed;
  }
}

TEST(Cuts, are_not_a_shaken_camera) {
  Random random(5);
  const auto shake = [&](int) { return View{.x = random.uniform(-0.03, 0.03), .y = random.uniform(-0.03, 0.03)}; };
  EXPECT_THAT(Film().shot(6, 100, shake).hard_cuts(), IsEmpty());
}

TEST(Cuts, are_found_out_of_a_pan) {
  const auto pan = [](int i) { return View{.x = 0.01 * i}; };
  EXPECT_THAT(Film().shot(7, 40, pan).shot(8, 40, pan).hard_cuts(), ElementsAre(40));
}

TEST(Cuts, are_not_lamps_switched_on) {
  const auto dark = [](int) { return View{.gain = 0.5}; };
  EXPECT_THAT(Film().shot(9, 40, dark).shot(9, 40).hard_cuts(), IsEmpty());
}

TEST(Cuts, are_gradual_in_the_middle_of_a_dissolve) {
  for (const int length : {12, 20, 30}) {
    const auto film = Film().shot(1, 50).dissolve(1, 2, length).shot(2, 50);
    EXPECT_THAT(film.hard_cuts(), IsEmpty()) << length;
    EXPECT_THAT(film.gradual_cuts(), ElementsAre(within(50 + length / 2 - 6, 50 + length / 2 + 6))) << length;
  }
}

TEST(Cuts, are_gradual_in_the_middle_of_a_fade_through_black) {
  const auto out = [](int i) { return View{.gain = 1 - i / 15.0}; };
  const auto in = [](int i) { return View{.gain = i / 15.0}; };
  const auto film = Film().shot(1, 50).shot(1, 16, out).shot(2, 16, in).shot(2, 50);
  EXPECT_THAT(film.hard_cuts(), IsEmpty());
  EXPECT_THAT(film.gradual_cuts(), ElementsAre(within(60, 72)));
}

TEST(Cuts, are_not_a_fade_in_at_the_beginning_or_out_at_the_end) {
  const auto out = [](int i) { return View{.gain = std::max(0.0, 1 - i / 15.0)}; };
  const auto in = [](int i) { return View{.gain = std::max(0.0, (i - 5) / 15.0)}; };
  EXPECT_THAT(find_cuts(Film().shot(1, 30, in).shot(1, 40).shot(1, 30, out).pictures()), IsEmpty());
}

TEST(Cuts, of_nothing_and_of_one_picture_are_none) {
  EXPECT_THAT(find_cuts({}), IsEmpty());
  EXPECT_THAT(find_cuts(Film().shot(1, 1).pictures()), IsEmpty());
}

}  // namespace
}  // namespace undertone::watch
