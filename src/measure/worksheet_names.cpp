// SPDX-License-Identifier: GPL-3.0-or-later
#include <cmath>

#include "landai/core/file.hpp"
#include "landai/core/node.hpp"
#include "landai/measure/readings.hpp"

namespace landai::measure {
namespace {

constexpr std::uintmax_t kMostBytes = 16u << 20;

Error wrong(const std::filesystem::path& file, int line) {
  return Error{ErrorCode::input, message("measure.worksheet.shape"), file.string(), line > 0 ? "line " + std::to_string(line) : "",
               message("measure.worksheet.advice")};
}

}  // namespace

Result<WorksheetNames> load_worksheet_names(const std::filesystem::path& file) {
  auto text = read_file(file, kMostBytes);
  if (!text) return text.error();
  return worksheet_names_of(*text, file);
}

Result<WorksheetNames> worksheet_names_of(const std::string& text, const std::filesystem::path& file) {
  auto root = parse_yaml(text, file.string(), ErrorCode::input);   // JSON is YAML
  if (!root) return root.error();
  if (!root->is_map() || root->text_of("schema") != "landai-worksheet/1") return wrong(file, root->line());
  WorksheetNames names;
  for (const Node& file_of_plan : (*root)["plan"].items()) names.plans.push_back(file_of_plan.text_of("sha256"));
  for (const Node& stop : (*root)["stops"].items()) {
    if (!stop.has("number") || !stop.has("element")) return wrong(file, stop.line());
    names.numbers[stop.text_of("number")] = {stop.text_of("element"), {}, {}};
  }
  for (const Node& row : (*root)["rows"].items()) {
    if (!row.has("label") || !row.has("quantity")) return wrong(file, row.line());
    auto subjects = row["subjects"].texts();
    if (subjects.empty()) return wrong(file, row.line());
    WorksheetRow& named = names.numbers[row.text_of("label")];
    named = {{}, row.text_of("quantity"), row.text_of("unit")};
    if (subjects.size() == 1) named.subject = std::move(subjects.front());
    else named.several = std::move(subjects);
  }
  for (const Node& tag : (*root)["tags"].items()) {
    const auto id = tag["tag"].number();
    if (!id || *id < 0 || *id > 1e6 || *id != std::floor(*id)) return wrong(file, tag.line());
    names.tags[static_cast<int>(*id)] = tag.text_of("element");
  }
  return names;
}

}  // namespace landai::measure
