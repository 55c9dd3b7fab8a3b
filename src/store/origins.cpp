// SPDX-License-Identifier: GPL-3.0-or-later
// The files that what is attached came from: their names and what they were.
#include "landai/core/file.hpp"
#include "project_impl.hpp"

namespace landai::store {
namespace {

/// Of every row that counts the file that brought it and the change in which it came. What was measured in a photo
/// came from the photo, and a waiver of a finding from nobody's file.
constexpr const char* kRows =
    "SELECT 'readings' AS what, iif(source = '', file, source) AS name, added FROM landai_readings "
    "WHERE ended IS NULL AND photo IS NULL "
    "UNION SELECT 'readings', iif(source = '', file, source), added FROM landai_attestations WHERE ended IS NULL "
    "UNION SELECT 'facts', file, added FROM landai_facts WHERE ended IS NULL "
    "UNION SELECT 'facts', file, added FROM landai_waivers WHERE ended IS NULL AND finding = ''";

constexpr const char* kRole = "attached";

}  // namespace

Status Project::keep_origin(const std::string& file, std::string_view bytes) {
  return guarded([&] {
    impl_->want_write();
    Statement brought = impl_->database->prepare(std::string("SELECT 1 FROM (") + kRows + ") WHERE name = ? AND added = ? LIMIT 1");
    if (!brought.bind(file).bind(impl_->change).step()) return;
    // Without its content: the rows are in the tables.
    impl_->database
        ->prepare("INSERT INTO landai_files (role, name, sha256, bytes, added) VALUES (?, ?, ?, ?, ?)")
        .bind(kRole)
        .bind(file)
        .bind(sha256(bytes))
        .bind(static_cast<std::int64_t>(bytes.size()))
        .bind(impl_->change)
        .run();
  });
}

Result<std::vector<report::GivenFile>> Project::origins() const {
  return guarded([&] {
    std::vector<report::GivenFile> out;
    Statement rows = impl_->database->prepare(std::string("SELECT DISTINCT r.what, r.name, coalesce(f.sha256, '') FROM (") + kRows +
                                              ") r LEFT JOIN landai_files f ON f.role = ? AND f.name = r.name AND f.added = r.added "
                                              "ORDER BY r.added, r.what, r.name");
    rows.bind(kRole);
    while (rows.step() && out.size() < static_cast<std::size_t>(kMostFiles)) out.push_back({rows.text(0), rows.text(1), rows.text(2)});
    return out;
  });
}

}  // namespace landai::store
