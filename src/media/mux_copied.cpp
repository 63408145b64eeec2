#include <algorithm>
#include <deque>
#include <iterator>
#include <limits>
#include <numeric>
#include <utility>
#include <vector>

#include "media/input.h"
#include "media/mux_form.h"
#include "media/write.h"

namespace undertone::media {
namespace {

// Enough packets to have seen every kind of reordering (H.264 reorders 16 pictures at most).
constexpr std::size_t look_ahead = 48;

std::optional<DisplayMatrix> display_matrix(int rotation, bool mirrored) {
  if (rotation == 0 && !mirrored) return std::nullopt;
  constexpr std::int32_t one = 1 << 16;
  const std::int32_t cosine = rotation == 0 ? one : rotation == 180 ? -one : 0;
  const std::int32_t sine = rotation == 90 ? one : rotation == 270 ? -one : 0;
  const std::int32_t flip = mirrored ? -1 : 1;
  return DisplayMatrix{flip * cosine, flip * sine, 0, -sine, cosine, 0, 0, 0, 1 << 30};
}

class CopiedPicture final : public Stream {
 public:
  static Result<std::unique_ptr<Stream>> open(const MediaInfo& info);
  Result<Packet> next() override;
  const StreamForm& form() const override { return form_; }

 private:
  Status take_form(const MediaInfo& info);
  Status look();
  void fill_in_times();
  Result<std::shared_ptr<AVPacket>> read();
  Status settle(AVPacket& packet);
  bool is_whole(const AVPacket& packet) const;

  explicit CopiedPicture(Input input) : input_(std::move(input)) {}

