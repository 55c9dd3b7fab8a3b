// SPDX-License-Identifier: GPL-3.0-or-later
// `landai measure`: options for sheets, cards, slopes, heights and lengths without a marker.
#include <cmath>

#include "landai/core/amount.hpp"
#include "option_values.hpp"

namespace landai::cli {
namespace {

using photo::Stated;

/// A length with its standard uncertainty beside it.
Result<std::optional<Stated>> stated(const char* option, const std::string& text, const char* u_option, const std::string& u_text) {
  const auto value = length(option, text), u = length(u_option, u_text);
  if (!value) return value.error();
  if (!u) return u.error();
  return *value ? std::optional(Stated{**value, *u}) : std::nullopt;
}

Status reference(const Context& context, const ViewOptions& o, photo::Task& task) {
  if (!o.reference.empty()) {
    auto found = photo::reference_named(o.reference, context.data_dir);
    if (!found) return found.error();
    if (task.rectangle) found->corners = task.rectangle->corners, found->taken = task.rectangle->taken;
    task.rectangle = std::move(*found);
  }
  if (!task.rectangle) {
    for (const auto& [option, text] : {std::pair{"--corners-taken", &o.corners_taken}, {"--reference-width", &o.reference_width}, {"--reference-height", &o.reference_height}, {"--reference-u", &o.reference_u}})
      if (!text->empty()) return wrong(option, *text, "cli.measure.reference_advice");
    if (!o.corners.empty()) return wrong("--reference", "", "cli.measure.reference_advice");
    return std::nullopt;
  }
  if (!o.corners.empty()) task.rectangle->corners.clear();
  for (const std::string& text : o.corners) {
    const auto corners = pixels_of("--corners", text, 4);
    if (!corners) return corners.error();
    task.rectangle->corners.push_back(*corners);
  }
  if (!o.corners_taken.empty()) task.rectangle->taken = photo::taken_of(o.corners_taken);
  const auto width = stated("--reference-width", o.reference_width, "--reference-u", o.reference_u);
  const auto height = stated("--reference-height", o.reference_height, "--reference-u", o.reference_u);
  if (!width) return width.error();
  if (!height) return height.error();
  if (*width) task.rectangle->width = *width;
  if (*height) task.rectangle->height = *height;
  if (*width || *height) return std::nullopt;
  const auto u = length("--reference-u", o.reference_u);
  if (!u) return u.error();
  if (!*u) return std::nullopt;
  photo::set_side_u(*task.rectangle, **u);
  for (auto* side : {&task.rectangle->width, &task.rectangle->height})  // as the sidecar states them
    if (*side) (*side)->u = **u;
  return std::nullopt;
}

Status gravity(const ViewOptions& o, photo::Task& task) {
  const auto u = angle("--gravity-u", o.gravity_u);
  if (!u) return u.error();
  if (*u && !(**u > 0)) return wrong("--gravity-u", o.gravity_u, "cli.measure.angle_advice");
  if (*u) task.gravity_u = **u;
  if (o.gravity.empty()) return std::nullopt;
  const auto down = numbers(o.gravity);
  const double size = down && down->size() == 3 ? std::hypot((*down)[0], (*down)[1], (*down)[2]) : 0;
  if (!(size > 1e-6)) return wrong("--gravity", o.gravity, "cli.measure.gravity_advice");
  task.gravity = photo::Direction{(*down)[0] / size, (*down)[1] / size, (*down)[2] / size};
  return std::nullopt;
}

Status slope(const ViewOptions& o, photo::Task& task) {
  if (!o.slope.empty()) {
    if (!task.slope) task.slope = photo::SlopeTask{};
    task.slope->method = o.slope == "side" ? photo::SlopeMethod::side : o.slope == "reading" ? photo::SlopeMethod::reading : photo::SlopeMethod::lying;
  }
  if (!task.slope) {
    for (const auto& [option, text] : {std::pair{"--slope-line", &o.slope_line}, {"--level", &o.level}, {"--obliquity", &o.obliquity}, {"--reading", &o.reading}})
      if (!text->empty()) return wrong(option, *text, "cli.measure.slope_advice");
    return std::nullopt;
  }
  const auto line = pixels_of("--slope-line", o.slope_line, 2), level = pixels_of("--level", o.level, 2);
  if (!line) return line.error();
  if (!level) return level.error();
  if (!line->empty()) task.slope->line = *line;
  if (!level->empty()) task.slope->level = *level;
  const auto oblique = angle("--obliquity", o.obliquity), u = angle("--reading-u", o.reading_u);
  if (!oblique) return oblique.error();
  if (!u) return u.error();
  if (*u && !(**u > 0)) return wrong("--reading-u", o.reading_u, "cli.measure.angle_advice");
  if (*oblique) task.slope->obliquity = Stated{**oblique, std::nullopt};
  if (!o.reading.empty()) {
    const Amount reading = amount_of(o.reading, "", "1");
    if (reading.problem == Amount::Problem::too_steep)
      return Error{ErrorCode::usage, message("photo.task.steep").with("key", "--reading").with("value", o.reading), "", "", message("photo.task.steep_advice")};
    // Without a unit 4.8 may be degrees, a percentage or a ratio.
    if (reading.problem != Amount::Problem::none || reading.lo != reading.hi || reading.unit.empty()) return wrong("--reading", o.reading, "cli.measure.slope_advice");
    task.slope->reading = Stated{reading.value, *u};
  } else if (*u && task.slope->reading) {
    task.slope->reading->u = *u;
  }
  return std::nullopt;
}

Status families(const ViewOptions& o, photo::Task& task) {
  struct Family {
    const char* option;
    const std::vector<std::string>* texts;
    std::vector<photo::PixelLine>* lines;
  };
  const Family all[] = {{"--upright-line", &o.upright_lines, &task.lines.vertical}, {"--level-line", &o.level_lines, &task.lines.level}, {"--across-line", &o.across_lines, &task.lines.across}};
  for (const Family& family : all)
    for (const std::string& text : *family.texts) {
      const auto line = pixels_of(family.option, text, 2);
      if (!line) return line.error();
      family.lines->push_back(*line);
    }
  task.lines.detect = task.lines.detect || o.detect;
  return std::nullopt;
}

Status known(const ViewOptions& o, photo::Task& task) {
  const auto length = stated("--known", o.known, "--known-u", o.known_u);
  if (!length) return length.error();
  if (!*length) return std::nullopt;
  const auto a = end_of("--known-from", o.known_from, ""), b = end_of("--known-to", o.known_to, "");
  if (!a) return a.error();
  if (!b) return b.error();
  task.known = photo::Known{{*a, *b}, **length};
  return std::nullopt;
}

Status height(const ViewOptions& o, photo::Task& task) {
  const auto of = stated("--height-of", o.height_of, "--height-u", o.height_u);
  if (!of) return of.error();
  if (!*of) return std::nullopt;
  const auto reference = pixels_of("--standing", o.standing, 2), target = pixels_of("--height", o.height, 2);
  if (!reference) return reference.error();
  if (!target) return target.error();
  if (reference->empty()) return wrong("--standing", "", "cli.measure.pixels_advice");
  if (target->empty()) return wrong("--height", "", "cli.measure.pixels_advice");
  photo::HeightTask task_of{{(*reference)[0], (*reference)[1]}, {(*target)[0], (*target)[1]}, **of};
  task_of.target.base_visible = !o.base_hidden;
  task.height = task_of;
  return std::nullopt;
}

}  // namespace

Status views(const Context& context, const ViewOptions& options, photo::Task& task) {
  for (const Status& problem : {reference(context, options, task), gravity(options, task), slope(options, task), families(options, task), known(options, task), height(options, task)})
    if (problem) return problem;
  const auto rounding = length("--rounding", options.rounding);
  if (!rounding) return rounding.error();
  if (*rounding) task.target.rounding = *rounding;
  if (!options.edge.empty()) task.target.edge = options.edge;
  return std::nullopt;
}

}  // namespace landai::cli
