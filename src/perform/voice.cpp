#include "perform/voice.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstring>

#include "perform/faust.h"
#include "perform/patch.h"

namespace undertone::perform {
namespace {

constexpr float heard = 3.0e-5F;  // −90 dBFS
constexpr std::int64_t quiet_after_release = sample_rate / 20;
constexpr std::int64_t quiet_while_held = sample_rate;  // a swell may begin very softly
constexpr int fade_frames = sample_rate / 200;

}  // namespace

struct Voice::Zones : UI {
  struct Zone {
    const char* name;
    float* value;
  };
  std::array<Zone, 12> zones{};
  std::size_t count = 0;

  void add(const char* name, float* value) override {
    if (count < zones.size()) zones[count++] = {name, value};
  }
  void set(const char* name, double value) {
    for (std::size_t i = 0; i < count; ++i)
      if (std::strcmp(zones[i].name, name) == 0) *zones[i].value = static_cast<float>(value);
  }
};

Voice::Voice(const Patch& patch) : dsp_(patch.make()), zones_(std::make_unique<Zones>()) {
  dsp_->buildUserInterface(zones_.get());
}
Voice::Voice(Voice&&) noexcept = default;
Voice& Voice::operator=(Voice&&) noexcept = default;
Voice::~Voice() = default;

void Voice::start(const Note& note) {
  note_ = note;
  idle_ = false;
  held_ = true;
  age_ = quiet_ = 0;
  fade_left_ = 0;
  dsp_->instanceClear();
  zones_->set("freq", note.hertz);
  zones_->set("gain", note.velocity);
  zones_->set("chance", note.chance);
  zones_->set("length", note.seconds);
  // One sample with the gate shut, so that glides begin at the pitch and triggers see the gate open.
  zones_->set("gate", 0);
  float left = 0;
  float right = 0;
  std::array<float*, 2> outs{&left, &right};
  dsp_->compute(1, nullptr, outs.data());
  zones_->set("gate", 1);
}

void Voice::move_to(const Note& note) {
  note_ = note;
  held_ = true;
  zones_->set("freq", note.hertz);
  zones_->set("gain", note.velocity);
}

void Voice::release() {
  held_ = false;
  zones_->set("gate", 0);
}

void Voice::let_ring() {
  held_ = false;
}

void Voice::drop() {
  release();
  if (fade_left_ == 0) fade_left_ = fade_frames;
}

void Voice::set_pitch(double hertz) {
  zones_->set("freq", hertz);
}

void Voice::set_mod(double amount) {
  zones_->set("mod", amount);
}

void Voice::set(const char* name, double value) {
  zones_->set(name, value);
}

void Voice::play(std::size_t frames, std::span<float> left, std::span<float> right) {
  std::array<float*, 2> outs{left.data(), right.data()};
  dsp_->compute(static_cast<int>(frames), nullptr, outs.data());
  left = left.first(frames);
  right = right.first(frames);
  age_ += static_cast<std::int64_t>(frames);
  if (fade_left_ > 0) fade(left, right);
  if (!idle_) listen(left, right);
}

void Voice::fade(std::span<float> left, std::span<float> right) {
  for (std::size_t i = 0; i < left.size(); ++i) {
    const float gain = static_cast<float>(fade_left_) / static_cast<float>(fade_frames);
    left[i] *= gain;
    right[i] *= gain;
    if (fade_left_ > 0) --fade_left_;
  }
  if (fade_left_ == 0) idle_ = true;
}

void Voice::listen(std::span<const float> left, std::span<const float> right) {
  const auto loud = [](float x) { return std::abs(x) > heard; };
  const bool is_heard = std::any_of(left.begin(), left.end(), loud) || std::any_of(right.begin(), right.end(), loud);
  quiet_ = is_heard ? 0 : quiet_ + static_cast<std::int64_t>(left.size());
  if (quiet_ > (held_ ? quiet_while_held : quiet_after_release)) idle_ = true;
}

}  // namespace undertone::perform
