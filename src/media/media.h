// media: reading people's files. The only room that knows libav*.
//
// Everything is told by content, never by name; only local files are opened (no network protocols, no playlists that
// lead elsewhere). One clock per file: time 0 is the first shown picture (or, without one, the first sound); sound that
// starts earlier has a negative start. Readers are used by one thread each; open several to read in parallel.
//
//   auto info = media::probe("clip.mp4");
//   auto pictures = media::PictureReader::open(*info, {.max_width = 160, .format = media::PixelFormat::yuv420p});
//   while (auto frame = pictures->next()) { if (!*frame) break; look(*frame); }
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <span>
#include <vector>

#include "base/progress.h"
#include "base/result.h"
#include "base/spool.h"
#include "media/frame.h"
#include "model/media_info.h"

namespace undertone::media {

// What the file holds. not_found: no such file. invalid_input: not a media file (the message lists what is accepted),
// or unreasonable (a picture over 100 megapixels). unsupported: a codec this machine cannot decode, named.
// corrupt_media: no frame could be read. Lying durations are corrected by reading on.
Result<MediaInfo> probe(const std::filesystem::path& file);

// One line per coded picture, without decoding: what demuxing alone tells. In order of decoding;
// what an edit list hides is left out. A WebP has no such list: it gives none.
struct PacketNote {
  Time at{};
  Time length{};
  std::int64_t bytes = 0;
  bool key = false;
};
Result<std::vector<PacketNote>> list_pictures(const MediaInfo& info, const Progress& progress);

// yuv420p: 8 bit, full or limited range as the source, HDR not mapped.
enum class PixelFormat { as_is, yuv420p, rgb24 };
enum class Which { all, keyframes, keyframes_and_references };

struct PictureWish {
  Which which = Which::all;
  int max_width = 0;  // scaled down to fit, aspect kept, before rotation; 0: as is
  int max_height = 0;
  PixelFormat format = PixelFormat::as_is;
  bool rough = false;  // skip the loop filter and use fast scaling: for looking, not for showing
  int threads = 0;     // 0: all cores
  Span span{};         // only pictures shown within; {0,0}: all
};

// Decoded pictures in order of presentation, each with its time and length. Images yield one picture, animations (GIF
// and animated WebP too) all of theirs. Broken pictures in the middle are skipped, never an error.
class PictureReader {
 public:
  static Result<PictureReader> open(const MediaInfo& info, const PictureWish& wish);
  PictureReader(PictureReader&&) noexcept;
  PictureReader& operator=(PictureReader&&) noexcept;
  ~PictureReader();

  Result<Frame> next();          // an empty Frame after the last
  Status seek(Time at);          // the next picture is the key picture at or before `at`
  std::int64_t skipped() const;  // pictures lost to damage so far

 private:
  struct State;
  explicit PictureReader(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

// The file's sound as 48 kHz stereo, on the file's clock, from time 0 for `length`: gaps and what comes late are
// silence, what comes before 0 is left out, any layout is mixed down (ITU weights), any rate resampled. A file without
// sound gives silence. Damaged packets become silence.
Result<Spool> read_sound(const MediaInfo& info, Time length, const Progress& progress);

}  // namespace undertone::media
