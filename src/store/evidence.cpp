// SPDX-License-Identifier: GPL-3.0-or-later
#include "evidence.hpp"

#include "landai/core/file.hpp"
#include "landai/indicators/indicators.hpp"

namespace landai::store {
namespace {

/// "visit-3/p01.jpg" is the p01.jpg of the third change.
bool is_of_a_visit(const std::string& name, const std::string& file) {
  return name.starts_with("visit-") && name.ends_with("/" + file) &&
         name.find_first_not_of("0123456789", 6) == name.size() - file.size() - 1;
}

}  // namespace

Result<std::string> evidence_bytes(const std::string& file, const measure::EvidenceSource& source) {
  if (source.inside(file)) return source.read(file);
  if (const std::string problem = indicators::evidence_problem(source.folder(), file); !problem.empty())
    return Error{problem == "too_large" ? ErrorCode::limit : ErrorCode::input, message("store.lost." + problem), file, "", {}};
  return read_file(source.folder() / file, indicators::kMostEvidenceBytes);
}

Evidence::Evidence(Project::Impl& in) : in_(in) {
  Statement rows = in.database->prepare(
      "SELECT name, sha256 FROM landai_files WHERE ended IS NULL AND role = 'evidence'");
  while (rows.step()) there_[rows.text(0)] = rows.text(1);
}

std::vector<std::string> Evidence::take(const std::vector<std::string>& files,
                                        const measure::EvidenceSource& source, Attached& told) {
  std::vector<std::string> names;
  for (const std::string& file : files) names.push_back(take_one(file, source, told));
  return names;
}

std::string Evidence::take_one(const std::string& file, const measure::EvidenceSource& source,
                               Attached& told) {
  if (const auto at = taken_.find(file); at != taken_.end()) return at->second;
  std::string name = file;
  if (const auto bytes = evidence_bytes(file, source)) {
    name = take(file, *bytes, {}, told);
    take_sidecar(file, name, source, told);
  } else if (!there_.contains(file)) {
    told.lost.push_back({file, bytes.error().message});
  }
  return taken_[file] = name;
}

void Evidence::take_sidecar(const std::string& file, const std::string& name,
                            const measure::EvidenceSource& source, Attached& told) {
  if (const auto bytes = evidence_bytes(file + ".yaml", source)) put(name + ".yaml", *bytes, told);
}

std::string Evidence::take(const std::string& file, std::string_view bytes, const std::string& link,
                           Attached& told) {
  const std::string sha = sha256(bytes);
  for (const auto& [name, other] : there_)
    if (other == sha && (name == file || is_of_a_visit(name, file))) return name;
  // Another visit's p01.jpg is another picture.
  const std::string name =
      there_.contains(file) ? "visit-" + std::to_string(in_.change) + "/" + file : file;
  keep(name, bytes, sha, link, told);
  return name;
}

void Evidence::put(const std::string& name, std::string_view bytes, Attached& told) {
  const std::string sha = sha256(bytes);
  if (const auto at = there_.find(name); at != there_.end()) {
    if (at->second == sha) return;
    in_.database
        ->prepare("UPDATE landai_files SET ended = ? WHERE ended IS NULL AND role = 'evidence' AND name = ?")
        .bind(in_.change)
        .bind(name)
        .run();
  }
  keep(name, bytes, sha, {}, told);
}

void Evidence::keep(const std::string& name, std::string_view bytes, const std::string& sha,
                    const std::string& link, Attached& told) {
  in_.keep_file("evidence", name, bytes, link);
  there_[name] = sha;
  ++told.kept_files;
}

}  // namespace landai::store
