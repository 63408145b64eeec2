#include <algorithm>
#include <cmath>
#include <optional>

#include "base/random.h"
#include "compose/brief_moods.h"
#include "compose/compose.h"
#include "compose/style.h"

namespace undertone::compose {
namespace {

bool was_said(const MusicPart& part, std::string_view field) {
  return std::find(part.said.begin(), part.said.end(), field) != part.said.end();
}

// Decided before and carried along counts as usual; asked for, as said.
Origin origin_of(const MusicPart& part, std::string_view field) {
  return was_said(part, field) ? Origin::said : Origin::usual;
}

void decide_feeling(const MusicPart& part, const VideoProfile* seen, Brief& brief) {
  const auto asked = was_said(part, "mood") || seen == nullptr ? middle_of(part.mood) : std::nullopt;
  const auto* style = part.genre.empty() ? nullptr : find_style(part.genre);
  if (asked) {
    const Origin origin = origin_of(part, "mood");
    brief.valence = {asked->valence, origin};
    brief.arousal = {asked->arousal, origin};
  } else if (seen != nullptr) {
    brief.valence = {seen->feeling.valence, Origin::seen};
    brief.arousal = {seen->feeling.arousal, Origin::seen};
  } else {
    brief.valence = {style != nullptr ? style->feel.valence : 0.4, Origin::usual};
    brief.arousal = {style != nullptr ? style->feel.arousal : 0.45, Origin::usual};
  }
  // A genre that was asked for pulls what the picture shows half-way home: dance music on a quiet lake stays dance
  // music.
  if (!asked && seen != nullptr && style != nullptr && was_said(part, "genre")) {
    brief.valence.value = 0.5 * (brief.valence.value + style->feel.valence);
    brief.arousal.value = 0.5 * (brief.arousal.value + style->feel.arousal);
  }
  if (part.energy) brief.arousal = {std::clamp(*part.energy, 0.0, 1.0), origin_of(part, "energy")};
  if (!part.mood.empty())
    brief.moods = {part.mood, origin_of(part, "mood")};
  else if (seen != nullptr && !seen->feeling.words.empty())
    brief.moods = {seen->feeling.words, Origin::seen};
  else
    brief.moods = {{nearest_mood(brief.valence.value, brief.arousal.value)}, brief.valence.origin};
}

bool share(const std::vector<std::string>& asked, const std::vector<std::string>& own) {
  return std::any_of(asked.begin(), asked.end(),
                     [&](const std::string& word) { return std::find(own.begin(), own.end(), word) != own.end(); });
}

// The style whose home is nearest to the feeling, or whose own mood or instrument was named; among those nearly as
// near, the seed chooses.
void decide_genre(const MusicPart& part, double tension, Random random, Brief& brief) {
  if (!part.genre.empty()) {
    brief.genre = {part.genre, origin_of(part, "genre")};
    return;
  }
  std::vector<double> weights;
  for (const auto& style : all_styles()) {
    const bool own = share(part.mood, style.feel.moods);
    const bool plays = share(part.instruments, style.feel.instruments);
    const double far = (own ? 0.15 : 1.0) * std::hypot(0.6 * (style.feel.valence - brief.valence.value),
                                                       1.2 * (style.feel.arousal - brief.arousal.value),
                                                       0.5 * (style.feel.tension - tension));
    weights.push_back(std::exp(-far * far / 0.03) * (own ? 1.0 : 0.3) * (plays ? 8.0 : 1.0));
  }
  if (weights.empty()) return;
  const double most = *std::max_element(weights.begin(), weights.end());
  for (auto& weight : weights)
    if (weight < 0.35 * most) weight = 0;
  const Origin origin = brief.arousal.origin == Origin::seen ? Origin::seen : Origin::usual;
  brief.genre = {all_styles()[random.weighted(weights)].id, origin};
}

// Mostly the general rule bpm = 98 + 34·A (A: arousal on −1…1), so that moods keep their order from style to style; the
// rest is the style's own way of being awake, and its limits hold.
void decide_tempo(const MusicPart& part, const Style& style, Random random, Brief& brief) {
  if (part.bpm > 0) {
    brief.bpm = {part.bpm, origin_of(part, "bpm")};
    return;
  }
  const double general = 98 + 34 * (2 * brief.arousal.value - 1);
  const double away = brief.arousal.value - style.feel.arousal;
  const double own = style.tempo.usual + away * (style.tempo.high - style.tempo.low);
  const double bpm = 0.8 * general + 0.2 * own + random.uniform(-0.015, 0.015) * style.tempo.usual;
  const double usual = std::clamp(bpm, style.tempo.low, style.tempo.high);
  const Origin origin = part.tempo_factor != 1 ? Origin::said : brief.arousal.origin;
  brief.bpm = {std::round(std::clamp(usual * part.tempo_factor, 40.0, 220.0) * 10) / 10, origin};
}

// Brighter modes for happier feelings; between two modes the seed may choose.
Mode mode_of(double valence, double arousal, Random& random) {
  if (valence > 0.6) return random.chance(0.8) ? Mode::major : random.chance(0.5) ? Mode::mixolydian : Mode::lydian;
  if (valence > -0.15) return Mode::major;
  if (valence > -0.4) return random.chance(0.6) ? Mode::minor : Mode::dorian;
  return arousal > 0.75 && random.chance(0.35) ? Mode::phrygian : Mode::minor;
}

bool is_bright(Mode mode) {
  return mode == Mode::major || mode == Mode::lydian || mode == Mode::mixolydian;
}

void decide_key(const MusicPart& part, const Style& style, Random random, Brief& brief) {
  if (part.key) {
    brief.key = {*part.key, origin_of(part, "key")};
    return;
  }
  const Mode felt = mode_of(brief.valence.value, brief.arousal.value, random);
  const Mode mode = part.mode.value_or(felt);
  const auto& tonics = is_bright(mode) ? style.major_keys : style.minor_keys;
  brief.key = {{tonics.empty() ? 0 : random.pick(tonics), mode}, part.mode ? Origin::said : brief.valence.origin};
}

void decide_rest(const Segment& music, const Style& style, Brief& brief) {
  const auto& part = *music.music;
  brief.instruments = part.instruments;
  brief.without = part.without;
  const double usual_density = std::clamp(2 * brief.arousal.value - 1, -1.0, 1.0) * 0.5;
  brief.density = {std::clamp(usual_density + part.density, -1.0, 1.0),
                   part.density != 0 ? Origin::said : brief.arousal.origin};
  brief.length = {music.length, was_said(part, "length") ? Origin::said : Origin::usual};
  brief.sync = {part.sync, origin_of(part, "sync")};
  if (part.ending)
    brief.ending = {*part.ending, origin_of(part, "ending")};
  else if (music.fade_out > Time{})
    brief.ending = {Ending::fade_out, Origin::said};
  else
    brief.ending = {style.ending.usual, Origin::usual};
}

// How fast the picture is cut around `at`: 1 for a shot of a second or less, falling to 0 (Hanjalic & Xu 2005).
double cut_pace(const std::vector<Cut>& cuts, Time at, Time end) {
  const auto next = std::upper_bound(cuts.begin(), cuts.end(), at, [](Time t, const Cut& cut) { return t < cut.at; });
  const Time from = next == cuts.begin() ? Time{} : std::prev(next)->at;
  const Time to = next == cuts.end() ? end : next->at;
  return std::min(1.0, std::exp(1 - seconds(to - from)));
}

double sample(const std::vector<double>& curve, std::size_t index, double otherwise) {
  return index < curve.size() ? curve[index] : otherwise;
}

std::vector<double> smooth(const std::vector<double>& curve, std::size_t reach) {
  std::vector<double> sums{0};
  for (const double value : curve) sums.push_back(sums.back() + value);
  std::vector<double> out;
  for (std::size_t at = 0; at < curve.size(); ++at) {
    const auto from = at > reach ? at - reach : 0;
    const auto to = std::min(curve.size(), at + reach + 1);
    out.push_back((sums[to] - sums[from]) / static_cast<double>(to - from));
  }
  return out;
}

void look_at_picture(const VideoProfile& seen, Time start, Brief& brief) {
  const Time length = brief.length.value;
  for (auto cut : seen.cuts) {
    cut.at -= start;
    if (cut.at > Time{} && cut.at < length) brief.cuts.push_back(cut);
  }
  for (const auto& span : seen.speech) {
    const Span heard{std::max(Time{}, span.start - start), std::min(length, span.end - start)};
    if (heard.start < heard.end) brief.speech.push_back(heard);
  }
  const Time step = seen.curves.step;
  if (step <= Time{} || seen.curves.motion.empty()) return;
  brief.energy_step = step;
  for (Time at{}; at < length; at += step) {
    const auto index = static_cast<std::size_t>((at + start) / step);
    const double pace = cut_pace(seen.cuts, at + start + step / 2, seen.length);
    brief.energy.push_back(std::clamp(
        0.5 * sample(seen.curves.motion, index, 0) + 0.3 * pace + 0.2 * sample(seen.curves.sound, index, 0), 0.0, 1.0));
  }
  brief.energy = smooth(brief.energy, 3);
}

}  // namespace

Result<Brief> make_brief(const Segment& music, const VideoProfile* seen, std::uint64_t seed) {
  if (!music.music) return fail(ErrorKind::invalid_input, "The segment \"{}\" is not music to be composed.", music.id);
  if (music.length <= Time{}) return fail(ErrorKind::invalid_input, "The music must be longer than nothing.");
  const auto& part = *music.music;
  if (!part.genre.empty() && find_style(part.genre) == nullptr)
    return fail(ErrorKind::invalid_input, "There is no style called \"{}\".", part.genre);
  if (part.bpm != 0 && !(part.bpm >= 30 && part.bpm <= 300))
    return fail(ErrorKind::invalid_input, "A tempo of {} is outside 30 to 300 beats per minute.", part.bpm);
  Brief brief;
  brief.seed = seed;
  brief.take = part.take;
  const auto random = Random(seed).fork("brief", static_cast<std::uint64_t>(part.take));
  decide_feeling(part, seen, brief);
  const auto asked = middle_of(part.mood);
  decide_genre(part, asked ? asked->tension : 0.3, random.fork("genre"), brief);
  const auto* style = find_style(brief.genre.value);
  if (style == nullptr) return fail(ErrorKind::internal, "No style is built in.");
  decide_tempo(part, *style, random.fork("tempo"), brief);
  decide_key(part, *style, random.fork("key"), brief);
  decide_rest(music, *style, brief);
  if (seen != nullptr) look_at_picture(*seen, music.start, brief);
  return brief;
}

}  // namespace undertone::compose
