#include "media/filter_graph.h"

#include "media/mux_form.h"

extern "C" {
#include <libavfilter/avfilter.h>
#include <libavfilter/buffersink.h>
#include <libavfilter/buffersrc.h>
}

namespace undertone::media {
namespace {

constexpr AVRational flick{1, static_cast<int>(flicks_per_second)};

std::string source_text(const AVFrame& sample) {
  const AVRational aspect = sample.sample_aspect_ratio;
  std::string text = fmt::format("width={}:height={}:pix_fmt={}:time_base={}/{}:sar={}/{}", sample.width, sample.height,
                                 sample.format, flick.num, flick.den, aspect.num, aspect.den > 0 ? aspect.den : 1);
#if LIBAVFILTER_VERSION_MAJOR >= 10  // before, filters took these from each frame
  text +=
      fmt::format(":colorspace={}:range={}", static_cast<int>(sample.colorspace), static_cast<int>(sample.color_range));
#endif
  return text;
}

void free_ends(AVFilterInOut** ends) {
  avfilter_inout_free(ends);
}

}  // namespace

void free_graph(AVFilterGraph** graph) {
  avfilter_graph_free(graph);
}

Result<FilterGraph> FilterGraph::make(const AVFrame& sample, const std::string& text) {
  FilterGraph made;
  made.graph_.reset(avfilter_graph_alloc());
  made.width_ = sample.width;
  made.height_ = sample.height;
  made.format_ = sample.format;
  AVFilterGraph* graph = made.graph_.get();
  const auto broken = [&](int code) {
    return fail(av_error(code, ErrorKind::internal, fmt::format("filter the picture with \"{}\"", text)));
  };
  int code = avfilter_graph_create_filter(&made.source_, avfilter_get_by_name("buffer"), "in",
                                          source_text(sample).c_str(), nullptr, graph);
  if (code < 0) return broken(code);
  code = avfilter_graph_create_filter(&made.sink_, avfilter_get_by_name("buffersink"), "out", nullptr, nullptr, graph);
  if (code < 0) return broken(code);
  // libavfilter names the ends from the text's side: its input is fed by our source.
  Handle<AVFilterInOut, free_ends> outputs(avfilter_inout_alloc());
  Handle<AVFilterInOut, free_ends> inputs(avfilter_inout_alloc());
  *outputs = {av_strdup("in"), made.source_, 0, nullptr};
  *inputs = {av_strdup("out"), made.sink_, 0, nullptr};
  AVFilterInOut* open_inputs = inputs.release();
  AVFilterInOut* open_outputs = outputs.release();
  code = avfilter_graph_parse_ptr(graph, text.c_str(), &open_inputs, &open_outputs, nullptr);
  inputs.reset(open_inputs);
  outputs.reset(open_outputs);
  if (code < 0) return broken(code);
  code = avfilter_graph_config(graph, nullptr);
  if (code < 0) return broken(code);
  return made;
}

bool FilterGraph::fits(const AVFrame& frame) const {
  return frame.width == width_ && frame.height == height_ && frame.format == format_;
}

Status FilterGraph::push(const AVFrame* frame, Time at) {
  std::shared_ptr<AVFrame> timed;
  if (frame != nullptr) {
    timed = new_frame();
    if (av_frame_ref(timed.get(), frame) < 0) return fail(ErrorKind::internal, "Out of memory.");
    timed->pts = at.count();
  }
  const int code = av_buffersrc_add_frame(source_, timed.get());
  if (code < 0) return fail(av_error(code, ErrorKind::internal, "filter a picture"));
  return {};
}

Result<std::shared_ptr<AVFrame>> FilterGraph::pull() {
  auto frame = new_frame();
  const int code = av_buffersink_get_frame(sink_, frame.get());
  if (code == AVERROR(EAGAIN) || code == AVERROR_EOF) return std::shared_ptr<AVFrame>();
  if (code < 0) return fail(av_error(code, ErrorKind::internal, "filter a picture"));
  return frame;
}

Time FilterGraph::time_of(const AVFrame& frame) const {
  return from_av(frame.pts, av_buffersink_get_time_base(sink_));
}

}  // namespace undertone::media
