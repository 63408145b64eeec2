// Voice: one Faust instance that plays one note after another.
//
//   gate  ____|‾‾‾‾‾‾‾‾‾|__________        start() … release() … until it has rung out: idle()
//   sound     /‾‾\______   \___
#pragma once

#include <cstdint>
#include <memory>
#include <span>

class FaustDsp;

namespace undertone::perform {

struct Patch;

class Voice {
 public:
  static constexpr std::size_t longest_run = 256;

  struct Note {
    int key = 60;
    double hertz = 261.6;
    double velocity = 0.7;  // 0…1
    double chance = 0.5;    // 0…1, drawn for this note
    double seconds = 1;     // how long it will be held
  };

  explicit Voice(const Patch& patch);
  Voice(Voice&&) noexcept;
  Voice& operator=(Voice&&) noexcept;
  ~Voice();

  // From silence, whatever it was doing.
  void start(const Note& note);
  // Another pitch for the note that is held.
  void move_to(const Note& note);
  void release();
  // Nobody will release it: it ends when it has rung out.
  void let_ring();
  // Fades away within 5 ms, to make room.
  void drop();
  void set_pitch(double hertz);
  void set_mod(double amount);
  // Any other parameter of its file, such as a drum's "decay"; nothing happens if it has none of that name.
  void set(const char* name, double value);

  bool idle() const { return idle_; }
  bool held() const { return held_; }
  bool dropped() const { return fade_left_ > 0; }
  int key() const { return note_.key; }
  std::int64_t age() const { return age_; }

  // Replaces out (two planes of `frames` ≤ longest_run) with what it plays next.
  void play(std::size_t frames, std::span<float> left, std::span<float> right);

 private:
  void fade(std::span<float> left, std::span<float> right);
  void listen(std::span<const float> left, std::span<const float> right);

  struct Zones;
  std::unique_ptr<FaustDsp> dsp_;
  std::unique_ptr<Zones> zones_;
  Note note_;
  bool idle_ = true;
  bool held_ = false;
  std::int64_t age_ = 0;
  std::int64_t quiet_ = 0;  // frames since anything was heard
  int fade_left_ = 0;
};

}  // namespace undertone::perform
