#include <algorithm>
#include <atomic>
#include <condition_variable>
#include <map>
#include <mutex>
#include <optional>
#include <thread>
#include <utility>

#include "base/parallel.h"
#include "media/encode_aac.h"
#include "media/mux_form.h"
#include "media/write.h"

namespace undertone::media {
namespace {

// Packets of one piece: about ten seconds, short enough to share evenly, long enough that warming up costs under 2 %.
constexpr std::int64_t piece_packets = 480;
// Pieces that may wait to be written.
constexpr std::size_t pieces_ahead = 6;

using Packets = std::vector<std::shared_ptr<AVPacket>>;

class EncodedSound final : public Stream {
 public:
  EncodedSound(const Spool& sound, Time length, const SoundCoding& coding)
      : sound_(sound), samples_(to_samples(length)), coding_(coding), packets_(aac_packets(samples_)) {}
  ~EncodedSound() override;
  Status begin();
  Result<Packet> next() override;
  const StreamForm& form() const override { return form_; }

 private:
  void work();
  std::optional<std::int64_t> claim();
  std::int64_t pieces() const { return (packets_ + piece_packets - 1) / piece_packets; }

  const Spool& sound_;
  std::int64_t samples_;
  SoundCoding coding_;
  std::int64_t packets_;
  StreamForm form_;

  std::mutex mutex_;
  std::condition_variable changed_;
  bool stop_ = false;                         // guarded by mutex_, as are all below
  std::int64_t claimed_ = 0;                  // pieces begun
  std::map<std::int64_t, Packets> finished_;  // by number of the piece
  std::optional<Error> error_;

  std::int64_t piece_ = 0;  // the piece being handed out; the reader's own
  Packets current_;
  std::size_t place_ = 0;
  std::vector<std::jthread> workers_;
};

EncodedSound::~EncodedSound() {
  {
    const std::lock_guard lock(mutex_);
    stop_ = true;
  }
  changed_.notify_all();
}

Status EncodedSound::begin() {
  auto encoder = open_aac(coding_);
  if (!encoder) return fail(encoder.error());
  form_.parameters.reset(avcodec_parameters_alloc());
  if (avcodec_parameters_from_context(form_.parameters.get(), encoder->get()) < 0)
    return fail(ErrorKind::internal, "Could not describe the sound.");
  form_.time_base = {1, sample_rate};
  const auto threads = std::min<std::int64_t>(static_cast<std::int64_t>(core_count()), pieces());
  for (std::int64_t i = 0; i < threads; ++i) workers_.emplace_back([this] { work(); });
  return {};
}

std::optional<std::int64_t> EncodedSound::claim() {
  std::unique_lock lock(mutex_);
  changed_.wait(lock, [this] { return stop_ || claimed_ < piece_ + static_cast<std::int64_t>(pieces_ahead); });
  if (stop_ || claimed_ >= pieces()) return std::nullopt;
  return claimed_++;
}

void EncodedSound::work() {
  while (const auto piece = claim()) {
    const std::int64_t first = *piece * piece_packets;
    auto packets = encode_aac(sound_, coding_, {first, std::min(first + piece_packets, packets_), samples_});
    const std::lock_guard lock(mutex_);
    if (!packets && !error_) error_ = packets.error();
    if (packets) finished_[*piece] = std::move(*packets);
    stop_ = stop_ || error_;
    changed_.notify_all();
  }
}

Result<Packet> EncodedSound::next() {
  while (place_ == current_.size()) {
    std::unique_lock lock(mutex_);
    if (piece_ == pieces()) return Packet();
    changed_.wait(lock, [this] { return error_ || finished_.contains(piece_); });
    if (error_) return fail(*error_);
    current_ = std::move(finished_.extract(piece_).mapped());
    ++piece_;
    place_ = 0;
    changed_.notify_all();
  }
  return Packet(std::move(current_[place_++]));
}

}  // namespace

Result<std::unique_ptr<Stream>> encode_sound(const Spool& sound, Time length, const SoundCoding& coding) {
  auto stream = std::make_unique<EncodedSound>(sound, length, coding);
  if (auto begun = stream->begin(); !begun) return fail(begun.error());
  return stream;
}

}  // namespace undertone::media
