// Result and Error: how everything that can fail says so.
//
// A fallible function returns Result<T>; the caller decides by Error::kind, whose values are named by what a caller can
// do about them. The message is one clear sentence for the person: what is wrong and what to do. Exceptions never cross
// a room: third-party ones are caught at the room's edge and become an Error.
//
//   Result<MediaInfo> probe(const Path& file);
//   auto info = probe(file);
//   if (!info) return fail(info.error());
#pragma once

#include <fmt/format.h>

#include <string>
#include <tl/expected.hpp>
#include <utility>

namespace undertone {

enum class ErrorKind { invalid_input, not_found, unsupported, corrupt_media, cancelled, unavailable, internal };

struct Error {
  ErrorKind kind = ErrorKind::internal;
  std::string message;
  bool operator==(const Error&) const = default;
};

template <class T>
using Result = tl::expected<T, Error>;
using Status = Result<void>;

inline tl::unexpected<Error> fail(Error error) {
  return tl::unexpected<Error>(std::move(error));
}

template <class... Args>
tl::unexpected<Error> fail(ErrorKind kind, fmt::format_string<Args...> text, Args&&... args) {
  return fail(Error{kind, fmt::format(text, std::forward<Args>(args)...)});
}

// "invalid_input", "not_found", …: the same spelling in JSON, logs and events.
const char* name(ErrorKind kind);
// The process exit code of design section 4: 3 bad input, 4 unsupported, 5 cancelled, 1 our fault.
int exit_code(ErrorKind kind);

}  // namespace undertone
