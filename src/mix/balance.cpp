#include "mix/balance.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <numbers>

#include "base/parallel.h"
#include "mix/filter.h"
#include "mix/flush.h"

namespace undertone::mix {
namespace {

// The usual balance by role: loudness of the sounding parts (K-weighted, dB against the lead), lowest frequency, how
// much of 250–400 Hz gives way when several parts crowd there, top shelf, and side made from the middle.
struct Usual {
  double level_db;
  double high_pass_hz;
  double body_db;
  double top_db;
  double widen;
  double under_speech;
};
constexpr std::array<Usual, role_count> usual_places = {{
    {0.0, 120, -1.5, 0.0, 0.00, 0.0},    // lead
    {-4.5, 140, -2.0, 0.0, 0.20, 0.5},   // counter
    {-4.0, 110, -3.0, 0.0, 0.60, 1.0},   // chords
    {-7.0, 160, -3.0, -1.0, 0.60, 1.0},  // pad
    {-6.5, 180, -2.0, -1.0, 0.40, 1.0},  // arp
    {-2.5, 32, 0.0, 0.0, 0.00, 1.0},     // bass
    {-1.0, 30, -1.0, -2.5, 0.00, 1.0},   // drums: hats tamed
    {-9.0, 60, 0.0, -1.0, 0.20, 1.0},    // fx
}};

constexpr double body_hz = 320;
constexpr double top_hz = 9000;
// Elowsson & Friberg, "Long-term average spectrum in popular music and its relation to the level of the percussion"
// (AES 142, 2017) find about −5 to −6 dB per octave; a bed under a picture sits at the soft end.
constexpr double wanted_slope = -6.3;
constexpr double slope_per_brightness = 0.25;
constexpr double most_tilt_db = 6;

struct Heard {
  Energies energies;
  Portrait portrait;
};

// What the company of a stem decides.
struct Company {
  double crowd = 1;  // how many share the middle: 1 is three or more
  bool has_bass = true;
};

const Usual& usual(Role role) {
  return usual_places[static_cast<std::size_t>(role)];
}

Placement placement_of(const Score& score, Role role) {
  const Part* part = find_part(score, role);
  return part != nullptr ? part->placement : Placement{};
}

bool crowds_the_middle(Role role) {
  return role != Role::bass && role != Role::drums && role != Role::fx;
}

double filtered(const Setup& setup, double hz) {
  return power_at(setup.high_pass, hz) * power_at(setup.body, hz) * power_at(setup.top, hz) *
         power_at(setup.low_pass, hz);
}

// K-weighting's power, near enough for the difference an equaliser makes.
double k_power(double hz) {
  static const Section2 cut = high_pass(50, 0.5);
  static const Section2 lift = high_shelf(1700, 4);
  return power_at(cut, hz) * power_at(lift, hz);
}

// How much louder, in dB, a stem gets by its filters.
double change_db(const Setup& setup, const Spectrum& spectrum) {
  double before = 1e-20;
  double after = 1e-20;
  for (std::size_t i = 1; i < spectrum.size(); i += 2) {
    const double weighted = spectrum[i] * k_power(hz_of_bin(i));
    before += weighted;
    after += weighted * filtered(setup, hz_of_bin(i));
  }
  return std::clamp(10 * std::log10(after / before), -12.0, 6.0);
}

Setup set_up(const Stem& stem, const Placement& place, const Company& company, double correlation) {
  const Usual& role = usual(stem.role);
  Setup setup;
  setup.sound = &stem.sound;
  setup.role = stem.role;
  // Where no bass plays, the others keep their lower octaves.
  const double usual_cut = role.high_pass_hz * (company.has_bass || !crowds_the_middle(stem.role) ? 1 : 0.4);
  setup.high_pass = high_pass(place.high_pass_hz > 0 ? place.high_pass_hz : usual_cut);
  if (role.body_db != 0) setup.body = bell(body_hz, 0.9, role.body_db * company.crowd);
  if (role.top_db != 0) setup.top = high_shelf(top_hz, role.top_db);
  if (place.low_pass_hz > 0) setup.low_pass = low_pass(std::max(place.low_pass_hz, 200.0));
  const double pan = std::clamp(place.pan, -1.0, 1.0) * std::numbers::pi / 4;
  setup.left = static_cast<float>(std::numbers::sqrt2 * std::cos(std::numbers::pi / 4 + pan));
  setup.right = static_cast<float>(std::numbers::sqrt2 * std::sin(std::numbers::pi / 4 + pan));
  const double width = std::clamp(place.width, 0.0, 1.5);
  setup.width = stem.role == Role::bass ? 0.0F : static_cast<float>(width);
  // What is wide already is not widened.
  setup.widen = static_cast<float>(role.widen * width * std::clamp((correlation - 0.4) / 0.5, 0.0, 1.0));
  setup.reverb = static_cast<float>(std::clamp(place.reverb, 0.0, 1.0)) * (stem.role == Role::bass ? 0.3F : 1.0F);
  setup.delay = static_cast<float>(std::clamp(place.delay, 0.0, 1.0));
  setup.pump = static_cast<float>(1 - from_db(-std::clamp(place.pump_db, 0.0, 24.0)));
  setup.under_speech = static_cast<float>(role.under_speech);
  setup.drive = static_cast<float>(std::clamp(place.drive, 0.0, 1.0));
  return setup;
}

Result<std::vector<Heard>> hear(const Stems& stems) {
  std::vector<Heard> heard(stems.stems.size());
  for (std::size_t i = 0; i < heard.size(); ++i) {
    auto energies = energies_of(stems.stems[i].sound);
    if (!energies) return fail(energies.error());
    heard[i].energies = std::move(*energies);
  }
  auto done = parallel(heard.size(), [&](std::size_t i) -> Status {
    const FlushTiny flush;
    auto portrait = portrait_of(stems.stems[i].sound);
    if (!portrait) return fail(portrait.error());
    heard[i].portrait = std::move(*portrait);
    return {};
  });
  if (!done) return fail(done.error());
  return heard;
}

// The sum's energies and spectrum, as if the stems had nothing in common.
void add(const Heard& heard, const Setup& setup, double change, Energies& energies, Spectrum& spectrum) {
  const auto power = static_cast<double>(setup.gain) * static_cast<double>(setup.gain);
  const auto changed = static_cast<float>(power * std::pow(10.0, change / 10));
  for (std::size_t i = 0; i < std::min(energies.steps.size(), heard.energies.steps.size()); ++i)
    energies.steps[i] += changed * heard.energies.steps[i];
  for (std::size_t i = 1; i < spectrum.size(); ++i)
    spectrum[i] += power * heard.portrait.spectrum[i] * filtered(setup, hz_of_bin(i));
}

double tilt_for(const Spectrum& spectrum, double brightness) {
  const Section2 low = low_shelf(tilt_low_hz, 1);
  const Section2 high = high_shelf(tilt_high_hz, -1);
  Spectrum tilted = spectrum;
  for (std::size_t i = 1; i < tilted.size(); ++i)
    tilted[i] *= power_at(low, hz_of_bin(i)) * power_at(high, hz_of_bin(i));
  const double slope = slope_of(spectrum);
  const double per_db = slope_of(tilted) - slope;
  if (per_db >= -0.01) return 0;
  const double missing = wanted_slope + slope_per_brightness * std::clamp(brightness, -1.0, 1.0) - slope;
  return std::clamp(missing / per_db, -most_tilt_db, most_tilt_db);
}

}  // namespace

Company company_of(const Stems& stems) {
  const auto crowd = std::count_if(stems.stems.begin(), stems.stems.end(),
                                   [](const Stem& stem) { return crowds_the_middle(stem.role); });
  const bool has_bass =
      std::any_of(stems.stems.begin(), stems.stems.end(), [](const Stem& stem) { return stem.role == Role::bass; });
  return {std::clamp(static_cast<double>(crowd) / 3, 0.34, 1.0), has_bass};
}

Result<Balance> balance(const Stems& stems, const Score& score) {
  auto heard = hear(stems);
  if (!heard) return fail(heard.error());
  const Company company = company_of(stems);
  Balance made;
  made.energies.frames = to_samples(stems.length);
  made.energies.steps.resize(static_cast<std::size_t>((made.energies.frames + step_frames - 1) / step_frames));
  Spectrum spectrum(spectrum_window / 2, 0.0);
  for (std::size_t i = 0; i < heard->size(); ++i) {
    const auto& stem = stems.stems[i];
    const Placement place = placement_of(score, stem.role);
    const auto& [energies, portrait] = (*heard)[i];
    Setup setup = set_up(stem, place, company, portrait.correlation);
    const double loudness = integrated(energies);
    const double change = change_db(setup, portrait.spectrum);
    if (loudness > -69.9) {
      setup.gain = static_cast<float>(from_db(usual(stem.role).level_db + place.level_db - loudness - change - 22));
      add((*heard)[i], setup, change, made.energies, spectrum);
    }
    made.setups.push_back(setup);
  }
  const double lift = bus_lufs - integrated(made.energies);
  for (auto& setup : made.setups) setup.gain *= static_cast<float>(from_db(lift));
  for (float& step : made.energies.steps) step *= static_cast<float>(std::pow(10.0, lift / 10));
  made.tilt_db = tilt_for(spectrum, score.production.brightness);
  return made;
}

}  // namespace undertone::mix
