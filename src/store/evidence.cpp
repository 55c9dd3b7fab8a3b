// SPDX-License-Identifier: GPL-3.0-or-later
#include "evidence.hpp"

#include <algorithm>

#include "landai/core/file.hpp"
#include "landai/indicators/indicators.hpp"

namespace landai::store {
namespace {

namespace fs = std::filesystem;

/// "visit-3/p01.jpg" is the p01.jpg of the third change, "visit-3-2/p01.jpg" the second one of it.
bool is_of_a_visit(const std::string& name, const std::string& file) {
  constexpr std::string_view kVisit = "visit-";
  if (!name.starts_with(kVisit) || !name.ends_with("/" + file)) return false;
  const auto number = std::string_view(name).substr(kVisit.size(), name.size() - kVisit.size() - file.size() - 1);
  return !number.empty() && number.find_first_not_of("0123456789-") == std::string_view::npos;
}

bool is_called(const std::string& name, const std::string& file) { return name == file || is_of_a_visit(name, file); }

}  // namespace

Result<fs::path> evidence_path(const std::string& file, const measure::EvidenceSource& source) {
  const std::string problem = indicators::evidence_problem(source.folder(), file);
  if (problem.empty()) return source.folder() / file;
  const std::string media = (fs::path("media") / file).string();
  if (problem == "not_found" && indicators::evidence_problem(source.folder(), media).empty())
    return source.folder() / media;
  return Error{problem == "too_large" ? ErrorCode::limit : ErrorCode::input, message("store.lost." + problem), file, "", {}};
}

Result<std::string> evidence_bytes(const std::string& file, const measure::EvidenceSource& source) {
  if (source.inside(file)) return source.read(file);
  const auto path = evidence_path(file, source);
  if (!path) {
    if (path.error().message.key != "store.lost.not_found") return path.error();
    const auto bytes = source.read(file);
    return !bytes && bytes.error().message.key == "measure.evidence.several" ? bytes.error() : path.error();
  }
  return read_file(*path, indicators::kMostEvidenceBytes);
}

Evidence::Evidence(Project::Impl& in) : in_(in), in_vain_(in.named_in_vain()) {
  Statement rows = in.database->prepare(
      "SELECT name, sha256, link FROM landai_files WHERE ended IS NULL AND role = 'evidence'");
  while (rows.step()) there_[rows.text(0)] = {rows.text(1), rows.text(2)};
}

void Evidence::again(const std::vector<std::string>& names) {
  for (const std::string& name : names)
    if (const auto at = in_vain_.find(name); at != in_vain_.end()) in_vain_.erase(at);
}

std::vector<std::string> Evidence::take(const std::vector<std::string>& files, const std::vector<std::string>& before,
                                        const measure::EvidenceSource& source, Attached& told) {
  std::vector<std::string> names;
  for (const std::string& file : files) names.push_back(take_one(file, before, source, told));
  return names;
}

std::string Evidence::take_one(const std::string& file, const std::vector<std::string>& before,
                               const measure::EvidenceSource& source, Attached& told) {
  if (const auto at = taken_.find(file); at != taken_.end()) return at->second;
  const auto bytes = evidence_bytes(file, source);
  if (!bytes) return missed(file, before, bytes.error().message, told);
  const std::string name = take(file, *bytes, {}, told);
  take_sidecar(file, name, source, told);
  return taken_[file] = name;
}

std::string Evidence::missed(const std::string& file, const std::vector<std::string>& before, Message why,
                             Attached& told) {
  const auto had =
      std::find_if(before.begin(), before.end(), [&](const std::string& name) { return is_called(name, file); });
  if (had != before.end() && there_.contains(*had)) return *had;
  if (told_.insert(file).second) told.lost.push_back({file, std::move(why)});
  if (had != before.end()) return *had;
  // An earlier visit's p01.jpg proves nothing of this row.
  const auto at = missing_.find(file);
  if (at != missing_.end()) return at->second;
  return missing_[file] = there_.contains(file) ? free_name(file) : file;
}

std::string Evidence::free_name(const std::string& file) const {
  const auto is_free = [&](const std::string& name) { return !there_.contains(name) && !in_vain_.contains(name); };
  const std::string visit = "visit-" + std::to_string(in_.change);
  std::string name = file;
  for (int nth = 1; !is_free(name); ++nth) name = visit + (nth > 1 ? "-" + std::to_string(nth) : "") + "/" + file;
  return name;
}

void Evidence::take_sidecar(const std::string& file, const std::string& name,
                            const measure::EvidenceSource& source, Attached& told) {
  if (const auto bytes = evidence_bytes(file + ".yaml", source)) put(name + ".yaml", *bytes, told);
}

std::string Evidence::take(const std::string& file, std::string_view bytes, const std::string& link,
                           Attached& told) {
  const std::string sha = sha256(bytes);
  for (const auto& [name, kept] : there_) {
    if (kept.sha != sha || !is_called(name, file)) continue;
    const std::string same = name;
    if (!kept.link.empty() && kept.link != link) {  // it was moved, or comes in now
      end(same);
      keep(same, bytes, sha, link, told);
    }
    return same;
  }
  const std::string name = free_name(file);  // another visit's p01.jpg is another picture
  keep(name, bytes, sha, link, told);
  return name;
}

void Evidence::put(const std::string& name, std::string_view bytes, Attached& told) {
  const std::string sha = sha256(bytes);
  if (const auto at = there_.find(name); at != there_.end()) {
    if (at->second.sha == sha) return;
    end(name);
  }
  keep(name, bytes, sha, {}, told);
}

void Evidence::end(const std::string& name) {
  in_.database->prepare("UPDATE landai_files SET ended = ? WHERE ended IS NULL AND role = 'evidence' AND name = ?")
      .bind(in_.change)
      .bind(name)
      .run();
}

void Evidence::keep(const std::string& name, std::string_view bytes, const std::string& sha,
                    const std::string& link, Attached& told) {
  in_.keep_file("evidence", name, bytes, link);
  there_[name] = {sha, link};
  ++told.kept_files;
}

std::multiset<std::string> Project::Impl::named_in_vain() const {
  std::multiset<std::string> all;
  for (const char* table : {"landai_readings", "landai_attestations"}) {
    Statement rows =
        database->prepare(std::string("SELECT evidence FROM ") + table + " WHERE ended IS NULL AND evidence <> '[]'");
    while (rows.step())
      for (std::string& named : words_from(rows.text(0), name())) all.insert(std::move(named));
  }
  Statement there = database->prepare("SELECT name FROM landai_files WHERE ended IS NULL AND role = 'evidence'");
  while (there.step()) all.erase(there.text(0));
  return all;
}

std::vector<std::string> Project::Impl::evidence_of(const char* table, std::int64_t row) const {
  Statement there = database->prepare(std::string("SELECT evidence FROM ") + table + " WHERE id = ?");
  return there.bind(row).step() ? words_from(there.text(0), name()) : std::vector<std::string>{};
}

}  // namespace landai::store
