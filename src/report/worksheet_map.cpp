// SPDX-License-Identifier: GPL-3.0-or-later
// Numbered maps: the plan as the report draws it, with a number at every stop; where numbers crowd, the level is cut into parts.
#include "worksheet_map.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <numbers>

#include "picture.hpp"
#include "sheet.hpp"
#include "text.hpp"

namespace landai::report {
namespace {

constexpr std::size_t kMostParts = 24;
constexpr double kAroundPart = 1.5;     ///< metres that a part shows around its outermost points
constexpr double kAroundLevel = 3;      ///< metres that the map of a whole level shows around them
constexpr double kLeastWhole = 0.6;     ///< the whole level is shown where it is no smaller than this beside the part with the points
constexpr std::size_t kMostNumbers = 45;  ///< on one page, where it can be cut: more are slow to find
constexpr double kLeastPart = 4;        ///< metres: a smaller part is not cut again
constexpr double kMapTop = 34, kMapHeight = kPaperBottom - kMapTop - 12;  ///< mm
constexpr double kMapWidth = kA4Width - 2 * kPaperMargin;

/// The box in the middle of a picture of this size, as large as it gets.
Frame frame_in(const Box& box, double width, double height) {
  Frame frame;
  const double inset = 8;
  const double w = std::max(box.width(), 0.5), h = std::max(box.height(), 0.5);
  frame.scale = std::min({(width - 2 * inset) / w, (height - 2 * inset) / h, 220.0});
  // The whole picture is filled: what stands beside the box is shown as far as there is paper.
  const PlanPoint centre{0.5 * (box.min_x + box.max_x), 0.5 * (box.min_y + box.max_y)};
  const double half_x = 0.5 * width / frame.scale, half_y = 0.5 * height / frame.scale;
  frame.plan = {centre.x - half_x, centre.y - half_y, centre.x + half_x, centre.y + half_y};
  return frame;
}

PageBox around(PagePoint p, double half) { return {p.x - half, p.y - half, p.x + half, p.y + half}; }

Box box_of(const std::vector<MapPoint>& points) {
  Box box;
  for (const MapPoint& p : points) box.add(p.at);
  return box;
}

Box within(const Box& box, const Box& level) {
  return {std::max(box.min_x, level.min_x), std::max(box.min_y, level.min_y), std::min(box.max_x, level.max_x), std::min(box.max_y, level.max_y)};
}

void cut(const Box& level, const MapPart& part, double width, double height, std::vector<MapPart>& out) {
  const PageBox paper{2, 2, width - 2, height - 2};
  const Box own = box_of(part.points);
  const bool fits = part.points.size() <= kMostNumbers && place_numbers(part.points, frame_in(part.box, width, height), paper).has_value();
  if (fits || part.points.size() < 2 || out.size() + 2 > kMostParts || std::max(own.width(), own.height()) < kLeastPart) {
    out.push_back(part);
    return;
  }
  auto points = part.points;
  const bool along_x = own.width() > own.height();
  std::sort(points.begin(), points.end(), [along_x](const MapPoint& a, const MapPoint& b) {
    return std::pair(along_x ? a.at.x : -a.at.y, a.number) < std::pair(along_x ? b.at.x : -b.at.y, b.number);
  });
  const auto middle = points.begin() + static_cast<std::ptrdiff_t>(points.size() / 2);
  for (std::vector<MapPoint> half : {std::vector<MapPoint>(points.begin(), middle), std::vector<MapPoint>(middle, points.end())}) {
    std::sort(half.begin(), half.end(), [](const MapPoint& a, const MapPoint& b) { return a.number < b.number; });
    const Box box = within(box_of(half).grown(kAroundPart), level);
    cut(level, {box, std::move(half)}, width, height, out);
  }
}

void draw_number(Canvas& canvas, PagePoint point, PagePoint at, int number) {
  const double distance = std::hypot(at.x - point.x, at.y - point.y);
  if (distance > kNumberRadius) {
    const double edge = (distance - kNumberRadius) / distance;
    canvas.raw("<path stroke=\"#000\" stroke-width=\"1\" d=\"M").number(point.x).raw(" ").number(point.y).raw("L")
        .number(point.x + (at.x - point.x) * edge).raw(" ").number(point.y + (at.y - point.y) * edge).raw("\"/>\n");
  }
  canvas.raw("<circle fill=\"#000\"").attribute("cx", point.x).attribute("cy", point.y).attribute("r", 2).raw("/>\n");
  canvas.raw("<circle fill=\"#fff\" stroke=\"#000\" stroke-width=\"1.2\"").attribute("cx", at.x).attribute("cy", at.y)
      .attribute("r", kNumberRadius).raw("/>\n");
  const double size = number > 999 ? 7 : number > 99 ? 8.6 : 11;
  canvas.raw("<text text-anchor=\"middle\" font-weight=\"bold\"").attribute("x", at.x).attribute("y", at.y + 0.36 * size)
      .attribute("font-size", size).raw(">" + std::to_string(number) + "</text>\n");
}

std::string picture_of(const View& view, const std::vector<Drawn>& drawn, const MapPart& part, double width, double height) {
  const Frame frame = frame_in(part.box, width, height);
  const PageBox paper{2, 2, width - 2, height - 2};
  Canvas building, numbers, names;
  draw_building(building, view, frame, drawn);
  LabelPlaces places(paper);
  const auto placed = place_numbers(part.points, frame, paper);
  for (std::size_t i = 0; i < part.points.size(); ++i) {
    const PagePoint point = frame(part.points[i].at);
    const PagePoint at = placed ? (*placed)[i] : point;
    draw_number(numbers, point, at, part.points[i].number);
    places.reserve(around(at, kNumberRadius + 1));
    places.reserve(around(point, 3));
  }
  draw_names(names, view, frame, drawn, places);
  Canvas out;
  out.raw("<rect class=\"pl-bg\"").attribute("width", width).attribute("height", height).raw("/>\n");
  out.raw(building.str()).raw(names.str()).raw(numbers.str());
  return out.take();
}

/// What the building covers, by its walls and doors.
Box built_on(const std::vector<Drawn>& drawn) {
  Box box;
  for (const Drawn& d : drawn)
    if (const Category c = d.element->category; c == Category::wall || c == Category::column || c == Category::door || c == Category::window) box.add(d.box);
  return box;
}

std::string part_name(std::size_t i) { return std::string(1, static_cast<char>('A' + i % 26)); }

/// The whole level with the parts on it, where there are several.
std::string overview_of(const View& view, const std::vector<Drawn>& drawn, const Box& level, const std::vector<MapPart>& parts, double width,
                        double height) {
  const Frame frame = frame_in(level, width, height);
  Canvas out;
  draw_building(out, view, frame, drawn);
  for (std::size_t i = 0; i < parts.size(); ++i) {
    const PagePoint a = frame({parts[i].box.min_x, parts[i].box.max_y}), b = frame({parts[i].box.max_x, parts[i].box.min_y});
    out.raw("<rect fill=\"none\" stroke=\"#000\" stroke-width=\"1.6\" stroke-dasharray=\"6 3\"").attribute("x", a.x).attribute("y", a.y)
        .attribute("width", b.x - a.x).attribute("height", b.y - a.y).raw("/>\n");
    out.raw("<text font-weight=\"bold\"").attribute("x", a.x + 5).attribute("y", a.y + 24).attribute("font-size", 24)
        .raw(" stroke=\"#fff\" stroke-width=\"4\" paint-order=\"stroke\">" + part_name(i) + "</text>\n");
  }
  return out.take();
}

class LevelMaps {
 public:
  LevelMaps(Papers& papers, const View& view) : papers_(papers), view_(view), drawn_(drawn_by_level(view.in.plan)) {
    for (auto& [level, drawn] : drawn_) without_far(drawn);
  }

