#include <glib.h>
// libsmf's header needs glib's before it.
#include <smf.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <memory>
#include <string>
#include <vector>

#include "base/file.h"
#include "perform/midi_plan.h"
#include "perform/perform.h"

namespace undertone::perform {
namespace {

constexpr int text_track_name = 3;
constexpr int text_marker = 6;

using Song = std::unique_ptr<smf_t, decltype(&smf_delete)>;

// One track being written; the events that begin together keep the order in which they came.
class TrackWriter {
 public:
  explicit TrackWriter(smf_t* song) : track_(smf_track_new()) {
    if (track_ != nullptr) smf_add_track(song, track_);
  }
  bool good() const { return track_ != nullptr && good_; }

  void bytes(Tick at, std::vector<unsigned char> message) {
    add(at, smf_event_new_from_pointer(message.data(), static_cast<int>(message.size())));
  }
  void text(Tick at, int type, const std::string& words) { add(at, smf_event_new_textual(type, words.c_str())); }

 private:
  void add(Tick at, smf_event_t* event) {
    good_ = good_ && event != nullptr;
    if (good()) smf_track_add_event_pulses(track_, event, static_cast<int>(std::max<Tick>(0, at)));
  }
  smf_track_t* track_;
  bool good_ = true;
};

std::vector<unsigned char> tempo_message(double bpm) {
  const auto micros = static_cast<unsigned>(std::lround(60.0e6 / bpm));
  return {0xff,
          0x51,
          3,
          static_cast<unsigned char>(micros >> 16 & 0xff),
          static_cast<unsigned char>(micros >> 8 & 0xff),
          static_cast<unsigned char>(micros & 0xff)};
}

std::vector<unsigned char> meter_message(const Meter& meter) {
  const auto unit = static_cast<unsigned char>(std::lround(std::log2(std::max(1, meter.unit))));
  return {0xff, 0x58, 4, static_cast<unsigned char>(meter.beats), unit, 24, 8};
}

// Sharps (flats negative) of the major key that shares the signature.
std::vector<unsigned char> key_message(Key key) {
  constexpr std::array<int, 12> sharps{0, -5, 2, -3, 4, -1, -6, 1, -4, 3, -2, 5};
  constexpr std::array<int, 6> up_to_major{0, 3, 10, 8, 7, 5};  // major, minor, dorian, phrygian, lydian, mixolydian
  const auto tonic = static_cast<std::size_t>((key.tonic + up_to_major[static_cast<std::size_t>(key.mode)]) % 12);
  const auto minor = static_cast<unsigned char>(key.mode == Mode::minor ? 1 : 0);
  return {0xff, 0x59, 2, static_cast<unsigned char>(sharps[tonic] & 0xff), minor};
}

// What stands on the first track, in order of time: sections and hits.
std::vector<std::pair<Tick, std::string>> markers(const Score& score) {
  std::vector<std::pair<Tick, std::string>> all;
  for (const auto& section : score.sections) all.emplace_back(section.start, section.name);
  for (const auto& hit : score.hits)
    all.emplace_back(hit.tick, hit.kind == HitKind::downbeat ? "hit (downbeat)" : "hit (accent)");
  std::stable_sort(all.begin(), all.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
  return all;
}

bool write_conductor(smf_t* song, const Score& score) {
  TrackWriter track(song);
  track.text(0, text_track_name, score.title.empty() ? "Undertone" : score.title);
  track.bytes(0, key_message(score.key));
  if (score.tempos.empty()) track.bytes(0, tempo_message(120));
  for (const auto& meter : score.meters) track.bytes(meter.at, meter_message(meter));
  for (const auto& tempo : score.tempos) track.bytes(tempo.at, tempo_message(tempo.bpm));
  for (const auto& [at, words] : markers(score)) track.text(at, text_marker, words);
  return track.good();
}

bool write_part(smf_t* song, const Score& score, const Part& part, const std::vector<MidiChannel>& channels) {
  TrackWriter track(song);
  track.text(0, text_track_name, name(part.role));
  for (const auto& event : midi_events(score, part, channels))
    track.bytes(event.at, std::vector<unsigned char>(event.bytes.begin(), event.bytes.begin() + event.size));
  return track.good();
}

}  // namespace

Status write_midi(const Score& score, const std::filesystem::path& file) {
  Song song(smf_new(), smf_delete);
  if (!song || smf_set_ppqn(song.get(), static_cast<int>(ticks_per_beat)) != 0)
    return fail(ErrorKind::internal, "The MIDI file could not be begun.");
  bool good = write_conductor(song.get(), score);
  const auto plan = midi_channels(score);
  for (std::size_t i = 0; i < score.parts.size(); ++i)
    good = good && write_part(song.get(), score, score.parts[i], plan[i]);
  if (!good) return fail(ErrorKind::internal, "The MIDI file could not be put together.");
  auto pending = PendingFile::create(file);
  if (!pending) return fail(pending.error());
  if (smf_save(song.get(), pending->path().c_str()) != 0)
    return fail(ErrorKind::unavailable, "\"{}\" could not be written.", file.string());
  return pending->keep();
}

}  // namespace undertone::perform
