#include "talk/compact.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace undertone::talk {
namespace {

std::string names(const std::vector<std::string>& all) {
  return fmt::format("{}", fmt::join(all, ","));
}

void put(std::string& text, const char* key, const std::string& value) {
  text += fmt::format(" {}={}", key, value);
}
void put(std::string& text, const char* key, const std::optional<double>& value) {
  if (value) put(text, key, fmt::format("{:.3g}", *value));
}
void put(std::string& text, const char* key, const std::optional<Time>& value) {
  if (value) put(text, key, fmt::format("{:.4g}", seconds(*value)));
}

std::string compact_wish(const MusicWish& wish) {
  std::string text;
  if (!wish.moods.empty()) put(text, "mood", names(wish.moods));
  if (wish.genre) put(text, "genre", *wish.genre);
  if (!wish.instruments.empty()) put(text, "with", names(wish.instruments));
  if (!wish.without.empty()) put(text, "without", names(wish.without));
  put(text, "bpm", wish.bpm);
  put(text, "tempo", wish.tempo_factor);
  if (wish.key) put(text, "key", name(*wish.key));
  if (wish.mode) put(text, "mode", name(Key{0, *wish.mode}).substr(2));
  put(text, "energy", wish.energy);
  put(text, "density", wish.density);
  put(text, "gain", wish.gain);
  put(text, "gain_x", wish.gain_factor);
  put(text, "fade_in", wish.fade_in);
  put(text, "fade_out", wish.fade_out);
  if (wish.range) {
    const bool open = wish.range->end <= wish.range->start;
    put(text, "range",
        fmt::format("{:.4g}-{}", seconds(wish.range->start),
                    open ? "" : fmt::format("{:.4g}", seconds(wish.range->end))));
  }
  put(text, "length", wish.length);
  if (wish.duck) put(text, "duck", *wish.duck ? std::string("on") : std::string("off"));
  put(text, "duck_db", wish.duck_db);
  if (wish.sync) put(text, "sync", std::string(name(*wish.sync)));
  if (wish.ending && *wish.ending != Ending::fade_out) put(text, "ending", std::string(name(*wish.ending)));
  if (wish.match_picture) text += " match";
  return text;
}

struct Compact {
  std::string operator()(const AddMusic& edit) const { return "add" + compact_wish(edit.wish); }
  std::string operator()(const ChangeMusic& edit) const { return "change" + compact_wish(edit.wish); }
  std::string operator()(const RemoveMusic&) const { return "remove"; }
  std::string operator()(const NewTake&) const { return "again"; }
  std::string operator()(const SetClipSound& edit) const { return fmt::format("sound={:.3g}", edit.gain); }
};

const char* word(Command command) {
  switch (command) {
    case Command::export_video:
      return "export";
    case Command::credits:
      return "credits";
    case Command::status:
      return "status";
    case Command::upload:
      return "upload";
    case Command::undo:
      return "undo";
    case Command::redo:
      return "redo";
    case Command::help:
      return "help";
    case Command::none:
      break;
  }
  return "";
}

}  // namespace

std::string compact(const Reading& reading) {
  std::vector<std::string> parts;
  for (const auto& edit : reading.edits) parts.push_back(std::visit(Compact{}, edit));
  if (reading.command != Command::none) parts.emplace_back(word(reading.command));
  if (reading.picture_length) parts.push_back(fmt::format("picture={:.4g}", seconds(*reading.picture_length)));
  if (reading.too_vague) parts.emplace_back("vague");
  if (reading.refused) parts.emplace_back("refused");
  if (!reading.not_understood.empty()) parts.push_back(fmt::format("? {}", fmt::join(reading.not_understood, "; ")));
  return parts.empty() ? "nothing" : fmt::format("{}", fmt::join(parts, " | "));
}

}  // namespace undertone::talk
