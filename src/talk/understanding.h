// Understanding: what the readers make of a sentence, each reader its own part. Inside talk only.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "model/music_wish.h"
#include "talk/sentence.h"
#include "talk/talk.h"

namespace undertone::talk {

// Something the reply must be honest about: the key of its sentence and what the person wrote.
struct Note {
  std::string key;
  std::string quote;
  std::string instead;
};

struct Understanding {
  MusicWish wish;
  std::optional<double> clip_gain;
  std::optional<Time> picture_length;
  bool add = false;      // "add", "put", "I want" with music for object
  bool replace = false;  // another piece, in other words
  bool change = false;   // about the music that is there
  bool remove = false;
  bool again = false;
  bool asked_for_music = false;  // the music was named, if only as "music"
  std::vector<Note> notes;
};

// In this order: what an earlier reader used is not there for a later one.
void read_fades(Sentence& sentence, const Situation& situation, Understanding& understood);
void read_times(Sentence& sentence, const Situation& situation, Understanding& understood);
void read_tempo(Sentence& sentence, Understanding& understood);
void read_levels(Sentence& sentence, Understanding& understood);
void read_taste(Sentence& sentence, Understanding& understood);
void read_actions(Sentence& sentence, Understanding& understood);

}  // namespace undertone::talk
