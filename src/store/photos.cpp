// SPDX-License-Identifier: GPL-3.0-or-later
// Photos and their sidecars. What is measured in them comes from elsewhere; here they are kept.
#include "landai/core/file.hpp"
#include "project_impl.hpp"

namespace landai::store {
namespace {

namespace fs = std::filesystem;

constexpr std::uintmax_t kMostPhotoBytes =
    64u << 20;  // a 200 MP photo; indicators::kMostEvidenceBytes is for bundles
constexpr std::uintmax_t kMostSidecarBytes = 1u << 20;

std::string read(const fs::path& file, std::uintmax_t most) {
  auto bytes = read_file(file, most);
  if (!bytes) throw Failure{bytes.error()};
  return std::move(*bytes);
}

/// p01.jpg has p01.jpg.yaml or p01.yaml beside it.
std::optional<fs::path> sidecar_of(const fs::path& photo) {
  std::error_code ignored;
  for (const char* extension : {".yaml", ".yml"}) {
    fs::path whole = photo, short_one = photo;
    whole += extension;
    short_one.replace_extension(extension);
    for (const fs::path& path : {whole, short_one})
      if (fs::is_regular_file(path, ignored)) return path;
  }
  return std::nullopt;
}

}  // namespace

Result<Attached> Project::attach_photo(const fs::path& file, const std::vector<std::string>& subject,
                                       bool link) {
  return guarded([&] {
    Impl& in = *impl_;
    in.want_write();
    in.want_match();
    Attached told;
    const std::string bytes = read(file, kMostPhotoBytes);
    const std::string places = to_text(in.place_of(subject));
    const std::string hash = sha256(bytes);
    const auto beside = sidecar_of(file);
    const std::string side = beside ? read(*beside, kMostSidecarBytes) : std::string();
    // The same picture of the same element: its sidecar may be a better one.
    Statement there = in.database->prepare(
        "SELECT p.id, coalesce(s.sha256, '') FROM landai_photos p JOIN landai_files f ON f.id = p.file LEFT "
        "JOIN landai_files s ON s.id = p.sidecar "
        "WHERE p.ended IS NULL AND f.sha256 = ? AND p.subject = ?");
    there.bind(hash).bind(places);
    if (there.step()) {
      if (there.text(1) == (side.empty() ? std::string() : sha256(side))) {
        told.already = 1;
        return told;
      }
      in.database->prepare("UPDATE landai_photos SET ended = ? WHERE id = ?")
          .bind(in.change)
          .bind(there.integer(0))
          .run();
      told.replaced = 1;
    }
    Statement stored = in.database->prepare(
        "SELECT id FROM landai_files WHERE role = 'photo' AND sha256 = ? AND (link IS NOT NULL) = ?");
    stored.bind(hash).bind(link ? 1 : 0);
    const std::int64_t photo =
        stored.step()
            ? stored.integer(0)
            : in.keep_file("photo", file.string(), bytes, link ? fs::absolute(file).string() : std::string());
    const std::optional<std::int64_t> sidecar =
        side.empty() ? std::nullopt : std::optional(in.keep_file("sidecar", beside->string(), side));
    in.database
        ->prepare(
            "INSERT INTO landai_photos (file, sidecar, subject, subject_name, note, added) VALUES (?, ?, ?, "
            "?, '', ?)")
        .bind(photo)
        .bind(sidecar)
        .bind(places)
        .bind(in.name_of(subject))
        .bind(in.change)
        .run();
    told.added = 1;
    told.kept_files = (link ? 0 : 1) + (sidecar ? 1 : 0);
    in.what.push_back(
        message("store.did.photo").with("file", file.string()).with("place", in.name_of(subject)));
    return told;
  });
}

Result<std::vector<Photo>> Project::photos() const {
  return guarded([&] {
    std::vector<Photo> out;
    Statement rows = impl_->database->prepare(
        "SELECT p.id, p.file, p.sidecar, f.name, f.link, f.sha256, p.subject FROM landai_photos p JOIN "
        "landai_files f ON f.id = p.file WHERE p.ended IS NULL ORDER BY p.id");
    while (rows.step()) {
      Photo photo{rows.integer(0),
                  rows.integer(1),
                  rows.is_null(2) ? std::nullopt : std::optional(rows.integer(2)),
                  rows.text(3),
                  rows.text(4),
                  rows.text(5),
                  {}};
      if (auto subject = impl_->subject_of(subject_from(rows.text(6), impl_->name())))
        photo.subject = std::move(*subject);
      out.push_back(std::move(photo));
    }
    return out;
  });
}

Result<std::string> Project::content(std::int64_t file) const {
  return guarded([&] {
    Statement row = impl_->database->prepare("SELECT sha256, link FROM landai_files WHERE id = ?");
    row.bind(file);
    if (!row.step())
      throw Failure{{ErrorCode::usage,
                     message("store.no_file").with("file", std::to_string(file)),
                     impl_->name(),
                     "",
                     {}}};
    if (row.is_null(1)) return impl_->content(file, row.text(0));
    std::string bytes = read(row.text(1), kMostPhotoBytes);
    if (sha256(bytes) != row.text(0))
      throw Failure{{ErrorCode::input, message("store.link_changed"), row.text(1), "",
                     message("store.link_changed.advice")}};
    return bytes;
  });
}

}  // namespace landai::store