  Input input_;
  const AVStream* source_ = nullptr;
  StreamForm form_;
  std::deque<std::shared_ptr<AVPacket>> waiting_;
  bool ended_ = false;
  std::int64_t origin_ = 0;     // the source's time at our 0
  std::int64_t usual_ = 1;      // the usual time from picture to picture
  int length_bytes_ = 0;        // of the number before each NAL unit; 0: start codes instead
  std::int64_t dts_shift_ = 0;  // makes up for containers whose decoding times run late
  std::int64_t last_dts_ = std::numeric_limits<std::int64_t>::min();
};

auto cannot_copy(std::string_view why) {
  return fail(ErrorKind::unsupported, "The picture cannot be copied as it is ({}).", why);
}

Result<std::unique_ptr<Stream>> CopiedPicture::open(const MediaInfo& info) {
  if (!info.video) return cannot_copy("there is none");
  auto input = Input::open(info.path, Progress());
  if (!input) return fail(input.error());
  std::unique_ptr<CopiedPicture> copied(new CopiedPicture(std::move(*input)));
  copied->source_ = copied->input_.stream(info.video->index);
  if (copied->source_ == nullptr) return cannot_copy("the file has changed");
  copied->input_.keep_only(info.video->index);
  copied->origin_ = to_av(info.origin, copied->source_->time_base);
  if (auto formed = copied->take_form(info); !formed) return fail(formed.error());
  if (auto looked = copied->look(); !looked) return fail(looked.error());
  return copied;
}

Status CopiedPicture::take_form(const MediaInfo& info) {
  const AVCodecParameters* parameters = source_->codecpar;
  if (parameters->codec_id != AV_CODEC_ID_H264) return cannot_copy("it is not H.264");
  if (parameters->extradata_size < 7) return cannot_copy("its parameter sets are missing");
  if (parameters->extradata[0] == 1) length_bytes_ = (parameters->extradata[4] & 3) + 1;
  form_.parameters.reset(avcodec_parameters_alloc());
  if (avcodec_parameters_copy(form_.parameters.get(), parameters) < 0) return cannot_copy("out of memory");
  form_.parameters->codec_tag = 0;
  form_.time_base = source_->time_base;
  form_.frame_rate = source_->avg_frame_rate;
  form_.pixel_aspect = source_->sample_aspect_ratio;
  form_.turn = display_matrix(info.video->rotation, info.video->mirrored);
  return {};
}

// Reads the beginning, to learn whether its times can be trusted.
Status CopiedPicture::look() {
  while (waiting_.size() < look_ahead) {
    auto packet = read();
    if (!packet) return fail(packet.error());
    if (!*packet) break;
    waiting_.push_back(std::move(*packet));
  }
  if (waiting_.empty()) return cannot_copy("it is empty");
  for (const auto& packet : waiting_) {
    if (packet->pts == AV_NOPTS_VALUE) return cannot_copy("its pictures have no times");
    if (packet->dts != AV_NOPTS_VALUE) dts_shift_ = std::max(dts_shift_, packet->dts - packet->pts);
  }
  if ((waiting_.front()->flags & AV_PKT_FLAG_KEY) == 0) return cannot_copy("it does not begin with a key picture");
  fill_in_times();
  return {};
}

// Matroska knows no decoding times, and libavformat leaves those of the first pictures open; and without a frame rate
// in the file its lengths are a clock tick. Both matter: a track is as long as its decoding times say.
void CopiedPicture::fill_in_times() {
  std::vector<std::int64_t> shown;
  for (const auto& packet : waiting_) shown.push_back(packet->pts);
  std::sort(shown.begin(), shown.end());
  std::adjacent_difference(shown.begin(), shown.end(), shown.begin());
  shown.erase(shown.begin());
  if (!shown.empty()) {
    const auto middle = shown.begin() + static_cast<std::ptrdiff_t>(shown.size() / 2);
    std::nth_element(shown.begin(), middle, shown.end());
    usual_ = std::max<std::int64_t>(1, *middle);
  }
  const auto known =
      std::find_if(waiting_.begin(), waiting_.end(), [](const auto& p) { return p->dts != AV_NOPTS_VALUE; });
  if (known == waiting_.end()) return;
  for (auto open = known; open != waiting_.begin(); --open) (*std::prev(open))->dts = (*open)->dts - usual_;
}

Result<std::shared_ptr<AVPacket>> CopiedPicture::read() {
  while (!ended_) {
    auto packet = new_packet();
    auto more = input_.read(packet.get());
    if (!more) return fail(more.error());
    ended_ = !*more;
    if (*more && packet->stream_index == source_->index && packet->size > 0) return packet;
  }
  return std::shared_ptr<AVPacket>();
}

// The NAL units' lengths must fill the packet exactly, none of them 0 (ISO/IEC 14496-15, 5.3.3.2); a player stumbles
// otherwise.
bool CopiedPicture::is_whole(const AVPacket& packet) const {
  if (length_bytes_ == 0) return true;
  std::int64_t at = 0;
  while (at + length_bytes_ <= packet.size) {
    std::int64_t length = 0;
    for (int i = 0; i < length_bytes_; ++i) length = length << 8 | packet.data[at + i];
    if (length == 0) return false;
    at += length_bytes_ + length;
  }
  return at == packet.size;
}

// Moves a packet onto the film's clock and makes its decoding time one that a container accepts.
Status CopiedPicture::settle(AVPacket& packet) {
  if (packet.pts == AV_NOPTS_VALUE) return cannot_copy("some of its pictures have no time");
  if (!is_whole(packet)) return cannot_copy("some of its pictures are damaged");
  packet.pts -= origin_;
  packet.dts = packet.dts == AV_NOPTS_VALUE ? std::min(last_dts_ + 1, packet.pts) : packet.dts - origin_ - dts_shift_;
  if (last_dts_ == std::numeric_limits<std::int64_t>::min() && packet.dts > packet.pts) packet.dts = packet.pts;
  if (packet.dts <= last_dts_) packet.dts = last_dts_ + 1;
  if (packet.dts > packet.pts) return cannot_copy("its pictures are out of order");
  last_dts_ = packet.dts;
  if (packet.duration < usual_ / 2) packet.duration = usual_;
  packet.time_base = form_.time_base;
  packet.pos = -1;
  return {};
}

Result<Packet> CopiedPicture::next() {
  std::shared_ptr<AVPacket> packet;
  if (!waiting_.empty()) {
    packet = std::move(waiting_.front());
    waiting_.pop_front();
  } else {
    auto fresh = read();
    if (!fresh) return fail(fresh.error());
    packet = std::move(*fresh);
  }
  if (!packet) return Packet();
  if (auto settled = settle(*packet); !settled) return fail(settled.error());
  return Packet(std::move(packet));
}

}  // namespace

Result<std::unique_ptr<Stream>> copy_picture(const MediaInfo& info) {
  return CopiedPicture::open(info);
}

}  // namespace undertone::media
