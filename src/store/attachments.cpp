// SPDX-License-Identifier: GPL-3.0-or-later
#include "landai/store/attachments.hpp"

#include <algorithm>
#include <array>

#include "landai/core/file.hpp"
#include "landai/core/node.hpp"
#include "landai/measure/readings.hpp"

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

Result<Attached> take_readings(Project& project, const fs::path& file, const AttachmentWish& wish) {
  // A row that is not clear stops it: what a project keeps is clear.
  auto readings = measure::load_readings(file, wish.plan, wish.data_dir, {.strict = true, .worksheet = {}});
  if (!readings) return readings.error();
  return project.attach(*readings, fs::absolute(file).parent_path());
}

/// A YAML file holds readings or facts, as its first level says.
Result<Attached> take_yaml(Project& project, const fs::path& file, const AttachmentWish& wish) {
  auto document = load_yaml(file, ErrorCode::input);
  if (!document) return document.error();
  if (document->has("readings")) return take_readings(project, file, wish);
  auto facts = measure::load_facts(file, wish.plan);
  if (!facts) return facts.error();
  if (const Status wrong = standards::check_waivers(wish.packs, wish.plan, facts->waivers, facts->file)) return *wrong;
  return project.attach(*facts);
}

/// JPEG, PNG, TIFF, WebP, HEIF: known by their first bytes, whatever they are called.
bool is_photo(const fs::path&, std::string_view head) {
  const auto brand = head.size() > 11 ? head.substr(4, 8) : std::string_view();
  return head.starts_with("\xFF\xD8\xFF") || head.starts_with("\x89PNG") || head.starts_with("II*") ||
         head.starts_with(std::string_view("MM\0*", 4)) ||
         (head.starts_with("RIFF") && head.size() > 11 && head.substr(8, 4) == "WEBP") ||
         brand == "ftypheic" || brand == "ftypheix" || brand == "ftypmif1" || brand == "ftypavif";
}

Result<Attached> take_photo(Project& project, const fs::path& file, const AttachmentWish& wish) {
  return project.attach_photo(file, wish.elements, wish.link);
}

constexpr std::array kKinds{
    AttachmentKind{"photo", is_photo, take_photo},
    AttachmentKind{"yaml", is_yaml, take_yaml},
    AttachmentKind{"table", is_table, take_readings},
};

}  // namespace

std::span<const AttachmentKind> attachment_kinds() { return kKinds; }

Result<Attached> attach_file(Project& project, const fs::path& file, const AttachmentWish& wish) {
  auto content = read_file(file, kMostBytes);  // a missing file, a folder, an empty one: told as everywhere
  if (!content) return content.error();
  const std::string_view head = std::string_view(*content).substr(0, 4096);
  for (const AttachmentKind& kind : kKinds)
    if (kind.sniff(file, head)) return kind.take(project, file, wish);
  return Error{ErrorCode::input, message("store.attach.kind"), file.string(), "",
               message("store.attach.kind.advice")};
}

}  // namespace landai::store
