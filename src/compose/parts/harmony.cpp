#include "compose/parts/harmony.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <optional>
#include <utility>

namespace undertone::compose::parts {
namespace {

using Bars = std::vector<std::vector<std::string>>;

struct Move {
  std::string_view from, to;
  double weight;
};

// Where chords go, from 909 pop songs (POP909, statistics only).
constexpr std::array<Move, 33> moves = {
    {{"I", "V", .21},      {"I", "vi", .19},   {"I", "IV", .19},      {"I", "iii", .11},   {"I", "ii", .08},
     {"V", "I", .45},      {"V", "vi", .17},   {"V", "IV", .14},      {"V", "iii", .08},   {"IV", "V", .41},
     {"IV", "I", .19},     {"IV", "iii", .17}, {"vi", "IV", .25},     {"vi", "ii", .21},   {"vi", "V", .17},
     {"vi", "iii", .14},   {"ii", "V", .57},   {"ii", "IV", .12},     {"iii", "vi", .37},  {"iii", "IV", .24},
     {"i", "bVI", .23},    {"i", "iv", .19},   {"i", "bVII", .16},    {"i", "v", .12},     {"i", "bIII", .09},
     {"bVI", "bVII", .47}, {"bVII", "i", .31}, {"bVII", "bIII", .28}, {"iv", "bVII", .30}, {"iv", "v", .19},
     {"iv", "i", .15},     {"v", "i", .62},    {"bIII", "bVII", .4}}};

std::string walk_from(const std::string& from, Random& random) {
  std::vector<double> weights;
  std::vector<std::string_view> targets;
  for (const auto& move : moves)
    if (move.from == from) {
      weights.push_back(move.weight);
      targets.push_back(move.to);
    }
  return targets.empty() ? from : std::string(targets[random.weighted(weights)]);
}

Bars walked(bool minor, Random random) {
  Bars bars = {{minor ? "i" : "I"}};
  while (bars.size() < 4) bars.push_back({walk_from(bars.back().front(), random)});
  const auto& last = bars.back().front();
  if (last == "I" || last == "i") bars.back() = {minor ? "bVII" : "V"};
  return bars;
}

bool fits_mode(const Progression& progression, Mode mode) {
  if (progression.mode.empty()) return true;
  if (const auto exact = parse_key("C " + progression.mode); exact && exact->mode == mode) return true;
  return progression.mode == (is_minor(mode) ? "minor" : "major");
}

bool is_exact(const Progression& progression, Mode mode) {
  const auto exact = parse_key("C " + progression.mode);
  return exact && exact->mode == mode;
}

class Planner {
 public:
  Planner(const HarmonyAsked& asked, const Random& random) : asked_(asked), random_(random) {}

  std::vector<Chord> plan() {
    for (const auto& bar : asked_.form.bars) {
      if (before_final(bar)) write_bar(bar);
    }
    close();
    if (chords_.empty()) add(0, ticks_per_beat * 4, final_numeral());
    return std::move(chords_);
  }

 private:
  bool has_final() const { return asked_.form.ending != Ending::fade_out; }
  bool before_final(const Bar& bar) const { return !has_final() || bar.start < asked_.form.final_chord; }
  bool minor() const { return is_minor(asked_.key.mode); }
  std::string final_numeral() const { return minor() ? asked_.table.minor_final : asked_.table.major_final; }

  // Bars per progression bar: 2 slow, 1, ½ quick.
  double stretch() const {
    const double wish = asked_.table.bars_per_chord * std::exp2(-0.9 * asked_.feel.arousal);
    return wish > 1.6 ? 2 : wish < 0.6 ? 0.5 : 1;
  }

  const Bars& progression_of(const std::string& idea) {
    const auto known = ideas_.find(idea);
    if (known != ideas_.end()) return known->second;
    return ideas_.emplace(idea, choose_progression(idea)).first->second;
  }

