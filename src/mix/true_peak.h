// True peak: the height of the wave between the samples, by 4× oversampling (ITU-R BS.1770-4, annex 2).
#pragma once

#include <cstdint>
#include <span>

namespace undertone::mix {

inline constexpr std::int64_t hop_frames = 16;   // peaks are found per hop
inline constexpr std::int64_t peak_margin = 16;  // frames that must lie before and after what is looked at

// The peak of each hop of one channel; `samples` holds peak_margin more on either side of peaks.size() hops. Only hops
// that may exceed `interest` are looked at between the samples; of the others the sample peak is given.
// Both channels of a stereo signal go into the same peaks, which keep the larger.
void raise_peaks(std::span<const float> samples, float interest, std::span<float> peaks);

// The highest of all, at least `floor`.
float true_peak(std::span<const float> samples, float floor);

}  // namespace undertone::mix
