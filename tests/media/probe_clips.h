// Clips for the tests of the reading side: the shared corpus, small ones made by the ffmpeg command, and bytes by hand.
#pragma once

#include <gtest/gtest.h>

#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include "base/spool.h"
#include "media/media.h"

namespace undertone::media {

namespace fs = std::filesystem;

inline fs::path corpus() {
  const char* shared = std::getenv("UNDERTONE_SHARED");
  return fs::path(shared != nullptr ? shared : UNDERTONE_SOURCE_DIR "/../shared") / "corpus";
}

struct Listed {
  std::string file;   // "video/flower.mp4"
  std::string shape;  // as ffprobe saw it: "mov/mp4; 5.05s; v:h264 960x540 yuv420p 29.97fps; a:aac 48000Hz 2ch"
};

// The corpus's files of one folder; none when there is no corpus.
inline std::vector<Listed> listed(const std::string& folder) {
  std::vector<Listed> found;
  std::ifstream manifest(corpus() / "MANIFEST.tsv");
  for (std::string line; std::getline(manifest, line);) {
    std::vector<std::string> cells;
    std::istringstream row(line);
    for (std::string cell; std::getline(row, cell, '\t');) cells.push_back(cell);
    if (cells.size() > 6 && cells[0].starts_with(folder + "/")) found.push_back({cells[0], cells[6]});
  }
  return found;
}

struct Folder : testing::Test {
  fs::path folder = fs::path(testing::TempDir()) /
                    ("undertone-read-" + std::string(testing::UnitTest::GetInstance()->current_test_info()->name()));
  void SetUp() override {
    fs::remove_all(folder);
    fs::create_directories(folder);
  }
  void TearDown() override { fs::remove_all(folder); }

  fs::path file(const std::string& name, const std::string& bytes) const {
    std::ofstream(folder / name, std::ios::binary) << bytes;
    return folder / name;
  }
  // What the ffmpeg command makes of these arguments; empty when there is no such command.
  fs::path made(const std::string& name, const std::string& arguments) const {
    const fs::path target = folder / name;
    const std::string command = "ffmpeg -v error -y " + arguments + " '" + target.string() + "' >/dev/null 2>&1";
    return std::system(command.c_str()) == 0 ? target : fs::path();
  }
};

inline std::string little(std::uint64_t value, int bytes) {
  std::string text;
  for (int i = 0; i < bytes; ++i) text += static_cast<char>(value >> (8 * i) & 0xff);
  return text;
}

inline std::string big(std::uint64_t value, int bytes) {
  std::string text;
  for (int i = bytes - 1; i >= 0; --i) text += static_cast<char>(value >> (8 * i) & 0xff);
  return text;
}

// 16-bit sound, interleaved.
inline std::string wav(const std::vector<std::int16_t>& samples, int rate, int channels) {
  const auto bytes = samples.size() * 2;
  std::string text = "RIFF" + little(36 + bytes, 4) + "WAVEfmt " + little(16, 4) + little(1, 2) +
                     little(static_cast<std::uint64_t>(channels), 2) + little(static_cast<std::uint64_t>(rate), 4) +
                     little(static_cast<std::uint64_t>(rate * channels * 2), 4) +
                     little(static_cast<std::uint64_t>(channels * 2), 2) + little(16, 2) + "data" + little(bytes, 4);
  for (const std::int16_t sample : samples) text += little(static_cast<std::uint16_t>(sample), 2);
  return text;
}

// Two grey levels, 2×2 pixels, each picture shown for so many hundredths of a second.
inline std::string gif(const std::vector<int>& hundredths) {
  std::string text = "GIF89a" + little(2, 2) + little(2, 2) + std::string("\x80\x00\x00", 3) +
                     std::string("\x00\x00\x00\xff\xff\xff", 6);
  for (const int delay : hundredths) {
    text += std::string("\x21\xf9\x04\x00", 4) + little(static_cast<std::uint64_t>(delay), 2) + std::string(2, '\0');
    text += "," + little(0, 2) + little(0, 2) + little(2, 2) + little(2, 2) + std::string(1, '\0');
    text += std::string("\x02\x03\x44\x34\x05\x00", 6);  // LZW: clear, four pixels, end
  }
  return text + ";";
}

inline std::vector<float> heard(const Spool& spool) {
  std::vector<float> sound(static_cast<std::size_t>(spool.frames()) * 2);
  EXPECT_TRUE(spool.read(0, sound));
  return sound;
}

// Where the left channel is loudest.
inline std::int64_t peak(const std::vector<float>& sound) {
  std::size_t best = 0;
  for (std::size_t i = 0; i < sound.size(); i += 2)
    if (std::abs(sound[i]) > std::abs(sound[best])) best = i;
  return static_cast<std::int64_t>(best / 2);
}

}  // namespace undertone::media
