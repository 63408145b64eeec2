#include <fmt/core.h>

#include <memory>

#include "front.h"
#include "studio/compose_piece.h"

namespace undertone::app {
namespace {

struct ComposeOptions {
  studio::ComposeJob job;
  std::string length;
  bool json = false;
};

void say(const studio::Composed& composed) {
  const auto& music = composed.music;
  fmt::print("{}\n", composed.reply);
  for (const auto& each : composed.not_understood) fmt::print("I did not understand \"{}\" and left it out.\n", each);
  fmt::print("\n\"{}\", {}, {:.0f} bpm, {}, {}, seed {}.\n", music.title, music.genre, music.bpm, name(music.key),
             clock(composed.length), music.seed);
  fmt::print("{:.1f} LUFS, true peak {:.1f} dBTP. Made in {:.1f} s.\n{}\n", composed.loudness.integrated_lufs,
             composed.loudness.true_peak_dbtp, composed.timings.total / 1000, composed.output.string());
}

int compose(ComposeOptions& options, const Progress& progress) {
  Time length{};
  if (!options.length.empty() && parse_length(options.length, length)) options.job.length = length;
  const auto composed = studio::compose_piece(options.job, progress);
  if (!composed) return report(composed.error(), options.json);
  if (options.json) {
    print(studio::to_json(*composed));
  } else {
    say(*composed);
  }
  return 0;
}

}  // namespace

void add_compose(CLI::App& app, Run& run) {
  auto options = std::make_shared<ComposeOptions>();
  auto& job = options->job;
  auto* command = app.add_subcommand("compose", "Make music by itself, or fitted to a clip");
  command->add_option("request", job.request, "What you want, in your own words")->required()->type_name("\"REQUEST\"");
  command->add_option("-o,--output", job.output, "The sound file to write (wav, flac, mp3, ogg, m4a)")
      ->required()
      ->type_name("OUT.wav");
  command->add_option("--length", options->length, "How long (60s)")->check(check_length);
  command->add_option("--for", job.clip, "A clip to fit the music to")->type_name("CLIP");
  command->add_option("--seed", job.seed, "The same number gives the same music");
  command->add_option("--stems", job.stems, "Also write each part as a WAV into this folder")->type_name("DIR");
  command->add_option("--midi", job.midi, "Also write the notes as a MIDI file")->type_name("FILE");
  command->add_option("--score", job.score, "Also write the notes as JSON")->type_name("FILE");
  command->add_flag("--json", options->json, "Only JSON on standard output");
  command->callback(
      [options, &run] { run = [options](const Progress& progress) { return compose(*options, progress); }; });
}

}  // namespace undertone::app
