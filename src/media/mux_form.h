// Inside `media` only: what a container must know of a stream before its first packet.
#pragma once

#include <array>
#include <cstdint>
#include <optional>

#include "media/av.h"
#include "media/write.h"

namespace undertone::media {

inline void free_parameters(AVCodecParameters** parameters) {
  avcodec_parameters_free(parameters);
}
using ParametersHandle = Handle<AVCodecParameters, free_parameters>;
using DisplayMatrix = std::array<std::int32_t, 9>;

struct StreamForm {
  ParametersHandle parameters;
  AVRational time_base{1, 90000};
  AVRational frame_rate{0, 1};
  AVRational pixel_aspect{0, 1};
  std::optional<DisplayMatrix> turn;  // what a player must do to show it upright
};

inline std::shared_ptr<AVPacket> new_packet() {
  return {av_packet_alloc(), [](AVPacket* packet) { av_packet_free(&packet); }};
}
inline std::shared_ptr<AVFrame> new_frame() {
  return {av_frame_alloc(), [](AVFrame* frame) { av_frame_free(&frame); }};
}

}  // namespace undertone::media
