// SPDX-License-Identifier: GPL-3.0-or-later
// `landai measure` and `landai calibrate`.
#include "program.hpp"

namespace landai::cli {

void Program::add_measure() {
  MeasureOptions& o = measure_;
  CLI::App* app = verb("measure", [this] { return cli::measure(context_, measure_); });
  app->add_option("PHOTO", o.photo, t("cli.measure.photo"))->required();
  app->add_option("--sidecar", o.sidecar, t("cli.measure.sidecar"))->type_name("FILE");
  app->add_option("--marker-side", o.marker_side, t("cli.measure.marker_side"))->type_name("LENGTH");
  app->add_option("--marker-u", o.marker_u, t("cli.measure.marker_u"))->type_name("LENGTH");
  app->add_option("--dictionary", o.dictionary, t("cli.measure.dictionary"))->type_name("NAME");
  app->add_option("--marker", o.markers, t("cli.measure.marker"))->type_name("ID")->allow_extra_args(false);
  auto* from = app->add_option("--from", o.from, t("cli.measure.from"))->type_name("END");
  app->add_option("--to", o.to, t("cli.measure.to"))->type_name("END");
  app->add_option("--look", o.look, t("cli.measure.look"))->type_name("door|counter")->check(CLI::IsMember({"door", "counter"}))->excludes(from);
  app->add_option("--taken", o.taken, t("cli.measure.taken"))->type_name("HOW")->check(CLI::IsMember({"click", "loupe", "snap"}));
  app->add_option("--offset", o.offset, t("cli.measure.offset"))->type_name("LENGTH");
  app->add_option("--offset-from", o.offset_from, t("cli.measure.offset_from"))->type_name("LENGTH");
  app->add_option("--offset-to", o.offset_to, t("cli.measure.offset_to"))->type_name("LENGTH");
  app->add_option("--offset-u", o.offset_u, t("cli.measure.offset_u"))->type_name("LENGTH");
  app->add_option("--focal", o.focal, t("cli.measure.focal"))->type_name("LENGTH");
  app->add_flag("--square-pixels", o.square_pixels, t("cli.measure.square_pixels"));
  app->add_option("--focal-u", o.focal_u, t("cli.measure.focal_u"))->type_name("PERCENT");
  app->add_option("--surface", o.surface, t("cli.measure.surface"))->type_name("wall|floor")->check(CLI::IsMember({"wall", "floor"}));
  app->add_option("--json", o.json, t("cli.measure.json"))->type_name("FILE");
  app->add_option("--picture", o.picture, t("cli.measure.picture"))->type_name("FILE");
  app->add_option("--camera", o.camera, t("cli.measure.camera"))->type_name("NAME");
  app->add_flag("--blur", o.blur, t("cli.measure.blur"));
  add_views(*app);
}

void Program::add_views(CLI::App& app) {
  ViewOptions& o = measure_.view;
  const auto add = [&](const char* name, std::string& value, const char* key, const char* type) { return app.add_option(name, value, t(key))->type_name(type); };
  add("--reference", o.reference, "cli.measure.reference", "KIND");
  app.add_option("--corners", o.corners, t("cli.measure.corners"))->type_name("PIXELS")->allow_extra_args(false);
  add("--corners-taken", o.corners_taken, "cli.measure.corners_taken", "HOW")->check(CLI::IsMember({"click", "loupe", "snap"}));
  add("--reference-width", o.reference_width, "cli.measure.reference_width", "LENGTH");
  add("--reference-height", o.reference_height, "cli.measure.reference_height", "LENGTH");
  add("--reference-u", o.reference_u, "cli.measure.reference_u", "LENGTH");
  add("--rounding", o.rounding, "cli.measure.rounding", "LENGTH");
  add("--edge", o.edge, "cli.measure.edge", "visible|upper|lower")->check(CLI::IsMember({"visible", "upper", "lower"}));
  add("--gravity", o.gravity, "cli.measure.gravity", "X,Y,Z");
  add("--gravity-u", o.gravity_u, "cli.measure.gravity_u", "ANGLE");
  add("--slope", o.slope, "cli.measure.slope", "lying|side|reading")->check(CLI::IsMember({"lying", "side", "reading"}));
  add("--slope-line", o.slope_line, "cli.measure.slope_line", "LINE");
  add("--level", o.level, "cli.measure.level", "LINE");
  add("--obliquity", o.obliquity, "cli.measure.obliquity", "ANGLE");
  add("--reading", o.reading, "cli.measure.reading", "SLOPE");
  add("--reading-u", o.reading_u, "cli.measure.reading_u", "ANGLE");
  app.add_option("--upright-line", o.upright_lines, t("cli.measure.upright_line"))->type_name("LINE")->allow_extra_args(false);
  app.add_option("--level-line", o.level_lines, t("cli.measure.level_line"))->type_name("LINE")->allow_extra_args(false);
  app.add_option("--across-line", o.across_lines, t("cli.measure.across_line"))->type_name("LINE")->allow_extra_args(false);
  app.add_flag("--detect-lines", o.detect, t("cli.measure.detect"));
  add("--known", o.known, "cli.measure.known", "LENGTH");
  add("--known-u", o.known_u, "cli.measure.known_u", "LENGTH");
  add("--known-from", o.known_from, "cli.measure.known_from", "END");
  add("--known-to", o.known_to, "cli.measure.known_to", "END");
  add("--height", o.height, "cli.measure.height", "LINE");
  add("--standing", o.standing, "cli.measure.standing", "LINE");
  add("--height-of", o.height_of, "cli.measure.height_of", "LENGTH");
  add("--height-u", o.height_u, "cli.measure.height_u", "LENGTH");
  app.add_flag("--base-hidden", o.base_hidden, t("cli.measure.base_hidden"));
}

void Program::add_calibrate() {
  CalibrateOptions& o = calibrate_;
  CLI::App* app = verb("calibrate", [this] { return cli::calibrate(context_, calibrate_); });
  app->add_option("PHOTO", o.photos, t("cli.calibrate.photo"))->required();
  app->add_option("--board", o.board, t("cli.calibrate.board"))->type_name("BOARD");
  app->add_option("--camera", o.camera, t("cli.calibrate.camera"))->type_name("NAME")->required();
  app->add_option("--output,-o", o.output, t("cli.calibrate.output"))->type_name("FILE");
}

}  // namespace landai::cli
