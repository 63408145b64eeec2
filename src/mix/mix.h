// mix: stems become music, and music goes under the clip's own sound.
//
// Two stages, both at flat memory for any length and with the same samples on any number of cores:
//
//   auto music = mix_music(stems, score, speech, progress);            // a finished track at −14 LUFS
//   auto programme = master(clip, {{{&*music, bed}}}, length, {}, progress);  // what goes to the encoder
//
// mix_music sets the balance, tone and space of the music alone. master decides how loud the music is against the
// clip, plans the ducking from the speech map, and brings the whole to its loudness and peak. The clip's own sound gets
// one linear gain and nothing else; only peaks above the ceiling are held back. Both functions may be called from
// several threads at once; they use the machine's cores themselves. All are stopped through `progress` (cancelled).
#pragma once

#include <optional>
#include <span>
#include <vector>

#include "base/progress.h"
#include "base/result.h"
#include "base/spool.h"
#include "base/time.h"
#include "model/score.h"
#include "model/sound.h"

namespace undertone::mix {

// One piece of music on the programme's time line.
//
//   start           start + length
//   | /fade_in … ‾‾\_speech_/‾‾ … fade_out\ |
struct Bed {
  Time start{};
  Time length{};        // 0: until the music or the programme ends, whichever is first
  Time source_start{};  // where in the music it begins
  double gain = 0.35;   // against the clip's own sound: 1 is equally loud, .35 is 9 dB under it
  Time fade_in{};
  Time fade_out{};
  bool duck = true;
  // How much further the music may go down while somebody speaks. It goes only as far as 14 LU under the speech; from
  // 10 dB upwards it may go beyond this figure where 10 LU under the speech could not be kept otherwise.
  double duck_db = 12;
};

struct Laid {
  const Spool* music = nullptr;  // not owned
  Bed bed;
};

// The clip's own sound, from the programme's first sample on.
struct ClipSound {
  const Spool* sound = nullptr;  // not owned
  double gain = 1;               // 0: muted
  double loudness_lufs = -70;    // integrated, before `gain`; −70 or less: measured here
  double speech_lufs = -70;      // of the speech alone; −70 or less: loudness_lufs is taken
  std::vector<Span> speech;      // on the programme's time line
};

struct MasterWish {
  double target_lufs = -14;
  double leeway_lu = 0.35;     // as much quieter where the limiter would otherwise have to work: peaky speech
  double ceiling_dbtp = -1;    // of what a listener's player decodes
  double codec_room_db = 0.7;  // lossy coding raises peaks: the samples are kept this much lower
};

// Stage 1. Stems, dry and at any level, to one track of exactly stems.length at −14 LUFS integrated. `speech` is on the
// music's clock: the lead is silent and 1–4 kHz gives way while it lasts. Peaks may pass full scale (master holds
// them). Silent stems give silence. Chance (crackle) comes from score.seed.
Result<Spool> mix_music(const Stems& stems, const Score& score, std::span<const Span> speech, const Progress& progress);

// Stage 2. A programme of exactly `length`. Without a clip (or with a silent or muted one) the music alone is brought
// to the target. invalid_input when length is not positive or a gain is negative.
Result<Programme> master(const std::optional<ClipSound>& clip, std::span<const Laid> music, Time length,
                         const MasterWish& wish, const Progress& progress);

// Integrated loudness and range by ITU-R BS.1770-4 and EBU Tech 3342 (libebur128), true peak by 4× oversampling. What
// is shorter than one 400 ms block is measured ungated over its whole length; silence is −70 LUFS.
Result<Loudness> measure(const Spool& sound);

}  // namespace undertone::mix
