#include "compose/form.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>

namespace undertone::compose {
namespace {

std::string roles_of(const Shape& shape) {
  std::string text;
  for (const auto role : shape.roles) text += fmt::format(" {}", name(role));
  return text;
}

std::string marks_of(const Form& form, const Bar& bar) {
  std::string marks;
  for (const auto& hit : form.hits)
    if (hit.tick == bar.start && hit.kind == HitKind::downbeat) marks += fmt::format(" hit {:.2f}", seconds(hit.cut));
  for (const auto accent : bar.accents)
    marks += fmt::format(" accent {:.2f}",
                         1 + static_cast<double>(accent - bar.start) / static_cast<double>(ticks_per_beat));
  if (bar.fill) marks += " fill";
  if (bar.speech) marks += " speech";
  if (bar.silence) marks += " silence";
  if (bar.closing) marks += bar.start == form.final_chord ? " final" : " closing";
  return marks;
}

}  // namespace

bool Shape::plays(Role role) const {
  return std::find(roles.begin(), roles.end(), role) != roles.end();
}

std::string print(const Form& form) {
  std::string text =
      fmt::format("{:.2f} s, {}, starts at {:.3f}, final chord at {:.2f}\n", seconds(form.length), name(form.ending),
                  seconds(form.offset), seconds(clock_of(form).time_of(form.final_chord)));
  const auto clock = clock_of(form);
  auto tempo = form.tempos.begin();
  int section = -1;
  for (std::size_t index = 0; index < form.bars.size(); ++index) {
    const auto& bar = form.bars[index];
    if (bar.section != section) {
      section = bar.section;
      const auto& shape = form.shapes[static_cast<std::size_t>(section)];
      text += fmt::format("[{}]{}{}{}\n", form.sections[static_cast<std::size_t>(section)].name,
                          shape.lift ? " (lift)" : "",
                          shape.chapter > 0 ? fmt::format(" chapter {}:", shape.chapter + 1) : "", roles_of(shape));
    }
    while (std::next(tempo) != form.tempos.end() && std::next(tempo)->at <= bar.start) ++tempo;
    text +=
        fmt::format("  {:3} {:7.2f} {}/{} {:6.2f} {}.{} {:.2f} {:<9}{}\n", index + 1, seconds(clock.time_of(bar.start)),
                    bar.beats, bar.unit, tempo->bpm, bar.phrase + 1, bar.in_phrase + 1, bar.intensity,
                    std::string(static_cast<std::size_t>(bar.intensity * 9.0), '='), marks_of(form, bar));
  }
  return text;
}

TempoClock clock_of(const Form& form) {
  Score score;
  score.offset = form.offset;
  score.tempos = form.tempos;
  return TempoClock(score);
}

}  // namespace undertone::compose
