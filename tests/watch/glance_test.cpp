#include "watch/glance.h"

#include <gmock/gmock.h>

#include <array>

#include "film.h"

namespace undertone::watch {
namespace {

Glance flat(std::uint8_t y, std::uint8_t u, std::uint8_t v, bool full_range) {
  static std::array<std::uint8_t, 16 * 16> luma;
  static std::array<std::uint8_t, 8 * 8> blue;
  static std::array<std::uint8_t, 8 * 8> red;
  luma.fill(y);
  blue.fill(u);
  red.fill(v);
  return glance_at({{luma.data(), 16, 16, 16}, {blue.data(), 8, 8, 8}, {red.data(), 8, 8, 8}, full_range}, {}, {});
}

TEST(Glance, knows_black_and_white_of_either_range) {
  EXPECT_NEAR(flat(16, 128, 128, false).brightness, 0, 0.01);
  EXPECT_NEAR(flat(235, 128, 128, false).brightness, 1, 0.01);
  EXPECT_NEAR(flat(0, 128, 128, true).brightness, 0, 0.01);
  EXPECT_NEAR(flat(255, 128, 128, true).brightness, 1, 0.01);
}

TEST(Glance, knows_grey_from_colour_and_orange_from_blue) {
  const auto grey = flat(128, 128, 128, true);
  const auto orange = flat(128, 70, 180, true);
  const auto blue = flat(128, 180, 90, true);
  EXPECT_NEAR(grey.saturation, 0, 0.01);
  EXPECT_GT(orange.saturation, 0.5);
  EXPECT_NEAR(grey.warmth, 0, 0.01);
  EXPECT_GT(orange.warmth, 0.5);
  EXPECT_LT(blue.warmth, -0.5);
}

TEST(Glance, of_a_picture_smaller_than_its_blocks_is_taken) {
  const std::array<std::uint8_t, 4> luma{255, 255, 255, 255};
  const std::array<std::uint8_t, 1> chroma{128};
  const auto glance =
      glance_at({{luma.data(), 2, 2, 2}, {chroma.data(), 1, 1, 1}, {chroma.data(), 1, 1, 1}, true}, {}, {});
  EXPECT_NEAR(glance.brightness, 1, 0.01);
}

TEST(Glance, differs_little_from_its_neighbour_and_much_from_another_shot) {
  const auto film = Film().shot(1, 2).shot(2, 1);
  EXPECT_LT(difference(film.pictures()[0], film.pictures()[1]), 0.05);
  EXPECT_GT(difference(film.pictures()[1], film.pictures()[2]), 0.5);
}

TEST(Flow, is_the_speed_of_a_pan) {
  const auto pan = [](double speed) {
    const auto film = Film().shot(3, 2, [&](int i) { return View{.x = speed * i / film_rate}; });
    return flow(film.pictures()[0], film.pictures()[1]);
  };
  EXPECT_LT(pan(0), 0.08);
  EXPECT_NEAR(pan(0.2), 0.2, 0.1);
  EXPECT_NEAR(pan(0.5), 0.5, 0.2);
}

}  // namespace
}  // namespace undertone::watch
