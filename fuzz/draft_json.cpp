// Any bytes are a draft or are refused; what was read is written and read again as the same.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "model/draft.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  using namespace undertone;
  const auto json = parse_json({reinterpret_cast<const char*>(bytes), size}, "draft");
  if (!json) return 0;
  const auto draft = draft_from_json(*json);
  if (!draft) return 0;
  static_cast<void>(check(*draft));
  const auto written = to_json(*draft);
  const auto again = draft_from_json(written);
  if (!again || to_json(*again) != written) std::abort();
  return 0;
}
