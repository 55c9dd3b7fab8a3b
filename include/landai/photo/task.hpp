// SPDX-License-Identifier: GPL-3.0-or-later
// What is asked of a photo: the reference in it, the target, and what is known about both. Options or a sidecar file say it.
#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "landai/core/error.hpp"
#include "landai/photo/camera.hpp"
#include "landai/photo/photo.hpp"
#include "landai/photo/privacy.hpp"
#include "landai/photo/reference.hpp"
#include "landai/photo/view.hpp"

namespace landai::photo {

/// Markers of known side, all in one plane.
struct MarkerReference {
  std::string dictionary = "apriltag_36h11";
  std::optional<Stated> side;      ///< of the black square; none: no length is known
  std::map<int, Stated> sides;     ///< of single markers
  std::vector<int> ids;            ///< the markers that are the reference; none: all whose side is known
  double scale_u = 0;              ///< relative standard uncertainty that all sides have in common, beside their own: the scale of the print
};

/// One end of the measured length: a line of two or more pixels, a point of one, or the centre of a marker.
struct End {
  std::vector<PixelPoint> pixels;
  std::optional<int> marker;       ///< id; then `pixels` is empty
  Taken taken = Taken::loupe;
  std::optional<Stated> offset;    ///< how far it lies behind the plane of the markers (negative: before it). None: not told
};

/// Asks for ends to be looked for beside the marker.
enum class Look { none, door, counter };

/// What the plane of the reference is, for gravity.
enum class Surface { unknown, wall, floor };

/// The length between two ends, in the plane of the reference: between two lines the distance of the parallel lines half-way along them, between a
/// line and a point the perpendicular, between two points the straight one.
struct Target {
  std::vector<End> ends;           ///< two, or none
  Look look = Look::none;          ///< when no ends are given
  std::optional<Stated> offset;    ///< of the ends that are found by looking
  std::optional<double> rounding;  ///< m, radius of the rounded edges of a kerb: either may have been taken that much too high or low
  std::string edge;                ///< which edge was taken, told as an assumption: "visible", "upper", "lower"
  bool parallel = true;            ///< two lines are parallel in truth (jambs), within 0.3 degrees
};

/// A known length in the plane of the target.
struct Known {
  std::vector<End> ends;  ///< two
  Stated length;          ///< m
};

struct Task {
  std::string photo;               ///< file name, as the sidecar states it; may be empty
  CameraStatement camera;
  std::optional<Direction> gravity;  ///< downwards; beats EXIF
  double gravity_u = 0.0087;       ///< rad (0.5 degrees)
  Surface surface = Surface::unknown;
  std::optional<MarkerReference> markers;
  std::optional<RectangleReference> rectangle;
  DirectionLines lines;
  std::optional<Known> known;       ///< a length in a wall whose lines are given
  std::optional<HeightTask> height;
  std::optional<SlopeTask> slope;
  Target target;
  std::string element, quantity;   ///< what the value is filed under; may be empty
  std::string by, note;
  std::vector<PixelBox> blur;      ///< parts of the upright photo that nobody else may see
};

/// Reads a sidecar file (data/schema/photo.schema.json, "landai-photo/1"). Lengths carry their unit. Error (input) with file and line for
/// what is not understood.
[[nodiscard]] Result<Task> load_task(const std::filesystem::path& file, const std::filesystem::path& data_dir);
/// The same from the text of a sidecar; `name` is what errors call it.
[[nodiscard]] Result<Task> read_task(std::string_view yaml, const std::string& name, const std::filesystem::path& data_dir);
/// The sidecar of a photo: its name with ".yaml" behind; nothing when there is none.
[[nodiscard]] std::optional<std::filesystem::path> sidecar_of(const std::filesystem::path& photo);

}  // namespace landai::photo
