// SPDX-License-Identifier: GPL-3.0-or-later
// `landai calibrate`: a camera from photos of a board; and its calibration found again for a photo.
#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <vector>

#include "landai/core/file.hpp"
#include "landai/photo/calibrate.hpp"
#include "option_values.hpp"
#include "verbs.hpp"

namespace landai::cli {
namespace {

bool good_name(std::string_view name) {
  if (name.empty() || name.size() > 60 || name.front() == '.' || name.front() == '-') return false;
  return name.find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._-") == std::string_view::npos;
}

Result<std::filesystem::path> place_of(const CalibrateOptions& options) {
  if (!options.output.empty()) return std::filesystem::path(options.output);
  const std::filesystem::path folder = camera_folder();
  if (folder.empty()) return Error{ErrorCode::output, message("cli.calibrate.no_folder"), "", "", message("cli.calibrate.no_folder_advice")};
  std::error_code problem;
  std::filesystem::create_directories(folder, problem);
  if (problem) return Error{ErrorCode::output, message("cli.calibrate.no_folder"), folder.string(), "", message("cli.calibrate.no_folder_advice")};
  return folder / (options.camera + ".yaml");
}

std::string told(const Context& context, const photo::Calibration& c, const std::filesystem::path& file) {
  const double percent = 100 * c.u_f / c.f;
  return context.texts.render(message("cli.calibrate.done").with("id", c.id).with("f", std::round(10 * c.f) / 10, "").with("u", std::round(10 * c.u_f) / 10, "").with("percent", percent, "%")
                                  .with("k1", c.distortion[0], "").with("rms", std::round(1000 * c.rms) / 1000, "").with("photos", c.photos, "").with("file", file.string())) + "\n";
}

/// The calibration of that name, from the folder.
Result<photo::Calibration> named(const Context& context, const std::string& name) {
  if (!good_name(name)) return Error{ErrorCode::usage, message("cli.calibrate.name").with("name", name), "", "", message("cli.calibrate.name_advice")};
  return photo::load_calibration(camera_folder() / (name + ".yaml"), context.data_dir);
}

void use(const photo::Calibration& calibration, const photo::Photo& photo, photo::Task& task) {
  if (task.camera.focal_px || task.camera.focal_35mm) return;  // what is stated with the photo beats it
  task.camera = photo::statement_of(calibration, photo);
}

}  // namespace

std::filesystem::path camera_folder() {
  const auto variable = [](const char* name) {
    const char* value = std::getenv(name);
    return std::filesystem::path(value != nullptr ? value : "");
  };
  if (const auto data = variable("XDG_DATA_HOME"); data.is_absolute()) return data / "landai" / "cameras";  // relative ones count for nothing there
  if (const auto home = variable("HOME"); home.is_absolute()) return home / ".local" / "share" / "landai" / "cameras";
  return {};
}

Status take_camera(const Context& context, const std::string& name, const photo::Photo& photo, photo::Task& task) {
  const std::string wanted = !name.empty() ? name : task.camera.focal_px || task.camera.focal_35mm ? std::string() : task.camera.id;
  if (!wanted.empty()) {
    const auto calibration = named(context, wanted);
    if (!calibration) return calibration.error();
    if (!photo::may_be_by(photo, *calibration))
      return Error{ErrorCode::usage, message("cli.measure.other_camera").with("id", wanted).with("width", calibration->width, "").with("height", calibration->height, ""), photo.file(), "",
                   message("cli.measure.other_camera_advice")};
    use(*calibration, photo, task);
    return std::nullopt;
  }
  const std::filesystem::path folder = camera_folder();
  if (folder.empty() || photo.exif().model.empty() || task.camera.focal_px || task.camera.focal_35mm) return std::nullopt;
  const auto files = yaml_files(folder);
  if (!files) return files.error();
  std::vector<photo::Calibration> fitting;
  for (const auto& file : *files) {
    auto calibration = photo::load_calibration(file, context.data_dir);
    if (!calibration) return calibration.error();
    if (photo::made_by(photo, *calibration)) fitting.push_back(std::move(*calibration));
  }
  // One of this very lens beats one that names no lens.
  const auto of_lens = [&](const photo::Calibration& c) { return !c.lens.empty() && c.lens == photo.exif().lens; };
  if (std::any_of(fitting.begin(), fitting.end(), of_lens)) std::erase_if(fitting, [&](const photo::Calibration& c) { return !of_lens(c); });
  if (fitting.size() > 1) {
    std::string names;
    for (const photo::Calibration& c : fitting) names += (names.empty() ? "" : ", ") + c.id;
    return Error{ErrorCode::usage, message("cli.measure.several_cameras").with("names", names), photo.file(), "", message("cli.measure.several_cameras_advice")};
  }
  if (!fitting.empty()) use(fitting.front(), photo, task);
  return std::nullopt;
}

int calibrate(const Context& context, const CalibrateOptions& options) {
  if (!good_name(options.camera)) return complain(context, Error{ErrorCode::usage, message("cli.calibrate.name").with("name", options.camera), "", "", message("cli.calibrate.name_advice")});
  const auto board = photo::board_of(options.board);
  if (!board) return complain(context, board.error());
  for (const std::string& photo : options.photos)
    if (!options.output.empty() && same_file(photo, options.output)) return complain(context, wrong("--output", options.output, "cli.calibrate.output_advice"));
  photo::Calibrator calibrator(*board);
  for (const std::string& file : options.photos) {
    const auto photo = photo::load_photo(file);
    if (!photo) return complain(context, photo.error());
    const auto seen = calibrator.add(*photo);
    if (!seen) return complain(context, seen.error());
    if (!*seen)
      if (const Status problem = print(visible(context.texts.render(message("cli.calibrate.not_seen").with("file", file)) + "\n"))) return complain(context, *problem);
  }
  const photo::Calibrated result = calibrator.solve(options.camera);
  std::string out;
  for (const Message& m : result.warnings) out += context.texts.render(m) + "\n";
  if (!result.calibration) {
    out += context.texts.render(result.refused) + "\n  " + context.texts.render(result.advice) + "\n";
    if (const Status problem = print(visible(out))) return complain(context, *problem);
    return kFailures;
  }
  const auto file = place_of(options);
  if (!file) return complain(context, file.error());
  if (const Status problem = write_file(*file, photo::calibration_yaml(*result.calibration))) return complain(context, *problem);
  if (const Status problem = print(visible(out + told(context, *result.calibration, *file)))) return complain(context, *problem);
  return kFine;
}

}  // namespace landai::cli
