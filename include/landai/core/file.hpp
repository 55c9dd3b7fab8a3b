// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "landai/core/error.hpp"

namespace landai {

/// Largest plan file we open (512 MB) and largest content of a zipped one (1 GB).
inline constexpr std::uintmax_t kMaxInputBytes = 512ull << 20;
inline constexpr std::uintmax_t kMaxUnzippedBytes = 1024ull << 20;

/// Whole content of a regular file. Error (input) for a missing file, a directory, a device, a file without read
/// permission or an empty one; Error (limit) above `max_bytes`. The size is checked before anything is read.
[[nodiscard]] Result<std::string> read_file(const std::filesystem::path& file,
                                            std::uintmax_t max_bytes = kMaxInputBytes);

/// The YAML files directly in a folder, sorted by path; none when there is no such folder. Error (pack) for a folder that cannot be
/// listed or holds more than 1,000 of them.
[[nodiscard]] Result<std::vector<std::filesystem::path>> yaml_files(const std::filesystem::path& folder);

/// Whether two paths are one file (links followed). A path where nothing is yet counts as the place it names.
[[nodiscard]] bool same_file(const std::filesystem::path& a, const std::filesystem::path& b);

/// Where writing to the path really writes: symbolic links followed, also to a place where nothing is yet.
[[nodiscard]] std::filesystem::path write_target(const std::filesystem::path& file);

/// Writes through a temporary file beside the target and renames it, so that a failure leaves what was there.
/// A symbolic link stays and what it points to is written; pipes and devices are written directly.
[[nodiscard]] Status write_file(const std::filesystem::path& file, std::string_view content);

/// SHA-256 in lower-case hex.
[[nodiscard]] std::string sha256(std::string_view bytes);

}  // namespace landai
