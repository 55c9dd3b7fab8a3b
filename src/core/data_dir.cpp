// SPDX-License-Identifier: GPL-3.0-or-later
#include "landai/core/data_dir.hpp"

#include <cstdlib>

namespace landai {

Result<std::filesystem::path> data_dir() {
  namespace fs = std::filesystem;
  std::error_code ignored;
  if (const char* stated = std::getenv("LANDAI_DATA"); stated != nullptr && *stated != '\0') {
    if (fs::is_directory(fs::path(stated) / "standards", ignored)) return fs::path(stated);
    return Error{ErrorCode::pack, message("core.data.not_there").with("folder", stated), stated, "",
                 message("core.data.advice_env")};
  }
  const fs::path program = fs::read_symlink("/proc/self/exe", ignored);
  const fs::path beside = program.parent_path().parent_path() / "share" / "landai";
  if (fs::is_directory(beside / "standards", ignored)) return beside;
  return Error{ErrorCode::pack, message("core.data.not_there").with("folder", beside.string()), beside.string(), "",
               message("core.data.advice_install")};
}

}  // namespace landai
