// Films for tests: shots of random shapes, cut, dissolved, faded, panned and shaken, straight to glances.
#pragma once

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <functional>
#include <vector>

#include "base/random.h"
#include "watch/cuts.h"
#include "watch/glance.h"

namespace undertone::watch {

inline constexpr int film_rate = 25;

// A scene larger than the picture, made of soft blobs; `seed` is what it shows.
class Scene {
 public:
  explicit Scene(std::uint64_t seed) {
    Random random(seed);
    base_ = random.uniform(40, 170);
    for (int i = 0; i < 140; ++i)
      blobs_.push_back(
          {random.uniform(-1, 2), random.uniform(-1, 2), random.uniform(0.05, 0.3), random.uniform(-90, 90)});
    u_ = random.uniform(105, 150);
    v_ = random.uniform(105, 150);
  }
  double luma(double x, double y) const {
    double sum = base_;
    for (const auto& blob : blobs_) {
      const double d2 = ((x - blob.x) * (x - blob.x) + (y - blob.y) * (y - blob.y)) / (blob.size * blob.size);
      if (d2 < 1) sum += blob.light * (1 - d2);
    }
    return std::clamp(sum, 0.0, 255.0);
  }
  double u() const { return u_; }
  double v() const { return v_; }

 private:
  struct Blob {
    double x, y, size, light;
  };
  std::vector<Blob> blobs_;
  double base_ = 0, u_ = 128, v_ = 128;
};

struct View {
  double x = 0;  // where the camera points
  double y = 0;
  double gain = 1;  // of the light
  double lift = 0;  // added light
};

class Film {
 public:
  static constexpr int width = 64;
  static constexpr int height = 36;

  // One picture of `scene`, mixed with `other` by `share`.
  Film& picture(const Scene& scene, View view, const Scene* other = nullptr, double share = 0) {
    std::vector<std::uint8_t> y(width * height), u(width * height / 4), v(width * height / 4);
    for (int row = 0; row < height; ++row)
      for (int column = 0; column < width; ++column) {
        const double at_x = static_cast<double>(column) / width + view.x;
        const double at_y = static_cast<double>(row) / height + view.y;
        double luma = scene.luma(at_x, at_y);
        if (other != nullptr) luma += (other->luma(at_x, at_y) - luma) * share;
        const double lit = luma * view.gain + view.lift + noise_.uniform(-1.5, 1.5);
        y[static_cast<std::size_t>(row * width + column)] = static_cast<std::uint8_t>(std::clamp(lit, 0.0, 255.0));
      }
    const double blue = other != nullptr ? scene.u() + (other->u() - scene.u()) * share : scene.u();
    const double red = other != nullptr ? scene.v() + (other->v() - scene.v()) * share : scene.v();
    const double colour = std::min(1.0, view.gain);
    std::fill(u.begin(), u.end(), static_cast<std::uint8_t>(128 + (blue - 128) * colour));
    std::fill(v.begin(), v.end(), static_cast<std::uint8_t>(128 + (red - 128) * colour));
    const Planes planes{{y.data(), width, width, height},
                        {u.data(), width / 2, width / 2, height / 2},
                        {v.data(), width / 2, width / 2, height / 2},
                        true};
    const auto number = static_cast<std::int64_t>(pictures_.size());
    pictures_.push_back(glance_at(planes, from_ticks(number, {1, film_rate}), from_ticks(1, {1, film_rate})));
    return *this;
  }
  Film& shot(
      std::uint64_t scene, int count, const std::function<View(int)>& camera = [](int) { return View{}; }) {
    const Scene place(scene);
    for (int i = 0; i < count; ++i) picture(place, camera(i));
    return *this;
  }
  Film& dissolve(std::uint64_t from, std::uint64_t to, int count) {
    const Scene a(from);
    const Scene b(to);
    for (int i = 0; i < count; ++i) picture(a, {}, &b, (i + 1.0) / (count + 1.0));
    return *this;
  }
  // The picture number of each cut of a kind.
  std::vector<int> cuts(CutKind kind) const {
    std::vector<int> numbers;
    for (const auto& cut : find_cuts(pictures_))
      if (cut.kind == kind) numbers.push_back(static_cast<int>(to_ticks(cut.at, {1, film_rate})));
    return numbers;
  }
  std::vector<int> hard_cuts() const { return cuts(CutKind::hard); }
  std::vector<int> gradual_cuts() const { return cuts(CutKind::gradual); }
  const std::vector<Glance>& pictures() const { return pictures_; }

 private:
  std::vector<Glance> pictures_;
  Random noise_{1};
};

}  // namespace undertone::watch
