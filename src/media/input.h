// Input: a person's file, opened for demuxing by content alone.
//
// The bytes come through our own reader, so no name is ever guessed from and no protocol, playlist or reference inside
// the file can lead to another one. Streams stay valid as long as the Input.
#pragma once

#include <cstdint>
#include <memory>
#include <string>

#include "base/progress.h"
#include "media/av.h"

namespace undertone::media {

// Pictures beyond this are refused before a single one is decoded.
inline constexpr std::int64_t most_pixels = 100'000'000;
inline constexpr const char* accepted_formats = "mp4, mov, avi, webm, mkv, jpg, png, gif, webp, mp3, wav, m4a and aac";

struct IoFreer {
  void operator()(AVIOContext* io) const;
};

class Input {
 public:
  // Errors as probe() has them. `progress` stops the reading.
  static Result<Input> open(const std::string& path, const Progress& progress);
  Input(Input&&) noexcept;
  Input& operator=(Input&&) = delete;
  ~Input();

  AVFormatContext* av() const { return format_.get(); }
  const std::string& path() const;
  AVStream* stream(int index) const;  // null when there is no such stream
  bool is(const char* format) const;  // one of the demuxer's names: "mov", "matroska", "gif"
  // Everything but these is skipped; −1: none.
  void keep_only(int first, int second = -1);
  // The next packet, false at the end. Damaged stretches are stepped over, within reason.
  Result<bool> read(AVPacket* packet);

 private:
  struct Bytes;
  Input() = default;
  Status demux();
  Result<AVFormatContext*> demux_as(const AVInputFormat* form);
  bool says_all() const;
  Status find_out();
  std::unique_ptr<Bytes> bytes_;
  std::unique_ptr<AVIOContext, IoFreer> io_;
  InputHandle format_;
};

// Megapixels are for the message; ErrorKind::invalid_input.
Status check_size(std::int64_t width, std::int64_t height);

}  // namespace undertone::media
