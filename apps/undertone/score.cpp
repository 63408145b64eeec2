#include <fmt/core.h>

#include <memory>

#include "front.h"
#include "studio/score_clip.h"

namespace undertone::app {
namespace {

struct ScoreOptions {
  studio::ScoreJob job;
  std::vector<std::string> words;  // INPUT… "REQUEST"
  std::string still_length;
  std::string size = "full_hd";
  bool json = false;
};

void say(const studio::Scored& scored) {
  fmt::print("{}\n", scored.reply);
  for (const auto& each : scored.not_understood) fmt::print("I did not understand \"{}\" and left it out.\n", each);
  for (const auto& take : scored.takes) {
    const auto& music = take.music;
    fmt::print("\n{}\n", take.timeline);
    fmt::print("Music: \"{}\", {}, {:.0f} bpm, {}, seed {}", music.title, music.genre, music.bpm, name(music.key),
               music.seed);
    if (music.cut_hits > 0) fmt::print("; on {} of {} cuts", music.cut_hits, music.cuts);
    fmt::print(".\nSound: {:.1f} LUFS, true peak {:.1f} dBTP. Picture: {}. Made in {:.1f} s.\n",
               take.loudness.integrated_lufs, take.loudness.true_peak_dbtp, take.picture, take.timings.total / 1000);
    fmt::print("{}\n", take.output.string());
  }
}

int score(ScoreOptions& options, const Progress& progress) {
  auto& job = options.job;
  job.request = options.words.back();
  job.inputs.assign(options.words.begin(), options.words.end() - 1);
  if (!options.still_length.empty()) parse_length(options.still_length, job.still_length);
  job.size = options.size == "source" ? studio::PictureSize::source : studio::PictureSize::full_hd;
  const auto scored = studio::score_clip(job, progress);
  if (!scored) return report(scored.error(), options.json);
  if (options.json) {
    print(studio::to_json(*scored));
  } else {
    say(*scored);
  }
  return 0;
}

}  // namespace

void add_score(CLI::App& app, Run& run) {
  auto options = std::make_shared<ScoreOptions>();
  auto* command = app.add_subcommand("score", "Put music made for it under a video");
  command->add_option("words", options->words, "The video (or photo, or GIF), then what you want, in your own words")
      ->type_name("INPUT... \"REQUEST\"")
      ->required()
      ->expected(2, 64);
  command->add_option("-o,--output", options->job.output, "The MP4 to write")->required()->type_name("OUT.mp4");
  command->add_option("--seed", options->job.seed, "The same number gives the same music");
  command->add_option("--takes", options->job.takes, "How many different pieces to make")->check(CLI::Range(1, 20));
  command->add_option("--length", options->still_length, "How long to show a photo (10s)")->check(check_length);
  command->add_option("--size", options->size, "full_hd: fitted into 1080p when encoded; source: as large as it is")
      ->check(CLI::IsMember({"full_hd", "source"}));
  command->add_option("--stems", options->job.stems, "Also write each part as a WAV into this folder")
      ->type_name("DIR");
  command->add_option("--midi", options->job.midi, "Also write the notes as a MIDI file")->type_name("FILE");
  command->add_option("--draft", options->job.draft, "Also write the time line as JSON")->type_name("FILE");
  command->add_flag("--json", options->json, "Only JSON on standard output");
  command->callback(
      [options, &run] { run = [options](const Progress& progress) { return score(*options, progress); }; });
}

}  // namespace undertone::app
