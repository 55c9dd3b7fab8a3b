// SPDX-License-Identifier: GPL-3.0-or-later
// Plans drawn with characters, one per cell:
//   #  wall          .  floor (nothing)      ' '  outside (nothing)
//   D  door without a leaf (an opening) in a horizontal or vertical wall: a run of D is one opening from wall to wall
//   d  the same with one leaf that is hinged at the run's first cell (left or bottom) and opens upward or to the right
//   F  furniture     C  counter              S  stair               P  column
// The first row is the top of the plan. Each run of wall cells becomes rectangles; equal letters that touch are one element.
#pragma once

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "landai/plan/plan.hpp"

namespace landai::test {

class AsciiPlan {
 public:
  AsciiPlan(double cell_m, std::vector<std::string> rows) : cell_(cell_m), rows_(std::move(rows)) {
    for (auto& row : rows_) width_ = std::max(width_, row.size());
    for (auto& row : rows_) row.resize(width_, ' ');
  }

  Plan plan() {
    Plan out;
    out.levels.push_back({"L0", "ground", 0, true});
    out.sources.push_back({"drawn.txt", "ascii", "", "m", "", 1, "", ""});
    walls(out);
    doors(out);
    bodies(out, 'F', Category::furniture, "table");
    bodies(out, 'C', Category::counter, "");
    bodies(out, 'S', Category::stair, "");
    bodies(out, 'P', Category::column, "");
    return out;
  }

 private:
  double cell_;
  std::vector<std::string> rows_;
  std::size_t width_ = 0;

  [[nodiscard]] char at(long x, long y) const {   // y counts from the bottom
    if (x < 0 || y < 0 || x >= static_cast<long>(width_) || y >= static_cast<long>(rows_.size())) return ' ';
    return rows_[rows_.size() - 1 - static_cast<std::size_t>(y)][static_cast<std::size_t>(x)];
  }
  [[nodiscard]] Polygon box(long x0, long y0, long x1, long y1) const {   // cells, end excluded
    const double c = cell_;
    const auto p = [c](long x, long y) { return PlanPoint{c * static_cast<double>(x), c * static_cast<double>(y)}; };
    return {{p(x0, y0), p(x1, y0), p(x1, y1), p(x0, y1)}, {}};
  }

  static Element element(Plan& out, Category category, const std::string& prefix) {
    Element e;
    e.category = category;
    std::size_t number = 1;
    for (const auto& other : out.elements) number += other.category == category;
    e.id = prefix + "-" + std::to_string(number);
    e.levels = {"L0"};
    return e;
  }

  void walls(Plan& out) const {
    for (long y = 0; y < static_cast<long>(rows_.size()); ++y)
      for (long x = 0; x < static_cast<long>(width_);) {
        if (at(x, y) != '#') {
          ++x;
          continue;
        }
        long end = x;
        while (at(end, y) == '#') ++end;
        Element wall = element(out, Category::wall, "wall");
        wall.geometry.areas = {box(x, y, end, y + 1)};
        out.elements.push_back(std::move(wall));
        x = end;
      }
  }

  void door(Plan& out, char kind, PlanPoint a, PlanPoint b) const {
    Element e = element(out, kind == 'D' ? Category::opening : Category::door, "door");
    DoorShape shape;
    shape.jamb_a = a;
    shape.jamb_b = b;
    shape.wall_thickness = cell_;
    const double width = distance(a, b);
    shape.opening_width = Known::exact(width, Method::drawn, "drawn");
    shape.operation = DoorOperation::none;
    if (kind == 'd') {
      shape.operation = DoorOperation::swing;
      const PlanPoint along = (1 / width) * (b - a);
      const PlanPoint out_of_wall = along.x > 0.5 ? PlanPoint{0, 1} : PlanPoint{1, 0};
      const PlanPoint face = (cell_ / 2) * out_of_wall;
      shape.leaves.push_back({a + face, b + face, a + face + width * out_of_wall,
                              Known::exact(width, Method::drawn, "drawn"), std::nullopt});
    }
    e.shape = shape;
    out.elements.push_back(std::move(e));
  }

  void doors(Plan& out) const {
    std::set<std::pair<long, long>> done;
    for (long y = 0; y < static_cast<long>(rows_.size()); ++y)
      for (long x = 0; x < static_cast<long>(width_); ++x) {
        const char kind = at(x, y);
        if ((kind != 'D' && kind != 'd') || done.contains({x, y})) continue;
        const double c = cell_, mx = static_cast<double>(x) * c, my = static_cast<double>(y) * c;
        long end = x;
        while (at(end, y) == kind) ++end;
        const bool horizontal = at(x - 1, y) == '#' && at(end, y) == '#';
        if (horizontal) {
          for (long i = x; i < end; ++i) done.insert({i, y});
          door(out, kind, {mx, my + c / 2}, {static_cast<double>(end) * c, my + c / 2});
          continue;
        }
        end = y;
        while (at(x, end) == kind) done.insert({x, end}), ++end;
        door(out, kind, {mx + c / 2, my}, {mx + c / 2, static_cast<double>(end) * c});
      }
  }

  /// Touching cells of a letter become one element of boxes, one per row.
  void bodies(Plan& out, char letter, Category category, const std::string& kind) const {
    std::set<std::pair<long, long>> done;
    for (long y = 0; y < static_cast<long>(rows_.size()); ++y)
      for (long x = 0; x < static_cast<long>(width_); ++x) {
        if (at(x, y) != letter || done.contains({x, y})) continue;
        // The largest rectangle of the letter that starts here; plans in tests draw rectangles.
        long x1 = x, y1 = y;
        while (at(x1, y) == letter && !done.contains({x1, y})) ++x1;
        const auto full = [&](long row) {
          for (long i = x; i < x1; ++i)
            if (at(i, row) != letter) return false;
          return true;
        };
        while (full(y1)) ++y1;
        for (long i = x; i < x1; ++i)
          for (long k = y; k < y1; ++k) done.insert({i, k});
        Element e = element(out, category, to_string(category));
        e.kind = kind;
        e.geometry.areas = {box(x, y, x1, y1)};
        out.elements.push_back(std::move(e));
      }
  }
};

/// ascii_plan(0.1, {"#####", "#...#", …}): lengths in metres, lower left corner at (0, 0).
inline Plan ascii_plan(double cell_m, std::vector<std::string> rows) { return AsciiPlan(cell_m, std::move(rows)).plan(); }

}  // namespace landai::test
