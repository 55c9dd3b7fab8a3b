// SPDX-License-Identifier: GPL-3.0-or-later
// Evidence bundle: one folder per form and item, a signature page, an index, and a manifest with the SHA-256
// of every file.
#include <algorithm>
#include <map>
#include <set>

#include "bundle_pages.hpp"
#include "evidence.hpp"
#include "json_writer.hpp"
#include "landai/core/file.hpp"
#include "picture.hpp"
#include "text.hpp"
#include "zip_writer.hpp"

#ifndef LANDAI_VERSION
#define LANDAI_VERSION "0"
#endif

namespace landai::report {
namespace {

namespace fs = std::filesystem;
using indicators::Indicator;

constexpr std::uintmax_t kMostAttachedBytes = 200ULL << 20U;
constexpr std::size_t kMostPictures = 12;  ///< of one item

/// A file's own name with letters that every system takes; never empty, never with a slash or a leading dot.
std::string safe_name(const std::string& file) {
  std::string out;
  for (const char c : fs::path(file).filename().string()) {
    const bool plain = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
                       c == '-' || c == '_' || c == '.';
    out += plain ? c : '_';
  }
  if (out.size() > 80) out.erase(0, out.size() - 80);  // the ending stays
  if (out.empty() || out.front() == '.') out.insert(0, "file");
  return out;
}

/// Reads what attestations name, within the bounds; what cannot be had is told, and is no reason to lose the
/// run.
class Attachments {
 public:
  explicit Attachments(fs::path folder) : folder_(std::move(folder)) {}

  Attached read(const std::string& named, const std::string& item_folder, std::set<std::string>& taken) {
    Attached out;
    out.named = clean(named);
    out.missing = indicators::evidence_problem(folder_, named);
    if (!out.missing.empty()) return out;
    auto bytes = read_file(folder_ / named, indicators::kMostEvidenceBytes);
    if (!bytes) {
      out.missing = bytes.error().code == ErrorCode::limit ? "too_large" : "not_plain";
      return out;
    }
    if (used_ + bytes->size() > kMostAttachedBytes) {
      out.missing = "too_large";
      return out;
    }
    used_ += bytes->size();
    std::string name = safe_name(named);
    for (int n = 2; !taken.insert(name).second; ++n) name = std::to_string(n) + "-" + safe_name(named);
    out.path = item_folder + "/evidence/" + name;
    out.bytes = std::move(*bytes);
    return out;
  }

