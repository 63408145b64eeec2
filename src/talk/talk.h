// talk: what a person says becomes edits, a reply, and a list of what was not understood. Pure; no model, no network.
//
//   auto reading = talk::read("add upbeat music and fade it out at the end", {.length = info.length});
//   for (const Edit& edit : reading.edits) …
//
// Words are data (lexicon/): phrases in English and Chinese and what they mean. Nothing is guessed silently: a word
// that carries meaning and was not understood is quoted back. Questions, nonsense and text that gives the program
// orders change nothing. Safe from any thread; the lexicon is loaded on the first call.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/time.h"
#include "model/edit.h"

namespace undertone::talk {

// Things asked of the program rather than of the draft.
enum class Command { none, export_video, credits, status, upload, undo, redo, help };

// What the person may be referring to.
struct Situation {
  Time length{};  // of the time line; 0: not known, and "the last 3 seconds" cannot be placed
  bool has_picture = true;
  bool has_music = false;  // "louder" is then about that music
  std::string language;    // of the talk so far, for sentences that do not show it; empty: English
};

struct Reading {
  std::vector<Edit> edits;                  // empty: nothing is to be changed
  std::string reply;                        // one or two sentences in the person's language
  std::vector<std::string> not_understood;  // as the person wrote it
  std::string language = "en";              // "en" or "zh"
  Command command = Command::none;
  std::optional<Time> picture_length;  // "a 60-second video": how long the picture is or should be
  bool too_vague = false;              // "make it look better": the reply says what would help
  bool refused = false;                // orders to the program, or far too long: not to be acted upon at all
};

// `sentence` is UTF-8; what is not is read as if the bad bytes were spaces. Beyond 5,000 bytes nothing is read.
// A reading without AddMusic may still be answered by music that matches the picture: that is the caller's choice.
Reading read(std::string_view sentence, const Situation& situation = {});

}  // namespace undertone::talk
