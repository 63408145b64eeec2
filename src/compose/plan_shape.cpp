#include <algorithm>
#include <cmath>

#include "compose/plan.h"

namespace undertone::compose {
namespace {

Tick end_of(const Bar& bar) {
  return bar.start + bar.length;
}

std::string repeat_name(const std::string& kind, int occurrence) {
  if (occurrence <= 3) return kind + std::string(static_cast<std::size_t>(occurrence), '\'');
  return kind + std::to_string(occurrence + 1);
}

bool unwanted(const Brief& brief, Role role) {
  return std::any_of(brief.without.begin(), brief.without.end(), [&](const std::string& each) {
    return each == name(role) || (role == Role::lead && each == "melody");
  });
}

// Who plays when a section returns: somebody joins, or somebody rests, so that nothing is merely repeated.
std::vector<Role> roles_of(const SectionTemplate& kind, int occurrence, const Brief& brief, Random& random) {
  auto roles = kind.roles;
  const auto has = [&](Role role) { return std::find(roles.begin(), roles.end(), role) != roles.end(); };
  if (occurrence % 2 == 1) {
    std::vector<Role> joiners;
    for (const auto role : {Role::counter, Role::pad, Role::arp})
      if (!has(role)) joiners.push_back(role);
    if (!joiners.empty()) roles.push_back(random.pick(joiners));
  } else if (occurrence > 0 && roles.size() > 3) {
    std::vector<Role> resters;
    for (const auto role : {Role::lead, Role::counter, Role::arp, Role::pad})
      if (has(role)) resters.push_back(role);
    if (!resters.empty()) std::erase(roles, random.pick(resters));
  }
  std::erase_if(roles, [&](Role role) { return unwanted(brief, role); });
  std::sort(roles.begin(), roles.end());
  return roles;
}

// A 4/4 bar before a drop becomes 2/4 and a 2/4 of silence: everybody breathes in.
bool take_breath(Form& form, std::size_t last_bar) {
  const Bar whole = form.bars[last_bar];
  if (whole.beats != 4 || !whole.accents.empty() || whole.start == 0) return false;
  Bar& first = form.bars[last_bar];
  first.beats = 2;
  first.length = 2 * ticks_per_beat;
  Bar rest = first;
  rest.start = end_of(first);
  rest.silence = true;
  form.bars.insert(form.bars.begin() + static_cast<std::ptrdiff_t>(last_bar) + 1, rest);
  return true;
}

// Gives every bar its section; breaths may add bars.
void lay_sections(Form& form, const std::vector<SectionSpan>& spans, const Brief& brief, const Style& style,
                  Random& random) {
  std::vector<std::pair<std::string, int>> heard;
  int added = 0;
  int chapter = 0;
  int chapter_bar = 0;
  for (std::size_t index = 0; index < spans.size(); ++index) {
    const auto& span = spans[index];
    const auto first = static_cast<std::size_t>(span.first_bar + added);
    for (auto bar = first; bar < first + static_cast<std::size_t>(span.bars); ++bar)
      form.bars[bar].section = static_cast<int>(index);
    auto known =
        std::find_if(heard.begin(), heard.end(), [&](const auto& each) { return each.first == span.kind->name; });
    if (known == heard.end()) known = heard.insert(heard.end(), {span.kind->name, -1});
    const int occurrence = ++known->second;
    form.sections.push_back({repeat_name(span.kind->name, occurrence), 0, 0, span.kind->intensity});
    if (opens_chapter(style, *span.kind, span.first_bar - chapter_bar)) {
      ++chapter;
      chapter_bar = span.first_bar;
    }
    form.shapes.push_back({.kind = span.kind->name,
                           .occurrence = occurrence,
                           .roles = roles_of(*span.kind, occurrence, brief, random),
                           .chapter = chapter,
                           .lift = span.kind->lift && index > 0});
    const bool breath = span.kind->breath && index > 0 && spans[index - 1].bars >= 4 && random.chance(0.6);
    if (breath && take_breath(form, first - 1)) ++added;
  }
}

// Lengths of the phrases of a section of `bars`: `usual` each; one bar over joins the last phrase.
std::vector<int> phrases_of(int bars, int usual) {
  std::vector<int> lengths(static_cast<std::size_t>(bars / usual), usual);
  const int rest = bars % usual;
  if (rest == 1 && !lengths.empty())
    ++lengths.back();
  else if (rest > 0)
    lengths.push_back(rest);
  return lengths;
}

void count_bars(Form& form, int phrase_bars) {
  int phrase = 0;
  for (std::size_t first = 0; first < form.bars.size();) {
    auto after = first;
    while (after < form.bars.size() && form.bars[after].section == form.bars[first].section) ++after;
    auto& section = form.sections[static_cast<std::size_t>(form.bars[first].section)];
    section.start = form.bars[first].start;
    section.length = end_of(form.bars[after - 1]) - section.start;
    auto bar = first;
    for (const int length : phrases_of(static_cast<int>(after - first), phrase_bars)) {
      for (int in_phrase = 0; in_phrase < length; ++in_phrase, ++bar) {
        form.bars[bar].in_section = static_cast<int>(bar - first);
        form.bars[bar].phrase = phrase;
        form.bars[bar].in_phrase = in_phrase;
        form.bars[bar].phrase_bars = length;
      }
      ++phrase;
    }
    first = after;
  }
}

// How a section moves within itself, −1…1 of a small step, from its first bar to its last.
double slope_of(const std::string& kind) {
  if (kind == "outro") return -1.2;
  if (kind == "intro" || kind == "lift") return 1.5;
  return 0.5;
}

// Chapters rise towards the last, every other one holding back.
double chapter_arc(int chapter, int last) {
  if (last == 0) return 0;
  return 0.08 * chapter / last - (chapter % 2 == 1 && chapter < last ? 0.12 : 0.04);
}

void set_intensities(Form& form, const Brief& brief, const Style& style) {
  const EnergyView energy(brief);
  const auto clock = clock_of(form);
  const int chapters = form.shapes.back().chapter;
  const double lift = 0.15 * (brief.arousal.value - style.feel.arousal);
  for (std::size_t index = 0; index < form.sections.size(); ++index) {
    auto& section = form.sections[index];
    const double from = seconds(clock.time_of(section.start));
    const double to = seconds(clock.time_of(section.start + section.length));
    const double seen = energy.flat() ? section.intensity : 0.2 + 0.7 * energy.between(from, to);
    const double later = 0.04 * std::min(form.shapes[index].occurrence, 2);
    const double arc = chapter_arc(form.shapes[index].chapter, chapters);
    section.intensity = std::clamp(0.65 * section.intensity + 0.35 * seen + later + lift + arc, 0.05, 1.0);
  }
  for (auto& bar : form.bars) {
    const auto& section = form.sections[static_cast<std::size_t>(bar.section)];
    const auto& shape = form.shapes[static_cast<std::size_t>(bar.section)];
    const double along = static_cast<double>(bar.start - section.start) / static_cast<double>(section.length);
    const double from = seconds(clock.time_of(bar.start));
    const double seen = energy.flat() ? 0 : 0.2 * (energy.between(from - 2, from + 4) - 0.5);
    bar.intensity = std::clamp(section.intensity + 0.08 * slope_of(shape.kind) * (along - 0.4) + seen, 0.05, 1.0);
  }
}

void set_speech(Form& form, const std::vector<Span>& speech) {
  const auto clock = clock_of(form);
  auto first = speech.begin();
  for (auto& bar : form.bars) {
    const Span played{clock.time_of(bar.start), clock.time_of(end_of(bar))};
    while (first != speech.end() && first->end <= played.start) ++first;
    Time spoken{};
    for (auto each = first; each != speech.end() && each->start < played.end; ++each)
      spoken += std::min(each->end, played.end) - std::max(each->start, played.start);
    bar.speech = 2 * spoken > played.length();
  }
}

void set_closing(Form& form) {
  if (form.ending == Ending::fade_out) return;
  const std::size_t count = std::min<std::size_t>(form.bars.size(), form.bars.size() > 12 ? 3 : 2);
  for (auto bar = form.bars.end() - static_cast<std::ptrdiff_t>(count); bar != form.bars.end(); ++bar)
    bar->closing = true;
}

void set_fills(Form& form, Random& random) {
  for (std::size_t index = 0; index + 1 < form.bars.size(); ++index) {
    auto& bar = form.bars[index];
    const auto& next = form.bars[index + 1];
    if (bar.closing || bar.silence || bar.speech || next.in_phrase != 0) continue;
    const bool turns = next.section != bar.section || next.silence;
    bar.fill = turns || (bar.phrase_bars >= 4 && random.chance(0.35 + 0.4 * bar.intensity));
  }
}

void write_meters(Form& form) {
  for (const auto& bar : form.bars)
    if (form.meters.empty() || form.meters.back().beats != bar.beats)
      form.meters.push_back({bar.start, bar.beats, bar.unit});
}

}  // namespace

void shape(Form& form, const std::vector<SectionSpan>& spans, const Brief& brief, const Style& style,
           const Random& random) {
  auto roles = random.fork("roles");
  auto fills = random.fork("fills");
  lay_sections(form, spans, brief, style, roles);
  count_bars(form, style.form.phrase_bars);
  set_intensities(form, brief, style);
  set_speech(form, brief.speech);
  set_closing(form);
  set_fills(form, fills);
  write_meters(form);
}

}  // namespace undertone::compose
