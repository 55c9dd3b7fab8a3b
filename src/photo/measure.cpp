// SPDX-License-Identifier: GPL-3.0-or-later
#include "landai/photo/measure.hpp"

#include <algorithm>
#include <vector>

#include "guard.hpp"

namespace landai::photo {
namespace {

/// Every pixel that the task names.
std::vector<PixelPoint> named_pixels(const Task& task) {
  std::vector<PixelPoint> all;
  const auto add = [&all](const PixelLine& line) { all.insert(all.end(), line.begin(), line.end()); };
  for (const End& end : task.target.ends) add(end.pixels);
  if (task.known)
    for (const End& end : task.known->ends) add(end.pixels);
  if (task.rectangle)
    for (const PixelLine& corners : task.rectangle->corners) add(corners);
  for (const auto* family : {&task.lines.vertical, &task.lines.level, &task.lines.across})
    for (const PixelLine& line : *family) add(line);
  if (task.height)
    for (const Upright* thing : {&task.height->reference, &task.height->target}) add({thing->base, thing->top});
  if (task.slope) add(task.slope->line), add(task.slope->level);
  return all;
}

/// False too for what is no number: nothing below has to expect a pixel that is not there.
bool inside_photo(const Photo& photo, const Task& task) {
  const auto pixels = named_pixels(task);
  return std::all_of(pixels.begin(), pixels.end(), [&](PixelPoint p) {
    return p.x >= -0.5 && p.y >= -0.5 && p.x <= photo.width() - 0.5 && p.y <= photo.height() - 0.5;
  });
}

Result<Answer> answer_of(const Photo& photo, const Task& task, const MonteCarlo& how) {
  if (!task.slope && !task.height && !task.markers && !task.rectangle && !task.known)
    return refuse(message("photo.refused.no_reference"), message("photo.refused.no_reference_advice"));
  if (!inside_photo(photo, task))
    return refuse(message("photo.refused.outside").with("width", photo.width(), "").with("height", photo.height(), ""), message("photo.refused.outside_advice"));
  if (task.slope) return measure_slope(photo, camera_of(photo, task.camera), task, how);
  if (task.height) return measure_height(photo, camera_of(photo, task.camera), task, how);
  if (task.target.ends.size() != 2 && !(task.target.ends.empty() && task.target.look != Look::none && !task.known))
    return Error{ErrorCode::usage, message("photo.task.two_ends").with("count", static_cast<double>(task.target.ends.size()), ""), photo.file(), "",
                 message("photo.task.two_ends_advice")};
  if (task.rectangle) return measure_by_rectangle(photo, camera_of(photo, task.camera), task, how);
  if (!task.markers) return measure_by_lines(photo, camera_of(photo, task.camera), task, how);
  return measure_by_markers(photo, camera_of(photo, task.camera), task, how);
}

}  // namespace

Result<Answer> measure_photo(const Photo& photo, const Task& task, const MonteCarlo& how) {
  return guarded(photo.file(), [&] {
    auto answer = answer_of(photo, task, how);
    const bool looked_at = !task.slope || task.slope->method != SlopeMethod::reading;
    if (answer && looked_at && !photo.exif().hdr.empty()) answer->warnings.push_back(message("photo.warned.hdr").with("kind", photo.exif().hdr));
    return answer;
  });
}

}  // namespace landai::photo
