#include "base/spool.h"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <string>
#include <vector>

namespace undertone {
namespace {

constexpr std::int64_t block_frames = 4096;
constexpr std::int64_t block_floats = block_frames * 2;
constexpr std::int64_t not_stored = -1;

Error disk_error(const char* doing) {
  if (errno == ENOSPC)
    return {ErrorKind::unavailable,
            "The disk for temporary files is full: free some space, or set TMPDIR to another disk."};
  return {ErrorKind::unavailable, fmt::format("Could not {} a temporary file ({}).", doing, std::strerror(errno))};
}

}  // namespace

struct Spool::State {
  int file = -1;
  std::int64_t frames = 0;
  std::int64_t stored_blocks = 0;
  std::vector<std::int64_t> where;  // per block: its place in the file, or not_stored
  std::vector<float> open;          // the block being filled

  ~State() {
    if (file >= 0) ::close(file);
  }
  Status store(std::span<const float> block);
};

Spool::Spool(std::unique_ptr<State> state) : state_(std::move(state)) {}
Spool::Spool(Spool&&) noexcept = default;
Spool& Spool::operator=(Spool&&) noexcept = default;
Spool::~Spool() = default;

Result<Spool> Spool::create() {
  const char* folder = std::getenv("TMPDIR");
  std::string path = std::string(folder != nullptr && *folder != '\0' ? folder : "/tmp") + "/undertone-XXXXXX";
  auto state = std::make_unique<State>();
  state->file = ::mkostemp(path.data(), O_CLOEXEC);
  if (state->file < 0) return fail(disk_error("create"));
  ::unlink(path.c_str());
  state->open.reserve(block_floats);
  return Spool(std::move(state));
}

Status Spool::State::store(std::span<const float> block) {
  const bool silence = std::all_of(block.begin(), block.end(), [](float x) { return x == 0.0F; });
  if (silence) {
    where.push_back(not_stored);
    return {};
  }
  const char* data = reinterpret_cast<const char*>(block.data());
  std::size_t left = block.size_bytes();
  off_t at = stored_blocks * block_floats * static_cast<off_t>(sizeof(float));
  while (left > 0) {
    const ssize_t wrote = ::pwrite(file, data, left, at);
    if (wrote < 0 && errno == EINTR) continue;
    if (wrote <= 0) return fail(disk_error("write"));
    data += wrote;
    at += wrote;
    left -= static_cast<std::size_t>(wrote);
  }
  where.push_back(stored_blocks++);
  return {};
}

Status Spool::append(std::span<const float> interleaved) {
  state_->frames += static_cast<std::int64_t>(interleaved.size() / 2);
  auto& open = state_->open;
  while (!interleaved.empty()) {
    if (open.empty() && interleaved.size() >= block_floats) {
      if (auto stored = state_->store(interleaved.first(block_floats)); !stored) return stored;
      interleaved = interleaved.subspan(block_floats);
      continue;
    }
    const auto take = std::min(interleaved.size(), static_cast<std::size_t>(block_floats) - open.size());
    open.insert(open.end(), interleaved.begin(), interleaved.begin() + static_cast<std::ptrdiff_t>(take));
    interleaved = interleaved.subspan(take);
    if (open.size() < static_cast<std::size_t>(block_floats)) continue;
    if (auto stored = state_->store(open); !stored) return stored;
    open.clear();
  }
  return {};
}

Status Spool::finish() {
  if (state_->open.empty()) return {};
  state_->open.resize(block_floats, 0.0F);
  auto stored = state_->store(state_->open);
  state_->open.clear();
  return stored;
}

Status Spool::read(std::int64_t frame, std::span<float> out) const {
  while (!out.empty()) {
    const auto frames_left = static_cast<std::int64_t>(out.size() / 2);
    const std::int64_t block = frame < 0 ? -1 : frame / block_frames;
    const std::int64_t inside = frame < 0 ? 0 : frame % block_frames;
    const std::int64_t run = frame < 0 ? std::min(-frame, frames_left) : std::min(block_frames - inside, frames_left);
    const auto part = out.first(static_cast<std::size_t>(run * 2));
    const bool stored = block >= 0 && block < static_cast<std::int64_t>(state_->where.size()) &&
                        state_->where[static_cast<std::size_t>(block)] != not_stored;
    if (!stored) {
      std::fill(part.begin(), part.end(), 0.0F);
    } else {
      const auto place = state_->where[static_cast<std::size_t>(block)];
      const off_t at = (place * block_floats + inside * 2) * static_cast<off_t>(sizeof(float));
      if (::pread(state_->file, part.data(), part.size_bytes(), at) != static_cast<ssize_t>(part.size_bytes()))
        return fail(disk_error("read"));
    }
    out = out.subspan(part.size());
    frame += run;
  }
  return {};
}

bool Spool::silent(std::int64_t frame, std::int64_t frames) const {
  const std::int64_t first = std::max<std::int64_t>(frame, 0) / block_frames;
  const std::int64_t last = (frame + frames + block_frames - 1) / block_frames;
  const auto known = static_cast<std::int64_t>(state_->where.size());
  for (std::int64_t block = first; block < std::min(last, known); ++block)
    if (state_->where[static_cast<std::size_t>(block)] != not_stored) return false;
  return true;
}

std::int64_t Spool::frames() const {
  return state_->frames;
}

}  // namespace undertone
