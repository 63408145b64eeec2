#include "watch/glance.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <numbers>

namespace undertone::watch {
namespace {

constexpr int columns = Glance::columns;
constexpr int rows = Glance::rows;

// Where the samples of one row or column go: block b holds [edge(b), edge(b + 1)), never empty.
struct Blocks {
  int size;
  int count;
  int begin(int block) const { return std::min(size - 1, block * size / count); }
  int end(int block) const { return std::max(begin(block) + 1, (block + 1) * size / count); }
};

double block_mean(const media::Plane& plane, const Blocks& across, const Blocks& down, int column, int row) {
  std::int64_t sum = 0;
  for (int y = down.begin(row); y < down.end(row); ++y) {
    const std::uint8_t* line = plane.data + static_cast<std::ptrdiff_t>(y) * plane.stride;
    for (int x = across.begin(column); x < across.end(column); ++x) sum += line[x];
  }
  const int samples = (down.end(row) - down.begin(row)) * (across.end(column) - across.begin(column));
  return static_cast<double>(sum) / samples;
}

double full_luma(double y, bool full_range) {
  return full_range ? y : std::clamp((y - 16.0) * (255.0 / 219.0), 0.0, 255.0);
}

void take_luma(Glance& glance, const Planes& planes) {
  const Blocks across{planes.y.width, columns};
  const Blocks down{planes.y.height, rows};
  double sum = 0;
  double squares = 0;
  for (int row = 0; row < rows; ++row) {
    for (int column = 0; column < columns; ++column) {
      const double luma = full_luma(block_mean(planes.y, across, down, column, row), planes.full_range);
      glance.luma[static_cast<std::size_t>(row * columns + column)] = static_cast<std::uint16_t>(luma * 256.0);
      sum += luma / 255.0;
      squares += luma / 255.0 * luma / 255.0;
    }
  }
  const double mean = sum / (columns * rows);
  glance.brightness = static_cast<float>(mean);
  glance.contrast = static_cast<float>(std::sqrt(std::max(0.0, squares / (columns * rows) - mean * mean)));
}

template <std::size_t bins>
class Histogram {
 public:
  void add(double value) { ++counts_[static_cast<std::size_t>(std::clamp(value, 0.0, 1.0) * (bins - 0.001))]; }
  // Appends the cumulative shares at `to`.
  void write(float* to) const {
    double total = 0;
    for (const int count : counts_) total += count;
    double sum = 0;
    for (std::size_t i = 0; i < bins; ++i) to[i] = static_cast<float>((sum += counts_[i]) / std::max(total, 1.0));
  }

