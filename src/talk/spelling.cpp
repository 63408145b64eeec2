#include "talk/spelling.h"

#include <algorithm>
#include <array>
#include <cstdlib>

namespace undertone::talk {
namespace {

constexpr std::size_t longest_word = 24;

bool plain(std::string_view word) {
  return std::all_of(word.begin(), word.end(), [](char c) { return c >= 'a' && c <= 'z'; });
}

bool is_vowel(char c) {
  return std::string_view("aeiouy").find(c) != std::string_view::npos;
}

// On the usual keyboard, side by side in a row or touching between rows.
bool neighbours(char a, char b) {
  constexpr std::array<std::string_view, 3> rows{"qwertyuiop", "asdfghjkl", "zxcvbnm"};
  const auto place = [&](char c) {
    for (std::size_t row = 0; row < rows.size(); ++row)
      if (const auto column = rows[row].find(c); column != std::string_view::npos)
        return std::pair(static_cast<int>(row), static_cast<int>(column));
    return std::pair(9, 9);
  };
  const auto [row_a, column_a] = place(a);
  const auto [row_b, column_b] = place(b);
  return std::abs(row_a - row_b) + std::abs(column_a - column_b) == 1;
}

int change_cost(char a, char b) {
  if (a == b) return 0;
  const bool alike = (is_vowel(a) && is_vowel(b)) || neighbours(a, b) || (a == 's' && b == 'c') ||
                     (a == 'c' && b == 's') || (a == 'c' && b == 'k') || (a == 'k' && b == 'c');
  return alike ? 1 : 2;
}

}  // namespace

int slips(std::string_view from, std::string_view to, int limit) {
  const auto gap = from.size() > to.size() ? from.size() - to.size() : to.size() - from.size();
  if (gap > static_cast<std::size_t>(limit) || from.size() > longest_word || to.size() > longest_word) return limit + 1;
  using Row = std::array<int, longest_word + 1>;
  Row before_last{};
  Row last{};
  Row row{};
  for (std::size_t j = 0; j <= to.size(); ++j) last[j] = static_cast<int>(j);
  for (std::size_t i = 1; i <= from.size(); ++i) {
    row[0] = static_cast<int>(i);
    int least = row[0];
    for (std::size_t j = 1; j <= to.size(); ++j) {
      row[j] = std::min({last[j] + 1, row[j - 1] + 1, last[j - 1] + change_cost(from[i - 1], to[j - 1])});
      if (i > 1 && j > 1 && from[i - 1] == to[j - 2] && from[i - 2] == to[j - 1])
        row[j] = std::min(row[j], before_last[j - 2] + 1);
      least = std::min(least, row[j]);
    }
    if (least > limit) return limit + 1;
    before_last = last;
    last = row;
  }
  return std::min(last[to.size()], limit + 1);
}

std::optional<std::string> nearest_spelling(const std::string& word, const std::vector<std::string>& known) {
  if (word.size() < 5 || word.size() > longest_word || !plain(word)) return std::nullopt;
  int limit = word.size() >= 8 ? 2 : 1;
  const std::string* best = nullptr;
  bool tie = false;
  for (const auto& each : known) {
    const auto gap = each.size() > word.size() ? each.size() - word.size() : word.size() - each.size();
    if (each[0] != word[0] || gap > static_cast<std::size_t>(limit) || each.size() < 5 || !plain(each)) continue;
    const int distance = slips(word, each, limit);
    if (distance > limit) continue;
    tie = best != nullptr && distance == limit && *best != each && slips(word, *best, limit) == distance;
    if (tie) continue;
    best = &each;
    limit = distance;
  }
  if (best == nullptr || tie) return std::nullopt;
  return *best;
}

}  // namespace undertone::talk
