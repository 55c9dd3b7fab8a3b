// SPDX-License-Identifier: GPL-3.0-or-later
// A rendered door with markers of a worksheet beside it, and the file that an assessor would put beside the photo.
#pragma once

#include <map>
#include <nlohmann/json.hpp>
#include <string>

#include "photo_scene.hpp"

namespace landai::test {

/// A door seen from in front of it, with markers left and right of it.
inline DoorScene door_with(int left, int right, double width, double depth) {
  DoorScene s;
  s.width = width;
  s.depth = depth;
  s.yaw = 0.15;
  s.aim = {width / 2, 0, 0};
  s.columns = 2016, s.rows = 1512, s.focal = 1540;
  s.markers = {{-0.20, 0.1, 0.01, 0.15, left}, {width + 0.20, 0.05, -0.01, 0.15, right}};
  return s;
}

/// The sidecar of a scene: what is said of the camera, the jambs clicked within some pixels, and more.
inline std::string sidecar_of(const DoorScene& s, const std::string& more) {
  const SceneCamera camera(s);
  std::string text = "schema: landai-photo/1\ncamera: {focal_px: " + std::to_string(s.focal) + ", u: 1 %}\ntarget:\n";
  double at = 0;
  for (const char* end : {"a", "b"}) {
    text += std::string("  ") + end + ": {line: [";
    for (const double y : {-0.4, 0.4}) {
      const auto [x, row] = camera.see({at, y, -s.depth});
      text += (y > 0 ? ", [" : "[") + std::to_string(x + 1.5) + ", " + std::to_string(row) + "]";
    }
    text += "], offset: " + std::to_string(s.depth) + " m}\n";
    at = s.width;
  }
  return text + more;
}

/// Tags of the project's worksheet by element, as its JSON tells them.
inline std::map<std::string, int> tags_in(const nlohmann::json& sheet) {
  std::map<std::string, int> tags;
  for (const nlohmann::json& tag : sheet["tags"])
    if (tag["element"].is_string()) tags[tag["element"]] = tag["tag"];
  return tags;
}

}  // namespace landai::test
