#include "compose/parts/piece.h"

#include <algorithm>
#include <cctype>
#include <cmath>

namespace undertone::compose::parts {
namespace {

bool asked_for(const Piece& piece, Role role) {
  for (const auto& word : piece.brief.instruments)
    for (const auto* instrument : piece.cast(role).instruments)
      if (means(word, *instrument)) return true;
  return false;
}

// Who plays in a section the style has no template for.
bool plays_by_intensity(Role role, double intensity) {
  constexpr std::array<double, role_count> from = {0.35, 0.7, 0.0, 0.2, 0.55, 0.3, 0.4, 0.5};
  return intensity >= from[static_cast<std::size_t>(role)];
}

bool listed(const std::vector<Role>& roles, Role role) {
  return std::find(roles.begin(), roles.end(), role) != roles.end();
}

}  // namespace

Feel feel_of(const Brief& brief) {
  Feel feel;
  feel.valence = std::clamp(brief.valence.value, -1.0, 1.0);
  feel.arousal = 2 * std::clamp(brief.arousal.value, 0.0, 1.0) - 1;
  feel.density = std::clamp(brief.density.value, -1.0, 1.0);
  feel.centre = 65 + 5 * feel.valence + 3 * feel.arousal;
  feel.velocity = 72 + 18 * feel.arousal;
  feel.notes_per_second = 2.8 * std::exp2(1.1 * feel.arousal + 0.5 * feel.density);
  feel.colour = 0.15 + 0.25 * std::max(-feel.valence, 0.0);
  feel.legato = 0.96 - 0.14 * feel.arousal - 0.06 * feel.valence;
  return feel;
}

std::uint8_t Cast::layers_at(double intensity) const {
  unsigned mask = 0;
  for (std::size_t i = 0; i < from.size(); ++i)
    if (i == 0 || intensity >= from[i]) mask |= 1U << i;
  return static_cast<std::uint8_t>(mask);
}

const Chord& Piece::chord_at(Tick tick) const {
  const auto after =
      std::upper_bound(chords.begin(), chords.end(), tick, [](Tick t, const Chord& each) { return t < each.start; });
  return after == chords.begin() ? chords.front() : *std::prev(after);
}

bool Piece::after_final(const Bar& bar) const {
  return form.ending != Ending::fade_out && bar.start >= form.final_chord;
}

bool Piece::plays(Role role, const Bar& bar) const {
  if (!cast(role).present || bar.silence || after_final(bar)) return false;
  if ((role == Role::lead || role == Role::counter) && bar.speech) return false;
  if (role == Role::arp && bar.speech && bar.intensity < 0.7) return false;
  if (feel.density < -0.4 && (role == Role::counter || role == Role::arp) && bar.intensity < 0.75) return false;
  if (asked_for(*this, role) && (bar.intensity >= 0.3 || role == Role::chords)) return true;
  const auto* plan = style.section(section(bar).name);
  if (plan == nullptr) plan = style.section(base_name(section(bar).name));
  const bool planned = plan == nullptr ? plays_by_intensity(role, bar.intensity) : listed(plan->roles, role);
  if (!planned && feel.density > 0.4 && bar.intensity > 0.5 && (role == Role::arp || role == Role::counter))
    return true;
  return planned;
}

double Piece::bar_seconds() const {
  const double bpm = form.tempos.empty() ? brief.bpm.value : form.tempos.front().bpm;
  return 240.0 / std::max(20.0, bpm);
}

std::string base_name(std::string_view section) {
  while (!section.empty() && (section.back() == '\'' || section.back() == ' ' ||
                              std::isdigit(static_cast<unsigned char>(section.back())) != 0))
    section.remove_suffix(1);
  return std::string(section);
}

int occurrence(const Form& form, int section) {
  const auto name = base_name(form.sections[static_cast<std::size_t>(section)].name);
  int before = 0;
  for (int i = 0; i < section; ++i)
    if (base_name(form.sections[static_cast<std::size_t>(i)].name) == name) ++before;
  return before;
}

}  // namespace undertone::compose::parts
