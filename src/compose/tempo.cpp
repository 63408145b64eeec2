#include "compose/tempo.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

namespace undertone::compose {
namespace {

constexpr double bend = 0.03;           // how far a stretch's tempo may leave the whole's
constexpr double latest_start_s = 0.3;  // beat 0 comes no later
constexpr std::size_t reach = 6;        // how many met cuts back a stretch may begin
constexpr std::size_t most_ways = 5;    // to reach one cut that are followed up
constexpr double nothing = -std::numeric_limits<double>::infinity();

// What a stretch's last bar costs, by beats % 4, in units of a cut's weight.
double odd_cost(int beats, Sync sync) {
  constexpr std::array<double, 4> strict{0, 0.50, 0.30, 0.40};
  constexpr std::array<double, 4> loose{0, 0.90, 0.50, 0.80};
  const auto rest = static_cast<std::size_t>(beats % 4);
  double cost = sync == Sync::cuts ? strict[rest] : loose[rest];
  if (beats % 8 != 0) cost += 0.06;
  if (beats % 16 != 0) cost += 0.04;
  return beats < 4 ? cost + 0.25 : cost;
}

// A cut marked within a bar is worth less than one on its downbeat, and a great one no more than a usual one.
double accent_worth(int quarter_beats, double weight) {
  constexpr std::array<double, 4> share{0.8, 0.4, 0.65, 0.4};
  return share[static_cast<std::size_t>(quarter_beats % 4)] * std::min(weight, 0.8);
}

double bend_cost(double ratio) {
  const double share = (ratio - 1) / bend;
  return 0.06 * share * share;
}

// One way for the music to get as far as a cut, or to the last chord: up to the bar line on it or soon after it.
struct Arrival {
  int from = -1;        // the cut it comes from, −1: the start
  int way = -1;         // which of that cut's arrivals leads here
  int beats = 0;        // of its stretch
  double ratio = 1;     // its tempo against the whole's
  double offset_s = 0;  // of beat 0, when from the start
  double end_s = 0;     // the bar line where the next stretch begins
  double worth = nothing;
};

// The search for one tempo.
class Search {
 public:
  Search(const GridWish& wish, double bpm) : wish_(wish), beat_s_(60 / bpm), bpm_(bpm), ways_(wish.cuts.size()) {
    tail_ = tail_of(wish.ending, wish.style, wish.length_s, beat_s_);
  }

  double run() {
    std::vector<int> met{-1};
    for (int to = 0; to < static_cast<int>(wish_.cuts.size()); ++to) {
      const auto first = met.size() > reach ? met.size() - reach : 0;
      for (auto index = first; index < met.size(); ++index) go(met[index], to);
      auto& ways = ways_[static_cast<std::size_t>(to)];
      if (ways.empty()) continue;
      std::stable_sort(ways.begin(), ways.end(), [](const auto& a, const auto& b) { return a.worth > b.worth; });
      if (ways.size() > most_ways) ways.resize(most_ways);
      met.push_back(to);
    }
    const auto first = met.size() > 2 * reach ? met.size() - 2 * reach : 0;
    for (auto index = first; index < met.size(); ++index) finish(met[index]);
    return best_.worth;
  }

  Grid grid() const {
    Grid grid;
    grid.bpm = bpm_;
    for (const Arrival* arrival = &best_;;) {
      if (arrival->beats > 0) grid.stretches.push_back({arrival->beats, bpm_ * arrival->ratio});
      grid.offset_s = arrival->offset_s;
      if (arrival->from < 0) break;
      arrival = &ways_[static_cast<std::size_t>(arrival->from)][static_cast<std::size_t>(arrival->way)];
    }
    std::reverse(grid.stretches.begin(), grid.stretches.end());
    return grid;
  }

 private:
  double aim(int cut) const { return wish_.cuts[static_cast<std::size_t>(cut)].at - anticipation_s; }

  bool allowed(const Arrival& before, double ratio) const {
    const double bpm = bpm_ * ratio;
    const bool near = before.way < 0 || std::abs(ratio - before.ratio) <= bend;
    return near && std::abs(ratio - 1) <= bend && bpm >= wish_.low * 0.999 && bpm <= wish_.high * 1.001;
  }

