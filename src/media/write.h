// The writing side of media: encoders, filters, and files that players like.
//
//   auto out = media::FileWriter::create(path, {.title = "holiday"});
//   auto picture = out->add_copied_picture(info);       // or add_picture(encoder)
//   auto sound = out->add_sound(aac);
//   out->start(); out->write(picture, packet); …; out->finish();
#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <string>

#include "base/progress.h"
#include "base/result.h"
#include "base/spool.h"
#include "media/frame.h"
#include "model/media_info.h"

namespace undertone::media {

// Writes a spool as a sound file chosen by the target's ending: wav (24 bit), flac (24 bit), mp3 (320 kb/s), ogg,
// m4a. unsupported: another ending, with the list of what there is. Writes to `target` itself; callers own atomicity.
Status write_sound_file(const Spool& sound, const std::filesystem::path& target, const std::string& title,
                        const Progress& progress);

}  // namespace undertone::media
