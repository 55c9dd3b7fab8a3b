// SPDX-License-Identifier: GPL-3.0-or-later
#include "landai/photo/measure.hpp"

namespace landai::photo {

Result<Answer> measure_photo(const Photo& photo, const Task& task, const MonteCarlo& how) {
  if (task.slope) return measure_slope(photo, camera_of(photo, task.camera), task, how);
  if (task.height) return measure_height(photo, camera_of(photo, task.camera), task, how);
  if (!task.markers && !task.rectangle && !task.known) return refuse(message("photo.refused.no_reference"), message("photo.refused.no_reference_advice"));
  if (task.target.ends.size() != 2 && !(task.target.ends.empty() && task.target.look != Look::none && !task.known))
    return Error{ErrorCode::usage, message("photo.task.two_ends").with("count", static_cast<double>(task.target.ends.size()), ""), photo.file(), "",
                 message("photo.task.two_ends_advice")};
  if (task.rectangle) return measure_by_rectangle(photo, camera_of(photo, task.camera), task, how);
  if (!task.markers) return measure_by_lines(photo, camera_of(photo, task.camera), task, how);
  return measure_by_markers(photo, camera_of(photo, task.camera), task, how);
}

}  // namespace landai::photo
