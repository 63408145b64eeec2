#include <fmt/core.h>

#include <charconv>
#include <cstdio>

#include "front.h"

namespace undertone::app {

int report(const Error& error, bool json) {
  fmt::print(stderr, "undertone: {}\n", error.message);
  if (json) print({{"error", {{"kind", name(error.kind)}, {"message", error.message}}}});
  return exit_code(error.kind);
}

void print(const Json& json) {
  // Bytes that are not UTF-8 (a file's name may hold any) are replaced, never thrown over.
  fmt::print("{}\n", json.dump(2, ' ', false, Json::error_handler_t::replace));
}

bool parse_length(const std::string& text, Time& length) {
  double total = 0;
  double number = 0;
  const char* at = text.data();
  const char* const end = at + text.size();
  bool any = false;
  while (at < end) {
    const auto [next, error] = std::from_chars(at, end, number);
    if (error != std::errc() || number < 0) return false;
    any = true;
    at = next;
    const char unit = at < end ? *at++ : 's';
    if (unit == 'h') {
      total += number * 3600;
    } else if (unit == 'm') {
      total += number * 60;
      if (at < end && *at == 's') return false;
    } else if (unit == 's') {
      total += number;
    } else if (unit == ':') {
      total = (total + number) * 60;
    } else {
      return false;
    }
  }
  if (!any || total > 24 * 3600.0) return false;
  length = from_seconds(total);
  return true;
}

std::string check_length(const std::string& text) {
  Time ignored{};
  return parse_length(text, ignored) ? "" : "'" + text + "' is not a length: say 60s, 1m30s or 1:30";
}

}  // namespace undertone::app