 private:
  std::array<int, bins> counts_{};
};

void take_luma_colours(Glance& glance, const media::Plane& plane, bool full_range) {
  Histogram<Glance::luma_bins> histogram;
  for (int y = 0; y < plane.height; ++y) {
    const std::uint8_t* line = plane.data + static_cast<std::ptrdiff_t>(y) * plane.stride;
    for (int x = 0; x < plane.width; ++x) histogram.add(full_luma(line[x], full_range) / 255.0);
  }
  histogram.write(glance.colours.data());
}

struct Chroma {
  double u;
  double v;
};

// Saturation as in HSV, from RGB by BT.601 (the difference to 709 is below what we use it for).
double saturation_of(double luma, Chroma chroma) {
  const double r = luma + 1.402 * chroma.v;
  const double g = luma - 0.344 * chroma.u - 0.714 * chroma.v;
  const double b = luma + 1.772 * chroma.u;
  const double most = std::clamp(std::max({r, g, b}), 0.0, 255.0);
  const double least = std::clamp(std::min({r, g, b}), 0.0, 255.0);
  // Very dark pixels have no colour to speak of, though HSV says they may be fully saturated.
  return (most - least) / std::max(most, 48.0);
}

void take_colours(Glance& glance, const Planes& planes) {
  const int width = std::min(planes.u.width, planes.v.width);
  const int height = std::min(planes.u.height, planes.v.height);
  if (planes.u.data == nullptr || planes.v.data == nullptr || width <= 0 || height <= 0) return;
  const double gain = planes.full_range ? 1.0 : 255.0 / 224.0;
  const float share = 1.0F / static_cast<float>(width * height);
  double saturation = 0;
  double warmth = 0;
  Histogram<Glance::chroma_bins> blue;
  Histogram<Glance::chroma_bins> red;
  for (int y = 0; y < height; ++y) {
    const std::uint8_t* u = planes.u.data + static_cast<std::ptrdiff_t>(y) * planes.u.stride;
    const std::uint8_t* v = planes.v.data + static_cast<std::ptrdiff_t>(y) * planes.v.stride;
    const std::uint8_t* luma =
        planes.y.data + static_cast<std::ptrdiff_t>(y * planes.y.height / height) * planes.y.stride;
    for (int x = 0; x < width; ++x) {
      const Chroma chroma{(u[x] - 128.0) * gain, (v[x] - 128.0) * gain};
      saturation += saturation_of(full_luma(luma[x * planes.y.width / width], planes.full_range), chroma);
      warmth += chroma.v - chroma.u;
      // Most pictures live near grey: the bins spend themselves there.
      blue.add(0.5 + chroma.u / 128.0);
      red.add(0.5 + chroma.v / 128.0);
    }
  }
  blue.write(glance.colours.data() + Glance::luma_bins);
  red.write(glance.colours.data() + Glance::luma_bins + Glance::chroma_bins);
  glance.saturation = static_cast<float>(saturation) * share;
  glance.warmth = static_cast<float>(std::tanh(warmth * static_cast<double>(share) / 40.0));
}

double area_between(const Glance& one, const Glance& other, std::size_t from, std::size_t bins) {
  double sum = 0;
  for (std::size_t i = from; i < from + bins; ++i) sum += std::abs(one.colours[i] - other.colours[i]);
  return sum / static_cast<double>(bins);
}

// Two pictures of unlike colours have areas of about a quarter between them.
double colour_difference(const Glance& one, const Glance& other) {
  constexpr std::size_t luma = Glance::luma_bins;
  constexpr std::size_t chroma = Glance::chroma_bins;
  const double sum = area_between(one, other, 0, luma) + area_between(one, other, luma, chroma) +
                     area_between(one, other, luma + chroma, chroma);
  return std::min(1.0, sum * 3.0);
}

constexpr int tile_columns = 8;
constexpr int tile_rows = 6;

struct Corner {
  int column;
  int row;
};

struct Alike {
  double correlation;  // −1…1
  double weight;       // how much form there is to compare
};

// One tile of `one` against as large a piece of `other` at `there`.
Alike compare_tiles(const Glance& one, Corner here, const Glance& other, Corner there) {
  double sum_a = 0, sum_b = 0, aa = 0, bb = 0, ab = 0;
  for (int row = 0; row < tile_rows; ++row) {
    for (int column = 0; column < tile_columns; ++column) {
      const double a = one.luma[static_cast<std::size_t>((here.row + row) * columns + here.column + column)] / 65280.0;
      const double b =
          other.luma[static_cast<std::size_t>((there.row + row) * columns + there.column + column)] / 65280.0;
      sum_a += a, sum_b += b, aa += a * a, bb += b * b, ab += a * b;
    }
  }
  constexpr double count = tile_columns * tile_rows;
  constexpr double noise = 2e-5;  // variance of what is not form but compression
  const double variance_a = aa / count - sum_a * sum_a / (count * count);
  const double variance_b = bb / count - sum_b * sum_b / (count * count);
  const double both = ab / count - sum_a * sum_b / (count * count);
  const double scale = std::sqrt((std::max(variance_a, 0.0) + noise) * (std::max(variance_b, 0.0) + noise));
  return {(both + noise) / scale, std::sqrt(std::max({variance_a, variance_b, 0.0}) + noise)};
}

}  // namespace

Glance glance_at(const Planes& planes, Time at, Time length) {
  Glance glance;
  glance.at = at;
  glance.length = length;
  if (planes.y.data == nullptr || planes.y.width <= 0 || planes.y.height <= 0) return glance;
  take_luma(glance, planes);
  take_luma_colours(glance, planes.y, planes.full_range);
  take_colours(glance, planes);
  return glance;
}

double form_difference(const Glance& one, const Glance& other) {
  double unlike = 0;
  double weight = 0;
  for (int row = 0; row < rows; row += tile_rows) {
    for (int column = 0; column < columns; column += tile_columns) {
      Alike best{-1, 0};
      for (int y = std::max(0, row - 1); y <= std::min(rows - tile_rows, row + 1); ++y) {
        for (int x = std::max(0, column - 2); x <= std::min(columns - tile_columns, column + 2); ++x) {
          const auto alike = compare_tiles(one, {column, row}, other, {x, y});
          if (alike.correlation > best.correlation) best = alike;
        }
      }
      unlike += best.weight * (1.0 - std::clamp(best.correlation, 0.0, 1.0));
      weight += best.weight;
    }
  }
  return weight > 0 ? unlike / weight : 0.0;
}

double difference(const Glance& one, const Glance& other) {
  return (2.0 * form_difference(one, other) + colour_difference(one, other)) / 3.0;
}

double flow(const Glance& one, const Glance& later) {
  const double elapsed = seconds(later.at - one.at);
  if (elapsed <= 0) return 0;
  constexpr double noise = 128.0;  // half a grey level: what compression alone changes
  double change = 0;
  double slope = 0;
  for (int row = 0; row + 1 < rows; ++row) {
    for (int column = 0; column + 1 < columns; ++column) {
      const auto here = static_cast<std::size_t>(row * columns + column);
      const double in_time = std::abs(static_cast<double>(later.luma[here]) - static_cast<double>(one.luma[here]));
      const double across = static_cast<double>(one.luma[here + 1]) - static_cast<double>(one.luma[here]);
      const double down = static_cast<double>(one.luma[here + columns]) - static_cast<double>(one.luma[here]);
      change += std::max(0.0, in_time - noise);
      slope += std::hypot(across, down);
    }
  }
  constexpr double least_slope = 512.0 * columns * rows;  // a flat picture has no speed
  constexpr double unseen = std::numbers::pi / 2;         // the mean of |cos| over all directions is its inverse
  return unseen * change / std::max(slope, least_slope) / columns / elapsed;
}

}  // namespace undertone::watch
