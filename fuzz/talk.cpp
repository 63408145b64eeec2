// Any bytes are a sentence, and every sentence gets a reply.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "base/time.h"
#include "talk/talk.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  using namespace undertone;
  const std::string_view sentence(reinterpret_cast<const char*>(bytes), size);
  const talk::Situation situation{.length = from_seconds(60), .has_music = size % 2 == 1};
  if (talk::read(sentence, situation).reply.empty()) std::abort();
  return 0;
}
