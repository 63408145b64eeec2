#include "base/result.h"

#include <array>

namespace undertone {
namespace {

struct Row {
  ErrorKind kind;
  const char* name;
  int exit_code;
};

constexpr std::array<Row, 7> rows{{
    {ErrorKind::invalid_input, "invalid_input", 3},
    {ErrorKind::not_found, "not_found", 3},
    {ErrorKind::unsupported, "unsupported", 4},
    {ErrorKind::corrupt_media, "corrupt_media", 3},
    {ErrorKind::cancelled, "cancelled", 5},
    {ErrorKind::unavailable, "unavailable", 1},
    {ErrorKind::internal, "internal", 1},
}};

const Row& row(ErrorKind kind) {
  for (const auto& each : rows)
    if (each.kind == kind) return each;
  return rows.back();
}

}  // namespace

const char* name(ErrorKind kind) {
  return row(kind).name;
}

int exit_code(ErrorKind kind) {
  return row(kind).exit_code;
}

}  // namespace undertone
