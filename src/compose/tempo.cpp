#include "compose/tempo.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

namespace undertone::compose {
namespace {

constexpr double bend = 0.03;           // how far a stretch's tempo may leave the whole's
constexpr double latest_start_s = 0.3;  // beat 0 comes no later
constexpr std::size_t reach = 8;        // how many met cuts back a stretch may begin
constexpr double nothing = -std::numeric_limits<double>::infinity();

// What a stretch's last bar costs, by beats % 4, in units of a cut's weight.
double odd_cost(int beats, Sync sync) {
  constexpr std::array<double, 4> strict{0, 0.50, 0.25, 0.40};
  constexpr std::array<double, 4> loose{0, 0.90, 0.50, 0.80};
  const auto rest = static_cast<std::size_t>(beats % 4);
  double cost = sync == Sync::cuts ? strict[rest] : loose[rest];
  if (beats % 8 != 0) cost += 0.06;
  if (beats % 16 != 0) cost += 0.04;
  return beats < 4 ? cost + 0.25 : cost;
}

double bend_cost(double ratio) {
  const double share = (ratio - 1) / bend;
  return 0.15 * share * share;
}

// One way to arrive at a cut's downbeat (or at the last chord).
struct Arrival {
  int from = -1;  // the cut it comes from, −1: the start
  int way = -1;   // which of that cut's arrivals leads here
  int beats = 0;
  double ratio = 1;     // its tempo against the whole's
  double offset_s = 0;  // of beat 0, when from the start
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
      for (auto index = first; index < met.size(); ++index) arrive(met[index], to);
      auto& ways = ways_[static_cast<std::size_t>(to)];
      if (ways.empty()) continue;
      std::stable_sort(ways.begin(), ways.end(), [](const auto& a, const auto& b) { return a.worth > b.worth; });
      if (ways.size() > 12) ways.resize(12);
      met.push_back(to);
    }
    const auto first = met.size() > 2 * reach ? met.size() - 2 * reach : 0;
    for (auto index = first; index < met.size(); ++index) finish(met[index]);
    return best_.worth;
  }

  Grid grid() const {
    Grid grid;
    grid.bpm = bpm_;
    const Arrival* arrival = &best_;
    bool met = best_.beats == 0;
    while (true) {
      if (arrival->beats > 0) grid.stretches.push_back({arrival->beats, bpm_ * arrival->ratio, met});
      met = true;
      grid.offset_s = arrival->offset_s;
      if (arrival->from < 0) break;
      arrival = &ways_[static_cast<std::size_t>(arrival->from)][static_cast<std::size_t>(arrival->way)];
    }
    std::reverse(grid.stretches.begin(), grid.stretches.end());
    return grid;
  }

 private:
  double aim(int cut) const { return wish_.cuts[static_cast<std::size_t>(cut)].at - anticipation_s; }
  double begin_of(int from) const { return from < 0 ? 0 : aim(from); }

  bool allowed(double ratio) const {
    const double bpm = bpm_ * ratio;
    return std::abs(ratio - 1) <= bend && bpm >= wish_.low * 0.999 && bpm <= wish_.high * 1.001;
  }

  // What the cuts strictly between two fixed downbeats are worth as accents.
  double accents(int from, int to, double start_s, double ratio) const {
    double worth = 0;
    for (int cut = from + 1; cut < to; ++cut) {
      const auto& wanted = wish_.cuts[static_cast<std::size_t>(cut)];
      const int half = accent_near(wanted.at, start_s, bpm_ * ratio);
      if (half > 0) worth += wanted.weight * (half % 2 == 0 ? 0.7 : 0.45);
    }
    return worth;
  }

  // Joins the best way to reach `from` whose tempo is near enough.
  void join(Arrival arrival, double own_worth, std::vector<Arrival>& into) const {
    if (arrival.from < 0) {
      arrival.worth = own_worth;
      into.push_back(arrival);
      return;
    }
    const auto& ways = ways_[static_cast<std::size_t>(arrival.from)];
    for (std::size_t way = 0; way < ways.size(); ++way) {
      if (std::abs(ways[way].ratio - arrival.ratio) > bend) continue;
      arrival.way = static_cast<int>(way);
      arrival.worth = own_worth + ways[way].worth;
      into.push_back(arrival);
      return;
    }
  }

