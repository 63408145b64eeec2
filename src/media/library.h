// What the libraries under `media` can do on this machine.
#pragma once

#include <string>

namespace undertone::media {

std::string library_versions();             // "libavcodec 59.37.100, libavformat 59.27.100"
bool has_encoder(const std::string& name);  // "libx264"
bool has_decoder(const std::string& name);  // "hevc"

// Silences libav's own messages, but for UNDERTONE_LOG=debug and more. Call once, early.
void quiet_libraries();

}  // namespace undertone::media
