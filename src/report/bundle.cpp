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

/// A picture that was coded anew is a JPEG, whatever the file that it was made of is called.
std::string archive_name(const HandedPiece& piece) {
  std::string name = safe_name(piece.named);
  if (piece.made.made_anew && !name.ends_with(".jpg") && !name.ends_with(".jpeg")) name += ".jpg";
  return name;
}

/// What an item's files are called in the archive, and the files themselves.
class Attachments {
 public:
  explicit Attachments(const View& view) : view_(view), hand_on_(view.in, HandBounds{}) {}

  void add(const EvidenceFile& file, ItemFolder& folder, std::set<std::string>& taken, std::vector<ZipFile>& files) {
    const Handed& handed = hand_on_.file(file.named);
    std::vector<std::string> shows;
    for (const auto* m : file.measurements) shows.push_back(shows_text(view_, *m));
    if (!file.gone.empty()) shows.push_back(view_.texts.render(message("report.bundle.gone").with("element", clean(file.gone))));
    if (!handed.problem.empty())
      folder.attached.push_back({clean(file.named), {}, file.problem.empty() ? handed.problem : file.problem, {}, std::move(shows)});
    for (const HandedPiece& piece : handed.pieces) {
      Attached out{clean(piece.named), {}, {}, piece, shows};
      if (piece.left_out.empty()) {
        std::string name = archive_name(piece);
        for (int n = 2; !taken.insert(name).second; ++n) name = std::to_string(n) + "-" + archive_name(piece);
        out.path = folder.path + "/evidence/" + name;
        if (used_ + piece.made.bytes.size() > kMostAttachedBytes) {
          out.path.clear();
          out.piece.left_out = "many";
        } else {
          used_ += piece.made.bytes.size();
          files.push_back({out.path, piece.made.bytes});
        }
      }
      out.piece.made.bytes.clear();
      folder.attached.push_back(std::move(out));
    }
  }

 private:
  const View& view_;
  HandOn hand_on_;
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

/// Whether the item names the file among its evidence. Of a photo that was measured readings name the picture with the measurement in it.
bool rests_on(const Indicator& item, const std::string& file) {
  return std::any_of(item.evidence.begin(), item.evidence.end(), [&](const indicators::Need& need) {
    return std::any_of(need.by.begin(), need.by.end(), [&](const std::string& by) { return by == file || by == file + std::string(kMeasuredSuffix); });
  });
}

/// The files that an item's attestations name, then those of the readings on which its checks rest, then the photos of its elements and of what its
/// checks are about, and what its state rests on. Of each what was measured with it as far as the item asks.
std::vector<EvidenceFile> named_by(const View& view, const std::vector<EvidenceFile>& all, const Indicator& item) {
  std::set<const measure::Measurement*> asked;
  std::set<std::string> places(item.elements.begin(), item.elements.end());
  for (const std::string& id : item.checks)
    if (const auto* check = view.check(id)) {
      for (const std::string& measured : check->measurements) asked.insert(view.measurement(measured));
      const auto of_check = view.places(*check);
      places.insert(of_check.begin(), of_check.end());
    }
  std::vector<EvidenceFile> said, read, shown;
  for (const EvidenceFile& file : all) {
    EvidenceFile own = file;
    std::erase_if(own.measurements, [&](const auto* m) { return !asked.contains(m); });
    const auto of_item = [&](const std::string& id) { return places.contains(id); };
    if (std::find(file.items.begin(), file.items.end(), &item) != file.items.end()) said.push_back(std::move(own));
    else if (!own.measurements.empty()) read.push_back(std::move(own));
    else if (std::any_of(file.elements.begin(), file.elements.end(), of_item) || rests_on(item, file.named)) shown.push_back(std::move(own));
  }
  for (auto* more : {&read, &shown}) said.insert(said.end(), more->begin(), more->end());
  return said;
}

/// What no item asks for is handed in all the same: the page shows it, and a photo may prove what no rule knows.
std::vector<EvidenceFile> unnamed(const std::vector<EvidenceFile>& all, const std::set<std::string>& named) {
  std::vector<EvidenceFile> out;
  for (const EvidenceFile& file : all)
    if (!named.contains(file.named)) out.push_back(file);
  return out;
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
  json.line().end_array().line().key("given").array();
  for (const GivenFile& given : view.in.given)
    json.line().object().text("what", given.what).text("file", clean(fs::path(given.file).filename().string())).text_or_null("sha256", given.sha256).end_object();
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
  json.line().key("photos").object().boolean("blur", view.in.photo_export.finder.has_value()).boolean("keep_gps", view.in.photo_export.keep.place)
      .boolean("keep_metadata", view.in.photo_export.keep.metadata).end_object();
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
          .text_or_null("item", folder.item ? folder.item->id : std::string())
          .text("named", file.named)
          .text_or_null("path", file.path)
          .text_or_null("missing", file.missing)
          .text_or_null("left_out", file.piece.left_out)
          .text_or_null("original_sha256", file.piece.sha256)
          .boolean("measured_picture", file.piece.annotated)
          .boolean("made_anew", file.piece.made.made_anew)
          .key("blurred")
          .integer(static_cast<long long>(file.piece.made.blurred.size()))
          .key("found")
          .integer(file.piece.made.found)
          .key("under_lines")
          .integer(file.piece.made.under_lines)
          .texts("removed", file.piece.made.removed)
          .end_object();
  json.line().end_array().end_object();
  return json.take() + "\n";
}

}  // namespace

Result<std::string> bundle(const Inputs& in, const Texts& texts) {
  const View view(in, texts);
  const auto findings = find_all(view);
  const auto evidence = evidence_files(view);
  Attachments attachments(view);
  std::vector<ZipFile> files;
  std::vector<ItemFolder> folders;
  std::set<std::string> named;
  for (const auto& form : in.forms)
    for (const Indicator* item : items_of(view, form)) {
      if (!item->filled) continue;
      ItemFolder folder{&form, item, form.id + "/" + item->id, {}, {}};
      std::set<std::string> taken;
      add_pictures(files, folder, view, findings);
      for (const EvidenceFile& file : named_by(view, evidence, *item)) {
        attachments.add(file, folder, taken, files);
        named.insert(file.named);
      }
      files.push_back({folder.path + "/findings.html", item_page(view, folder)});
      folders.push_back(std::move(folder));
    }
  if (const auto rest = unnamed(evidence, named); !rest.empty()) {
    ItemFolder folder;
    folder.path = "other";
    std::set<std::string> taken;
    for (const EvidenceFile& file : rest) attachments.add(file, folder, taken, files);
    files.push_back({"other/files.html", other_page(view, folder)});
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
