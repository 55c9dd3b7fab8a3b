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
std::string name_in(const fs::path& folder, const Photo& photo) {
  std::string base = fs::path(photo.name).filename().string();
  if (base.empty() || base == "." || base == "..") base = "photo";
  std::error_code ignored;
  if (!fs::exists(fs::symlink_status(folder / base, ignored))) return base;
  const auto there = read_file(folder / base, kMostFileBytes);
  return there && sha256(*there) == photo.sha256 ? base : "photo-" + std::to_string(photo.id) + "/" + base;
}

}  // namespace

Result<std::vector<report::ElementPhoto>> Project::unpack_photos(const fs::path& folder) const {
  auto all = photos();
  if (!all) return all.error();
  return guarded([&] {
    std::vector<report::ElementPhoto> out;
    for (const Photo& photo : *all) {
      report::ElementPhoto told{name_in(folder, photo), photo.subject, {}};
      auto bytes = content(photo.file);
      if (bytes) {
        write(folder / told.named, *bytes);
      } else if (photo.link.empty()) {
        throw Failure{bytes.error()};
      } else {
        told.problem = bytes.error().message.key == "store.link_changed" ? "link_changed" : "link_gone";
        told.named = "photo-" + std::to_string(photo.id) + "/" + fs::path(told.named).filename().string();  // nobody else's of that name
      }
      if (photo.sidecar && told.problem.empty()) {
        auto sidecar = content(*photo.sidecar);
        if (!sidecar) throw Failure{sidecar.error()};
        write(folder / (told.named + ".yaml"), *sidecar);
      }
      out.push_back(std::move(told));
    }
    return out;
  });
}

}  // namespace landai::store
