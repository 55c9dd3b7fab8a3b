// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "landai/core/error.hpp"
#include "landai/core/file.hpp"

namespace landai::importer {

struct Unzipped {
  std::string name;  ///< path inside the archive
  std::string bytes;
};

/// True for the first bytes of a zip archive.
[[nodiscard]] bool is_zip(std::string_view head);

/// The one file of an archive whose name ends with `extension` (lower case, with its dot; case does not
/// matter).
///
/// What the archive says of sizes is never believed: reading stops at `max_bytes`, and at 200 times the
/// packed size beyond the first 64 MB, so that a small file cannot fill the memory. The check sum must fit.
/// Errors: none or several such files (named), encryption, a packing method other than stored and deflate, a
/// damaged archive.
[[nodiscard]] Result<Unzipped> unzip_one(std::string_view archive, std::string_view extension,
                                         const std::string& file_name,
                                         std::uintmax_t max_bytes = kMaxUnzippedBytes);

}  // namespace landai::importer
