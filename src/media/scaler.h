// Scaler: pictures into the size and format a PictureWish asks for.
#pragma once

#include <memory>

#include "media/av.h"
#include "media/media.h"

struct SwsContext;

namespace undertone::media {

struct SwsFreer {
  void operator()(SwsContext* context) const;
};

struct Size {
  int width = 0;
  int height = 0;
};

class Scaler {
 public:
  Scaler() = default;
  explicit Scaler(const PictureWish& wish) : wish_(wish) {}

  // The same frame when nothing is to be done.
  Result<FrameHandle> fit(FrameHandle frame);

 private:
  Status prepare(const AVFrame& frame, AVPixelFormat target, Size size);
  Result<FrameHandle> blank_like(const AVFrame& frame, AVPixelFormat format, int width, int height) const;
  PictureWish wish_;
  std::unique_ptr<SwsContext, SwsFreer> context_;
};

// The largest size within the limits (0: none) that keeps the aspect; even when `even` says so, never 0.
Size fitted(Size whole, int max_width, int max_height, bool even);

}  // namespace undertone::media
