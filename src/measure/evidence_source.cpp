// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <fstream>
#include <set>
#include <string>
#include <vector>

#include "landai/core/file.hpp"
#include "landai/import/archive.hpp"
#include "landai/measure/readings.hpp"

namespace landai::measure {
namespace {

constexpr std::uintmax_t kMostBytes = 96ull << 20;   // a photo

Error wrong(Message what, const std::string& file, const std::string& where) {
  return Error{ErrorCode::input, std::move(what), file, where, message("measure.evidence.advice")};
}

/// Evidence lies in the folder or below it.
bool leads_out(const std::filesystem::path& name) {
  return name.empty() || name.is_absolute() || std::any_of(name.begin(), name.end(), [](const auto& part) { return part == ".."; });
}

/// Files of an archive that are called so, in whatever folder.
std::vector<std::string> called(const std::set<std::string>& names, const std::string& name) {
  std::vector<std::string> out;
  for (const std::string& one : names)
    if (std::filesystem::path(one).filename() == name) out.push_back(one);
  return out;
}

}  // namespace

struct EvidenceSource::Place {
  std::string file;
  std::filesystem::path folder;
  std::optional<importer::Archive> archive;
  std::set<std::string> names;   ///< in the archive
};

Result<EvidenceSource> EvidenceSource::open(const std::filesystem::path& readings_file) {
  auto place = std::make_shared<Place>();
  place->file = readings_file.string();
  place->folder = std::filesystem::absolute(readings_file).parent_path();
  std::string head(4, '\0');
  std::ifstream(readings_file, std::ios::binary).read(head.data(), 4);
  if (importer::is_archive(head)) {
    auto archive = importer::Archive::open(readings_file);
    if (!archive) return archive.error();
    for (const importer::ArchiveFile& f : archive->files()) place->names.insert(f.name);
    place->archive = std::move(*archive);
  }
  EvidenceSource out;
  out.place_ = std::move(place);
  return out;
}

bool EvidenceSource::inside(const std::string& name) const { return place_->names.contains(name); }
const std::filesystem::path& EvidenceSource::folder() const { return place_->folder; }

Result<std::string> EvidenceSource::read(const std::string& name) const {
  if (inside(name)) return place_->archive->read(name, kMostBytes);
  if (leads_out(name)) return wrong(message("measure.evidence.outside"), place_->file, name);
  std::error_code failed;
  for (const auto& path : {place_->folder / name, place_->folder / "media" / name})
    if (std::filesystem::is_regular_file(path, failed)) return read_file(path, kMostBytes);
  // Which of several was meant is not guessed.
  if (const auto several = called(place_->names, name); several.size() > 1)
    return Error{ErrorCode::input, message("measure.evidence.several").with("a", several[0]).with("b", several[1]), place_->file, name,
                 message("measure.evidence.several.advice")};
  return wrong(message("measure.evidence.none"), place_->file, name);
}

}  // namespace landai::measure
