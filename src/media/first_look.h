// FirstLook: the first frame of a stream, decoded from packets as they come by.
#pragma once

#include <utility>

#include "media/decoding.h"

namespace undertone::media {

class FirstLook {
 public:
  FirstLook() = default;  // looks at nothing
  FirstLook(int stream, DecoderHandle decoder) : stream_(stream), decoder_(std::move(decoder)) {}

  void see(const AVPacket& packet);
  // The first frame, null when there was none. Asks the decoder for what it still holds.
  const AVFrame* frame();

 private:
  void offer(const AVPacket* packet);
  int stream_ = -1;
  DecoderHandle decoder_;  // null once the frame is here
  FrameHandle frame_;
};

}  // namespace undertone::media
