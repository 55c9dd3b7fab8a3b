// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "landai/core/error.hpp"

namespace landai::report {

struct ZipFile {
  std::string name;  ///< path in the archive, ASCII, with slashes
  std::string bytes;
};

/// A ZIP archive of the files, in their order. The same files and date give the same bytes: every time stamp
/// is the date
/// ("2026-11-20") at midnight, or 1 January 1980, where ZIP's calendar begins. Error (output) when the
/// library cannot make it.
[[nodiscard]] Result<std::string> zip(const std::vector<ZipFile>& files, std::string_view date);

}  // namespace landai::report
