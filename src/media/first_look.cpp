#include "media/first_look.h"

namespace undertone::media {

void FirstLook::see(const AVPacket& packet) {
  if (decoder_ && packet.stream_index == stream_) offer(&packet);
}

void FirstLook::offer(const AVPacket* packet) {
  if (avcodec_send_packet(decoder_.get(), packet) < 0) return;
  FrameHandle frame(av_frame_alloc());
  while (avcodec_receive_frame(decoder_.get(), frame.get()) >= 0) {
    if ((frame->flags & AV_FRAME_FLAG_DISCARD) != 0) continue;
    frame_ = std::move(frame);
    decoder_.reset();
    return;
  }
}

const AVFrame* FirstLook::frame() {
  if (decoder_) offer(nullptr);
  return frame_.get();
}

}  // namespace undertone::media
