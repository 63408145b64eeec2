// Glance: what is kept of one decoded picture — a tiny copy and its colours, about 1.4 kB, whatever the picture's size.
//
// Everything the room says about the picture (cuts, motion, light, colour) is worked out from a row of these.
#pragma once

#include <array>
#include <cstdint>

#include "base/time.h"
#include "media/frame.h"

namespace undertone::watch {

struct Glance {
  static constexpr int columns = 32;
  static constexpr int rows = 18;
  static constexpr int luma_bins = 32;
  static constexpr int chroma_bins = 16;

  Time at{};
  Time length{};                                     // 0: not known
  std::array<std::uint16_t, columns * rows> luma{};  // means of blocks, 0…65280, full range
  // How many pixels are at most so bright, so blue (U), so red (V): each a rising row that ends at 1.
  std::array<float, luma_bins + 2 * chroma_bins> colours{};
  float brightness = 0;  // mean luma, 0…1
  float contrast = 0;    // standard deviation of the blocks' luma, 0…1
  float saturation = 0;  // mean of the pixels' saturation, 0…1
  float warmth = 0;      // −1 blue … 1 orange
};

// A picture in 8-bit planar YUV. Sides of any size; 160 samples wide is plenty.
struct Planes {
  media::Plane y;
  media::Plane u;
  media::Plane v;
  bool full_range = false;  // else luma 16…235
};

Glance glance_at(const Planes& planes, Time at, Time length);

// How different the forms of two pictures are, and the whole of them, 0…1. Two thirds of the whole are their forms:
// normalised correlation of tiles of the picture, each at the best of small shifts, so that light (flashes, fades) and
// movement (pans, shakes) count for little. One third are their colours: the area between the cumulative histograms.
double form_difference(const Glance& one, const Glance& other);
double difference(const Glance& one, const Glance& other);

// How fast the picture moves from one glance to a later one, in picture widths per second: normal flow, the sum of the
// changes in time over the sum of the slopes in space (Horn & Schunck 1981, eq. 1, in the mean over the picture), made
// good for what lies along the slopes is all it sees.
double flow(const Glance& one, const Glance& later);

}  // namespace undertone::watch
