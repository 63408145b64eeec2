#include "media/frame.h"

#include <utility>

#include "media/av.h"

extern "C" {
#include <libavutil/pixdesc.h>
}

namespace undertone::media {

Frame::Frame(std::shared_ptr<AVFrame> frame, Time at, Time length)
    : frame_(std::move(frame)), at_(at), length_(length) {}

Frame Frame::moved_to(Time at, Time length) const {
  return {frame_, at, length};
}

int Frame::width() const {
  return frame_ ? frame_->width : 0;
}

int Frame::height() const {
  return frame_ ? frame_->height : 0;
}

bool Frame::key() const {
  return frame_ && frame_->pict_type == AV_PICTURE_TYPE_I;
}

Plane Frame::plane(int index) const {
  if (!frame_ || index < 0 || index > 2 || frame_->data[index] == nullptr) return {};
  int shift_x = 0;
  int shift_y = 0;
  if (index > 0) av_pix_fmt_get_chroma_sub_sample(static_cast<AVPixelFormat>(frame_->format), &shift_x, &shift_y);
  return {frame_->data[index], frame_->linesize[index], AV_CEIL_RSHIFT(frame_->width, shift_x),
          AV_CEIL_RSHIFT(frame_->height, shift_y)};
}

}  // namespace undertone::media