  Bars choose_progression(const std::string& idea) {
    auto random = random_.fork("progression", hash_text(idea));
    std::vector<double> weights;
    for (const auto& each : asked_.table.progressions) {
      const bool named = std::find(each.sections.begin(), each.sections.end(), idea) != each.sections.end();
      double weight = fits_mode(each, asked_.key.mode) ? each.weight : 0;
      if (!each.sections.empty() && !named) weight = 0;
      if (named) weight *= 2.5;
      if (is_exact(each, asked_.key.mode) && asked_.key.mode != Mode::major && asked_.key.mode != Mode::minor)
        weight *= 4;
      for (const auto& [other, bars] : ideas_)
        if (bars == each.bars) weight *= 0.12;
      weights.push_back(weight);
    }
    double total = 0;
    for (const double weight : weights) total += weight;
    if (total <= 0 || random.chance(0.12)) return walked(minor(), random.fork("walk"));
    return asked_.table.progressions[random.weighted(weights)].bars;
  }

  void write_bar(const Bar& bar) {
    const auto& section = asked_.form.sections[static_cast<std::size_t>(bar.section)];
    const auto& bars = progression_of(base_name(section.name));
    const double speed = 1 / stretch();
    const double place = bar.in_section * speed;
    const auto first = static_cast<std::size_t>(place) % bars.size();
    std::vector<std::string> numerals = bars[first];
    if (speed > 1.5) {
      numerals = {bars[first].front()};
      numerals.push_back(bars[(first + 1) % bars.size()].front());
    } else if (speed < 0.75 && numerals.size() > 1) {
      const bool second_half = place - std::floor(place) >= 0.5;
      numerals = {second_half ? numerals.back() : numerals.front()};
    }
    if (turns_round(bar)) numerals = {numerals.front(), dominant(bar)};
    vary(numerals, bar);
    spread(bar, numerals);
  }

  // The last bar before another idea leans towards it.
  bool turns_round(const Bar& bar) const {
    const auto index = static_cast<std::size_t>(&bar - asked_.form.bars.data());
    if (index + 1 >= asked_.form.bars.size() || bar.closing || bar.beats < 3) return false;
    const auto& next = asked_.form.bars[index + 1];
    if (next.section == bar.section || bar.in_section < 3) return false;
    return random_.fork("turn", static_cast<std::uint64_t>(bar.section)).chance(0.55);
  }

  std::string dominant(const Bar& bar) const {
    auto random = random_.fork("dominant", static_cast<std::uint64_t>(bar.section));
    if (!minor()) return random.chance(0.35) ? "V7sus4" : "V";
    if (asked_.key.mode != Mode::minor) return "bVII";
    return random.chance(0.5) ? "bVII" : "v";
  }

  // A chord from the parallel mode now and then, and a bass that walks: iv for IV, V/3 between I and vi.
  void vary(std::vector<std::string>& numerals, const Bar& bar) {
    auto random = random_.fork("vary", static_cast<std::uint64_t>(bar.phrase * 16 + bar.in_phrase));
    const double borrow = asked_.table.borrow * (asked_.feel.valence < 0.2 ? 1.5 : 0.7);
    if (asked_.key.mode == Mode::major && bar.in_phrase == bar.phrase_bars - 1 && numerals.back() == "IV" &&
        random.chance(borrow * 4))
      numerals.back() = asked_.feel.valence > 0.3 ? "bVII" : "iv";
    for (auto& each : numerals)
      if ((each == "V" || each == "I") && bar.in_phrase % 2 == 1 && random.chance(0.22)) each += "/3";
  }

  void spread(const Bar& bar, std::vector<std::string> numerals) {
    if (bar.length < 3 * ticks_per_beat) numerals.resize(1);
    const auto count = static_cast<Tick>(numerals.size());
    const Tick unit = ticks_per_beat * 4 / bar.unit;
    Tick at = bar.start;
    for (Tick i = 0; i < count; ++i) {
      // Halves fall on beats: 3/4 divides 2 + 1, 5/4 divides 3 + 2.
      const Tick until = i + 1 == count ? bar.length : (bar.length * (i + 1) / count + unit - 1) / unit * unit;
      add(at, bar.start + until - at, numerals[static_cast<std::size_t>(i)]);
      at = bar.start + until;
    }
  }

