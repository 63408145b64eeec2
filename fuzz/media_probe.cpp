// Any bytes, as a file: probed, and if that succeeds looked at and listened to for a moment.
#include <sys/mman.h>
#include <unistd.h>

#include <cstdint>
#include <string>

#include "media/library.h"
#include "media/media.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace undertone;
  media::quiet_libraries();
  const int file = ::memfd_create("fuzz", 0);
  if (::write(file, data, size) != static_cast<ssize_t>(size)) return 0;
  if (const auto info = media::probe("/proc/self/fd/" + std::to_string(file))) {
    if (auto pictures = media::PictureReader::open(*info, {.max_width = 64, .format = media::PixelFormat::rgb24}))
      for (int i = 0; i < 4 && pictures->next().value_or(media::Frame()); ++i) continue;
    (void)media::read_sound(*info, from_seconds(1), Progress());
    (void)media::list_pictures(*info, Progress());
  }
  ::close(file);
  return 0;
}
