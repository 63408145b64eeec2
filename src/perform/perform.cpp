#include "perform/perform.h"

#include <algorithm>
#include <atomic>
#include <future>
#include <numeric>
#include <optional>
#include <vector>

#if defined(__SSE__)
#include <xmmintrin.h>
#endif

#include "base/parallel.h"
#include "perform/stem.h"
#include "perform/synth.h"

namespace undertone::perform {
namespace {

constexpr std::size_t most_players = 4;  // each holds a font

std::size_t player_count() {
  return std::min(core_count(), most_players);
}

// Sounds that fade below 1e-38 cost a hundred times as much as silence: they are silence.
class FlushDenormals {
 public:
#if defined(__SSE__)
  FlushDenormals() : before_(_mm_getcsr()) {
    _mm_setcsr(before_ | 0x8040U);
  }
  ~FlushDenormals() {
    _mm_setcsr(before_);
  }
  FlushDenormals(const FlushDenormals&) = delete;
  FlushDenormals& operator=(const FlushDenormals&) = delete;

 private:
  unsigned before_;
#endif
};

}  // namespace

struct Sounds::Fonts {
  using Loaded = Result<std::unique_ptr<Synth>>;
  std::vector<std::shared_future<std::shared_ptr<Loaded>>> players;
};

Sounds::Sounds(std::unique_ptr<Fonts> fonts) : fonts_(std::move(fonts)) {}
Sounds::Sounds(Sounds&&) noexcept = default;
Sounds& Sounds::operator=(Sounds&&) noexcept = default;
Sounds::~Sounds() = default;

Sounds Sounds::open(const SoundSet& set) {
  auto fonts = std::make_unique<Fonts>();
  for (std::size_t i = 0; i < player_count(); ++i)
    fonts->players.push_back(
        std::async(std::launch::async, [set] { return std::make_shared<Fonts::Loaded>(Synth::load(set.soundfont)); }));
  return Sounds(std::move(fonts));
}

namespace {

// The parts, dearest first, taken one after another by whichever player is free. Who plays what does not change a
// sample.
class Session {
 public:
  Session(const Score& score, Sounds::Fonts& fonts, const Progress& progress)
      : score_(score), fonts_(fonts), progress_(progress), order_(score.parts.size()), stems_(score.parts.size()) {
    std::iota(order_.begin(), order_.end(), std::size_t{0});
    std::vector<double> costs;
    for (const auto& part : score.parts) costs.push_back(cost(score, part));
    std::stable_sort(order_.begin(), order_.end(), [&](std::size_t a, std::size_t b) { return costs[a] > costs[b]; });
    frames_ = std::max<std::int64_t>(1, to_samples(score.length) * static_cast<std::int64_t>(order_.size()));
  }

  Status play() {
    return parallel(fonts_.players.size(), [this](std::size_t player) { return play_as(player); });
  }

  Stems take_stems() {
    Stems stems{score_.length, {}};
    for (std::size_t i = 0; i < stems_.size(); ++i)
      stems.stems.push_back({score_.parts[i].role, std::move(*stems_[i])});
    return stems;
  }

 private:
  Status play_as(std::size_t player) {
    const FlushDenormals flush;
    for (std::size_t i = next_++; i < order_.size(); i = next_++) {
      if (auto done = play_one(order_[i], player); !done) {
        next_ = order_.size();
        return done;
      }
    }
    return {};
  }

  Status play_one(std::size_t number, std::size_t player) {
    const Part& part = score_.parts[number];
    Synth* synth = nullptr;
    if (needs_font(part)) {
      const auto loaded = fonts_.players[player].get();
      if (!*loaded) return fail(loaded->error());
      synth = (*loaded)->get();
    }
    auto spool = play_part(score_, part, synth, [this](std::int64_t frames) {
      progress_.report(static_cast<double>(done_ += frames) / static_cast<double>(frames_));
      return progress_.check();
    });
    if (!spool) return fail(spool.error());
    if (synth != nullptr)
      if (auto cleared = synth->clear(); !cleared) return cleared;  // lets go of its samples
    stems_[number].emplace(std::move(*spool));
    return {};
  }

  const Score& score_;
  Sounds::Fonts& fonts_;
  const Progress& progress_;
  std::vector<std::size_t> order_;
  std::vector<std::optional<Spool>> stems_;
  std::int64_t frames_ = 1;
  std::atomic<std::size_t> next_ = 0;
  std::atomic<std::int64_t> done_ = 0;
};

}  // namespace

Result<Stems> perform(const Score& score, const Sounds& sounds, const Progress& progress) {
  Session session(score, sounds.fonts(), progress);
  if (auto done = session.play(); !done) return fail(done.error());
  return session.take_stems();
}

Result<Stems> perform(const Score& score, const SoundSet& set, const Progress& progress) {
  const Sounds sounds = Sounds::open(set);
  return perform(score, sounds, progress);
}

}  // namespace undertone::perform
