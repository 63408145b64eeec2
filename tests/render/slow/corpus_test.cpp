// Every real clip and picture of the corpus becomes a film.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cctype>
#include <cstdlib>

#include "render/film.h"

namespace undertone::render {
namespace {

std::filesystem::path corpus() {
  const char* shared = std::getenv("UNDERTONE_SHARED");
  return std::filesystem::path(shared != nullptr ? shared : UNDERTONE_SOURCE_DIR "/../shared") / "corpus";
}

std::vector<std::string> files_in(const std::string& folder) {
  std::vector<std::string> found;
  std::error_code none;
  for (const auto& entry : std::filesystem::directory_iterator(corpus() / folder, none))
    if (entry.is_regular_file()) found.push_back(folder + "/" + entry.path().filename().string());
  std::sort(found.begin(), found.end());
  return found;
}

std::vector<std::string> films() {
  auto found = files_in("video");
  for (auto& image : files_in("image")) found.push_back(std::move(image));
  if (found.empty()) found.emplace_back("absent");
  return found;
}

// What no decoder of this machine reads, and what holds too little to be a film.
bool out_of_scope(const Error& error) {
  return error.kind == ErrorKind::unsupported || error.kind == ErrorKind::corrupt_media;
}

Time film_length(const MediaInfo& info) {
  return info.kind == MediaKind::image ? from_seconds(4) : info.length;
}

double frame_seconds(const MediaInfo& info) {
  const double rate = info.video->frame_rate.value();
  return info.kind == MediaKind::video && rate > 1 ? 1.0 / rate : 0.1;
}

void expect_plays(const MediaInfo& film, const Shown& pictures, Time length, double frame) {
  EXPECT_EQ(film.video->codec, "h264");
  EXPECT_EQ(film.audio->codec, "aac");
  EXPECT_EQ(film.audio->sample_rate, 48000);
  EXPECT_EQ(film.audio->channels, 2);
  EXPECT_NEAR(seconds(film.length), seconds(length), frame + 0.002);
  EXPECT_NEAR(seconds(film.audio->length), seconds(length), 0.020);
  EXPECT_NEAR(seconds(film.audio->start), 0, 0.010);
  EXPECT_EQ(pictures.lost, 0);
  ASSERT_FALSE(pictures.times.empty());
  EXPECT_LE(std::abs(milliseconds(pictures.times.front())), 10);
  EXPECT_TRUE(std::is_sorted(pictures.times.begin(), pictures.times.end()));
}

void expect_same_shape(const MediaInfo& source, const MediaInfo& film) {
  const double asked = static_cast<double>(source.video->display_width()) / source.video->display_height();
  const double made = static_cast<double>(film.video->display_width()) / film.video->display_height();
  EXPECT_NEAR(made / asked, 1.0, 0.02);
}

class Corpus : public testing::TestWithParam<std::string> {};

TEST_P(Corpus, BecomesAFilm) {
  if (!std::filesystem::exists(corpus())) GTEST_SKIP() << "the corpus is not there";
  const auto source = media::probe(corpus() / GetParam());
  if (!source && out_of_scope(source.error())) GTEST_SKIP() << source.error().message;
  ASSERT_TRUE(source) << source.error().message;
  const auto target = testing_clips::scratch("film.mp4");
  const Time length = film_length(*source);
  const auto done = render_whole(*source, length, target);
  ASSERT_TRUE(done) << done.error().message;
  const auto film = media::probe(target);
  ASSERT_TRUE(film) << film.error().message;
  const Shown pictures = shown(*film);
  expect_plays(*film, pictures, length, frame_seconds(*source));
  expect_same_shape(*source, *film);
  EXPECT_EQ(source->video->copyable, done->picture == Rendered::Picture::copied) << done->because;
  if (done->picture != Rendered::Picture::copied) return;
  EXPECT_EQ(payloads(*film), payloads(*source));
  EXPECT_EQ(film->video->rotation, source->video->rotation);
  const Shown original = shown(*source);
  ASSERT_EQ(pictures.times.size(), original.times.size());
  for (std::size_t i = 0; i < original.times.size(); ++i)
    EXPECT_LE(std::abs(milliseconds(pictures.times[i] - original.times[i])), 1);
}

INSTANTIATE_TEST_SUITE_P(Files, Corpus, testing::ValuesIn(films()), [](const auto& each) {
  std::string name = each.param;
  std::replace_if(
      name.begin(), name.end(), [](char c) { return std::isalnum(static_cast<unsigned char>(c)) == 0; }, '_');
  return name;
});

class Broken : public testing::TestWithParam<std::string> {};

TEST_P(Broken, EitherBecomesAFilmOrSaysWhy) {
  if (!std::filesystem::exists(corpus())) GTEST_SKIP() << "the corpus is not there";
  const auto source = media::probe(corpus() / GetParam());
  if (!source) {
    EXPECT_FALSE(source.error().message.empty());
    return;
  }
  const auto target = testing_clips::scratch("film.mp4");
  const auto done = render_whole(*source, std::min(film_length(*source), from_seconds(60)), target);
  if (!done) {
    EXPECT_FALSE(done.error().message.empty());
    return;
  }
  const auto film = media::probe(target);
  ASSERT_TRUE(film) << film.error().message;
  EXPECT_FALSE(shown(*film).times.empty());
}

std::vector<std::string> broken() {
  auto found = files_in("broken");
  if (found.empty()) found.emplace_back("absent");
  return found;
}

INSTANTIATE_TEST_SUITE_P(Files, Broken, testing::ValuesIn(broken()), [](const auto& each) {
  std::string name = each.param;
  std::replace_if(
      name.begin(), name.end(), [](char c) { return std::isalnum(static_cast<unsigned char>(c)) == 0; }, '_');
  return name;
});

}  // namespace
}  // namespace undertone::render
