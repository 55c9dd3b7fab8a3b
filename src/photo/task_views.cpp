// SPDX-License-Identifier: GPL-3.0-or-later
// What a sidecar says of photos without a marker.
#include "task_parts.hpp"

#include <cmath>

namespace landai::photo {
namespace {

std::optional<Stated> stated(const Node& map, std::string_view key, std::string_view u, std::string_view si, Reader& reader) {
  const auto value = reader.positive(map, key, si);
  if (!value) return std::nullopt;
  return Stated{*value, reader.positive(map, u, si)};
}

PixelLine line(const Node& node) {
  PixelLine out;
  for (const Node& point : node.items()) out.push_back(pixel(point));
  return out;
}

std::vector<PixelLine> lines(const Node& node) {
  std::vector<PixelLine> out;
  for (const Node& item : node.items()) out.push_back(line(item));
  return out;
}

void read_rectangle(const Node& node, const std::filesystem::path& data_dir, Task& task, Reader& reader) {
  auto reference = reference_named(node.text_of("kind"), data_dir);
  if (!reference) return reader.complain(node["kind"], reference.error().message, reference.error().advice);
  reference->corners = lines(node["corners"]);
  reference->taken = taken_of(node.text_of("taken", "snap"));
  reference->width = stated(node, "width", "u", "m", reader);
  reference->height = stated(node, "height", "u", "m", reader);
  if (!reference->width && !reference->height)
    if (const auto u = reader.positive(node, "u", "m")) set_side_u(*reference, *u);
  task.rectangle = std::move(*reference);
}

double u_of(const Node& node, double otherwise) {
  const std::string taken = node.text_of("taken");
  return taken == "click" ? 2 : taken == "loupe" ? 1 : taken == "snap" ? 0.3 : otherwise;
}

Upright upright(const Node& node) {
  Upright out;
  out.base = pixel(node["base"]);
  out.top = pixel(node["top"]);
  out.u = u_of(node, 1);
  out.base_visible = node["base_visible"].boolean().value_or(true);
  return out;
}

void read_slope(const Node& node, Task& task, Reader& reader) {
  SlopeTask slope;
  const std::string method = node.text_of("method");
  slope.method = method == "side" ? SlopeMethod::side : method == "reading" ? SlopeMethod::reading : SlopeMethod::lying;
  slope.line = line(node["line"]);
  slope.level = line(node["level"]);
  slope.snap = node.text_of("taken", "snap") == "snap";
  slope.line_u = u_of(node, 0.3);
  if (const auto angle = reader.amount(node, "obliquity", "rad")) slope.obliquity = Stated{*angle, reader.positive(node, "obliquity_u", "rad")};
  if (const auto reading = reader.amount(node, "reading", "1")) slope.reading = Stated{*reading, reader.positive(node, "reading_u", "rad")};
  task.slope = std::move(slope);
}

}  // namespace

void read_views(const Node& root, const std::filesystem::path& data_dir, Task& task, Reader& reader) {
  if (root.has("reference")) read_rectangle(root["reference"], data_dir, task, reader);
  const Node& directions = root["lines"];
  task.lines.vertical = lines(directions["vertical"]);
  task.lines.level = lines(directions["level"]);
  task.lines.across = lines(directions["across"]);
  task.lines.u = u_of(directions, 1);
  task.lines.detect = directions["detect"].boolean().value_or(false);
  if (root.has("known")) {
    const Node& node = root["known"];
    if (const auto length = stated(node, "length", "u", "m", reader)) task.known = Known{{end(node["a"], reader), end(node["b"], reader)}, *length};
  }
  if (root.has("height")) {
    const Node& node = root["height"];
    if (const auto height = stated(node, "of", "u", "m", reader)) task.height = HeightTask{upright(node["reference"]), upright(node["target"]), *height};
  }
  if (root.has("slope")) read_slope(root["slope"], task, reader);
  task.target.rounding = reader.positive(root["target"], "rounding", "m");
  task.target.edge = root["target"].text_of("edge");
}

}  // namespace landai::photo
