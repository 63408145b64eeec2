// Frame and Packet: one decoded picture and one piece of coded data, opaque outside `media`.
//
// Both are cheap to copy (they share libav's reference-counted buffers) and safe to hand to another thread.
#pragma once

#include <cstdint>
#include <memory>

#include "base/time.h"

struct AVFrame;
struct AVPacket;

namespace undertone::media {

struct Plane {
  const std::uint8_t* data = nullptr;
  int stride = 0;  // bytes from row to row
  int width = 0;   // samples
  int height = 0;
};

class Frame {
 public:
  Frame() = default;
  Frame(std::shared_ptr<AVFrame> frame, Time at, Time length);

  explicit operator bool() const { return frame_ != nullptr; }
  Time at() const { return at_; }  // on the file's common clock: the first shown picture is at VideoStream::start
  Time length() const { return length_; }  // 0: not known
  Frame moved_to(Time at, Time length) const;
  int width() const;
  int height() const;
  bool key() const;
  Plane plane(int index) const;  // of an 8-bit planar format: 0 luma, 1 and 2 chroma
  const std::shared_ptr<AVFrame>& av() const { return frame_; }

 private:
  std::shared_ptr<AVFrame> frame_;
  Time at_{};
  Time length_{};
};

class Packet {
 public:
  Packet() = default;
  explicit Packet(std::shared_ptr<AVPacket> packet) : packet_(std::move(packet)) {}
  explicit operator bool() const { return packet_ != nullptr; }
  const std::shared_ptr<AVPacket>& av() const { return packet_; }

 private:
  std::shared_ptr<AVPacket> packet_;
};

}  // namespace undertone::media
