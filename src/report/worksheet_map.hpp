// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "drawing.hpp"
#include "landai/report/worksheet.hpp"
#include "paper.hpp"
#include "view.hpp"

namespace landai::report {

/// A numbered point of a map.
struct MapPoint {
  int number = 0;
  PlanPoint at;
  std::string element;
};

inline constexpr double kUnitsPerMm = 4;       ///< of a map's picture: letters of 11 units are 2.75 mm on paper
inline constexpr double kNumberRadius = 10.5;  ///< of the circle around a number, in units

/// Where the circles of the numbers go on a picture with this frame: none overlaps another, a point, or leaves `paper`. Nothing when they
/// do not all find a place within reach of their points. In the order of `points`.
[[nodiscard]] std::optional<std::vector<PagePoint>> place_numbers(const std::vector<MapPoint>& points, const Frame& frame, const PageBox& paper);

/// The part of a level that one page shows.
struct MapPart {
  Box box;
  std::vector<MapPoint> points;
};
/// The level in as few parts as it takes for all numbers to find a place on `width` × `height` units; one part when the whole level
/// does. `built` is the building on the level: it is shown whole, a yard far around it is not. At most 24; what then still finds no place is drawn on
/// its point.
[[nodiscard]] std::vector<MapPart> map_parts(const Box& level, const Box& built, std::vector<MapPoint> points, double width, double height);

/// The maps of all levels that have a stop.
void draw_maps(Papers& papers, const View& view, const Worksheet& sheet);

}  // namespace landai::report
