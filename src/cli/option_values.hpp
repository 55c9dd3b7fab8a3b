// SPDX-License-Identifier: GPL-3.0-or-later
// Values of options as people write them: lengths, angles, pixels.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "landai/core/error.hpp"
#include "landai/photo/task.hpp"
#include "verbs.hpp"

namespace landai::cli {

[[nodiscard]] Error wrong(const char* option, const std::string& value, const char* advice);
/// "150 mm" of an option, above 0 unless it may be negative. Metres; nothing for an option that was not given.
[[nodiscard]] Result<std::optional<double>> length(const char* option, const std::string& text, bool may_be_negative = false);
/// "5°", radians. The same.
[[nodiscard]] Result<std::optional<double>> angle(const char* option, const std::string& text);
/// Numbers with commas between them; nothing when one is none.
[[nodiscard]] std::optional<std::vector<double>> numbers(std::string_view text);
/// "x,y", "x1,y1,x2,y2" or "marker:4".
[[nodiscard]] Result<photo::End> end_of(const char* option, const std::string& text, const std::string& taken);
/// "x1,y1,x2,y2,…": exactly `count` pixels; none for an option that was not given.
[[nodiscard]] Result<std::vector<photo::PixelPoint>> pixels_of(const char* option, const std::string& text, std::size_t count);

/// What the options say of photos without a marker.
[[nodiscard]] Status views(const Context& context, const ViewOptions& options, photo::Task& task);
/// The calibration of the photo's camera: the one named, else one whose camera took the photo. What the task states beats it.
[[nodiscard]] Status take_camera(const Context& context, const std::string& name, const photo::Photo& photo, photo::Task& task);
/// Folder of the calibrations: XDG_DATA_HOME/landai/cameras, or ~/.local/share/landai/cameras; empty when neither is known.
[[nodiscard]] std::filesystem::path camera_folder();

}  // namespace landai::cli
