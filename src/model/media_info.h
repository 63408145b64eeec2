// What a file holds, as the rest of the house sees it: found by content, never by name.
#pragma once

#include <optional>
#include <string>

#include "base/time.h"

namespace undertone {

enum class MediaKind { video, animation, image, audio };  // animation: GIF or animated WebP
enum class Transfer { sdr, pq, hlg };

struct VideoStream {
  int index = 0;             // in the container
  std::string codec;         // "h264", "hevc", "vp9", …
  std::string pixel_format;  // "yuv420p", …
  int bit_depth = 8;
  int width = 0;  // coded picture, before rotation and pixel aspect
  int height = 0;
  Rational pixel_aspect{1, 1};
  int rotation = 0;       // degrees clockwise a player must turn the picture: 0, 90, 180, 270
  bool mirrored = false;  // flipped left to right before turning (EXIF 2, 4, 5, 7)
  Rational frame_rate;    // average, frames per second
  bool variable_rate = false;
  bool has_alpha = false;
  Transfer transfer = Transfer::sdr;
  bool interlaced = false;
  Time start{};             // presentation time of the first shown frame, on the file's common clock (first shown = 0)
  Time length{};            // from its first shown frame to the end of its last
  std::int64_t frames = 0;  // 0: not known without reading on
  // Colour tags as ITU-T H.273 numbers them (and libav); 2: not said.
  int colour_primaries = 2;
  int colour_transfer = 2;
  int colour_matrix = 2;
  bool full_range = false;  // luma 0…255 rather than 16…235
  bool copyable = false;  // H.264, 8-bit 4:2:0, progressive, in a shape players like: packets may go to MP4 as they are
  bool operator==(const VideoStream&) const = default;
  // As shown to a person: turned, square pixels, even numbers.
  int display_width() const;
  int display_height() const;
};

struct AudioStream {
  int index = 0;
  std::string codec;
  int sample_rate = 0;
  int channels = 0;
  Time start{};  // on the same clock as VideoStream::start; may be negative or positive
  Time length{};
  bool operator==(const AudioStream&) const = default;
};

struct MediaInfo {
  std::string path;
  MediaKind kind = MediaKind::video;
  std::string container;  // "mp4", "matroska", "gif", "png", …
  std::string title;      // the file's own title tag, else its name without the ending
  Time length{};          // of the picture for video and animation; 0 for an image; of the sound for audio
  std::uint64_t bytes = 0;
  Time origin{};  // what the container's own clock shows at time 0: our time = its time − origin
  std::optional<VideoStream> video;
  std::optional<AudioStream> audio;  // the first that can be decoded
  bool operator==(const MediaInfo&) const = default;
};

}  // namespace undertone
