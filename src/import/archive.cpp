// SPDX-License-Identifier: GPL-3.0-or-later
#include "landai/import/archive.hpp"

#include <algorithm>
#include <map>

#include "landai/core/file.hpp"
#include "zip.hpp"

namespace landai::importer {
namespace {

constexpr std::uintmax_t kMaxArchiveBytes = 1024ull << 20;  // the file itself: it is held in memory

Error wrong(ErrorCode code, Message what, const std::string& file, std::string where = {}) {
  return Error{code, std::move(what), file, std::move(where), message("import.archive.advice")};
}

/// The advice of a packed model speaks of IFC files.
Error readvised(Error error) {
  error.advice = message("import.archive.advice");
  return error;
}

/// A name that would lie outside the folder it is unpacked to, on any system.
bool leads_out(std::string_view name) {
  if (name.empty() || name.front() == '/' || name.find('\\') != std::string_view::npos) return true;
  if (name.size() > 1 && name[1] == ':') return true;
  if (std::any_of(name.begin(), name.end(), [](char c) { return static_cast<unsigned char>(c) < 0x20; })) return true;
  while (!name.empty()) {
    const auto end = std::min(name.find('/'), name.size());
    if (name.substr(0, end) == "..") return true;
    name.remove_prefix(std::min(end + 1, name.size()));
  }
  return false;
}

std::string printable(std::string_view name) {
  std::string out(name.substr(0, 120));
  for (char& c : out)
    if (static_cast<unsigned char>(c) < 0x20 || c == 0x7f) c = '?';
  return out;
}

/// Files whose packed bytes lie in one another are how a small archive pretends to hold a large one.
bool overlap(std::vector<ZipEntry> entries) {
  std::sort(entries.begin(), entries.end(), [](const auto& a, const auto& b) { return a.header < b.header; });
  constexpr std::uint64_t kHeader = 30;
  for (std::size_t i = 1; i < entries.size(); ++i)
    if (entries[i].header - entries[i - 1].header < kHeader || entries[i].header - entries[i - 1].header - kHeader < entries[i - 1].packed) return true;
  return false;
}

}  // namespace

struct Archive::Parts {
  std::string file;
  std::string bytes;
  std::vector<ArchiveFile> files;
  std::map<std::string, ZipEntry> entries;
};

bool is_archive(std::string_view head) { return is_zip(head); }

Result<Archive> Archive::open(const std::filesystem::path& file) {
  auto bytes = read_file(file, kMaxArchiveBytes);
  if (!bytes) return bytes.error();
  return of(std::move(*bytes), file.string());
}

Result<Archive> Archive::of(std::string bytes, const std::string& name) {
  auto parts = std::make_shared<Parts>();
  parts->file = name;
  parts->bytes = std::move(bytes);
  auto directory = zip_directory(parts->bytes, name);
  if (!directory) return readvised(directory.error());
  if (directory->size() > kMaxArchiveFiles)
    return wrong(ErrorCode::limit, message("import.archive.files").with("count", std::to_string(directory->size())), name);
  std::uint64_t total = 0;
  for (const ZipEntry& e : *directory) {
    if (leads_out(e.name)) return wrong(ErrorCode::input, message("import.archive.name").with("name", printable(e.name)), name);
    if (e.unpacked > kMaxArchiveContent || (total += e.unpacked) > kMaxArchiveContent)
      return wrong(ErrorCode::limit, message("import.archive.content"), name, printable(e.name));
    if (e.name.back() == '/' || is_zip_shadow(e.name)) continue;
    if (!parts->entries.emplace(e.name, e).second) return wrong(ErrorCode::input, message("import.archive.twice").with("name", printable(e.name)), name);
    parts->files.push_back({e.name, e.unpacked});
  }
  if (overlap(std::move(*directory))) return wrong(ErrorCode::input, message("import.archive.overlap"), name);
  Archive archive;
  archive.parts_ = std::move(parts);
  return archive;
}

const std::vector<ArchiveFile>& Archive::files() const { return parts_->files; }

Result<std::string> Archive::read(const std::string& name, std::uintmax_t max_bytes) const {
  const auto it = parts_->entries.find(name);
  if (it == parts_->entries.end()) return wrong(ErrorCode::input, message("import.archive.none").with("name", printable(name)), parts_->file);
  auto content = unzip_entry(parts_->bytes, it->second, parts_->file, max_bytes);
  if (!content) {
    Error error = readvised(content.error());
    error.where = printable(name);
    return error;
  }
  return content;
}

}  // namespace landai::importer