  void draw(const std::string& level, const std::vector<MapPoint>& points) {
    const auto found = drawn_.find(level);
    if (found == drawn_.end()) return;
    const double width = kMapWidth * kUnitsPerMm, height = kMapHeight * kUnitsPerMm;
    const Box box = frame_of(shown_box(found->second)).plan;
    const auto parts = map_parts(box, built_on(found->second), points, width, height);
    if (parts.size() > 1)
      page(message("report.worksheet.map.overview").with("level", view_.level_name(level)).with("count", std::to_string(parts.size())),
           overview_of(view_, found->second, box, parts, width, height), frame_in(box, width, height));
    for (std::size_t i = 0; i < parts.size(); ++i)
      page(parts.size() > 1 ? message("report.worksheet.map.part").with("level", view_.level_name(level)).with("part", part_name(i))
                            : message("report.worksheet.map").with("level", view_.level_name(level)),
           picture_of(view_, found->second, parts[i], width, height), frame_in(parts[i].box, width, height));
  }

 private:
  void page(const Message& title, const std::string& picture, const Frame& frame) {
    papers_.fresh();
    papers_.heading(view_.texts.render(title));
    Paper& paper = papers_.paper();
    const double width = kMapWidth * kUnitsPerMm, height = kMapHeight * kUnitsPerMm;
    paper.picture(kPaperMargin, kMapTop, width, height, 1 / kUnitsPerMm, picture);
    paper.box(kPaperMargin, kMapTop, kMapWidth, kMapHeight, 0.2);
    Canvas scale;
    draw_scale(scale, view_, frame, 4, 20);
    paper.picture(kPaperMargin, kMapTop + kMapHeight + 1, width, 28, 1 / kUnitsPerMm, scale.str());
    papers_.y = kPaperBottom;
  }

