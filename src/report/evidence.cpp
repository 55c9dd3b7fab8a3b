// SPDX-License-Identifier: GPL-3.0-or-later
// Photos and documents that readings and attestations name: read within bounds, pictures into the page.
#include "evidence.hpp"

#include <cpl_conv.h>
#include <cpl_string.h>

#include <algorithm>
#include <map>
#include <set>

#include "html.hpp"
#include "item_text.hpp"
#include "landai/core/file.hpp"
#include "text.hpp"

namespace landai::report {
namespace {

constexpr std::uintmax_t kMostReadBytes = 200ULL << 20U;
constexpr std::size_t kMostPictureBytes = 2U << 20U;
constexpr std::size_t kMostPicturesBytes = 20U << 20U;
constexpr std::size_t kMostFiles = 1000, kMostShown = 6;

/// The type of a picture by its first bytes, whatever its name says; nullptr for what a browser might run or not know.
const char* picture_type(const std::string& bytes) {
  if (bytes.starts_with("\xFF\xD8\xFF")) return "image/jpeg";
  if (bytes.starts_with("\x89PNG\r\n\x1A\n")) return "image/png";
  return nullptr;
}

std::string base64(const std::string& bytes) {
  char* text = CPLBase64Encode(static_cast<int>(bytes.size()), reinterpret_cast<const GByte*>(bytes.data()));
  std::string out(text);
  CPLFree(text);
  return out;
}

/// Files in the order in which they are first named.
class Named {
 public:
  void add(const std::string& file, const std::string& shows) {
    const auto [at, fresh] = index_.try_emplace(file, all.size());
    if (fresh) {
      all.push_back({});
      all.back().named = file;
    }
    auto& told = all[at->second].shows;
    if (std::find(told.begin(), told.end(), shows) == told.end()) told.push_back(shows);
  }
  std::vector<EvidenceFile> all;

 private:
  std::map<std::string, std::size_t> index_;
};

std::vector<EvidenceFile> named_files(const View& view) {
  Named files;
  for (const auto& m : view.in.measurements.all())
    for (const std::string& file : files_of(m))
      files.add(file, (m.subject.empty() ? std::string() : view.name(m.subject.back()) + ": ") + view.quantity(m.quantity, m.params) + " " + view.value(m));
  for (const auto& item : view.in.indicators)
    for (const auto& statement : item.statements)
      for (const std::string& file : statement.said.evidence) files.add(file, clean(item.title.in(view.texts.language())));
  return std::move(files.all);
}

/// Reads files until the bounds are met.
class Reader {
 public:
  explicit Reader(const std::filesystem::path& folder) : folder_(folder) {}

  void read(EvidenceFile& file) {
    file.problem = indicators::evidence_problem(folder_, file.named);
    if (!file.problem.empty()) return;
    auto bytes = read_file(folder_ / file.named, indicators::kMostEvidenceBytes);
    if (!bytes || read_ + bytes->size() > kMostReadBytes) {
      file.problem = bytes || bytes.error().code == ErrorCode::limit ? "too_large" : "not_plain";
      return;
    }
    read_ += bytes->size();
    file.sha256 = sha256(*bytes);
    const char* type = picture_type(*bytes);
    if (!type) {
      file.left_out = "report.evidence.no_picture";
    } else if (bytes->size() > kMostPictureBytes) {
      file.left_out = "report.evidence.large";
    } else if (shown_ + bytes->size() > kMostPicturesBytes) {
      file.left_out = "report.evidence.many";
    } else {
      shown_ += bytes->size();
      file.data_uri = "data:" + std::string(type) + ";base64," + base64(*bytes);
    }
  }

 private:
  const std::filesystem::path& folder_;
  std::uintmax_t read_ = 0;
  std::size_t shown_ = 0;
};

std::string caption(const View& view, const EvidenceFile& file) {
  std::string text = "<b>" + xml(clean(file.named)) + "</b>";
  for (std::size_t i = 0; i < file.shows.size() && i < kMostShown; ++i) text += "<br/>" + xml(file.shows[i]);
  if (file.shows.size() > kMostShown)
    text += "<br/>" + xml(view.texts.render(message("report.more").with("count", std::to_string(file.shows.size() - kMostShown))));
  if (!file.problem.empty()) text += "<br/><b>" + xml(capital(view.texts("report.bundle.missing." + file.problem))) + "</b>";
  if (file.left_out) text += "<br/>" + xml(view.texts(file.left_out));
  if (!file.sha256.empty()) text += "<br/><span class=\"small\">SHA-256 <code>" + file.sha256 + "</code></span>";
  return text;
}

}  // namespace

std::vector<std::string> files_of(const measure::Measurement& m) {
  std::vector<std::string> files;
  if (!m.evidence.note.key.starts_with("measure.reading.from")) return files;  // of other measurements `from` is no list of files
  const std::string& from = m.evidence.from;
  for (std::size_t at = 0; at < from.size();) {
    const std::size_t end = std::min(from.find("; ", at), from.size());
    if (end > at) files.push_back(from.substr(at, end - at));
    at = end + 2;
  }
  return files;
}

std::vector<EvidenceFile> evidence_files(const View& view) {
  std::vector<EvidenceFile> files = named_files(view);
  Reader reader(view.in.evidence_folder);
  for (EvidenceFile& file : files) reader.read(file);
  return files;
}

std::string evidence_links(const HtmlPage& page, const measure::Measurement& m) {
  std::string links;
  for (const std::string& file : files_of(m)) {
    const auto at = std::find_if(page.evidence.begin(), page.evidence.end(), [&](const EvidenceFile& e) { return e.named == file; });
    const std::size_t n = static_cast<std::size_t>(at - page.evidence.begin()) + 1;
    if (n <= std::min(page.evidence.size(), kMostFiles))
      links += (links.empty() ? "" : ", ") + ("<a href=\"#evidence-" + std::to_string(n) + "\">") + xml(clean(file)) + "</a>";
  }
  return links;
}

void html_evidence(HtmlPage& page) {
  if (page.evidence.empty()) return;
  page.section("evidence", "report.html.evidence");
  page.out += "<p class=\"small\">" + xml(page.view.texts("report.evidence.explained")) + "</p>\n<div class=\"photos\">\n";
  for (std::size_t i = 0; i < page.evidence.size() && i < kMostFiles; ++i) {
    const EvidenceFile& file = page.evidence[i];
    page.out += "<figure id=\"evidence-" + std::to_string(i + 1) + "\">";
    if (!file.data_uri.empty()) page.out += "<img src=\"" + file.data_uri + "\" alt=\"" + xml(file.shows.front()) + "\"/>";
    page.out += "<figcaption>" + caption(page.view, file) + "</figcaption></figure>\n";
  }
  page.out += "</div>\n";
  if (page.evidence.size() > kMostFiles)
    page.out += "<p>" + xml(page.view.texts.render(message("report.more").with("count", std::to_string(page.evidence.size() - kMostFiles)))) + "</p>\n";
  page.end_section();
}

}  // namespace landai::report
