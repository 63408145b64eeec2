#include "compose/parts/casting.h"

#include <algorithm>
#include <optional>
#include <string>

namespace undertone::compose::parts {
namespace {

bool unwanted(const Brief& brief, const Instrument& instrument) {
  return std::any_of(brief.without.begin(), brief.without.end(), [&](const auto& word) {
    return means(word, instrument) || (word == "percussion" && instrument.family == "drums");
  });
}

bool role_unwanted(const Brief& brief, Role role) {
  const auto without = [&](std::string_view word) {
    return std::find(brief.without.begin(), brief.without.end(), word) != brief.without.end();
  };
  if (role == Role::lead || role == Role::counter) return without("melody") || without("lead");
  if (role == Role::drums) return without("drums") || without("beat") || without("percussion");
  return without(name(role));
}

Layer layer_of(const Instrument& instrument, const LayerChoice& choice) {
  Layer layer;
  layer.instrument = instrument.name;
  layer.sound = instrument.sound;
  layer.bank = instrument.bank;
  layer.program = instrument.program;
  layer.voice = instrument.voice;
  layer.level_db = instrument.level_db + choice.db;
  layer.transpose = choice.up;
  return layer;
}

void add_layer(Cast& cast, const LayerChoice& choice, const Brief& brief) {
  const auto* instrument = find_instrument(choice.play);
  if (instrument == nullptr || unwanted(brief, *instrument) || cast.layers.size() >= 8) return;
  cast.layers.push_back(layer_of(*instrument, choice));
  cast.instruments.push_back(instrument);
  cast.from.push_back(choice.from);
}

void add_palette(Cast& cast, const Palette& palette, const Brief& brief) {
  for (const auto& choice : palette.layers) add_layer(cast, choice, brief);
}

// The role in which a wanted instrument is heard: its usual one, unless somebody who was asked for has it already.
std::optional<Role> place_for(const Instrument& instrument, const std::array<bool, role_count>& taken) {
  for (const auto role : instrument.roles)
    if (!taken[static_cast<std::size_t>(role)]) return role;
  return std::nullopt;
}

std::array<std::vector<LayerChoice>, role_count> wanted_by_role(const Brief& brief) {
  std::array<std::vector<LayerChoice>, role_count> wanted;
  std::array<bool, role_count> taken{};
  for (const auto& word : brief.instruments) {
    const auto& all = all_instruments();
    auto found = std::find_if(all.begin(), all.end(), [&](const auto& each) { return each.name == word; });
    if (found == all.end())
      found = std::find_if(all.begin(), all.end(), [&](const auto& each) { return means(word, each); });
    if (found == all.end()) continue;
    const auto role = place_for(*found, taken);
    if (!role) continue;
    taken[static_cast<std::size_t>(*role)] = true;
    wanted[static_cast<std::size_t>(*role)].push_back({.play = found->name, .up = 0, .db = 0, .from = 0});
  }
  return wanted;
}

void set_range(Cast& cast, const PlayerTable& player, bool wanted) {
  if (cast.instruments.empty()) return;
  const auto& first = *cast.instruments.front();
  cast.low = first.low;
  cast.high = first.high;
  if (player.low > 0 && (!wanted || player.low < first.high - 12)) cast.low = std::max(first.low, player.low);
  if (player.high > 0 && (!wanted || player.high > cast.low + 12)) cast.high = std::min(first.high, player.high);
  cast.high = std::max(cast.high, cast.low + 12);
}

std::size_t choose_palette(const PlayerTable& player, Random& random) {
  std::vector<double> weights;
  for (const auto& each : player.palettes) weights.push_back(each.weight);
  return random.weighted(weights);
}

Cast cast_role(Role role, const PlayerTable& player, const Brief& brief, const std::vector<LayerChoice>& wanted,
               Random random) {
  Cast cast;
  if (role_unwanted(brief, role)) return cast;
  for (const auto& choice : wanted) add_layer(cast, choice, brief);
  const bool replaced = !cast.layers.empty();
  const bool keeps_kit = role == Role::drums && replaced && cast.instruments.front()->family != "drums";
  if (!player.palettes.empty() && (!replaced || keeps_kit)) {
    const auto first = choose_palette(player, random);
    for (std::size_t i = 0; i < player.palettes.size() && (cast.layers.empty() || (keeps_kit && i == 0)); ++i)
      add_palette(cast, player.palettes[(first + i) % player.palettes.size()], brief);
  }
  for (const auto& each : player.instead)
    if (cast.layers.empty()) add_layer(cast, {.play = each, .up = 0, .db = 0, .from = 0}, brief);
  cast.present = !cast.layers.empty();
  set_range(cast, player, replaced);
  return cast;
}

Cast cast_effects(const FxTable& fx, const Brief& brief) {
  Cast cast;
  for (const auto& each : {fx.riser, fx.impact, fx.reverse, fx.bed}) {
    const auto* instrument = find_instrument(each);
    if (instrument == nullptr) continue;
    cast.layers.push_back(layer_of(*instrument, {.play = each, .up = 0, .db = 0, .from = 0}));
    cast.instruments.push_back(instrument);
    cast.from.push_back(0);
  }
  cast.present = !cast.layers.empty() && !role_unwanted(brief, Role::fx);
  return cast;
}

}  // namespace

std::array<Cast, role_count> cast_parts(const NoteTables& tables, const Brief& brief, const Random& random) {
  std::array<Cast, role_count> casts;
  const auto wanted = wanted_by_role(brief);
  for (int i = 0; i < role_count; ++i) {
    const auto index = static_cast<std::size_t>(i);
    const auto role = static_cast<Role>(i);
    casts[index] = role == Role::fx ? cast_effects(tables.fx, brief)
                                    : cast_role(role, tables.players[index], brief, wanted[index],
                                                random.fork("cast", static_cast<std::uint64_t>(i)));
  }
  return casts;
}

std::uint8_t effect_layer(const FxTable& fx, Effect effect) {
  unsigned bit = 1;
  const std::array<const std::string*, 4> names = {&fx.riser, &fx.impact, &fx.reverse, &fx.bed};
  for (std::size_t i = 0; i < names.size(); ++i) {
    const bool has = find_instrument(*names[i]) != nullptr;
    if (i == static_cast<std::size_t>(effect)) return has ? static_cast<std::uint8_t>(bit) : std::uint8_t{0};
    if (has) bit <<= 1;
  }
  return 0;
}

}  // namespace undertone::compose::parts