  Papers& papers_;
  const View& view_;
  std::map<std::string, std::vector<Drawn>> drawn_;
};

}  // namespace

std::optional<std::vector<PagePoint>> place_numbers(const std::vector<MapPoint>& points, const Frame& frame, const PageBox& paper) {
  LabelPlaces places(paper);
  for (const MapPoint& p : points) places.reserve(around(frame(p.at), 2.5));
  std::vector<PagePoint> out;
  for (const MapPoint& p : points) {
    const PagePoint point = frame(p.at);
    std::vector<PageBox> boxes;
    std::vector<PagePoint> centres;
    for (const double radius : {15.0, 22.0, 32.0, 44.0, 58.0})
      for (int step = 0; step < 16; ++step) {
        const double angle = (step * 0.125 - 0.25) * std::numbers::pi;
        centres.push_back({point.x + radius * std::cos(angle), point.y + radius * std::sin(angle)});
        boxes.push_back(around(centres.back(), kNumberRadius + 0.5));
      }
    const int chosen = places.take_first(boxes);
    if (chosen < 0) return std::nullopt;
    out.push_back(centres[static_cast<std::size_t>(chosen)]);
  }
  return out;
}

std::vector<MapPart> map_parts(const Box& level, const Box& built, std::vector<MapPoint> points, double width, double height) {
  std::vector<MapPart> parts;
  Box box = box_of(points).grown(kAroundLevel);
  box.add(built);
  box = within(box, level);
  // A building whose side is cut off looks like another one: a yard far around it is left out, a room is not.
  if (box.empty() || frame_in(level, width, height).scale >= kLeastWhole * frame_in(box, width, height).scale) box = level;
  cut(level, {box, std::move(points)}, width, height, parts);
  return parts;
}

void draw_maps(Papers& papers, const View& view, const Worksheet& sheet) {
  LevelMaps maps(papers, view);
  std::vector<std::pair<std::string, std::vector<MapPoint>>> levels;
  for (const StopGroup& group : sheet.groups)
    for (const Stop& stop : group.stops) {
      if (stop.number == 0) continue;
      const auto spot = view.spot(stop.element);
      if (!spot) continue;
      std::string level = spot->level.empty() && view.in.plan.levels.size() == 1 ? view.in.plan.levels.front().id : spot->level;
      if (levels.empty() || levels.back().first != level) {
        const auto known = std::find_if(levels.begin(), levels.end(), [&](const auto& l) { return l.first == level; });
        if (known != levels.end()) {
          known->second.push_back({stop.number, spot->point, stop.element});
          continue;
        }
        levels.emplace_back(std::move(level), std::vector<MapPoint>{});
      }
      levels.back().second.push_back({stop.number, spot->point, stop.element});
    }
  for (const auto& [level, points] : levels) maps.draw(level, points);
}

}  // namespace landai::report
