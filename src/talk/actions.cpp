// What is to be done: add, change, remove, another take; and how the music goes with the picture.
#include "talk/understanding.h"

namespace undertone::talk {
namespace {

void read_fit(Item& item, Understanding& understood) {
  auto& wish = understood.wish;
  if (item.is(Kind::sync) && wish.sync != Sync::off)
    wish.sync = item.negated.empty() ? parse_sync(item.value) : Sync::off;
  if (item.is(Kind::match) && item.negated.empty()) wish.match_picture = true;
  if (item.is(Kind::ending) && item.negated.empty()) wish.ending = parse_ending(item.value);
  if (item.is(Kind::sync) || item.is(Kind::match) || item.is(Kind::ending)) item.used = true;
}

// "the music" is the music that is there; "music" or "some music" is music to come.
bool is_definite(const Sentence& sentence, std::size_t at) {
  return at > 0 && sentence.items[at - 1].is(Kind::filler, "the");
}

void read_music_noun(const Sentence& sentence, std::size_t at, Understanding& understood) {
  const auto& item = sentence.items[at];
  if (item.negated == "no" || item.negated == "remove") {
    understood.remove = true;
    return;
  }
  understood.asked_for_music = true;
  if (is_definite(sentence, at)) understood.change = true;
}

// Music without voices is what there is; a clip's voices cannot be taken out of its sound.
void read_speech_noun(const Sentence& sentence, std::size_t at, Understanding& understood) {
  const auto& item = sentence.items[at];
  if (item.negated == "no") understood.asked_for_music = true;
  if (item.negated == "remove" && !understood.clip_gain)
    understood.notes.push_back({"later_voice", sentence.quote(item), ""});
}

void read_verb(const Sentence& sentence, std::size_t at, Understanding& understood) {
  const auto& item = sentence.items[at];
  if (!item.negated.empty()) return;
  if (item.value == "again") understood.again = true;
  if (item.value == "replace") understood.replace = true;
  if (item.value == "add") understood.add = true;
  if (item.value == "change") understood.change = true;
}

}  // namespace

void read_actions(Sentence& sentence, Understanding& understood) {
  for (std::size_t i = 0; i < sentence.items.size(); ++i) {
    auto& item = sentence.items[i];
    read_fit(item, understood);
    if (item.is(Kind::noun, "music")) read_music_noun(sentence, i, understood);
    if (item.is(Kind::noun, "speech")) read_speech_noun(sentence, i, understood);
    if (item.is(Kind::verb)) read_verb(sentence, i, understood);
    if (item.is(Kind::later) && item.negated.empty()) {
      understood.notes.push_back({"later_" + item.value, sentence.quote(item), ""});
      item.used = true;
    }
  }
}

}  // namespace undertone::talk
