// SPDX-License-Identifier: GPL-3.0-or-later
// Photos of elements out of the project again, for those who show them.
#include "landai/core/file.hpp"
#include "project_impl.hpp"

namespace landai::store {
namespace {

namespace fs = std::filesystem;

void write(const fs::path& file, std::string_view bytes) {
  std::error_code ignored;  // told by the writing
  fs::create_directories(file.parent_path(), ignored);
  if (const Status wrong = write_file(file, bytes)) throw Failure{*wrong};
}

/// The name a photo has in the folder: its own where that is free or the same picture, else one with its number.
/// It is not free where a row names a file so that cannot be had: this is not what the row had in mind.
std::string name_in(const fs::path& folder, const Photo& photo, const std::multiset<std::string>& in_vain) {
  std::string base = fs::path(photo.name).filename().string();
  if (base.empty() || base == "." || base == "..") base = "photo";
  std::error_code ignored;
  const std::string own = "photo-" + std::to_string(photo.id) + "/" + base;
  if (!fs::exists(fs::symlink_status(folder / base, ignored))) return in_vain.contains(base) ? own : base;
  const auto there = read_file(folder / base, kMostFileBytes);
  return there && sha256(*there) == photo.sha256 ? base : own;
}

}  // namespace

std::map<std::string, std::int64_t> Project::Impl::last_sidecars() const {
  std::map<std::string, std::int64_t> last;
  Statement rows = database->prepare(
      "SELECT f.sha256, f.name, s.id, s.name, s.sha256 FROM landai_photos p JOIN landai_files f ON f.id = p.file JOIN "
      "landai_files s ON s.id = p.sidecar UNION ALL "
      "SELECT f.sha256, f.name, s.id, s.name, s.sha256 FROM landai_files f JOIN landai_files s ON s.name = f.name || "
      "'.yaml' WHERE f.role = 'evidence' AND s.role = 'evidence' ORDER BY 3");
  // Older projects hold what only lay beside the photo.
  while (rows.step())
    if (is_sidecar(rows.text(3), content(rows.integer(2), rows.text(4)), rows.text(1)))
      last[rows.text(0)] = rows.integer(2);
  return last;
}

Result<std::vector<report::ElementPhoto>> Project::unpack_photos(const fs::path& folder) const {
  auto all = photos();
  if (!all) return all.error();
  return guarded([&] {
    std::vector<report::ElementPhoto> out;
    const auto sidecars = impl_->last_sidecars();
    const auto in_vain = impl_->named_in_vain();
    for (const Photo& photo : *all) {
      report::ElementPhoto told{name_in(folder, photo, in_vain), photo.subject, {}, photo.gone};
      auto bytes = content(photo.file);
      if (bytes) {
        write(folder / told.named, *bytes);
      } else if (photo.link.empty()) {
        throw Failure{bytes.error()};
      } else {
        told.problem = bytes.error().message.key == "store.link_changed" ? "link_changed" : "link_gone";
        told.named = "photo-" + std::to_string(photo.id) + "/" + fs::path(told.named).filename().string();  // nobody else's of that name
      }
      const auto said = sidecars.find(photo.sha256);
      if (said != sidecars.end() && told.problem.empty()) {
        auto sidecar = content(said->second);
        if (!sidecar) throw Failure{sidecar.error()};
        write(folder / (told.named + ".yaml"), *sidecar);
      }
      out.push_back(std::move(told));
    }
    return out;
  });
}

}  // namespace landai::store
