#include "studio/doctor.h"

#include <fmt/core.h>

#include <memory>

#include "front.h"

namespace undertone::app {
namespace {

const char* mark(studio::Finding::State state) {
  switch (state) {
    case studio::Finding::State::good:
      return "ok  ";
    case studio::Finding::State::weak:
      return "weak";
    case studio::Finding::State::missing:
      return "MISS";
  }
  return "";
}

int examine(bool json) {
  const auto findings = studio::examine();
  bool healthy = true;
  for (const auto& each : findings) healthy = healthy && each.state != studio::Finding::State::missing;
  if (json) {
    print({{"version", UNDERTONE_VERSION}, {"healthy", healthy}, {"findings", studio::to_json(findings)}});
    return healthy ? 0 : 1;
  }
  fmt::print("undertone {}\n", UNDERTONE_VERSION);
  for (const auto& each : findings) {
    fmt::print("{}  {:<26} {}\n", mark(each.state), each.what, each.detail);
    if (!each.remedy.empty()) fmt::print("      {}\n", each.remedy);
  }
  return healthy ? 0 : 1;
}

}  // namespace

void add_doctor(CLI::App& app, Run& run) {
  auto json = std::make_shared<bool>(false);
  auto* command = app.add_subcommand("doctor", "See what this machine has, and what to do about what is missing");
  command->add_flag("--json", *json, "Only JSON on standard output");
  command->callback([json, &run] { run = [json](const Progress&) { return examine(*json); }; });
}

}  // namespace undertone::app
