#include "compose/compose.h"

#include <algorithm>
#include <utility>

#include "compose/parts/parts.h"
#include "compose/plan.h"
#include "compose/style.h"
#include "compose/title.h"

namespace undertone::compose {
namespace {

constexpr double longest_s = 4 * 3600;

// The style's sound, a little lighter or darker with the mood.
Production production_of(const Style& style, const Brief& brief) {
  Production production = style.production;
  const double awake = brief.arousal.value - style.feel.arousal;
  const double happy = brief.valence.value - style.feel.valence;
  production.brightness = std::clamp(production.brightness + 0.5 * awake + 0.25 * happy, -1.0, 1.0);
  production.room = std::clamp(production.room - 0.15 * awake, 0.0, 1.0);
  return production;
}

void take_form(Form form, Score& score) {
  score.length = form.length;
  score.ending = form.ending;
  score.offset = form.offset;
  score.tempos = std::move(form.tempos);
  score.meters = std::move(form.meters);
  score.sections = std::move(form.sections);
  score.hits = std::move(form.hits);
}

}  // namespace

std::vector<StyleInfo> styles() {
  std::vector<StyleInfo> found;
  for (const auto& style : all_styles()) found.push_back({style.id, style.name, style.words});
  return found;
}

Result<Score> compose(const Brief& brief) {
  const auto* style = find_style(brief.genre.value);
  if (style == nullptr) return fail(ErrorKind::invalid_input, "There is no style called \"{}\".", brief.genre.value);
  const double length_s = seconds(brief.length.value);
  if (length_s < 0.05 || length_s > longest_s)
    return fail(ErrorKind::invalid_input, "Music can be from a twentieth of a second to four hours long, not {:.2f} s.",
                length_s);
  const Form form = plan(brief, *style);
  auto written = parts::write(form, *style, brief);
  Score score;
  score.title = title_of(brief);
  score.genre = style->id;
  score.moods = brief.moods.value;
  score.key = brief.key.value;
  score.seed = brief.seed;
  score.take = brief.take;
  score.chords = std::move(written.chords);
  score.parts = std::move(written.parts);
  for (auto& part : score.parts) part.placement = style->mix[static_cast<std::size_t>(part.role)];
  score.production = production_of(*style, brief);
  take_form(form, score);
  return score;
}

}  // namespace undertone::compose
