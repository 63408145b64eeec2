// Files: reading a whole one, and writing one so that it appears whole or not at all.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

#include "base/result.h"

namespace undertone {

// invalid_input when there is no such file, it is a folder, or it is larger than `limit` bytes.
Result<std::string> read_text(const std::filesystem::path& file, std::size_t limit = std::size_t{64} << 20);

// A name in the folder of `target`, to be written and then kept; removed again if keep() is never reached.
//
//   auto draft = PendingFile::create("out.mp4");   // makes ".out.mp4.XXXXXX" beside it
//   write(draft->path()); draft->keep();           // fsync, rename
class PendingFile {
 public:
  static Result<PendingFile> create(const std::filesystem::path& target);
  PendingFile(PendingFile&& other) noexcept;
  PendingFile& operator=(PendingFile&&) = delete;
  ~PendingFile();

  const std::filesystem::path& path() const { return path_; }
  Status keep();

 private:
  PendingFile(std::filesystem::path target, std::filesystem::path path);
  std::filesystem::path target_;
  std::filesystem::path path_;  // empty once kept or moved from
};

Status write_text(const std::filesystem::path& target, std::string_view text);

}  // namespace undertone
