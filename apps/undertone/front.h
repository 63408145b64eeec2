// What every subcommand shares: how it is declared, how it talks to the terminal, and what it returns to the shell.
//
// A subcommand is one file with one function here, that declares its options on `app` and sets `run` to what is to be
// done. stdout is for results (JSON only, under --json); progress and errors go to stderr.
#pragma once

#include <CLI/CLI.hpp>
#include <functional>
#include <string>

#include "base/json.h"
#include "base/progress.h"
#include "base/result.h"
#include "base/time.h"

namespace undertone::app {

using Run = std::function<int(const Progress&)>;

void add_score(CLI::App& app, Run& run);
void add_watch(CLI::App& app, Run& run);
void add_compose(CLI::App& app, Run& run);
void add_styles(CLI::App& app, Run& run);
void add_doctor(CLI::App& app, Run& run);

// The sentence on stderr (under --json also {"error":{kind,message}} on stdout), and the exit code for it.
int report(const Error& error, bool json);
void print(const Json& json);

// "60", "60s", "1m30s", "1:30", "2m"; false when it is none of these.
bool parse_length(const std::string& text, Time& length);
// A CLI11 check for the same.
std::string check_length(const std::string& text);

// A bar on stderr when it is a terminal, else nothing. Ctrl-C and SIGTERM stop it; the work then leaves nothing behind.
class Terminal {
 public:
  Terminal();
  ~Terminal();
  Terminal(const Terminal&) = delete;
  Terminal& operator=(const Terminal&) = delete;
  const Progress& progress() const { return progress_; }

 private:
  void draw(std::string_view stage, double fraction);
  Progress progress_;
  bool shown_ = false;
  int drawn_ = -1;
};

}  // namespace undertone::app
