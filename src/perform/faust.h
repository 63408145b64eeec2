// FaustDsp: the base class of what the Faust compiler makes of voices/*.dsp, with the two types that code expects to
// find. Include it before a generated header.
#pragma once

#include <functional>
#include <memory>
#include <mutex>
#include <string_view>

#include "base/spool.h"

// Names that the generated code uses.
class UI {
 public:
  virtual ~UI() = default;
  virtual void add(const char* name, float* zone) = 0;

  void openTabBox(const char*) {}
  void openHorizontalBox(const char*) {}
  void openVerticalBox(const char*) {}
  void closeBox() {}
  void declare(float*, const char*, const char*) {}
  void addButton(const char* name, float* zone) { add(name, zone); }
  void addCheckButton(const char* name, float* zone) { add(name, zone); }
  void addVerticalSlider(const char* name, float* zone, float, float, float, float) { add(name, zone); }
  void addHorizontalSlider(const char* name, float* zone, float, float, float, float) { add(name, zone); }
  void addNumEntry(const char* name, float* zone, float, float, float, float) { add(name, zone); }
};

class Meta {
 public:
  void declare(const char*, const char*) {}
};

class FaustDsp {
 public:
  virtual ~FaustDsp() = default;
  virtual void instanceInit(int sample_rate) = 0;
  virtual void instanceClear() = 0;
  virtual void buildUserInterface(UI* ui) = 0;
  virtual void compute(int frames, float** inputs, float** outputs) = 0;
};

namespace undertone::perform {

template <class Generated>
std::unique_ptr<FaustDsp> make_voice() {
  static std::once_flag once;
  std::call_once(once, [] { Generated::classInit(sample_rate); });
  auto made = std::make_unique<Generated>();
  made->instanceInit(sample_rate);
  return made;
}

}  // namespace undertone::perform
