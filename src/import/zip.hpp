// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "landai/core/error.hpp"
#include "landai/core/file.hpp"

namespace landai::importer {

struct Unzipped {
  std::string name;  ///< path inside the archive
  std::string bytes;
};

/// One row of the directory of an archive, as it is written there.
struct ZipEntry {
  std::string name;
  std::uint64_t flags = 0, method = 0, crc = 0, packed = 0, unpacked = 0, header = 0;
};
/// The directory of an archive. Error (input) when it is damaged.
[[nodiscard]] Result<std::vector<ZipEntry>> zip_directory(std::string_view archive, const std::string& file_name);
/// The content of an entry, with the limits of `unzip_one`.
[[nodiscard]] Result<std::string> unzip_entry(std::string_view archive, const ZipEntry& entry, const std::string& file_name,
                                              std::uintmax_t max_bytes);
/// macOS packs a shadow "._name" beside every file.
[[nodiscard]] bool is_zip_shadow(std::string_view name);

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
