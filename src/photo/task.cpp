// SPDX-License-Identifier: GPL-3.0-or-later
#include "landai/photo/task.hpp"

#include <cmath>

#include "landai/core/node.hpp"
#include "task_parts.hpp"

namespace landai::photo {

PixelPoint pixel(const Node& node) { return {node.items()[0].number().value_or(0), node.items()[1].number().value_or(0)}; }

End end(const Node& node, Reader& reader) {
  End found;
  if (node.has("marker")) found.marker = static_cast<int>(node["marker"].number().value_or(0));
  if (node.has("point")) found.pixels = {pixel(node["point"])};
  for (const Node& point : node["line"].items()) found.pixels.push_back(pixel(point));
  const std::string taken = node.text_of("taken", found.pixels.size() > 1 ? "snap" : "loupe");
  found.taken = taken_of(taken);
  if (const auto offset = reader.amount(node, "offset", "m")) found.offset = Stated{*offset, reader.positive(node, "offset_u", "m")};
  return found;
}

namespace {

std::optional<double> number(const Node& map, std::string_view key) {
  const Node& node = map[key];
  return node.is_null() ? std::nullopt : node.number();
}

int integer(const Node& node) { return static_cast<int>(node.number().value_or(0)); }

MarkerReference markers(const Node& node, Reader& reader) {
  MarkerReference reference;
  reference.dictionary = node.text_of("dictionary", reference.dictionary);
  if (const auto side = reader.positive(node, "side", "m")) reference.side = Stated{*side, reader.positive(node, "u", "m")};
  for (const Node& id : node["ids"].items()) reference.ids.push_back(integer(id));
  for (const Node& own : node["sides"].items())
    if (const auto side = reader.positive(own, "side", "m")) reference.sides[integer(own["id"])] = Stated{*side, reader.positive(own, "u", "m")};
  return reference;
}

CameraStatement camera(const Node& node, Reader& reader) {
  CameraStatement statement;
  statement.id = node.text_of("id");
  statement.focal_px = number(node, "focal_px");
  statement.focal_35mm = number(node, "focal_35mm");
  if (const auto u = reader.positive(node, "u", "%")) statement.focal_u = *u / 100;
  statement.width = integer(node["width"]);
  if (node.has("principal_point")) statement.principal_point = pixel(node["principal_point"]);
  statement.principal_u = number(node, "principal_u");
  if (node.has("distortion")) {
    std::array<double, 5> k{};
    for (std::size_t i = 0; i < node["distortion"].items().size(); ++i) k[i] = node["distortion"].items()[i].number().value_or(0);
    statement.distortion = k;
  }
  statement.k1_u = number(node, "k1_u");
  statement.square_pixels = node["square_pixels"].boolean().value_or(false);
  statement.calibrated = node["calibrated"].boolean().value_or(false);
  return statement;
}

void gravity(const Node& node, Task& task, Reader& reader) {
  Direction down{};
  for (std::size_t i = 0; i < 3; ++i) down[i] = node["down"].items()[i].number().value_or(0);
  const double size = std::hypot(down[0], down[1], down[2]);
  if (!(size > 1e-6) || !std::isfinite(size)) return reader.complain(node, message("photo.task.gravity"), {});
  for (double& d : down) d /= size;
  task.gravity = down;
  if (const auto u = reader.positive(node, "u", "rad")) task.gravity_u = *u;
}

PixelBox box(const Node& node, Reader& reader) {
  std::array<double, 4> n{};
  for (std::size_t i = 0; i < n.size(); ++i) n[i] = node.items()[i].number().value_or(0);
  if (!(n[2] > 0 && n[3] > 0)) reader.complain(node, message("photo.task.box"), message("photo.privacy.outside_advice"));
  return {n[0], n[1], n[2], n[3]};
}

Task task_of(const Node& root, const std::filesystem::path& data_dir, Reader& reader) {
  Task task;
  task.photo = root.text_of("photo");
  if (root.has("markers")) task.markers = markers(root["markers"], reader);
  if (root.has("camera")) task.camera = camera(root["camera"], reader);
  if (root.has("gravity")) gravity(root["gravity"], task, reader);
  const std::string surface = root.text_of("surface");
  task.surface = surface == "wall" ? Surface::wall : surface == "floor" ? Surface::floor : Surface::unknown;
  const Node& target = root["target"];
  for (const char* name : {"a", "b"})
    if (target.has(name)) task.target.ends.push_back(end(target[name], reader));
  const std::string look = target.text_of("look");
  task.target.look = look == "door" ? Look::door : look == "counter" ? Look::counter : Look::none;
  if (const auto offset = reader.amount(target, "offset", "m")) task.target.offset = Stated{*offset, reader.positive(target, "offset_u", "m")};
  task.target.parallel = target["parallel"].boolean().value_or(true);
  read_views(root, data_dir, task, reader);
  task.element = root["measures"].text_of("element");
  task.quantity = root["measures"].text_of("quantity");
  task.by = root.text_of("by");
  task.note = root.text_of("note");
  for (const Node& part : root["blur"].items()) task.blur.push_back(box(part, reader));
  return task;
}

Result<Task> checked(const Result<Node>& root, const std::string& name, const std::filesystem::path& data_dir) {
  if (!root) return root.error();
  const auto problems = check_schema(*root, data_dir / "schema" / "photo.schema.json");
  if (!problems) return problems.error();
  if (!problems->empty()) {
    const SchemaProblem& first = problems->front();
    return Error{ErrorCode::input, message("photo.task.schema").with("where", first.where.empty() ? "landai-photo/1" : first.where).with("what", first.message), name,
                 first.line > 0 ? "line " + std::to_string(first.line) : "", message("photo.task.schema_advice")};
  }
  Reader reader(name);
  Task task = task_of(*root, data_dir, reader);
  if (reader.problem) return *reader.problem;
  return task;
}

}  // namespace

Result<Task> load_task(const std::filesystem::path& file, const std::filesystem::path& data_dir) {
  return checked(load_yaml(file, ErrorCode::input), file.string(), data_dir);
}

Result<Task> read_task(std::string_view yaml, const std::string& name, const std::filesystem::path& data_dir) {
  return checked(parse_yaml(yaml, name, ErrorCode::input), name, data_dir);
}

std::optional<std::filesystem::path> sidecar_of(const std::filesystem::path& photo) {
  std::filesystem::path sidecar = photo;
  sidecar += ".yaml";
  std::error_code ignored;  // what cannot be looked at is not there
  if (std::filesystem::is_regular_file(sidecar, ignored)) return sidecar;
  return std::nullopt;
}

}  // namespace landai::photo
