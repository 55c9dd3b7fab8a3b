// SPDX-License-Identifier: GPL-3.0-or-later
#include "landai/photo/reference.hpp"

#include <algorithm>
#include <cmath>

#include "landai/core/node.hpp"
#include "reader.hpp"

namespace landai::photo {
namespace {

constexpr double kOtherShape = 0.02;  // of the ratio of the sides; those of one series have one shape and are never told apart by it

ReferenceKind kind_of(const Node& node, Reader& reader) {
  ReferenceKind kind;
  kind.id = node.text_of("id");
  kind.name = {node["name"].text_of("id"), node["name"].text_of("en")};
  kind.family = node.text_of("family");
  kind.width = reader.positive(node, "width", "m").value_or(0);
  kind.height = reader.positive(node, "height", "m").value_or(0);
  kind.u_width = reader.positive(node, "u_width", "m").value_or(0);
  kind.u_height = reader.positive(node, "u_height", "m").value_or(0);
  kind.longest = reader.positive(node, "longest", "m");
  return kind;
}

}  // namespace

Taken taken_of(std::string_view word) { return word == "click" ? Taken::click : word == "snap" ? Taken::snap : Taken::loupe; }

void set_side_u(RectangleReference& reference, double u) {
  for (auto* kinds : {&reference.kinds, &reference.others})
    for (ReferenceKind& kind : *kinds) kind.u_width = kind.u_height = u;
}

Result<std::vector<ReferenceKind>> load_references(const std::filesystem::path& data_dir) {
  const std::filesystem::path file = data_dir / "photo" / "references.yaml";
  const auto root = load_yaml(file);
  if (!root) return root.error();
  const auto problems = check_schema(*root, data_dir / "schema" / "photo-references.schema.json");
  if (!problems) return problems.error();
  if (!problems->empty())
    return Error{ErrorCode::pack, message("photo.task.schema").with("where", problems->front().where).with("what", problems->front().message), file.string(),
                 "line " + std::to_string(problems->front().line), {}};
  Reader reader(file.string(), ErrorCode::pack);
  std::vector<ReferenceKind> kinds;
  for (const Node& node : (*root)["references"].items()) kinds.push_back(kind_of(node, reader));
  if (reader.problem) return *reader.problem;
  return kinds;
}

Result<RectangleReference> reference_named(std::string_view name, const std::filesystem::path& data_dir) {
  const auto kinds = load_references(data_dir);
  if (!kinds) return kinds.error();
  RectangleReference reference;
  std::string names = "paper";
  for (const ReferenceKind& kind : *kinds) {
    names += ", " + kind.id;
    if (kind.id == name || (name == "paper" && kind.family == "paper")) reference.kinds.push_back(kind);
  }
  if (reference.kinds.empty())
    return Error{ErrorCode::usage, message("photo.reference.unknown").with("name", std::string(name)), "", "", message("photo.reference.unknown_advice").with("names", names)};
  const ReferenceKind& said = reference.kinds.front();
  for (const ReferenceKind& kind : *kinds) {
    const bool may_be = kind.family == said.family && kind.family != "measured" && name != "paper";
    if (may_be && std::abs(kind.height * said.width / (kind.width * said.height) - 1) > kOtherShape) reference.others.push_back(kind);
  }
  return reference;
}

}  // namespace landai::photo
