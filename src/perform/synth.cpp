#include "perform/synth.h"

#include <fluidsynth.h>

#include <array>
#include <cmath>
#include <fstream>
#include <mutex>
#include <string_view>
#include <vector>

#include "base/log.h"
#include "base/spool.h"

namespace undertone::perform {
namespace {

constexpr int midi_channels = 16;  // FluidSynth takes multiples of 16
constexpr int most_voices = 384;
// A released voice falls by 96 dB, in a line, and FluidSynth plays it to the end: a third of its work is on what nobody
// hears. So after this much of the release what is left is hastened to this much of its time; it ends more than 66 dB
// down.
constexpr double slow_share = 0.45;
constexpr double hastened_share = 0.6;
constexpr double synth_gain = 1.4;  // a piano note at velocity 100 lies near −27 dBFS, a string at −22

// Looked at before FluidSynth does, which would try other formats and complain on stderr.
bool is_soundfont(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  std::array<char, 12> head{};
  file.read(head.data(), head.size());
  const std::string_view text(head.data(), head.size());
  return file && text.starts_with("RIFF") && text.ends_with("sfbk");
}

void hear_log(int level, const char* message, void*) {
  log::debug("fluidsynth {}: {}", level, message);
}

void route_log() {
  static std::once_flag once;
  std::call_once(once, [] {
    for (int level = 0; level < LAST_LOG_LEVEL; ++level) fluid_set_log_function(level, hear_log, nullptr);
  });
}

void configure(fluid_settings_t* settings) {
  fluid_settings_setnum(settings, "synth.sample-rate", sample_rate);
  fluid_settings_setnum(settings, "synth.gain", synth_gain);
  fluid_settings_setint(settings, "synth.polyphony", most_voices);
  fluid_settings_setint(settings, "synth.midi-channels", midi_channels);
  fluid_settings_setint(settings, "synth.reverb.active", 0);
  fluid_settings_setint(settings, "synth.chorus.active", 0);
  fluid_settings_setint(settings, "synth.dynamic-sample-loading", 1);
  fluid_settings_setint(settings, "synth.lock-memory", 0);
  fluid_settings_setint(settings, "synth.threadsafe-api", 0);
}

}  // namespace

struct Synth::Fluid {
  std::unique_ptr<fluid_settings_t, decltype(&delete_fluid_settings)> settings{nullptr, delete_fluid_settings};
  using Handle = std::unique_ptr<fluid_synth_t, decltype(&delete_fluid_synth)>;
  Handle loader{nullptr, delete_fluid_synth};  // the font reads samples through it, so it must outlive the font
  Handle synth{nullptr, delete_fluid_synth};   // plays, and owns the font
  int font = -1;

  struct Release {
    fluid_voice_t* voice = nullptr;
    unsigned id = 0;  // FluidSynth gives its voices to other notes
    std::int64_t hasten_at = 0;
  };
  std::vector<Release> releases;
  std::int64_t played = 0;  // frames

