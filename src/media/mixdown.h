// Mixdown: decoded sound of any layout, rate and format to 48 kHz stereo.
#pragma once

#include <memory>
#include <span>
#include <vector>

#include "media/av.h"

struct SwrContext;

namespace undertone::media {

struct SwrFreer {
  void operator()(SwrContext* context) const;
};

class Mixdown {
 public:
  // For frames like this one.
  static Result<Mixdown> create(const AVFrame& frame);

  bool takes(const AVFrame& frame) const;
  // What comes out for this frame, interleaved; null: what is still inside. Valid until the next call.
  Result<std::span<const float>> mix(const AVFrame* frame);

 private:
  std::unique_ptr<SwrContext, SwrFreer> context_;
  std::vector<float> out_;
  int format_ = 0;
  int rate_ = 0;
  int channels_ = 0;
};

}  // namespace undertone::media
