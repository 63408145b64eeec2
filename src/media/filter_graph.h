// Inside `media` only: a libavfilter graph of one input and one output as a value that frees itself.
#pragma once

#include <memory>
#include <string>

#include "media/av.h"

struct AVFilterContext;
struct AVFilterGraph;

namespace undertone::media {

void free_graph(AVFilterGraph** graph);

// The clock in the graph is Time's own: one tick is one flick.
class FilterGraph {
 public:
  // For pictures like `sample`.
  static Result<FilterGraph> make(const AVFrame& sample, const std::string& text);
  bool fits(const AVFrame& frame) const;
  Status push(const AVFrame* frame, Time at);  // nullptr: nothing more will come
  // nullptr: it needs more.
  Result<std::shared_ptr<AVFrame>> pull();
  Time time_of(const AVFrame& frame) const;

 private:
  Handle<AVFilterGraph, free_graph> graph_;
  AVFilterContext* source_ = nullptr;
  AVFilterContext* sink_ = nullptr;
  int width_ = 0;
  int height_ = 0;
  int format_ = -1;
};

}  // namespace undertone::media
