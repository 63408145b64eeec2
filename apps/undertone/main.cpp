#include <malloc.h>

#include <exception>

#include "base/log.h"
#include "front.h"
#include "media/library.h"

namespace {

constexpr int usage_error = 2;

// Sound comes and goes in blocks of hundreds of kilobytes. Handed back to the kernel and asked for again each time,
// they cost a twentieth of the whole job in page faults.
void keep_freed_memory() {
  constexpr int gigabyte = 1 << 30;
  mallopt(M_MMAP_THRESHOLD, gigabyte);
  mallopt(M_TRIM_THRESHOLD, gigabyte);
}

int run(int argc, char** argv) {
  using namespace undertone;
  CLI::App app{"Say what you want, hear it under your video."};
  app.set_version_flag("--version", "undertone " UNDERTONE_VERSION);
  app.require_subcommand(1);
  app.footer("Start with:  undertone score clip.mp4 \"add upbeat background music and fade it out\" -o out.mp4");
  app::Run chosen;
  app::add_score(app, chosen);
  app::add_watch(app, chosen);
  app::add_compose(app, chosen);
  app::add_styles(app, chosen);
  app::add_doctor(app, chosen);
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return app.exit(error) == 0 ? 0 : usage_error;
  }
  start_log();
  media::quiet_libraries();
  const app::Terminal terminal;
  return chosen(terminal.progress());
}

}  // namespace

int main(int argc, char** argv) {
  keep_freed_memory();
  try {
    return run(argc, argv);
  } catch (const std::exception& error) {
    // Memory at its end, most likely; the sentence is all that can still be done.
    return undertone::app::report({undertone::ErrorKind::internal, error.what()}, false);
  }
}
