#include "talk/talk.h"

#include <unicode/unistr.h>
#include <unicode/uscript.h>

#include <algorithm>

#include "talk/reply.h"
#include "talk/understanding.h"

namespace undertone::talk {
namespace {

constexpr std::size_t longest_sentence = 5000;  // bytes

std::string language_of(std::string_view text, const std::string& usual) {
  int han = 0;
  int latin = 0;
  const auto size = static_cast<int32_t>(std::min(text.size(), longest_sentence));
  const auto letters = icu::UnicodeString::fromUTF8(icu::StringPiece(text.data(), size));
  for (int32_t i = 0; i < letters.length(); i = letters.moveIndex32(i, 1)) {
    UErrorCode status = U_ZERO_ERROR;
    const auto script = uscript_getScript(letters.char32At(i), &status);
    han += script == USCRIPT_HAN ? 1 : 0;
    latin += script == USCRIPT_LATIN ? 1 : 0;
  }
  if (han * 4 >= latin && han > 0) return "zh";
  if (latin >= 4 || usual.empty()) return "en";
  return usual == "zh" ? "zh" : "en";
}

Command command_of(const Sentence& sentence) {
  for (const auto& item : sentence.items) {
    if (!item.is(Kind::command)) continue;
    if (item.value == "export") return Command::export_video;
    if (item.value == "credits") return Command::credits;
    if (item.value == "status") return Command::status;
    if (item.value == "upload") return Command::upload;
    if (item.value == "undo") return Command::undo;
    if (item.value == "redo") return Command::redo;
    if (item.value == "help") return Command::help;
  }
  return Command::none;
}

// "what key is it?" asks; "can you add …?" and "how about jazz?" wish.
bool is_question(const Sentence& sentence) {
  if (sentence.any(Kind::polite)) return false;
  const bool wishes = sentence.any(Kind::verb, "add") && sentence.any(Kind::noun, "music");
  if ((sentence.any(Kind::question) && !wishes) || sentence.any(Kind::asking, "anywhere")) return true;
  for (const auto& item : sentence.items) {
    if (item.is(Kind::filler) && item.value != "in") continue;
    return item.is(Kind::asking, "first");
  }
  return false;
}

bool carries_meaning(const Item& item) {
  switch (item.kind) {
    case Kind::unknown:
    case Kind::known:
    case Kind::far:
    case Kind::artist:
    case Kind::scene:
    case Kind::genre:
    case Kind::later:
      return true;
    case Kind::quantity:
      return item.unit != Unit::none || !item.spelt;
    default:
      return false;
  }
}

bool is_left(const Item& item) {
  return !item.used && carries_meaning(item);
}

// Neighbours, with at most small words between them, are quoted together.
std::vector<std::string> left_over(const Sentence& sentence) {
  std::vector<std::string> quotes;
  std::size_t first = Sentence::none;
  std::size_t last = 0;
  const auto close = [&] {
    if (first != Sentence::none) quotes.push_back(sentence.quote(first, last));
    first = Sentence::none;
  };
  for (const auto& item : sentence.items) {
    if (is_left(item)) {
      if (first == Sentence::none) first = item.first;
      last = item.last;
    } else if (!item.is(Kind::filler)) {
      close();
    }
  }
  close();
  return quotes;
}

std::size_t count_unknown(const Sentence& sentence) {
  return static_cast<std::size_t>(std::count_if(sentence.items.begin(), sentence.items.end(), is_left));
}

std::size_t count_used(const Sentence& sentence) {
  return static_cast<std::size_t>(
      std::count_if(sentence.items.begin(), sentence.items.end(), [](const Item& item) { return item.used; }));
}

// A known word among many unknown ones is chance, unless music was asked for.
bool is_noise(const Sentence& sentence, const Understanding& understood) {
  const auto unknown = count_unknown(sentence);
  return !understood.add && !understood.asked_for_music && unknown >= 3 && unknown > 2 * count_used(sentence);
}

void decide_music(const Understanding& understood, const Situation& situation, std::vector<Edit>& edits) {
  const bool wishes = understood.wish != MusicWish{};
  const bool has = situation.has_music;
  if (understood.remove && !wishes && !understood.asked_for_music) {
    if (has) edits.emplace_back(RemoveMusic{});
    return;
  }
  if (understood.again && has) {
    if (wishes) edits.emplace_back(ChangeMusic{understood.wish});
    edits.emplace_back(NewTake{});
    return;
  }
  const auto& wish = understood.wish;
  const bool other_taste = wish.without.empty() && (wish.genre || wish.energy || !wish.moods.empty());
  const bool another = (understood.asked_for_music && understood.add && !understood.change) ||
                       (understood.replace && (other_taste || (understood.asked_for_music && wish.without.empty())));
  if (!has || another || understood.remove) {
    if (wishes || understood.asked_for_music) edits.emplace_back(AddMusic{understood.wish});
  } else if (wishes) {
    edits.emplace_back(ChangeMusic{understood.wish});
  }
}

// "trim the first 5 seconds" is not about music, whatever it says of times.
bool is_about_picture(const Understanding& understood) {
  const bool later = std::any_of(understood.notes.begin(), understood.notes.end(),
                                 [](const Note& note) { return note.key.starts_with("later_"); });
  MusicWish places;
  places.range = understood.wish.range;
  places.length = understood.wish.length;
  places.fade_in = understood.wish.fade_in;
  places.fade_out = understood.wish.fade_out;
  places.ending = understood.wish.ending;
  places.tempo_factor = understood.wish.tempo_factor;
  return later && !understood.asked_for_music && understood.wish == places;
}

void decide(const Sentence& sentence, const Situation& situation, Understanding& understood, Reading& reading) {
  if (is_noise(sentence, understood)) return;
  if (!is_about_picture(understood)) decide_music(understood, situation, reading.edits);
  if (understood.clip_gain) reading.edits.emplace_back(SetClipSound{*understood.clip_gain});
  if (reading.edits.empty() && (understood.again || understood.remove) && !situation.has_music)
    understood.notes.push_back({"no_music_yet", "", ""});
  reading.picture_length = understood.picture_length;
  if (!reading.edits.empty()) return;
  reading.command = command_of(sentence);
  reading.too_vague = reading.command == Command::none && sentence.any(Kind::vague);
}

Reading refuse(Reading reading, const char* key) {
  reading.refused = true;
  reading.reply = say(Lexicon::get(), reading.language, key);
  return reading;
}

Understanding understand(Sentence& sentence, const Situation& situation) {
  Understanding understood;
  read_fades(sentence, situation, understood);
  read_tempo(sentence, understood);
  read_times(sentence, situation, understood);
  read_levels(sentence, understood);
  read_taste(sentence, understood);
  read_actions(sentence, understood);
  return understood;
}

}  // namespace

Reading read(std::string_view sentence, const Situation& situation) {
  Reading reading;
  reading.language = language_of(sentence, situation.language);
  if (sentence.size() > longest_sentence) return refuse(std::move(reading), "too_long");
  Sentence said(sentence, Lexicon::get());
  if (said.any(Kind::orders)) return refuse(std::move(reading), "orders");
  if (is_question(said)) {
    reading.command = command_of(said);
    const auto key = reading.command == Command::none ? "question" : "question_command";
    reading.reply = say(said.lexicon, reading.language, key);
    for (const auto& item : said.items)
      if (item.is(Kind::question)) reading.reply = say(said.lexicon, reading.language, "question_" + item.value);
    return reading;
  }
  auto understood = understand(said, situation);
  decide(said, situation, understood, reading);
  reading.not_understood = left_over(said);
  for (const auto& note : understood.notes)
    if (!note.quote.empty() && note.key != "far" && note.key != "artist") reading.not_understood.push_back(note.quote);
  reading.reply = reply_to(said, understood, reading);
  return reading;
}

}  // namespace undertone::talk
