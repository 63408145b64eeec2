#include "model/media_info.h"

#include <cmath>
#include <cstdlib>

namespace undertone {
namespace {

int even(double x) {
  return static_cast<int>(std::lround(x / 2.0)) * 2;
}

// Wide pixels stretch the width; tall ones the height, so that no detail is lost.
double square_width(const VideoStream& v) {
  const double aspect = v.pixel_aspect.num > 0 ? v.pixel_aspect.value() : 1.0;
  return v.width * (aspect > 1.0 ? aspect : 1.0);
}
double square_height(const VideoStream& v) {
  const double aspect = v.pixel_aspect.num > 0 ? v.pixel_aspect.value() : 1.0;
  return v.height / (aspect < 1.0 ? aspect : 1.0);
}
bool on_its_side(const VideoStream& v) {
  return v.rotation == 90 || v.rotation == 270;
}

}  // namespace

int VideoStream::display_width() const {
  return even(on_its_side(*this) ? square_height(*this) : square_width(*this));
}

int VideoStream::display_height() const {
  return even(on_its_side(*this) ? square_width(*this) : square_height(*this));
}

}  // namespace undertone