  void add(Tick start, Tick length, const std::string& numeral) {
    if (length <= 0) return;
    auto chord = parse_chord(bend_to_mode(numeral, asked_.key.mode), asked_.key);
    if (!chord) chord = parse_chord(minor() ? "i" : "I", asked_.key);
    chord->start = start;
    chord->length = length;
    *chord = with_colour(*chord);
    if (!chords_.empty() && chords_.back().symbol == chord->symbol)
      chords_.back().length += length;
    else
      chords_.push_back(std::move(*chord));
  }

  // Colour depends on the chord's place in the piece, so that an idea that comes back is not always dressed alike.
  Chord with_colour(const Chord& chord) const {
    auto random = random_.fork("colour", static_cast<std::uint64_t>(chord.start));
    const double share = std::clamp(asked_.feel.colour - 0.15 + asked_.table.colour, 0.0, 0.95);
    if (!random.chance(share)) return chord;
    const std::array<double, 3> weights = {chord.minor || chord.numeral == "V" ? 0.8 : 0.5, 0.35,
                                           chord.numeral == "V" ? 0.4 : 0.08};
    return coloured(chord, static_cast<Colour>(random.weighted(weights)), asked_.key);
  }

  // The closing bars before the last chord take a cadence, one chord to a bar or as many as fit; then the tonic.
  void close() {
    const auto& form = asked_.form;
    if (form.bars.empty()) return;
    const Tick end = form.bars.back().start + form.bars.back().length;
    const Tick last = std::clamp(form.final_chord, form.bars.front().start, end - 1);
    std::vector<const Bar*> closing;
    for (const auto& bar : form.bars)
      if (bar.closing && bar.start < last) closing.push_back(&bar);
    const auto& cadences = minor() ? asked_.table.minor_cadences : asked_.table.major_cadences;
    if (!closing.empty() && !cadences.empty()) {
      auto random = random_.fork("cadence");
      write_cadence(closing, random.pick(cadences));
    }
    cut(last);
    Chord tonic = parse_chord(final_numeral(), asked_.key).value_or(*parse_chord("I", asked_.key));
    tonic.start = last;
    tonic.length = end - last;
    chords_.push_back(std::move(tonic));
  }

  void write_cadence(std::vector<const Bar*> closing, std::vector<std::string> cadence) {
    const std::size_t room = closing.size() * 2;
    if (cadence.size() > room) cadence.erase(cadence.begin(), cadence.end() - static_cast<std::ptrdiff_t>(room));
    if (closing.size() > cadence.size())
      closing.erase(closing.begin(), closing.end() - static_cast<std::ptrdiff_t>(cadence.size()));
    cut(closing.front()->start);
    const std::size_t doubled = cadence.size() - closing.size();  // the last so many bars hold two chords
    std::size_t next = 0;
    for (std::size_t i = 0; i < closing.size(); ++i) {
      std::vector<std::string> numerals = {cadence[next++]};
      if (i >= closing.size() - doubled) numerals.push_back(cadence[next++]);
      spread(*closing[i], numerals);
    }
  }

  void cut(Tick at) {
    while (!chords_.empty() && chords_.back().start >= at) chords_.pop_back();
    if (!chords_.empty()) chords_.back().length = at - chords_.back().start;
  }

  const HarmonyAsked& asked_;
  Random random_;
  std::map<std::string, Bars> ideas_;
  std::vector<Chord> chords_;
};

}  // namespace

std::vector<Chord> plan_harmony(const HarmonyAsked& asked, const Random& random) {
  return Planner(asked, random).plan();
}

}  // namespace undertone::compose::parts
