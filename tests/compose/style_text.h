// A small style to test with: everything the frame of a style file may hold.
#pragma once

#include <string_view>

namespace undertone::compose {

inline constexpr std::string_view small_style = R"(
[identity]
id = "test-pop"
name = "Test pop"
words = ["test pop"]

[tempo]
usual = 112
low = 96
high = 128
swing = 0.5
swing_unit = 16

[feel]
valence = 0.6
arousal = 0.6
tension = 0.2

[key]
major = ["C", "G", "D", "A"]
minor = ["A", "E", "D"]

[form]
phrase_bars = 4
plans = [
  ["A"],
  ["A", "outro"],
  ["intro", "A", "outro"],
  ["intro", "A", "B", "outro"],
  ["intro", "A", "B", "A", "B", "outro"],
  ["intro", "A", "B", "A", "break", "drop", "B", "outro"],
]
cycle = ["A", "B", "C", "break", "drop"]

[form.sections.intro]
bars = [4, 2, 8]
intensity = 0.3
roles = ["chords", "pad"]

[form.sections.A]
bars = [8, 4, 16]
intensity = 0.5
roles = ["lead", "chords", "bass", "drums"]

[form.sections.B]
bars = [8, 4]
intensity = 0.75
roles = ["lead", "counter", "chords", "pad", "bass", "drums", "fx"]
lift = true

[form.sections.C]
bars = [8, 4]
intensity = 0.6
roles = ["lead", "chords", "pad", "arp", "bass", "drums"]

[form.sections.break]
bars = [4, 8]
intensity = 0.3
roles = ["lead", "pad", "arp"]

[form.sections.drop]
bars = [8, 4]
intensity = 0.9
roles = ["lead", "counter", "chords", "pad", "arp", "bass", "drums", "fx"]
lift = true
breath = true

[form.sections.outro]
bars = [4, 2]
intensity = 0.4
roles = ["lead", "chords", "pad", "bass"]

[ending]
usual = "ring_out"
tail = 1.2
ritard = 0.02

[mix.lead]
level_db = 0.5
reverb = 0.25

[mix.production]
brightness = 0.3
room = 0.4
)";

}  // namespace undertone::compose
