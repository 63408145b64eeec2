#include <cstring>
#include <deque>
#include <map>
#include <optional>
#include <utility>

#include "media/filter_graph.h"
#include "media/mux_form.h"
#include "media/write.h"

namespace undertone::media {
namespace {

class Filtered final : public Pictures {
 public:
  Filtered(std::unique_ptr<Pictures> from, std::string text) : from_(std::move(from)), text_(std::move(text)) {}
  Result<Frame> next() override;

 private:
  Status feed();
  Status take(const Frame& frame);
  Status drain();
  Status collect();
  Time length_at(Time at);

  std::unique_ptr<Pictures> from_;
  std::string text_;
  std::optional<FilterGraph> graph_;
  std::map<Time, Time> lengths_;  // of pictures inside the graph, by their time
  std::deque<Frame> ready_;
  bool ended_ = false;
};

Result<Frame> Filtered::next() {
  while (ready_.empty() && !ended_)
    if (auto fed = feed(); !fed) return fail(fed.error());
  if (ready_.empty()) return Frame();
  Frame frame = std::move(ready_.front());
  ready_.pop_front();
  return frame;
}

Status Filtered::feed() {
  auto frame = from_->next();
  if (!frame) return fail(frame.error());
  if (*frame) return take(*frame);
  ended_ = true;
  return drain();
}

Status Filtered::take(const Frame& frame) {
  if (graph_ && !graph_->fits(*frame.av()))
    if (auto drained = drain(); !drained) return drained;
  if (!graph_) {
    auto made = FilterGraph::make(*frame.av(), text_);
    if (!made) return fail(made.error());
    graph_ = std::move(*made);
  }
  lengths_[frame.at()] = frame.length();
  if (auto pushed = graph_->push(frame.av().get(), frame.at()); !pushed) return pushed;
  return collect();
}

Status Filtered::drain() {
  if (!graph_) return {};
  if (auto pushed = graph_->push(nullptr, {}); !pushed) return pushed;
  auto collected = collect();
  graph_.reset();
  return collected;
}

Status Filtered::collect() {
  for (;;) {
    auto frame = graph_->pull();
    if (!frame) return fail(frame.error());
    if (!*frame) return {};
    const Time at = graph_->time_of(**frame);
    ready_.emplace_back(std::move(*frame), at, length_at(at));
  }
}

Time Filtered::length_at(Time at) {
  const auto found = lengths_.find(at);
  const Time length = found == lengths_.end() ? Time{} : found->second;
  lengths_.erase(lengths_.begin(), lengths_.upper_bound(at));
  return length;
}

class Once final : public Pictures {
 public:
  explicit Once(Frame frame) : frame_(std::move(frame)) {}
  Result<Frame> next() override { return std::exchange(frame_, Frame()); }

 private:
  Frame frame_;
};

}  // namespace

Result<std::unique_ptr<Pictures>> filter_pictures(std::unique_ptr<Pictures> from, std::string graph) {
  if (graph.empty()) return from;
  return std::make_unique<Filtered>(std::move(from), std::move(graph));
}

Result<std::unique_ptr<Pictures>> black_picture(int width, int height) {
  auto frame = new_frame();
  frame->width = width;
  frame->height = height;
  frame->format = AV_PIX_FMT_YUV420P;
  frame->color_range = AVCOL_RANGE_MPEG;
  if (av_frame_get_buffer(frame.get(), 0) < 0)
    return fail(ErrorKind::invalid_input, "A picture of {}x{} cannot be made.", width, height);
  const auto rows = [&](int plane) { return static_cast<std::size_t>(plane == 0 ? height : (height + 1) / 2); };
  for (int plane = 0; plane < 3; ++plane)
    std::memset(frame->data[plane], plane == 0 ? 16 : 128,
                static_cast<std::size_t>(frame->linesize[plane]) * rows(plane));
  return std::make_unique<Once>(Frame(std::move(frame), Time{}, Time{}));
}

}  // namespace undertone::media
