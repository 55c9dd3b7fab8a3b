// SPDX-License-Identifier: GPL-3.0-or-later
// A rendered door put to landai's measuring as a user would.
#pragma once

#include <gtest/gtest.h>

#include <cmath>

#include "door_task.hpp"
#include "photo_file.hpp"

namespace landai::test {

struct Trial {
  double truth = 0;
  photo::Answer answer;
};

inline Trial try_door(const DoorScene& scene, double focal_u = 0.01, double side_u = 0.0003) {
  const photo::Task task = task_for(scene, focal_u, side_u);
  const int film = static_cast<int>(std::lround(scene.focal * 43.267 / std::hypot(scene.columns, scene.rows)));
  const auto photo = photo::read_photo(with_exif(DoorRenderer(scene).jpeg(), phone_exif(scene.columns, scene.rows, film)), "scene.jpg");
  if (!photo) {
    ADD_FAILURE() << photo.error().message.key;
    return {};
  }
  const auto answer = photo::measure_photo(*photo, task);
  if (!answer) {
    ADD_FAILURE() << answer.error().message.key;
    return {};
  }
  return {scene.width, *answer};
}

}  // namespace landai::test
