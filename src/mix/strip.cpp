#include "mix/strip.h"

#include <algorithm>

#include "mix/filter.h"
#include "mix/shape.h"

namespace undertone::mix {
namespace {

constexpr std::size_t widen_frames = 571;  // 12 ms
constexpr double side_cut_hz = 250;        // no side below: the bottom stays in the middle

Lanes swapped(Lanes x) {  // left and right of both stems
  return Lanes{x[1], x[0], x[3], x[2]};
}

}  // namespace

Strip::Strip(std::span<const Setup> pair) : pair_(pair.begin(), pair.end()), middle_(widen_frames) {
  side_cut_.set_all(mix::high_pass(side_cut_hz));
  for (std::size_t lane = 0; lane < 4; ++lane) {
    if (lane / 2 >= pair_.size()) continue;
    const Setup& setup = pair_[lane / 2];
    const bool is_left = lane % 2 == 0;
    const float drive = 0.1F + 4.0F * setup.drive;
    high_pass_.set(lane, setup.high_pass);
    body_.set(lane, setup.body);
    top_.set(lane, setup.top);
    low_pass_.set(lane, setup.low_pass);
    gain_[lane] = setup.gain;
    drive_[lane] = drive;
    undrive_[lane] = (1.0F + 0.3F * setup.drive) / drive;
    own_[lane] = (1.0F + setup.width) / 2;
    other_[lane] = (1.0F - setup.width) / 2;
    widen_[lane] = is_left ? setup.widen : -setup.widen;
    place_[lane] = is_left ? setup.left : setup.right;
    reverb_[lane] = setup.reverb;
    delay_[lane] = setup.delay;
    pump_[lane] = setup.pump;
    hush_[lane] = 1.0F - setup.under_speech;
    has_low_pass_ = has_low_pass_ || setup.low_pass.b0 != 1;
    has_drive_ = has_drive_ || setup.drive > 0;
    has_widen_ = has_widen_ || setup.widen > 0;
  }
}

bool Strip::silent(std::int64_t frame) const {
  constexpr std::int64_t memory = sample_rate / 5;  // of filters and widener
  return std::all_of(pair_.begin(), pair_.end(), [frame](const Setup& setup) {
    return setup.gain == 0 || setup.sound->silent(frame - memory, segment_frames + memory);
  });
}

Status Strip::read(std::int64_t frame) {
  for (std::size_t which = 0; which < pair_.size(); ++which) {
    if (auto done = pair_[which].sound->read(frame, stem_); !done) return done;
    for (std::size_t i = 0; i < stem_.size() / 2; ++i) {
      quad_[4 * i + 2 * which] = stem_[2 * i];
      quad_[4 * i + 2 * which + 1] = stem_[2 * i + 1];
    }
  }
  return {};
}

// A side signal out of the delayed middle (Lauridsen): it cancels when both channels are summed.
Lanes Strip::widened(Lanes x) {
  const Lanes delayed = middle_[at_];
  middle_[at_] = (x + swapped(x)) * all(0.5F);
  at_ = at_ + 1 == widen_frames ? 0 : at_ + 1;
  return x + widen_ * side_cut_.run(delayed);
}

Lanes Strip::placed(Lanes x) {
  x = own_ * x + other_ * swapped(x);
  if (has_widen_) x = widened(x);
  return x * place_;
}

Status Strip::run(std::int64_t frame, const Automation& automation, Sums& out) {
  out.silent = silent(frame);
  if (out.silent) return {};
  if (auto done = read(frame); !done) return done;
  const Lanes one = all(1);
  for (std::size_t i = 0; i < static_cast<std::size_t>(segment_frames); ++i) {
    Lanes x = top_.run(body_.run(high_pass_.run(load(&quad_[4 * i]) * gain_)));
    if (has_low_pass_) x = low_pass_.run(x);
    if (has_drive_) x = saturated(x * drive_) * undrive_;
    x = placed(x);
    x *= (one - pump_ * all(automation.pump[i])) * (one - hush_ * all(1.0F - automation.open[i]));
    const Lanes wet = x * reverb_;
    const Lanes late = x * delay_;
    out.dry[2 * i] = x[0] + x[2];
    out.dry[2 * i + 1] = x[1] + x[3];
    out.reverb[2 * i] = wet[0] + wet[2];
    out.reverb[2 * i + 1] = wet[1] + wet[3];
    out.delay[2 * i] = late[0] + late[2];
    out.delay[2 * i + 1] = late[1] + late[3];
  }
  return {};
}

}  // namespace undertone::mix
