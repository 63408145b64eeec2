#include "compose/parts/theme.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <cmath>

namespace undertone::compose::parts {
namespace {

int onsets(const std::string& rhythm) {
  return static_cast<int>(std::count_if(rhythm.begin(), rhythm.end(), [](char c) { return c != '.' && c != '-'; }));
}

// Near what the mood wants, but always some chance for the others.
std::string choose_rhythm(const Piece& piece, const std::vector<std::string>& cells, const std::vector<Motif>& used,
                          Random& random) {
  if (cells.empty()) return "x---x---x---x---";
  const double wanted = std::clamp(0.85 * piece.feel.notes_per_second * piece.bar_seconds(), 4.2, 7.6);
  std::vector<double> weights;
  for (const auto& cell : cells) {
    const double away = onsets(cell) - wanted;
    double weight = std::exp(-0.35 * away * away) + 0.01;
    for (const auto& motif : used)
      if (motif.rhythm == cell) weight *= 0.02;
    weights.push_back(weight);
  }
  return cells[random.weighted(weights)];
}

// Intervals as people sing them: steps most of all, some repeats and thirds, a leap now and then, and after a leap
// back.
std::vector<int> choose_moves(int count, double leap, Random& random) {
  const std::array<double, 5> sizes = {0.2, 0.5, 0.2 + 0.1 * leap, 0.03 + 0.06 * leap, 0.02 + 0.06 * leap};
  // Which way each quarter of the motif goes: rising, falling, arch, bowl, wave.
  constexpr std::array<std::array<int, 4>, 5> shapes = {
      {{1, 1, -1, 1}, {-1, -1, 1, -1}, {1, 1, -1, -1}, {-1, -1, 1, 1}, {1, -1, 1, -1}}};
  const auto& shape = shapes[static_cast<std::size_t>(random.between(0, 4))];
  std::vector<int> moves;
  int owed = 0;
  for (int i = 0; i < count; ++i) {
    int size = static_cast<int>(random.weighted(sizes));
    int direction = shape[static_cast<std::size_t>(i * 4 / std::max(1, count))];
    if (random.chance(0.18)) direction = -direction;
    if (owed != 0) {
      direction = owed;
      size = 1;
      owed = 0;
    }
    if (size == 0 && !moves.empty() && moves.back() == 0) size = 1;
    if (size >= 3) owed = -direction;
    moves.push_back(size * direction);
  }
  return moves;
}

std::string pick_text(const std::vector<std::string>& from, std::string_view otherwise, Random& random) {
  return from.empty() ? std::string(otherwise) : random.pick(from);
}

}  // namespace

std::vector<Motif> make_motifs(const Piece& piece, const Random& random) {
  std::vector<Motif> motifs;
  for (std::uint64_t i = 0; i < 3; ++i) {
    auto chance = random.fork("motif", i);
    Motif motif;
    motif.rhythm = choose_rhythm(piece, piece.tables.lead.cells, motifs, chance);
    motif.moves = choose_moves(std::max(0, onsets(motif.rhythm) - 1), piece.tables.lead.leap, chance);
    motifs.push_back(std::move(motif));
  }
  return motifs;
}

Theme make_theme(const Piece& piece, const std::vector<Motif>& motifs, const std::string& idea, const Random& random) {
  auto chance = random.fork("theme", hash_text(idea));
  Theme theme;
  theme.motifs = motifs;
  const bool first = idea == "A" || idea == "intro" || idea == "outro";
  if (!first && theme.motifs.size() > 1)
    std::rotate(theme.motifs.begin(), theme.motifs.begin() + 1, theme.motifs.end());
  theme.call_tail = pick_text(piece.tables.lead.tails, "x---x---x-------", chance);
  theme.answer_tail = pick_text(piece.tables.lead.tails, "x---x---x-------", chance);
  std::string plan = pick_text(piece.tables.lead.plans, "a a b t", chance);
  std::erase(plan, ' ');
  theme.plan = plan.empty() ? "aabt" : plan;
  return theme;
}

char letter_for(const Theme& theme, const Bar& bar) {
  if (bar.closing || (bar.phrase_bars > 1 && bar.in_phrase == bar.phrase_bars - 1)) return 't';
  const char letter = theme.plan[static_cast<std::size_t>(bar.in_phrase) % theme.plan.size()];
  return letter == 't' ? 'a' : letter;
}

}  // namespace undertone::compose::parts
