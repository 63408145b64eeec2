#include "base/file.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <fstream>
#include <utility>

namespace undertone {
namespace {

Error write_error(const std::filesystem::path& target) {
  const int reason = errno;
  if (reason == ENOSPC)
    return {ErrorKind::unavailable,
            fmt::format("The disk is full, so {} was not written: free some space and try again.", target.string())};
  return {ErrorKind::invalid_input,
          fmt::format("Cannot write {} ({}): choose another place for it.", target.string(), std::strerror(reason))};
}

}  // namespace

Result<std::string> read_text(const std::filesystem::path& file, std::size_t limit) {
  std::error_code ignored;
  if (!std::filesystem::is_regular_file(file, ignored))
    return fail(ErrorKind::not_found, "There is no file {}: check the name.", file.string());
  const auto size = std::filesystem::file_size(file, ignored);
  if (size > limit) return fail(ErrorKind::invalid_input, "{} is too large to be read as text.", file.string());
  std::ifstream in(file, std::ios::binary);
  std::string text(size, '\0');
  if (!in.read(text.data(), static_cast<std::streamsize>(size)))
    return fail(ErrorKind::invalid_input, "Cannot read {}: check its permissions.", file.string());
  return text;
}

PendingFile::PendingFile(std::filesystem::path target, std::filesystem::path path)
    : target_(std::move(target)), path_(std::move(path)) {}

PendingFile::PendingFile(PendingFile&& other) noexcept
    : target_(std::move(other.target_)), path_(std::exchange(other.path_, {})) {}

PendingFile::~PendingFile() {
  std::error_code ignored;
  if (!path_.empty()) std::filesystem::remove(path_, ignored);
}

Result<PendingFile> PendingFile::create(const std::filesystem::path& target) {
  std::error_code ignored;
  if (std::filesystem::is_directory(target, ignored))
    return fail(ErrorKind::invalid_input, "{} is a folder: name a file to write.", target.string());
  const auto folder = target.has_parent_path() ? target.parent_path() : std::filesystem::path(".");
  // The ending stays last, because encoders choose the container by it.
  const std::string ending = target.extension().string();
  std::string name = (folder / ("." + target.stem().string() + ".XXXXXX" + ending)).string();
  const int file = ::mkostemps(name.data(), static_cast<int>(ending.size()), O_CLOEXEC);
  if (file < 0) return fail(write_error(target));
  const mode_t mask = ::umask(0);
  ::umask(mask);
  ::fchmod(file, 0666 & ~mask);
  ::close(file);
  return PendingFile(target, name);
}

Status PendingFile::keep() {
  const int file = ::open(path_.c_str(), O_RDONLY | O_CLOEXEC);
  if (file < 0) return fail(write_error(target_));
  const bool synced = ::fsync(file) == 0;
  if (!synced) {
    auto error = write_error(target_);
    ::close(file);
    return fail(std::move(error));
  }
  ::close(file);
  if (::rename(path_.c_str(), target_.c_str()) != 0) return fail(write_error(target_));
  path_.clear();
  return {};
}

Status write_text(const std::filesystem::path& target, std::string_view text) {
  auto pending = PendingFile::create(target);
  if (!pending) return fail(pending.error());
  std::ofstream out(pending->path(), std::ios::binary);
  out.write(text.data(), static_cast<std::streamsize>(text.size()));
  out.close();
  if (!out) return fail(write_error(target));
  return pending->keep();
}

}  // namespace undertone