  // What the cuts strictly between `from` and `to` are worth as accents on a grid.
  double accents(int from, int to, double start_s, double ratio, double end_s) const {
    double worth = 0;
    for (int cut = from + 1; cut < to; ++cut) {
      const auto& wanted = wish_.cuts[static_cast<std::size_t>(cut)];
      if (wanted.at >= end_s) break;
      const int quarter = accent_near(wanted.at, start_s, bpm_ * ratio, accent_step(wish_.sync));
      if (quarter > 0) worth += accent_worth(quarter, wanted.weight);
    }
    return worth;
  }

  // Every way to have reached `from`; the start is one way, with way −1.
  template <class Visit>
  void each_way(int from, Visit visit) const {
    if (from < 0) return visit(Arrival{.worth = 0}, -1);
    const auto& ways = ways_[static_cast<std::size_t>(from)];
    for (std::size_t way = 0; way < ways.size(); ++way) {
      Arrival before = ways[way];
      before.way = static_cast<int>(way);
      visit(before, static_cast<int>(way));
    }
  }

  void go(int from, int to) {
    each_way(from, [&](const Arrival& before, int way) {
      if (aim(to) - before.end_s < beat_s_ / 3) return;
      to_downbeat(before, way, from, to);
      to_accent(before, way, from, to);
      if (from < 0) begin_late(to);
    });
  }

  double weight(int cut) const { return wish_.cuts[static_cast<std::size_t>(cut)].weight; }

  void to_downbeat(const Arrival& before, int way, int from, int to) {
    const double gap = aim(to) - before.end_s;
    const int middle = static_cast<int>(std::lround(gap / beat_s_));
    for (int beats = std::max(2, middle - 2); beats <= middle + 2; ++beats) {
      const double ratio = beats * beat_s_ / gap;
      if (!allowed(before, ratio)) continue;
      const double own = weight(to) - odd_cost(beats, wish_.sync) - bend_cost(ratio);
      const double between = accents(from, to, before.end_s, ratio, aim(to));
      keep({from, way, beats, ratio, 0, aim(to), before.worth + own + between}, to);
    }
  }

  // The cut on a beat, or between two, within a bar; the stretch runs on to the next bar line.
  void to_accent(const Arrival& before, int way, int from, int to) {
    const double gap = aim(to) - before.end_s;
    const int step = accent_step(wish_.sync);
    const int middle = static_cast<int>(std::lround(4 * gap / beat_s_ / step)) * step;
    for (int quarter = std::max(step, middle - 2 * step); quarter <= middle + 2 * step; quarter += step) {
      const double ratio = quarter * beat_s_ / 4 / gap;
      if (quarter % 16 == 0 || !allowed(before, ratio)) continue;
      const int beats = (quarter / 16 + 1) * 4;
      const double end_s = before.end_s + beats * beat_s_ / ratio;
      const double own = accent_worth(quarter, weight(to)) - bend_cost(ratio) - 0.04;
      const double between = accents(from, to, before.end_s, ratio, end_s);
      const double after = accents(to, static_cast<int>(wish_.cuts.size()), before.end_s, ratio, end_s);
      keep({from, way, beats, ratio, 0, end_s, before.worth + own + between + after}, to);
    }
  }

  // Beat 0 a little after the picture begins.
  void begin_late(int to) {
    const int middle = static_cast<int>(std::lround(aim(to) / beat_s_));
    for (int beats = std::max(2, middle - 1); beats <= middle; ++beats) {
      const double late = aim(to) - beats * beat_s_;
      if (late <= 0 || late > latest_start_s) continue;
      const double own = weight(to) - odd_cost(beats, wish_.sync) - 0.1 - late;
      keep({-1, -1, beats, 1, late, aim(to), own + accents(-1, to, late, 1, aim(to))}, to);
    }
  }

  void keep(const Arrival& arrival, int to) { ways_[static_cast<std::size_t>(to)].push_back(arrival); }

