#include "talk/reply.h"

#include <fmt/format.h>

#include <cmath>

namespace undertone::talk {
namespace {

std::string join(const std::vector<std::string>& words, const std::string& between, const std::string& last) {
  std::string text;
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (i > 0) text += i + 1 == words.size() ? last : between;
    text += words[i];
  }
  return text;
}

class Speaker {
 public:
  Speaker(const Lexicon& lexicon, std::string language) : lexicon_(lexicon), language_(std::move(language)) {}

  std::string say(const std::string& key, std::initializer_list<std::string> words = {}) const {
    return talk::say(lexicon_, language_, key, words);
  }

  std::string list(const std::vector<std::string>& words) const { return join(words, say("list_comma"), say("and")); }

  std::string shown(Kind kind, const std::vector<std::string>& values) const {
    std::vector<std::string> words;
    for (const auto& value : values) words.push_back(lexicon_.shown(language_, kind, value));
    return list(words);
  }

  // What comes before the word "music".
  std::string taste(const MusicWish& wish) const {
    std::vector<std::string> words;
    for (const auto& mood : wish.moods) words.push_back(lexicon_.shown(language_, Kind::mood, mood));
    if (wish.genre) words.push_back(lexicon_.shown(language_, Kind::genre, *wish.genre));
    return words.empty() ? "" : say("taste", {join(words, say("taste_comma"), say("taste_comma"))});
  }

  std::vector<std::string> details(const MusicWish& wish) const {
    std::vector<std::string> all;
    tell_sound(wish, all);
    tell_level(wish, all);
    tell_place(wish, all);
    tell_fit(wish, all);
    return all;
  }

  std::string key_name(Key key) const {
    const auto english = name(key);
    if (language_ == "en") return english;
    const auto space = english.find(' ');
    const auto accidental = space > 1 ? say(english[1] == 'b' ? "flat" : "sharp") : "";
    return accidental + english.substr(0, 1) + lexicon_.shown(language_, Kind::mode, english.substr(space + 1));
  }

 private:
  std::string percent(double gain) const { return fmt::format("{:.0f}%", gain * 100); }
  std::string time(Time t) const { return say("seconds", {fmt::format("{:.3g}", seconds(t))}); }

  void tell_sound(const MusicWish& wish, std::vector<std::string>& all) const {
    if (!wish.instruments.empty()) all.push_back(say("with", {shown(Kind::instrument, wish.instruments)}));
    if (!wish.without.empty()) all.push_back(say("without", {shown(Kind::instrument, wish.without)}));
    if (wish.bpm) all.push_back(say("bpm", {fmt::format("{:.0f}", *wish.bpm)}));
    if (wish.tempo_factor) all.push_back(say(*wish.tempo_factor > 1 ? "faster" : "slower"));
    if (wish.key) all.push_back(say("in_key", {key_name(*wish.key)}));
    if (wish.mode)
      all.push_back(say("in_mode", {lexicon_.shown(language_, Kind::mode, name(Key{0, *wish.mode}).substr(2))}));
    if (wish.energy) all.push_back(say(*wish.energy > 0.5 ? "more_energy" : "less_energy"));
    if (wish.density) all.push_back(say(*wish.density > 0 ? "busier" : "sparser"));
  }

  void tell_level(const MusicWish& wish, std::vector<std::string>& all) const {
    if (wish.gain) all.push_back(say("gain", {percent(*wish.gain)}));
    if (wish.gain_factor) all.push_back(say(*wish.gain_factor > 1 ? "louder" : "quieter"));
    if (wish.fade_in) all.push_back(*wish.fade_in > Time{} ? say("fade_in", {time(*wish.fade_in)}) : say("no_fade_in"));
    if (wish.fade_out)
      all.push_back(*wish.fade_out > Time{} ? say("fade_out", {time(*wish.fade_out)}) : say("no_fade_out"));
    if (wish.ending == Ending::button) all.push_back(say("button"));
    if (wish.ending == Ending::ring_out) all.push_back(say("ring_out"));
    if (wish.ending == Ending::fade_out && !wish.fade_out) all.push_back(say("fading_end"));
  }

