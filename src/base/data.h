// The project's data files (styles, lexicon), which travel inside the binary.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace undertone {

struct DataFile {
  std::string_view path;  // as in the tree: "styles/lofi.toml"
  std::string_view text;
};

// Every file whose path begins with `folder`, in order of path. The text lives as long as the process.
std::vector<DataFile> data_files(std::string_view folder);

}  // namespace undertone
