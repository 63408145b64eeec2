#include "studio/doctor.h"

#include <cstdlib>
#include <filesystem>

#include "base/json.h"
#include "base/parallel.h"
#include "base/spool.h"
#include "compose/compose.h"
#include "media/library.h"
#include "perform/perform.h"

namespace undertone::studio {
namespace {

const char* name(Finding::State state) {
  switch (state) {
    case Finding::State::good:
      return "good";
    case Finding::State::weak:
      return "weak";
    case Finding::State::missing:
      return "missing";
  }
  return "";
}

Finding sound_font() {
  const auto found = perform::find_sounds();
  if (!found) return {"sound font", Finding::State::missing, "", found.error().message};
  const auto file = found->soundfont;
  if (file.extension() == ".sf2" && file.filename().string().starts_with("MuseScore"))
    return {"sound font", Finding::State::good, file.string(), ""};
  return {"sound font", Finding::State::weak, file.string(),
          "It works; musescore-general-soundfont-lossless sounds best and loads fastest."};
}

Finding codec(const std::string& what, bool there, const std::string& remedy) {
  if (there) return {what, Finding::State::good, "", ""};
  return {what, Finding::State::missing, "", remedy};
}

Finding temporary_folder() {
  const char* set = std::getenv("TMPDIR");
  const std::filesystem::path folder = set != nullptr && *set != '\0' ? set : "/tmp";
  std::error_code error;
  const auto space = std::filesystem::space(folder, error);
  if (error || !Spool::create())
    return {"temporary files", Finding::State::missing, folder.string(), "Set TMPDIR to a folder that can be written."};
  const double gigabytes = static_cast<double>(space.available) / 1e9;
  const auto detail = fmt::format("{}, {:.1f} GB free", folder.string(), gigabytes);
  if (gigabytes < 2)
    return {"temporary files", Finding::State::weak, detail, "A long film needs 4 GB: free some space."};
  return {"temporary files", Finding::State::good, detail, ""};
}

}  // namespace

std::vector<Finding> examine() {
  std::vector<Finding> findings{sound_font()};
  const std::string reinstall = "Install Debian's libavcodec (the complete one, with GPL parts).";
  findings.push_back({"media libraries", Finding::State::good, media::library_versions(), ""});
  findings.push_back(codec("H.264 encoder (libx264)", media::has_encoder("libx264"), reinstall));
  findings.push_back(codec("AAC encoder", media::has_encoder("aac"), reinstall));
  findings.push_back(codec("MP3 encoder (libmp3lame)", media::has_encoder("libmp3lame"), reinstall));
  for (const auto* each : {"h264", "hevc", "vp9", "av1"})
    findings.push_back(codec(std::string(each) + " decoder", media::has_decoder(each), reinstall));
  findings.push_back({"styles", compose::styles().empty() ? Finding::State::missing : Finding::State::good,
                      fmt::format("{} built in", compose::styles().size()), ""});
  findings.push_back({"processors", Finding::State::good, fmt::format("{}", core_count()), ""});
  findings.push_back(temporary_folder());
  return findings;
}

Json to_json(const std::vector<Finding>& findings) {
  Json json = Json::array();
  for (const auto& each : findings)
    json.push_back(
        {{"what", each.what}, {"state", name(each.state)}, {"detail", each.detail}, {"remedy", each.remedy}});
  return json;
}

}  // namespace undertone::studio
