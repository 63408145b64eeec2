#include <fmt/core.h>
#include <fmt/ranges.h>

#include <memory>

#include "compose/compose.h"
#include "front.h"

namespace undertone::app {
namespace {

int list_styles(bool json) {
  const auto styles = compose::styles();
  if (!json) {
    for (const auto& style : styles) fmt::print("{:<18} {}\n", style.id, fmt::join(style.words, ", "));
    return 0;
  }
  Json list = Json::array();
  for (const auto& style : styles) list.push_back({{"id", style.id}, {"name", style.name}, {"words", style.words}});
  print(list);
  return 0;
}

}  // namespace

void add_styles(CLI::App& app, Run& run) {
  auto json = std::make_shared<bool>(false);
  auto* command = app.add_subcommand("styles", "List the kinds of music there are");
  command->add_flag("--json", *json, "Only JSON on standard output");
  command->callback([json, &run] { run = [json](const Progress&) { return list_styles(*json); }; });
}

}  // namespace undertone::app
