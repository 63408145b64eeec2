#include <algorithm>
#include <utility>
#include <vector>

#include "media/mux_form.h"
#include "media/write.h"

namespace undertone::media {
namespace {

// A picture group that may follow itself: its first picture is a key picture, and nothing in it refers outside.
class Repeated final : public Stream {
 public:
  Repeated(std::unique_ptr<Stream> from, std::vector<Packet> group, Time period, Time length)
      : from_(std::move(from)), group_(std::move(group)) {
    const AVRational base = from_->form().time_base;
    period_ = to_av(period, base);
    length_ = to_av(length, base);
  }
  Result<Packet> next() override;
  const StreamForm& form() const override { return from_->form(); }

 private:
  std::unique_ptr<Stream> from_;
  std::vector<Packet> group_;
  std::int64_t period_ = 0;
  std::int64_t length_ = 0;
  std::size_t place_ = 0;
  std::int64_t round_ = 0;
};

Result<Packet> Repeated::next() {
  for (;;) {
    if (place_ == group_.size()) {
      place_ = 0;
      ++round_;
    }
    const std::int64_t offset = round_ * period_;
    if (offset >= length_) return Packet();
    const AVPacket& original = *group_[place_++].av();
    if (original.pts + offset >= length_) continue;
    auto packet = new_packet();
    if (av_packet_ref(packet.get(), &original) < 0) return fail(ErrorKind::internal, "Out of memory.");
    packet->pts += offset;
    packet->dts += offset;
    packet->duration = std::min(packet->duration, length_ - packet->pts);
    packet->time_base = form().time_base;
    return Packet(std::move(packet));
  }
}

}  // namespace

Result<std::unique_ptr<Stream>> repeat_stream(std::unique_ptr<Stream> from, Time period, Time length) {
  std::vector<Packet> group;
  for (;;) {
    auto packet = from->next();
    if (!packet) return fail(packet.error());
    if (!*packet) break;
    group.push_back(*packet);
  }
  if (group.empty()) return fail(ErrorKind::corrupt_media, "There is no picture to show.");
  return std::make_unique<Repeated>(std::move(from), std::move(group), period, length);
}

}  // namespace undertone::media