  void finish(int from) {
    each_way(from, [&](const Arrival& before, int way) {
      const double room = wish_.length_s - before.end_s;
      if (room <= 0) return;
      if (wish_.ending == Ending::fade_out)
        return finish_at(before, {from, way, std::max(1, static_cast<int>(std::ceil(room / beat_s_ - 1e-6)))}, 0);
      if (from >= 0 && room >= tail_.least && room <= tail_.most)
        finish_at(before, {from, way, 0, before.ratio}, before.end_s == aim(from) ? 0.4 : 0);
      const int fewest = static_cast<int>(std::floor((room - tail_.most) / beat_s_));
      const int most = static_cast<int>(std::ceil((room - tail_.least) / beat_s_));
      for (int beats = std::max(from < 0 ? 0 : 2, fewest); beats <= most; ++beats)
        finish_with_tail(before, {from, way, beats}, room);
    });
  }

  // The last chord after some beats, at the tempo that leaves the tail nearest to the usual one.
  void finish_with_tail(const Arrival& before, Arrival last, double room) {
    const double tail = std::clamp(room - last.beats * beat_s_, tail_.least, tail_.most);
    last.ratio = last.beats == 0 ? 1 : last.beats * beat_s_ / (room - tail);
    const double stray = std::abs(tail - tail_.usual) / (tail_.usual + beat_s_);
    finish_at(before, last, -0.6 * stray - (last.beats > 0 ? odd_cost(last.beats, wish_.sync) : 1.5));
  }

  void finish_at(const Arrival& before, Arrival last, double worth) {
    if (!allowed(before, last.ratio)) return;
    const int cuts = static_cast<int>(wish_.cuts.size());
    last.end_s = before.end_s + last.beats * beat_s_ / last.ratio;
    last.worth =
        before.worth + worth - bend_cost(last.ratio) + accents(last.from, cuts, before.end_s, last.ratio, last.end_s);
    if (last.worth > best_.worth) best_ = last;
  }

  const GridWish& wish_;
  double beat_s_;
  double bpm_;
  Tail tail_;
  std::vector<std::vector<Arrival>> ways_;  // by cut
  Arrival best_;
};

std::vector<double> tempi(const GridWish& wish) {
  const bool short_music = wish.length_s < 12;
  const double reach_by = wish.sync == Sync::cuts ? 0.12 : 0.08;
  const double low = short_music ? wish.low : std::max(wish.low, wish.bpm * (1 - reach_by));
  const double high = short_music ? wish.high : std::min(wish.high, wish.bpm * (1 + reach_by));
  constexpr int steps = 40;
  std::vector<double> found{wish.bpm};
  for (int step = 0; step <= steps; ++step) {
    found.push_back(low + (high - low) * step / steps);
    if (high - low < 1e-9) break;
  }
  return found;
}

Grid whole_on_one_chord(const GridWish& wish) {
  Grid grid;
  grid.bpm = wish.bpm;
  return grid;
}

}  // namespace

std::vector<int> bars_of(int beats) {
  std::vector<int> bars(static_cast<std::size_t>(beats / 4), 4);
  const int rest = beats % 4;
  if (rest == 1 && !bars.empty())
    bars.back() = 5;
  else if (rest > 0)
    bars.push_back(rest);
  return bars;
}

int accent_step(Sync sync) {
  return sync == Sync::cuts ? 1 : 2;
}

int accent_near(double cut_s, double start_s, double bpm, int step) {
  const double step_s = 15 / bpm * step;
  const double steps = std::round((cut_s - 0.01 - start_s) / step_s);
  const double early = cut_s - (start_s + steps * step_s);
  return steps >= 0 && early <= 0.045 && early >= -0.025 ? static_cast<int>(steps) * step : -1;
}

Grid fit_grid(const GridWish& wish) {
  Grid best = whole_on_one_chord(wish);
  double most = nothing;
  for (const double bpm : tempi(wish)) {
    Search search(wish, bpm);
    const double away = (bpm / wish.bpm - 1) / 0.1;
    const double scale = wish.length_s < 12 ? 0.15 : 0.3 + 0.02 * static_cast<double>(wish.cuts.size());
    const double worth = search.run() - scale * away * away;
    if (worth <= most) continue;
    most = worth;
    best = search.grid();
  }
  return best;
}

}  // namespace undertone::compose
