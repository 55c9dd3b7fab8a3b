// SPDX-License-Identifier: GPL-3.0-or-later
#include "evidence.hpp"

#include <algorithm>
#include <map>
#include <set>

#include "landai/core/file.hpp"
#include "text.hpp"

namespace landai::report {
namespace {

constexpr std::uintmax_t kMostHashedBytes = 1024ull << 20;

/// The photo that a picture with a measurement drawn in was made of, where it can be had; else the name itself.
std::string photo_of(const View& view, const std::string& named) {
  if (!named.ends_with(kMeasuredSuffix)) return named;
  std::string photo = named.substr(0, named.size() - kMeasuredSuffix.size());
  return evidence_problem(view.in, photo).empty() ? photo : named;
}

/// Files in the order in which they are first named.
class Named {
 public:
  EvidenceFile& file(const std::string& named) {
    const auto [at, fresh] = index_.try_emplace(named, all.size());
    if (fresh) all.push_back({named, {}, {}, {}, {}});
    return all[at->second];
  }
  std::vector<EvidenceFile> all;

 private:
  std::map<std::string, std::size_t> index_;
};

template <class List, class Value>
void add_once(List& list, const Value& value) {
  if (std::find(list.begin(), list.end(), value) == list.end()) list.push_back(value);
}

}  // namespace

std::vector<std::string> files_of(const View& view, const measure::Measurement& m) {
  std::vector<std::string> files;
  if (!m.evidence.note.key.starts_with("measure.reading.from")) return files;  // of other measurements `from` is no list of files
  const std::string& from = m.evidence.from;
  for (std::size_t at = 0; at < from.size();) {
    const std::size_t end = std::min(from.find("; ", at), from.size());
    if (end > at) add_once(files, photo_of(view, from.substr(at, end - at)));
    at = end + 2;
  }
  return files;
}

std::vector<EvidenceFile> evidence_files(const View& view) {
  Named files;
  for (const auto& m : view.in.measurements.all())
    for (const std::string& file : files_of(view, m)) add_once(files.file(file).measurements, &m);
  if (view.in.earlier)
    for (const auto& e : *view.in.earlier)   // it shows a value that counts no more, and is kept
      for (const std::string& file : files_of(view, e.was)) files.file(file);
  for (const auto& item : view.in.indicators)
    for (const auto& statement : item.statements)
      for (const std::string& file : statement.said.evidence) add_once(files.file(photo_of(view, file)).items, &item);
  for (const ElementPhoto& photo : view.in.photos) {
    EvidenceFile& file = files.file(photo.named);
    for (const std::string& id : photo.subject) add_once(file.elements, id);
    file.problem = photo.problem;
    file.gone = photo.gone;
  }
  return std::move(files.all);
}

std::string shows_text(const View& view, const measure::Measurement& m) {
  return (m.subject.empty() ? std::string() : view.name(m.subject.back()) + ": ") + view.quantity(m.quantity, m.params) + " " + view.value(m);
}

std::vector<std::string> done_text(const View& view, const HandedPiece& piece) {
  std::vector<std::string> out;
  if (!piece.left_out.empty()) out.push_back(view.texts("report.evidence.left_out." + piece.left_out));
  if (!piece.made.blurred.empty())
    out.push_back(view.texts.render(message("report.evidence.blurred").with("count", std::to_string(piece.made.blurred.size()))
                                        .with("found", std::to_string(piece.made.found)).with("stated", std::to_string(piece.stated))));
  if (piece.made.under_lines > 0) out.push_back(view.texts.render(message("report.evidence.under_lines").with("count", std::to_string(piece.made.under_lines))));
  std::vector<std::string> kinds;
  for (const std::string& kind : piece.made.removed) kinds.push_back(view.word("photo_metadata", kind));
  if (!kinds.empty()) out.push_back(view.texts.render(message("report.evidence.removed").with("what", join(kinds, ", "))));
  if (piece.picture && piece.made.made_anew) out.push_back(view.texts("report.evidence.made_anew"));
  return out;
}

std::string privacy_text(const View& view) {
  const PhotoExport& how = view.in.photo_export;
  std::string out = view.texts(how.finder ? "report.evidence.looked" : "report.evidence.not_looked");
  if (how.keep.place) out += " " + view.texts("report.evidence.keeps_place");
  if (how.keep.metadata) out += " " + view.texts("report.evidence.keeps_metadata");
  return out;
}

void write_evidence_files(JsonWriter& json, const View& view) {
  const auto files = evidence_files(view);
  if (files.empty()) return;
  std::uintmax_t hashed = 0;
  json.line().key("evidence").array();
  for (const EvidenceFile& file : files) {
    std::string problem = file.problem.empty() ? evidence_problem(view.in, file.named) : file.problem, hash;
    if (problem.empty() && hashed < kMostHashedBytes) {
      const auto bytes = evidence_bytes(view.in, file.named);
      if (bytes) hash = sha256(*bytes);
      else problem = bytes.error().code == ErrorCode::limit ? "too_large" : "not_plain";
      hashed += bytes ? bytes->size() : 0;
    }
    const std::string measured = file.named + std::string(kMeasuredSuffix);
    json.line().object().text("file", file.named).text_or_null("sha256", hash).text_or_null("missing", problem);
    json.text_or_null("measured_picture", problem.empty() && evidence_bytes(view.in, measured) ? measured : std::string());
    json.key("measurements").array();
    for (const auto* m : file.measurements) json.text(m->id);
    json.end_array().key("items").array();
    for (const auto* item : file.items) json.text(item->id);
    json.end_array().texts("elements", file.elements).end_object();
  }
  json.line().end_array();
}

}  // namespace landai::report
