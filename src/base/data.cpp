#include "base/data.h"

extern "C" {
#include "embedded_externs.inc"
}

namespace undertone {
namespace {

struct Embedded {
  const char* path;
  const char* begin;
  const char* end;
};

const Embedded embedded[] = {
#include "embedded_table.inc"
    {nullptr, nullptr, nullptr},
};

}  // namespace

std::vector<DataFile> data_files(std::string_view folder) {
  std::vector<DataFile> found;
  for (const auto& each : embedded) {
    if (each.path == nullptr) break;
    const std::string_view path = each.path;
    if (path.starts_with(folder))
      found.push_back({path, {each.begin, static_cast<std::size_t>(each.end - each.begin)}});
  }
  return found;
}

}  // namespace undertone