  void tell_place(const MusicWish& wish, std::vector<std::string>& all) const {
    if (wish.length) all.push_back(say("long", {time(*wish.length)}));
    if (!wish.range) return;
    const auto& range = *wish.range;
    all.push_back(range.end > range.start ? say("from_to", {clock(range.start), clock(range.end)})
                                          : say("from", {clock(range.start)}));
  }

  void tell_fit(const MusicWish& wish, std::vector<std::string>& all) const {
    if (wish.match_picture) all.push_back(say("match"));
    if (wish.sync)
      all.push_back(say(*wish.sync == Sync::cuts ? "cuts" : *wish.sync == Sync::loose ? "loose" : "no_sync"));
    if (wish.duck) all.push_back(say(*wish.duck ? "duck" : "no_duck"));
  }

  const Lexicon& lexicon_;
  std::string language_;
};

struct Tell {
  const Speaker& speaker;

  std::string operator()(const AddMusic& edit) const { return about("add_music", edit.wish); }
  std::string operator()(const ChangeMusic& edit) const { return about("change_music", edit.wish); }
  std::string operator()(const RemoveMusic&) const { return speaker.say("remove_music"); }
  std::string operator()(const NewTake&) const { return speaker.say("new_take"); }
  std::string operator()(const SetClipSound& edit) const {
    if (edit.gain == 0) return speaker.say("mute_clip");
    return edit.gain == 1 ? speaker.say("keep_clip")
                          : speaker.say("clip_gain", {fmt::format("{:.0f}%", edit.gain * 100)});
  }

  std::string about(const std::string& key, const MusicWish& wish) const {
    auto details = speaker.details(wish);
    const auto taste = speaker.taste(wish);
    if (key == "change_music" && taste.empty()) return speaker.say("change_only", {speaker.list(details)});
    const auto rest =
        details.empty() ? "" : speaker.say("details", {join(details, speaker.say("comma"), speaker.say("comma"))});
    return speaker.say(key, {taste, rest});
  }
};

std::string tell_notes(const Speaker& speaker, const Lexicon& lexicon, const std::string& language,
                       const std::vector<Note>& notes) {
  std::string text;
  for (const auto& note : notes)
    text += speaker.say(note.key, {note.quote, lexicon.shown(language, Kind::genre, note.instead)});
  return text;
}

const char* command_key(Command command) {
  switch (command) {
    case Command::export_video:
      return "command_export";
    case Command::credits:
      return "command_credits";
    case Command::status:
      return "command_status";
    case Command::upload:
      return "command_upload";
    case Command::undo:
      return "command_undo";
    case Command::redo:
      return "command_redo";
    case Command::help:
      return "command_help";
    case Command::none:
      break;
  }
  return "no_wish";
}

}  // namespace

std::string say(const Lexicon& lexicon, const std::string& language, const std::string& key,
                std::initializer_list<std::string> words) {
  const auto pattern = lexicon.reply(language, key);
  std::string text;
  auto word = words.begin();
  for (std::size_t i = 0; i < pattern.size(); ++i) {
    if (pattern.compare(i, 2, "{}") == 0 && word != words.end()) {
      text += *word++;
      ++i;
    } else {
      text += pattern[i];
    }
  }
  return text;
}

std::string reply_to(const Sentence& sentence, const Understanding& understood, const Reading& reading) {
  const auto& lexicon = sentence.lexicon;
  const Speaker speaker(lexicon, reading.language);
  std::string text;
  for (const auto& edit : reading.edits) text += std::visit(Tell{speaker}, edit);
  text += tell_notes(speaker, lexicon, reading.language, understood.notes);
  std::vector<std::string> missed;
  for (const auto& quote : reading.not_understood) {
    bool told = false;
    for (const auto& note : understood.notes) told = told || note.quote == quote;
    if (!told) missed.push_back(speaker.say("quote", {quote}));
  }
  if (!missed.empty()) text += speaker.say("not_understood", {speaker.list(missed)});
  if (reading.edits.empty()) {
    if (reading.command != Command::none || (understood.notes.empty() && missed.empty() && !reading.too_vague))
      text += speaker.say(command_key(reading.command));
    else
      text += speaker.say(reading.too_vague ? "vague" : "try");
  }
  while (!text.empty() && text.back() == ' ') text.pop_back();
  return text;
}

}  // namespace undertone::talk
