// PictureSource: decoded pictures as they come, from libav or from an animated WebP.
#pragma once

#include <cstdint>
#include <memory>

#include "media/av.h"
#include "media/media.h"

namespace undertone::media {

struct Picture {
  FrameHandle frame;  // null: there are no more
  Time at{};          // on the file's common clock
  Time length{};      // as the file says, 0: it does not
};

class PictureSource {
 public:
  virtual ~PictureSource() = default;
  virtual Result<Picture> next() = 0;
  virtual Status seek(Time at) = 0;
  virtual std::int64_t skipped() const = 0;
};

Result<std::unique_ptr<PictureSource>> open_stream_pictures(const MediaInfo& info, const PictureWish& wish);
Result<std::unique_ptr<PictureSource>> open_webp_pictures(const MediaInfo& info);

}  // namespace undertone::media
