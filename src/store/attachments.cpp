// SPDX-License-Identifier: GPL-3.0-or-later
#include "landai/store/attachments.hpp"

#include <algorithm>
#include <array>
#include <iterator>
#include <set>
#include <tuple>

#include "landai/core/file.hpp"
#include "landai/core/node.hpp"
#include "landai/measure/readings.hpp"
#include "landai/photo/photo.hpp"
#include "evidence.hpp"
#include "photo_outcome.hpp"
#include "project_impl.hpp"

namespace landai::store {
namespace {

namespace fs = std::filesystem;

constexpr std::uintmax_t kMostBytes = 64u << 20;

bool has_extension(const fs::path& file, std::initializer_list<std::string_view> extensions) {
  std::string extension = file.extension().string();
  std::transform(extension.begin(), extension.end(), extension.begin(),
                 [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return std::find(extensions.begin(), extensions.end(), extension) != extensions.end();
}

bool is_yaml(const fs::path& file, std::string_view) { return has_extension(file, {".yaml", ".yml"}); }

bool is_table(const fs::path& file, std::string_view head) {
  if (head.starts_with(std::string_view("PK\3\4", 4))) return true;  // a spreadsheet, or what a survey tool exports
  return has_extension(file, {".csv", ".tsv", ".txt"});
}

/// JPEG, PNG, HEIC, TIFF, WebP, AVIF: known by their first bytes, whatever they are called.
bool is_photo(const fs::path&, std::string_view head) {
  const auto brand = head.size() > 11 ? head.substr(4, 8) : std::string_view();
  return photo::begins_like_photo(head) || head.starts_with("II*") || head.starts_with(std::string_view("MM\0*", 4)) ||
         (head.starts_with("RIFF") && head.size() > 11 && head.substr(8, 4) == "WEBP") ||
         brand == "ftypheic" || brand == "ftypheix" || brand == "ftypmif1" || brand == "ftypavif";
}

/// Adds what became of a part of a file.
void add(Attached& to, Attached&& part) {
  to.added += part.added;
  to.replaced += part.replaced;
  to.already += part.already;
  to.kept_files += part.kept_files;
  to.lost.insert(to.lost.end(), part.lost.begin(), part.lost.end());
  std::move(part.photos.begin(), part.photos.end(), std::back_inserter(to.photos));
}

/// In a photo that the photo room does not read nothing is looked for unless somebody asked for it.
bool is_looked_into(const PhotoAsked& asked) {
  return !asked.quantity.empty() || asked.sidecar || photo::begins_like_photo(asked.bytes);
}

Result<PhotoOutcome> outcome_of(const PhotoAsked& asked, const AttachmentWish& wish) {
  if (is_looked_into(asked)) return look_into(asked, wish);
  PhotoOutcome outcome;
  outcome.elements = asked.elements;
  return outcome;
}

/// A photo that a readings file only shows, of its folder or its archive, with what lies beside it there.
Result<PhotoGiven> shown_photo(const std::string& name, const measure::EvidenceSource& source) {
  auto bytes = evidence_bytes(name, source);
  if (!bytes) return bytes.error();
  PhotoGiven photo;
  photo.name = name;
  photo.bytes = std::move(*bytes);
  if (auto sidecar = evidence_bytes(name + ".yaml", source)) {
    photo.sidecar_name = name + ".yaml";
    photo.sidecar = std::move(*sidecar);
  }
  return photo;
}

Status take_shown(Project& project, const measure::EvidenceSource& source, const AttachmentWish& wish,
                  Attached& told) {
  std::set<std::tuple<std::string, std::vector<std::string>, std::string>> seen;
  for (const measure::EvidenceFile& shown : told.shown) {
    if (!seen.insert({shown.name, shown.subject, shown.quantity}).second) continue;
    auto photo = shown_photo(shown.name, source);
    if (!photo) {
      told.lost.push_back({shown.name, photo.error().message});
      continue;
    }
    PhotoAsked asked{shown.name, photo->bytes, {}, {}, shown.quantity, shown.by, shown.date};
    for (const std::string& id : shown.subject)
      if (wish.plan.find(id)) asked.elements.push_back(id);
    for (const measure::EvidenceFile& other : told.shown)
      if (other.name == shown.name) asked.beside.insert(asked.beside.end(), other.subject.begin(), other.subject.end());
    // What lies in an archive says what is not to be shown; its lines are for those who have it as a file.
    if (!photo->sidecar.empty() && !source.inside(photo->sidecar_name))
      if (auto path = evidence_path(photo->sidecar_name, source)) asked.sidecar = std::move(*path);
    if (is_photo({}, asked.bytes.substr(0, 512))) {
      auto outcome = outcome_of(asked, wish);
      if (!outcome) return outcome.error();
      photo->outcome = std::move(*outcome);
    }
    photo->subject = photo->outcome.elements.empty() ? asked.elements : photo->outcome.elements;
    auto kept = project.attach_photo(*photo);
    if (!kept) return kept.error();
    add(told, std::move(*kept));
  }
  return std::nullopt;
}

Result<Attached> take_readings(Project& project, const fs::path& file, const std::string& bytes, const AttachmentWish& wish) {
  auto before = project.unmatched_of(file);
  if (!before) return before.error();
  measure::ReadingOptions options{wish.strict, wish.worksheet, wish.former, {}, wish.unfit};
  for (const Unmatched& u : *before) options.earlier.push_back(u.row);
  auto readings = measure::load_readings(file, wish.plan, wish.data_dir, options);
  if (!readings) return readings.error();
  auto source = measure::EvidenceSource::open(file);
  if (!source) return source.error();
  std::set<std::int64_t> settled;
  for (const std::size_t k : readings->settled) settled.insert((*before)[k].id);
  if (const Status wrong = project.end_unmatched({settled.begin(), settled.end()}, false)) return *wrong;
  auto told = project.attach(*readings, *source);
  if (!told) return told.error();
  if (const Status wrong = project.keep_origin(readings->file, bytes)) return *wrong;
  told->settled = static_cast<int>(settled.size());
  if (const Status wrong = take_shown(project, *source, wish, *told)) return *wrong;
  return told;
}

Result<Attached> take_table(Project& project, const fs::path& file, std::string bytes, const AttachmentWish& wish) {
  return take_readings(project, file, bytes, wish);  // reads sheet by sheet and file by file
}

/// A YAML file holds readings or facts, as its first level says.
Result<Attached> take_yaml(Project& project, const fs::path& file, std::string bytes, const AttachmentWish& wish) {
  auto document = load_yaml(file, ErrorCode::input);
  if (!document) return document.error();
  if (document->has("readings")) return take_readings(project, file, bytes, wish);
  auto facts = measure::load_facts(file, wish.plan, wish.former);
  if (!facts) return facts.error();
  if (const Status wrong = standards::check_waivers(wish.packs, wish.plan, facts->waivers, facts->file)) return *wrong;
  auto told = project.attach(*facts);
  if (!told) return told.error();
  if (const Status wrong = project.keep_origin(facts->file, bytes)) return *wrong;
  return told;
}

/// Nothing in the photo and nobody said what to measure: whoever thinks that it was measured has to be told.
void tell_kept(PhotoOutcome& outcome, bool looked_into, const AttachmentWish& wish) {
  std::string names;
  for (const std::string& id : outcome.elements) {
    const Element* e = wish.plan.find(id);
    names += (names.empty() ? "" : ", ") + (e && !e->name.empty() ? e->name : id);
  }
  outcome.state = PhotoOutcome::State::filed;
  outcome.told = message("store.photo.evidence_only").with("element", names);
  outcome.advice = message(looked_into ? "store.photo.evidence_only.advice" : "photo.file.format_advice");
}

Result<Attached> take_photo(Project& project, const fs::path& file, std::string bytes, const AttachmentWish& wish) {
  auto photo = photo_with_sidecar(file, std::move(bytes));
  if (!photo) return photo.error();
  PhotoAsked asked{photo->name, photo->bytes, {}, wish.elements, {}, {}, {}};
  if (!photo->sidecar_name.empty()) asked.sidecar = photo->sidecar_name;
  auto outcome = outcome_of(asked, wish);
  if (!outcome) return outcome.error();
  if (outcome->state == PhotoOutcome::State::none && !outcome->elements.empty())
    tell_kept(*outcome, is_looked_into(asked), wish);
  photo->subject = outcome->elements;
  photo->outcome = std::move(*outcome);
  if (wish.link) photo->link = fs::absolute(file).string();
  return project.attach_photo(*photo);
}

constexpr std::array kKinds{
    AttachmentKind{"photo", is_photo, take_photo},
    AttachmentKind{"yaml", is_yaml, take_yaml},
    AttachmentKind{"table", is_table, take_table},
};

}  // namespace

std::span<const AttachmentKind> attachment_kinds() { return kKinds; }

Result<Attached> attach_file(Project& project, const fs::path& file, const AttachmentWish& wish) {
  auto content = read_file(file, kMostBytes);  // a missing file, a folder, an empty one: told as everywhere
  if (!content) return content.error();
  const std::string_view head = std::string_view(*content).substr(0, 4096);
  for (const AttachmentKind& kind : kKinds)
    if (kind.sniff(file, head)) return kind.take(project, file, std::move(*content), wish);
  return Error{ErrorCode::input, message("store.attach.kind"), file.string(), "",
               message("store.attach.kind.advice")};
}

}  // namespace landai::store
