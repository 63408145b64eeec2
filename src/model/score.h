// Score: a whole piece as notes, ready to be played: the composer's only product and the player's only input.
//
// Musical time is in ticks, 960 to a quarter note, turned into clip time by the tempo map. A part is a role; its layers
// are the instruments that play its notes together (a piano and a soft pad, say). Note::layers says which of them sound
// a given note, so a part may change instrument from section to section and stay one stem.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/json_fwd.h"
#include "base/result.h"
#include "base/time.h"
#include "model/music.h"

namespace undertone {

using Tick = std::int64_t;
inline constexpr Tick ticks_per_beat = 960;

struct Tempo {
  Tick at = 0;
  double bpm = 120;  // quarter notes per minute
  bool operator==(const Tempo&) const = default;
};

struct Meter {
  Tick at = 0;
  int beats = 4;
  int unit = 4;
  bool operator==(const Meter&) const = default;
};

struct Note {
  Tick start = 0;
  Tick length = 0;
  std::uint8_t pitch = 60;      // MIDI; for drums the General MIDI percussion key
  std::uint8_t velocity = 80;   // 1…127
  std::int16_t nudge_us10 = 0;  // played this many ×10 µs late (negative: early): feel, not rhythm
  std::uint8_t layers = 0xff;   // bit i: layer i plays it
  bool operator==(const Note&) const = default;
};

// A controller move (MIDI number; 128 is pitch bend, value 0…16383). Players interpolate nothing: write the curve.
struct Control {
  Tick at = 0;
  std::uint8_t number = 11;
  std::uint16_t value = 0;
  std::uint8_t layers = 0xff;
  bool operator==(const Control&) const = default;
};

enum class Sound { soundfont, voice };  // voice: a Faust voice by name

struct Layer {
  std::string instrument;  // canonical: "piano", "nylon guitar", "warm pad"
  Sound sound = Sound::soundfont;
  int bank = 0;  // soundfont: MIDI bank and program; bank 128 is a kit
  int program = 0;
  std::string voice;    // voice: the name of a file in src/perform/voices
  double level_db = 0;  // within the part
  int transpose = 0;    // semitones
  bool operator==(const Layer&) const = default;
};

// How a part sits in the mix; filled from the style, obeyed by mix.
struct Placement {
  double level_db = 0;      // loudness relative to the other roles' usual balance (mix knows that balance)
  double pan = 0;           // −1 left … 1 right
  double width = 1;         // 0 mono … 1 as played … 1.5 wide
  double reverb = 0.15;     // send, 0…1
  double delay = 0;         // send, 0…1
  double high_pass_hz = 0;  // 0: the role's usual
  double low_pass_hz = 0;   // 0: open
  double pump_db = 0;       // how deep the kick ducks this part
  double drive = 0;         // saturation, 0…1
  bool operator==(const Placement&) const = default;
};

struct Part {
  Role role = Role::lead;
  std::vector<Layer> layers;  // at most 8
  Placement placement;
  std::vector<Note> notes;        // by start, then pitch
  std::vector<Control> controls;  // by time
  bool operator==(const Part&) const = default;
};

struct Section {
  std::string name;  // "intro", "A", "B", "lift", "drop", "break", "outro"
  Tick start = 0;
  Tick length = 0;
  double intensity = 0.5;  // 0…1
  bool operator==(const Section&) const = default;
};

struct ChordSpan {  // what the harmony is, for display, counterpoint and tests
  Tick start = 0;
  Tick length = 0;
  std::string symbol;              // "Am7", "F/A"
  std::vector<int> pitch_classes;  // root first
  bool operator==(const ChordSpan&) const = default;
};

enum class HitKind { downbeat, accent };

struct Hit {  // a cut that the music was made to meet
  Time cut{};
  Tick tick = 0;
  HitKind kind = HitKind::downbeat;
  bool operator==(const Hit&) const = default;
};

// The sound of the whole: from the style, bent by the mood.
struct Production {
  double brightness = 0;  // −1 dark … 1 bright: tilt of the whole
  double room = 0.5;      // reverb size, 0 dry room … 1 hall
  double tape = 0;        // wow, saturation and soft top, 0…1
  double vinyl = 0;       // crackle and hiss, 0…1
  double glue = 0.5;      // bus compression, 0…1
  double delay_beats = 0.75;
  bool operator==(const Production&) const = default;
};

struct Score {
  std::string title;
  std::string genre;
  std::vector<std::string> moods;
  Key key;
  std::uint64_t seed = 0;
  int take = 1;
  Time length{};  // of the whole track, ring-out included
  Ending ending = Ending::ring_out;
  Time offset{};              // clip time of tick 0 (a pick-up or a first hit moves it; never negative)
  std::vector<Tempo> tempos;  // the first at tick 0
  std::vector<Meter> meters;  // the first at tick 0
  std::vector<Section> sections;
  std::vector<ChordSpan> chords;
  std::vector<Hit> hits;
  std::vector<Part> parts;  // at most one per role, in order of Role
  Production production;
  bool operator==(const Score&) const = default;
};

// Clip time of a tick, and back (nearest tick), through the tempo map. Build one and ask it often: O(log tempos).
class TempoClock {
 public:
  explicit TempoClock(const Score& score);
  Time time_of(Tick tick) const;
  Tick tick_at(Time time) const;

 private:
  struct Stretch {
    Tick tick = 0;        // where a tempo begins,
    double flicks = 0;    // when that is,
    double per_tick = 0;  // and how long a tick then lasts
  };
  std::vector<Stretch> stretches_;
};

// The same for a single question.
Time time_of(const Score& score, Tick tick);
Tick tick_at(const Score& score, Time time);
double bpm_at(const Score& score, Tick tick);
const Part* find_part(const Score& score, Role role);

Json to_json(const Score& score);
Result<Score> score_from_json(const Json& json);

}  // namespace undertone
