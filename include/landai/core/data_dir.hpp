// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>

#include "landai/core/error.hpp"

namespace landai {

/// The folder that holds standards/, indicators/, profiles/, i18n/, schema/.
/// Looked for in this order: the environment variable LANDAI_DATA; ../share/landai seen from the running program
/// (so an installed tree can be moved as a whole, and the build tree has the same shape). Error (pack) if none is there.
[[nodiscard]] Result<std::filesystem::path> data_dir();

}  // namespace landai
