// The writing side of media: pictures on their way through filters, streams on their way into a file.
//
//   Pictures (decoded) ──filter──ahead──encode──┐
//   a file's own packets ───────────────copy────┼─ Stream ── write_movie ── MP4
//   Spool ──────────────────────────────encode──┘
//
// Everything is pulled from the end: nothing holds more than a moment of picture or sound, however long the film.
// Objects are used by one thread each; `ahead` and the encoders keep threads of their own and join them when they die.
//
//   auto picture = media::copy_picture(info).value();
//   auto sound = media::encode_sound(spool, length, {});
//   media::write_movie("out.mp4", {.title = "holiday", .length = length}, {picture.get(), sound->get()}, progress);
#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "base/progress.h"
#include "base/result.h"
#include "base/spool.h"
#include "base/time.h"
#include "media/frame.h"
#include "model/media_info.h"

namespace undertone::media {

// Decoded pictures, one after another, on a clock that begins at 0.
class Pictures {
 public:
  virtual ~Pictures() = default;
  virtual Result<Frame> next() = 0;  // an empty Frame after the last
};

struct StreamForm;  // what a container must know of a stream; inside `media` only

// Coded packets in order of decoding, on a clock where 0 is the film's first shown moment: packets before it (hidden
// leading pictures, an encoder's priming) have negative times and are hidden by the file's edit list.
class Stream {
 public:
  virtual ~Stream() = default;
  virtual Result<Packet> next() = 0;  // an empty Packet after the last
  virtual const StreamForm& form() const = 0;
};

// The file's own coded picture, packet by packet, payloads untouched, times kept, moved so that the first shown picture
// is at 0. unsupported: the stream cannot be put into MP4 as it is (times or parameter sets are missing): encode it.
Result<std::unique_ptr<Stream>> copy_picture(const MediaInfo& info);

// Pictures through a libavfilter graph of one input and one output, in libavfilter's own language:
// "bwdif=mode=send_frame,scale=1920:1080". Rebuilt when the size or format of the pictures changes midway.
Result<std::unique_ptr<Pictures>> filter_pictures(std::unique_ptr<Pictures> from, std::string graph);
// The same pictures, made on a thread of its own, at most `count` ahead.
std::unique_ptr<Pictures> ahead(std::unique_ptr<Pictures> from, std::size_t count);
// A black picture of that size at 0, then nothing.
Result<std::unique_ptr<Pictures>> black_picture(int width, int height);

// How x264 is driven; docs/rendering.md says why these.
struct PictureCoding {
  std::string preset = "veryfast";
  std::string tune;            // "", "stillimage", "animation"
  double crf = 19;             // constant rate factor: 0 lossless … 51 worst
  Rational frame_rate{30, 1};  // nominal
  bool variable_rate = false;  // keep each picture's own time (to 1/90000 s) instead of the nearest frame slot
  double key_seconds = 4;      // at most this long between key pictures
  bool reorder = true;         // B pictures; without them packets come in the order they are shown
  bool operator==(const PictureCoding&) const = default;
};
// H.264 High, 8-bit 4:2:0, from pictures already in yuv420p (the graph's last word). Reads the first picture at once.
Result<std::unique_ptr<Stream>> encode_picture(std::unique_ptr<Pictures> from, const PictureCoding& coding);
// One group of pictures (`from`: a key picture first, coded without reordering, `period` long in all) repeated until
// `length`: a still costs one group to encode, however long it is shown.
Result<std::unique_ptr<Stream>> repeat_stream(std::unique_ptr<Stream> from, Time period, Time length);

struct SoundCoding {
  int kilobits = 192;  // per second, AAC-LC, 48 kHz stereo
  bool operator==(const SoundCoding&) const = default;
};
// The first `length` of the sound as AAC, encoded on all cores: cut at multiples of 1,024 samples, every later piece
// starting some frames early to find its bearings; those frames are dropped. `sound` must outlive the stream.
Result<std::unique_ptr<Stream>> encode_sound(const Spool& sound, Time length, const SoundCoding& coding);

struct MovieWish {
  std::string title;          // the only tag that is written
  Time length{};              // for progress and to know how much room the index needs
  std::int64_t pictures = 0;  // about how many; 0: not known
  bool move_index = false;    // write the index last and move it to the front (reads the file twice)
};
enum class Written { whole, index_too_long };  // index_too_long: more pictures than said; write again with move_index

// Interleaves the streams by time into an MP4 whose index stands in front ("faststart"). Writes to `target` itself;
// callers own atomicity. unavailable: the disk is full.
Result<Written> write_movie(const std::filesystem::path& target, const MovieWish& wish,
                            const std::vector<Stream*>& streams, const Progress& progress);

// Writes a spool as a sound file chosen by the target's ending: wav (24 bit), flac (24 bit), mp3 (320 kb/s), ogg
// (Vorbis, about 192 kb/s), m4a (AAC, 192 kb/s). unsupported: another ending, with the list of what there is. Writes to
// `target` itself; callers own atomicity.
Status write_sound_file(const Spool& sound, const std::filesystem::path& target, const std::string& title,
                        const Progress& progress);

}  // namespace undertone::media
