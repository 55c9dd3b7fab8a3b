// SPDX-License-Identifier: GPL-3.0-or-later
// `landai measure`: one photo, one length.
#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstdio>
#include <optional>

#include "landai/core/amount.hpp"
#include "landai/core/file.hpp"
#include "landai/photo/annotate.hpp"
#include "landai/photo/measure.hpp"
#include "landai/photo/privacy.hpp"
#include "landai/report/photo.hpp"
#include "option_values.hpp"
#include "verbs.hpp"

namespace landai::cli {
namespace {

/// "3120 px" or "26 mm" (of the 35 mm frame).
Status focal(const MeasureOptions& options, photo::CameraStatement& camera) {
  if (!options.focal.empty()) {
    std::string_view text = options.focal;
    double value = 0;
    const auto [stop, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    std::string_view unit = text.substr(static_cast<std::size_t>(stop - text.data()));
    while (!unit.empty() && unit.front() == ' ') unit.remove_prefix(1);
    if (error != std::errc{} || !(value > 0) || (unit != "px" && unit != "mm")) return wrong("--focal", options.focal, "cli.measure.focal_advice");
    (unit == "px" ? camera.focal_px : camera.focal_35mm) = value;
  }
  if (options.square_pixels) camera.square_pixels = true;
  if (options.focal_u.empty()) return std::nullopt;
  if (options.focal.empty() && !camera.focal_px && !camera.focal_35mm) return wrong("--focal-u", options.focal_u, "cli.measure.focal_u_advice");
  const Amount u = amount_of(options.focal_u, "", "%");
  if (u.problem != Amount::Problem::none || u.lo != u.hi || !(u.value > 0)) return wrong("--focal-u", options.focal_u, "cli.measure.percent_advice");
  camera.focal_u = u.value / 100;
  return std::nullopt;
}

Status markers(const MeasureOptions& options, photo::Task& task) {
  const auto side = length("--marker-side", options.marker_side);
  if (!side) return side.error();
  const auto u = length("--marker-u", options.marker_u);
  if (!u) return u.error();
  if (!*side && options.dictionary.empty() && options.markers.empty()) return std::nullopt;
  if (!task.markers) task.markers = photo::MarkerReference{};
  if (*side) task.markers->side = photo::Stated{**side, *u};
  if (!options.dictionary.empty()) task.markers->dictionary = options.dictionary;
  if (!options.markers.empty()) task.markers->ids = options.markers;
  return std::nullopt;
}

Status ends(const MeasureOptions& options, photo::Task& task) {
  if (options.from.empty() != options.to.empty()) return wrong(options.from.empty() ? "--from" : "--to", "", "cli.measure.end_advice");
  if (!options.from.empty()) {
    const auto a = end_of("--from", options.from, options.taken), b = end_of("--to", options.to, options.taken);
    if (!a) return a.error();
    if (!b) return b.error();
    task.target.ends = {*a, *b};
  }
  if (!options.look.empty()) {
    task.target.look = options.look == "door" ? photo::Look::door : photo::Look::counter;
    task.target.ends.clear();
  }
  const auto u = length("--offset-u", options.offset_u);
  if (!u) return u.error();
  const auto both = length("--offset", options.offset, true);
  if (!both) return both.error();
  if (*both) task.target.offset = photo::Stated{**both, *u};
  const std::string* own[] = {&options.offset_from, &options.offset_to};
  for (std::size_t i = 0; i < task.target.ends.size() && i < 2; ++i) {
    photo::End& end = task.target.ends[i];
    const auto offset = length(i == 0 ? "--offset-from" : "--offset-to", *own[i], true);
    if (!offset) return offset.error();
    // One for both ends is of those that are lines: a marker lies where it lies.
    if (*offset) end.offset = photo::Stated{**offset, *u};
    else if (*both && !end.marker) end.offset = photo::Stated{**both, *u};
  }
  return std::nullopt;
}

/// The sidecar, then what the options say instead.
Result<photo::Task> task_of(const Context& context, const MeasureOptions& options) {
  photo::Task task;
  std::string sidecar = options.sidecar;
  if (sidecar.empty())
    if (const auto beside = photo::sidecar_of(options.photo)) sidecar = beside->string();
  if (!sidecar.empty()) {
    auto loaded = photo::load_task(sidecar, context.data_dir);
    if (!loaded) return loaded.error();
    task = *loaded;
    const std::string name = std::filesystem::path(options.photo).filename().string();
    if (!task.photo.empty() && std::filesystem::path(task.photo).filename() != name)
      return Error{ErrorCode::input, message("cli.measure.other_photo").with("photo", task.photo), sidecar, "", message("cli.measure.other_photo_advice").with("photo", name)};
  }
  for (const Status& problem : {markers(options, task), focal(options, task.camera), ends(options, task), views(context, options.view, task)})
    if (problem) return *problem;
  // The lines of the options are drawn by the same hand as the ends.
  const auto& v = options.view;
  if (options.taken == "click" && !(v.upright_lines.empty() && v.level_lines.empty() && v.across_lines.empty())) task.lines.u = photo::kClickedLineU;
  if (!options.surface.empty()) task.surface = options.surface == "wall" ? photo::Surface::wall : photo::Surface::floor;
  return task;
}

bool is_png(const std::string& file) {
  const std::string end = std::filesystem::path(file).extension().string();
  return end == ".png" || end == ".PNG";
}

struct Shown {
  photo::Photo photo;
  Message told;  ///< what was blurred; empty: nobody asked for it
  int ends = 0;  ///< of the drawn lines and outlines in what was blurred
};

/// Ends of lines and corners of references that lie in what is blurred: what they were taken from is not seen any more.
int blurred_ends(const photo::Drawing& drawing, const std::vector<photo::PixelBox>& boxes) {
  std::vector<photo::PixelPoint> ends;
  for (const photo::DrawnLine& line : drawing.lines) ends.insert(ends.end(), {line.a, line.b});
  for (const photo::DrawnOutline& outline : drawing.outlines) ends.insert(ends.end(), outline.corners.begin(), outline.corners.end());
  return static_cast<int>(std::count_if(ends.begin(), ends.end(), [&](const photo::PixelPoint& p) {
    return std::any_of(boxes.begin(), boxes.end(), [&](const photo::PixelBox& b) { return p.x >= b.x && p.y >= b.y && p.x <= b.x + b.w && p.y <= b.y + b.h; });
  }));
}

/// The photo as others may see it: what the sidecar says is always blurred, faces and number plates on request.
Result<Shown> shown_photo(const photo::Photo& photo, const photo::Task& task, const photo::Drawing& drawing, bool look) {
  std::vector<photo::PixelBox> boxes = task.blur;
  std::size_t found = 0;
  if (look) {
    const auto finder = photo::PrivacyFinder::load();
    if (!finder) return finder.error();
    const auto seen = finder->find(photo);
    if (!seen) return seen.error();
    found = seen->size();
    for (const photo::FoundPlace& place : *seen) boxes.push_back(place.box);
  }
  if (!look && boxes.empty()) return Shown{photo, {}, 0};
  auto hidden = photo::blurred(photo, boxes);
  if (!hidden) return hidden.error();
  return Shown{std::move(*hidden), message(look ? "cli.blur.measure" : "cli.blur.by_hand").with("found", std::to_string(found)).with("stated", std::to_string(task.blur.size())), blurred_ends(drawing, boxes)};
}

}  // namespace

int measure(const Context& context, const MeasureOptions& options) {
  if (const Status refused = refused_outputs(options)) return complain(context, *refused);
  auto task = task_of(context, options);
  if (!task) return complain(context, task.error());
  const auto photo = photo::load_photo(options.photo);
  if (!photo) return complain(context, photo.error());
  if (const Status problem = take_camera(context, options.camera, *photo, *task)) return complain(context, *problem);
  const auto answer = photo::measure_photo(*photo, *task);
  if (!answer) return complain(context, answer.error());
  Message told;
  int ends = 0;
  if (!options.picture.empty()) {
    const auto shown = shown_photo(*photo, *task, answer->drawing, options.blur);
    if (!shown) return complain(context, shown.error());
    const auto picture = photo::annotate(shown->photo, *answer, context.texts, {is_png(options.picture), false, options.blur ? photo::kSearchSide : 2400});
    if (!picture) return complain(context, picture.error());
    if (const Status problem = write_file(options.picture, *picture)) return complain(context, *problem);
    told = shown->told;
    ends = shown->ends;
  }
  if (!options.json.empty()) {
    const std::string document = report::photo_json(*photo, *task, *answer, context.texts);
    if (const Status problem = options.json == "-" ? print(document) : write_file(options.json, document)) return complain(context, *problem);
  }
  if (!told.empty()) std::fputs(visible(context.texts.render(told) + "\n").c_str(), stderr);
  if (ends > 0) std::fputs(visible(context.texts.render(message("cli.blur.ends").with("count", std::to_string(ends))) + "\n").c_str(), stderr);
  if (options.json != "-")
    if (const Status problem = print(visible(report::photo_terminal(*photo, *task, *answer, context.texts)))) return complain(context, *problem);
  return answer->measured ? kFine : kFailures;
}

}  // namespace landai::cli
