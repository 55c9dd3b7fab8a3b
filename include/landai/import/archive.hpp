// SPDX-License-Identifier: GPL-3.0-or-later
// A ZIP archive that somebody sends: what is in it, and its files one at a time, within limits.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "landai/core/error.hpp"

namespace landai::importer {

/// Limits of an archive. A form with a thousand photos stays far below them.
inline constexpr std::size_t kMaxArchiveFiles = 10'000;
inline constexpr std::uintmax_t kMaxArchiveContent = 8192ull << 20;  ///< all files together, as the archive states them

struct ArchiveFile {
  std::string name;          ///< path inside, with slashes
  std::uint64_t bytes = 0;   ///< as stated; never believed when it is read
};

/// An opened archive. Copies share the bytes.
class Archive {
 public:
  /// Error (input) for a file that cannot be read or a damaged archive, for names that lead out of a folder ("../x", "/x", "C:\x") and for files
  /// that overlap one another; Error (limit) above the limits.
  [[nodiscard]] static Result<Archive> open(const std::filesystem::path& file);
  /// The same from memory; `name` is what errors call it.
  [[nodiscard]] static Result<Archive> of(std::string bytes, const std::string& name);

  [[nodiscard]] const std::vector<ArchiveFile>& files() const;   ///< without folders and macOS's shadows; as in the directory
  /// The content of a file of `files()`. Error (limit) above `max_bytes`, or when it unpacks to more than 200 times its packed size
  /// beyond 64 MB; (input) when there is none of that name, it is encrypted, damaged or its check sum is wrong.
  [[nodiscard]] Result<std::string> read(const std::string& name, std::uintmax_t max_bytes) const;

 private:
  struct Parts;
  std::shared_ptr<const Parts> parts_;
};

/// True for the first bytes of a ZIP archive.
[[nodiscard]] bool is_archive(std::string_view head);

}  // namespace landai::importer
