// SPDX-License-Identifier: GPL-3.0-or-later
// What a user enters for a rendered door: lines clicked beside the jambs and snapped, offset and focal length with errors.
#pragma once

#include <random>

#include "landai/photo/measure.hpp"
#include "photo_scene.hpp"

namespace landai::test {

/// What is entered: the focal length to `focal_u` (relative), the offset to 3 mm, sides as 150 mm to `side_u`, lines clicked to 2 px and snapped.
inline photo::Task task_for(const DoorScene& scene, double focal_u, double side_u = 0.0003) {
  std::mt19937 engine(scene.seed + 1000003);
  std::normal_distribution<double> normal(0, 1);
  const SceneCamera camera(scene);
  photo::Task task;
  task.markers = photo::MarkerReference{};
  task.markers->side = photo::Stated{0.15, side_u};
  task.camera.focal_px = scene.focal * (1 + focal_u * normal(engine));
  task.camera.focal_u = focal_u;
  const double offset = scene.depth + 0.003 * normal(engine);
  for (const double x : {0.0, scene.width}) {
    photo::End end;
    end.taken = photo::Taken::snap;
    end.offset = photo::Stated{offset, 0.003};
    for (const double y : {-0.4, 0.4}) {
      const auto [column, row] = camera.see({x, y, -scene.depth});
      end.pixels.push_back({column + 2 * normal(engine), row + 2 * normal(engine)});
    }
    task.target.ends.push_back(end);
  }
  return task;
}

}  // namespace landai::test
