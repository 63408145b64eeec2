// Spelling: what a misspelt word must have been. Inside talk only.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace undertone::talk {

// The only word of `known` within one slip of the pen of `word` (two from eight letters on). Slips: a letter left out,
// put in, doubled, two changed places, a vowel for a vowel or a key for its neighbour. The first letter must be right,
// and words under five letters are left alone: short words lie too close together.
std::optional<std::string> nearest_spelling(const std::string& word, const std::vector<std::string>& known);

// How many such slips lead from one to the other, counted up to `limit`; limit + 1 when more.
int slips(std::string_view from, std::string_view to, int limit);

}  // namespace undertone::talk
