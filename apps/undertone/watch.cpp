#include "watch/watch.h"

#include <fmt/core.h>
#include <fmt/ranges.h>

#include <memory>

#include "front.h"
#include "media/media.h"

namespace undertone::app {
namespace {

struct WatchOptions {
  std::filesystem::path file;
  bool json = false;
};

void say(const MediaInfo& info, const VideoProfile& seen) {
  fmt::print("{}: {}", info.path, clock(seen.length));
  if (info.video)
    fmt::print(", {}x{}, {:.4g} pictures a second, {}", info.video->display_width(), info.video->display_height(),
               info.video->frame_rate.value(), info.video->codec);
  fmt::print("\nFeels {} (valence {:+.2f}, arousal {:.2f}).\n", fmt::join(seen.feeling.words, ", "),
             seen.feeling.valence, seen.feeling.arousal);
  fmt::print("{} cuts ({:.1f} a minute), motion {:.2f}, brightness {:.2f}, saturation {:.2f}, warmth {:+.2f}.\n",
             seen.cuts.size(), seen.cuts_per_minute, seen.motion, seen.brightness, seen.saturation, seen.warmth);
  if (!seen.has_sound) {
    fmt::print("No sound.\n");
    return;
  }
  fmt::print("Sound at {:.1f} LUFS", seen.loudness_lufs);
  if (!seen.speech.empty()) fmt::print(", speech in {} phrases", seen.speech.size());
  fmt::print(".\n");
}

int watch_file(const WatchOptions& options, const Progress& progress) {
  const auto info = media::probe(options.file);
  if (!info) return report(info.error(), options.json);
  const auto seen = watch::watch(*info, progress);
  if (!seen) return report(seen.error(), options.json);
  if (options.json) {
    print(to_json(seen->profile));
  } else {
    say(*info, seen->profile);
  }
  return 0;
}

}  // namespace

void add_watch(CLI::App& app, Run& run) {
  auto options = std::make_shared<WatchOptions>();
  auto* command = app.add_subcommand("watch", "Tell what the program sees and hears in a clip");
  command->add_option("file", options->file, "The clip")->required()->type_name("FILE");
  command->add_flag("--json", options->json, "Only JSON on standard output");
  command->callback(
      [options, &run] { run = [options](const Progress& progress) { return watch_file(*options, progress); }; });
}

}  // namespace undertone::app
