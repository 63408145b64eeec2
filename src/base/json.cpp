#include "base/json.h"

namespace undertone {

Result<Json> parse_json(std::string_view text, std::string_view what) {
  constexpr std::size_t size_limit = std::size_t{16} << 20;
  constexpr int depth_limit = 64;
  if (text.size() > size_limit) return fail(ErrorKind::invalid_input, "The {} is larger than 16 MB.", what);
  bool too_deep = false;
  const auto watch_depth = [&](int depth, Json::parse_event_t, Json&) {
    too_deep = too_deep || depth > depth_limit;
    return !too_deep;
  };
  Json json = Json::parse(text, watch_depth, false);
  if (too_deep) return fail(ErrorKind::invalid_input, "The {} is nested too deeply.", what);
  if (json.is_discarded()) return fail(ErrorKind::invalid_input, "The {} is not valid JSON.", what);
  return json;
}

}  // namespace undertone
