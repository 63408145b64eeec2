#include "compose/parts/effects.h"

#include <algorithm>

#include "compose/parts/casting.h"
#include "compose/parts/strokes.h"

namespace undertone::compose::parts {
namespace {

class EffectWriter {
 public:
  explicit EffectWriter(const Piece& piece) : piece_(piece) { part_.role = Role::fx; }

  Part write() {
    const auto& bars = piece_.form.bars;
    for (std::size_t i = 0; i < bars.size(); ++i)
      if (bars[i].in_section == 0 && piece_.plays(Role::fx, bars[i])) arrive(i);
    for (const auto& hit : piece_.form.hits) meet(hit);
    bed();
    return std::move(part_);
  }

 private:
  //  … bar | bar | (breath) | lift
  //      ╱ riser ╱           ● impact
  void arrive(std::size_t index) {
    const auto& bars = piece_.form.bars;
    const auto& bar = bars[index];
    if (bar.speech || index == 0) return;
    const auto* plan = piece_.style.section(base_name(piece_.section(bar).name));
    const bool lift = plan != nullptr && plan->lift;
    const double jump = piece_.section(bar).intensity - piece_.section(bars[index - 1]).intensity;
    if (jump < (lift ? 0.05 : 0.2)) return;
    std::size_t until = index;
    while (until > 0 && bars[until - 1].silence) --until;
    const std::size_t length = lift && bar.intensity > 0.6 ? 2 : 1;
    std::size_t from = until;
    while (from > 0 && until - from < length && bars[from - 1].section == bars[until - 1].section &&
           !bars[from - 1].speech)
      --from;
    if (until > from) {
      const auto rise = effect_layer(piece_.tables.fx, length == 2 ? Effect::riser : Effect::reverse);
      add(bars[from], bars[from].start, bars[until - 1].start + bars[until - 1].length, 60, 84, rise);
    }
    add(bar, bar.start, bar.start + bar.length, 36, 70 + 40 * bar.intensity,
        effect_layer(piece_.tables.fx, Effect::impact));
  }

  // A cut that matters is marked even where no drums play.
  void meet(const Hit& hit) {
    const auto& bars = piece_.form.bars;
    const auto after =
        std::upper_bound(bars.begin(), bars.end(), hit.tick, [](Tick t, const Bar& bar) { return t < bar.start; });
    if (after == bars.begin()) return;
    const auto& bar = *std::prev(after);
    const bool others = piece_.plays(Role::drums, bar) && !piece_.tables.drums.grooves.empty();
    if (bar.speech || bar.silence || others || bar.intensity < 0.3 || piece_.after_final(bar)) return;
    const bool there =
        std::any_of(part_.notes.begin(), part_.notes.end(), [&](const Note& note) { return note.start == hit.tick; });
    if (!there)
      add(bar, hit.tick, hit.tick + 2 * ticks_per_beat, 36, 58 + 30 * bar.intensity,
          effect_layer(piece_.tables.fx, Effect::impact));
  }

  // The tonic, deep, for as long as sections stay quiet.
  void bed() {
    const auto layer = effect_layer(piece_.tables.fx, Effect::bed);
    if (layer == 0) return;
    for (const auto& bar : piece_.form.bars) {
      if (bar.intensity > 0.45 || !piece_.plays(Role::fx, bar)) continue;
      auto* last = part_.notes.empty() ? nullptr : &part_.notes.back();
      if (last != nullptr && last->layers == layer && last->start + last->length == bar.start)
        last->length += bar.length;
      else
        add(bar, bar.start, bar.start + bar.length, 36 + piece_.brief.key.value.tonic, 64, layer);
    }
  }

  void add(const Bar& bar, Tick from, Tick until, int pitch, double velocity, std::uint8_t layer) {
    if (layer == 0 || until <= from) return;
    auto note = make_note(piece_, Role::fx, bar, from, until - from, pitch);
    note.velocity = static_cast<std::uint8_t>(std::clamp(velocity + piece_.player(Role::fx).velocity, 20.0, 124.0));
    note.layers = layer;
    part_.notes.push_back(note);
  }

  const Piece& piece_;
  Part part_;
};

}  // namespace

Part write_effects(const Piece& piece) {
  if (!piece.cast(Role::fx).present) return empty_part(Role::fx);
  return EffectWriter(piece).write();
}

}  // namespace undertone::compose::parts