 private:
  fs::path folder_;
  std::uintmax_t used_ = 0;
};

/// Levels on which an item's facility or its findings lie, in the plan's order.
std::vector<std::string> levels_of(const View& view, const Indicator& item,
                                   const std::vector<Finding>& findings) {
  std::set<std::string> wanted;
  const auto add = [&](const std::string& id) {
    if (const Element* e = view.element(id)) wanted.insert(e->levels.begin(), e->levels.end());
  };
  for (const std::string& id : item.elements) add(id);
  for (const Finding& f : findings)
    for (const std::string& id : f.places) add(id);
  std::vector<std::string> out;
  for (const Level& level : view.in.plan.levels)
    if (wanted.contains(level.id) && out.size() < kMostPictures) out.push_back(level.id);
  return out;
}

/// The files that an item's attestations name, then those of the readings on which its checks rest.
std::vector<std::string> named_by(const View& view, const Indicator& item) {
  std::vector<std::string> files;
  for (const auto& statement : item.statements)
    files.insert(files.end(), statement.said.evidence.begin(), statement.said.evidence.end());
  for (const std::string& id : item.checks)
    if (const auto* check = view.check(id))
      for (const std::string& measured : check->measurements)
        if (const auto* m = view.measurement(measured))
          for (std::string& file : files_of(*m)) files.push_back(std::move(file));
  return files;
}

/// The findings that speak of an item's checks.
std::vector<Finding> findings_of(const Indicator& item, const std::vector<Finding>& all) {
  const std::set<std::string> own(item.checks.begin(), item.checks.end());
  std::vector<Finding> out;
  for (const Finding& f : all)
    if (std::any_of(f.checks.begin(), f.checks.end(),
                    [&](const std::string& id) { return own.contains(id); }))
      out.push_back(f);
  return out;
}

void add_pictures(std::vector<ZipFile>& files, ItemFolder& folder, const View& view,
                  const std::vector<Finding>& all) {
  const auto findings = findings_of(*folder.item, all);
  const auto levels = levels_of(view, *folder.item, findings);
  if (levels.empty()) return;
  Pictures pictures(view, findings);
  pictures.outline(folder.item->elements);
  for (const std::string& level : levels) {
    folder.pictures.push_back("level-" + safe_name(level) + ".svg");
    files.push_back({folder.path + "/" + folder.pictures.back(), pictures.level(level, true)});
  }
}

std::string manifest(const View& view, const std::vector<ZipFile>& files,
                     const std::vector<ItemFolder>& folders) {
  JsonWriter json;
  const Facility& f = view.in.facility;
  json.object().text("schema", "landai-bundle/1").text("tool", "landai " LANDAI_VERSION);
  json.line()
      .key("facility")
      .object()
      .text_or_null("id", clean(f.id))
      .text("name", facility_title(view))
      .text_or_null("unit", clean(f.unit))
      .text_or_null("assessor", clean(f.assessor))
      .text_or_null("date", clean(f.date))
      .end_object();
  const auto listed = [&json](const auto& sets) {
    for (const auto& set : sets) {
      json.line()
          .object()
          .text("id", set.id)
          .text("version", set.version)
          .text("sha256", set.sha256);
      if constexpr (requires { set.over; })
        if (!set.over.empty()) json.text("over", set.over);
      json.end_object();
    }
    json.line().end_array();
  };
  json.line().key("plans").array();
  for (const auto& source : view.in.plan.sources)
    json.line().object().text("file", clean(fs::path(source.file).filename().string())).text("sha256", source.sha256).end_object();
  json.line().end_array().line().key("packs").array();
  listed(view.in.packs);
  json.line().key("forms").array();
  listed(view.in.forms);
  if (const auto* policy = view.in.policy)
    json.line()
        .key("policy")
        .object()
        .text("id", policy->id)
        .text("version", policy->version)
        .text("sha256", policy->sha256)
        .end_object();
  json.line().key("files").array();
  for (const ZipFile& file : files)
    json.line()
        .object()
        .text("path", file.name)
        .key("bytes")
        .integer(static_cast<long long>(file.bytes.size()))
        .text("sha256", sha256(file.bytes))
        .end_object();
  json.line().end_array().line().key("evidence").array();
  for (const ItemFolder& folder : folders)
    for (const Attached& file : folder.attached)
      json.line()
          .object()
          .text("item", folder.item->id)
          .text("named", file.named)
          .text_or_null("path", file.path)
          .text_or_null("missing", file.missing)
          .end_object();
  json.line().end_array().end_object();
  return json.take() + "\n";
}

}  // namespace

Result<std::string> bundle(const Inputs& in, const Texts& texts) {
  const View view(in, texts);
  const auto findings = find_all(view);
  Attachments attachments(in.evidence_folder);
  std::vector<ZipFile> files;
  std::vector<ItemFolder> folders;
  for (const auto& form : in.forms)
    for (const Indicator* item : items_of(view, form)) {
      if (!item->filled) continue;
      ItemFolder folder{&form, item, form.id + "/" + item->id, {}, {}};
      std::set<std::string> taken, named;
      add_pictures(files, folder, view, findings);
      for (const std::string& file : named_by(view, *item))
        if (named.insert(file).second)
          folder.attached.push_back(attachments.read(file, folder.path, taken));
      for (Attached& file : folder.attached)
        if (file.missing.empty()) files.push_back({file.path, std::move(file.bytes)});
      files.push_back({folder.path + "/findings.html", item_page(view, folder)});
      folders.push_back(std::move(folder));
    }
  files.push_back({"forms.csv", form_csv(in, texts)});
  files.push_back({"signature.html", signature_page(view)});
  files.push_back({"index.html", index_page(view, folders)});
  // The manifest cannot hold its own sum; everything else is in it.
  files.push_back({"manifest.json", manifest(view, files, folders)});
  std::rotate(files.begin(), files.end() - 4, files.end());  // what a reader opens first stands first
  return zip(files, in.facility.date);
}

}  // namespace landai::report