  // Without programs: FluidSynth would read the samples of channel 1's piano whenever a font comes or goes.
  void unset_programs() const {
    for (int channel = 0; channel < midi_channels; ++channel) fluid_synth_unset_program(synth.get(), channel);
  }
  bool start(int used) {  // a synth that knows no font yet
    fluid_settings_setint(settings.get(), "synth.audio-channels", used);
    fluid_settings_setint(settings.get(), "synth.audio-groups", used);
    synth.reset(new_fluid_synth(settings.get()));
    if (!synth) return false;
    fluid_synth_set_interp_method(synth.get(), -1, FLUID_INTERP_4THORDER);
    unset_programs();
    return true;
  }
  Status renew(int used);
};

Synth::Synth() : fluid_(std::make_unique<Fluid>()) {}
Synth::~Synth() = default;

Result<std::unique_ptr<Synth>> Synth::load(const std::filesystem::path& font) {
  if (!is_soundfont(font))
    return fail(ErrorKind::unavailable, "\"{}\" is not a SoundFont that can be read.", font.string());
  route_log();
  std::unique_ptr<Synth> made(new Synth);
  auto& fluid = *made->fluid_;
  fluid.settings.reset(new_fluid_settings());
  if (!fluid.settings) return fail(ErrorKind::internal, "FluidSynth could not be set up.");
  configure(fluid.settings.get());
  if (!fluid.start(1)) return fail(ErrorKind::internal, "FluidSynth could not be started.");
  fluid.font = fluid_synth_sfload(fluid.synth.get(), font.c_str(), 0);
  if (fluid.font == FLUID_FAILED)
    return fail(ErrorKind::unavailable, "\"{}\" is a SoundFont, but a damaged one.", font.string());
  if (auto begun = fluid.renew(1); !begun) return fail(begun.error());
  return made;
}

// Voices keep filter states from note to note, so only a new synth plays the same notes to the same bits.
Status Synth::Fluid::renew(int used) {
  fluid_synth_all_sounds_off(synth.get(), -1);
  unset_programs();
  auto* moved = fluid_synth_get_sfont_by_id(synth.get(), font);
  fluid_synth_remove_sfont(synth.get(), moved);
  Handle before = std::move(synth);
  if (!start(used)) {
    fluid_synth_add_sfont(before.get(), moved);
    synth = std::move(before);
    return fail(ErrorKind::internal, "FluidSynth could not be started.");
  }
  font = fluid_synth_add_sfont(synth.get(), moved);
  if (!loader) loader = std::move(before);
  if (font == FLUID_FAILED) return fail(ErrorKind::internal, "FluidSynth lost its SoundFont.");
  return {};
}

Status Synth::clear(int used) {
  fluid_->releases.clear();
  return fluid_->renew(used);
}

Result<Synth::Program> Synth::select(int channel, Program wanted) {
  auto* synth = fluid_->synth.get();
  auto* font = fluid_synth_get_sfont_by_id(synth, fluid_->font);
  const bool kit = wanted.bank == 128;
  const std::array<Program, 3> choices{wanted, Program{kit ? 128 : 0, kit ? 0 : wanted.number}, Program{0, 0}};
  for (const auto& choice : choices) {
    if (fluid_sfont_get_preset(font, choice.bank, choice.number) == nullptr) continue;
    if (fluid_synth_program_select(synth, channel, fluid_->font, choice.bank, choice.number) == FLUID_OK) return choice;
  }
  return fail(ErrorKind::unavailable, "The SoundFont has no program {} in bank {}: install a General MIDI one.",
              wanted.number, wanted.bank);
}

void Synth::note_on(int channel, int key, int velocity) {
  watch_release(channel, key);  // a key that still sounds is released by its next note
  fluid_synth_noteon(fluid_->synth.get(), channel, key, velocity);
}

void Synth::note_off(int channel, int key) {
  watch_release(channel, key);
  fluid_synth_noteoff(fluid_->synth.get(), channel, key);
}

void Synth::watch_release(int channel, int key) {
  std::array<fluid_voice_t*, most_voices> playing{};
  fluid_synth_get_voicelist(fluid_->synth.get(), playing.data(), most_voices, -1);
  for (auto* voice : playing) {
    if (voice == nullptr) return;
    const bool this_key = fluid_voice_get_channel(voice) == channel && fluid_voice_get_key(voice) == key;
    if (!this_key || fluid_voice_is_on(voice) == 0) continue;
    const double seconds = std::exp2(fluid_voice_gen_get(voice, GEN_VOLENVRELEASE) / 1200.0);
    fluid_->releases.push_back({voice, fluid_voice_get_id(voice),
                                fluid_->played + static_cast<std::int64_t>(slow_share * seconds * sample_rate)});
  }
}

void Synth::hasten_releases() {
  const auto faster = static_cast<float>(1200.0 * std::log2(hastened_share));
  std::erase_if(fluid_->releases, [&](const Fluid::Release& release) {
    if (release.hasten_at > fluid_->played) return false;
    auto* voice = release.voice;
    if (fluid_voice_get_id(voice) == release.id && fluid_voice_is_playing(voice) != 0) {
      fluid_voice_gen_set(voice, GEN_VOLENVRELEASE, fluid_voice_gen_get(voice, GEN_VOLENVRELEASE) + faster);
      fluid_voice_update_param(voice, GEN_VOLENVRELEASE);
    }
    return true;
  });
}

void Synth::control(int channel, int number, int value) {
  fluid_synth_cc(fluid_->synth.get(), channel, number, value);
}

void Synth::bend(int channel, int value) {
  fluid_synth_pitch_bend(fluid_->synth.get(), channel, value);
}

bool Synth::silent() const {
  return fluid_synth_get_active_voice_count(fluid_->synth.get()) == 0;
}

Status Synth::render(int frames, std::span<float*> outs) {
  hasten_releases();
  fluid_->played += frames;
  if (fluid_synth_process(fluid_->synth.get(), frames, 0, nullptr, static_cast<int>(outs.size()), outs.data()) !=
      FLUID_OK)
    return fail(ErrorKind::internal, "FluidSynth stopped playing.");
  return {};
}

}  // namespace undertone::perform