  void arrive(int from, int to) {
    const double gap = aim(to) - begin_of(from);
    auto& ways = ways_[static_cast<std::size_t>(to)];
    const double weight = wish_.cuts[static_cast<std::size_t>(to)].weight;
    const int middle = static_cast<int>(std::lround(gap / beat_s_));
    for (int beats = std::max(2, middle - 2); beats <= middle + 2; ++beats) {
      const double ratio = beats * beat_s_ / gap;
      if (!allowed(ratio)) continue;
      const double own = weight - odd_cost(beats, wish_.sync) - bend_cost(ratio);
      join({from, -1, beats, ratio, 0, 0}, own + accents(from, to, begin_of(from), ratio), ways);
    }
    if (from >= 0) return;
    for (int beats = std::max(2, middle - 1); beats <= middle; ++beats) {  // or begin a little late
      const double late = gap - beats * beat_s_;
      if (late <= 0 || late > latest_start_s) continue;
      const double own = weight - odd_cost(beats, wish_.sync) - 0.1 - late;
      join({-1, -1, beats, 1, late, 0}, own + accents(-1, to, late, 1), ways);
    }
  }

  void finish(int from) {
    std::vector<Arrival> ways;
    const int cuts = static_cast<int>(wish_.cuts.size());
    const double room = wish_.length_s - begin_of(from);
    if (wish_.ending == Ending::fade_out) {
      finish_at(from, std::max(1, static_cast<int>(std::ceil(room / beat_s_ - 1e-6))), 1, 0, ways);
    } else {
      if (from >= 0 && room >= tail_.least && room <= tail_.most) finish_on_cut(from, ways);
      const int fewest = static_cast<int>(std::floor((room - tail_.most) / beat_s_));
      const int most = static_cast<int>(std::ceil((room - tail_.least) / beat_s_));
      for (int beats = std::max(from < 0 ? 0 : 2, fewest); beats <= most; ++beats)
        finish_with_tail(from, beats, room, ways);
    }
    for (auto& way : ways) {
      way.worth += accents(from, cuts, begin_of(from), way.ratio) * (way.beats > 0 ? 1 : 0);
      if (way.worth > best_.worth) best_ = way;
    }
  }

  void finish_on_cut(int from, std::vector<Arrival>& ways) const { finish_at(from, 0, 1, 0.4, ways); }

  // The last chord after `beats`, at the tempo that leaves the tail nearest to the usual one.
  void finish_with_tail(int from, int beats, double room, std::vector<Arrival>& ways) const {
    const double straight = room - beats * beat_s_;
    const double tail = std::clamp(straight, tail_.least, tail_.most);
    const double ratio = beats == 0 ? 1 : beats * beat_s_ / (room - tail);
    if (!allowed(ratio)) return;
    const double stray = std::abs(tail - tail_.usual) / (tail_.usual + beat_s_);
    finish_at(from, beats, ratio, -0.35 * stray - (beats > 0 ? odd_cost(beats, wish_.sync) : 1.5), ways);
  }

  void finish_at(int from, int beats, double ratio, double worth, std::vector<Arrival>& ways) const {
    join({from, -1, beats, ratio, 0, 0}, worth - bend_cost(ratio), ways);
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
  const double low = short_music ? wish.low : std::max(wish.low, wish.bpm * 0.92);
  const double high = short_music ? wish.high : std::min(wish.high, wish.bpm * 1.08);
  constexpr int steps = 48;
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

int accent_near(double cut_s, double start_s, double bpm) {
  const double half_s = 30 / bpm;
  const double half = std::round((cut_s - 0.008 - start_s) / half_s);
  const double early = cut_s - (start_s + half * half_s);
  return half >= 0 && early <= 0.04 && early >= -0.025 ? static_cast<int>(half) : -1;
}

Grid fit_grid(const GridWish& wish) {
  Grid best = whole_on_one_chord(wish);
  double most = nothing;
  for (const double bpm : tempi(wish)) {
    Search search(wish, bpm);
    const double away = (bpm / wish.bpm - 1) / 0.08;
    const double scale = wish.length_s < 12 ? 0.15 : 0.3 + 0.02 * static_cast<double>(wish.cuts.size());
    const double worth = search.run() - scale * away * away;
    if (worth <= most) continue;
    most = worth;
    best = search.grid();
  }
  return best;
}

}  // namespace undertone::compose
