// SPDX-License-Identifier: GPL-3.0-or-later
// Sheets with one marker each, exact to a thousandth of a millimetre, and a bar that proves the printer's scale.
#include <algorithm>

#include "landai/photo/marker_sheet.hpp"
#include "text.hpp"
#include "worksheet_table.hpp"

namespace landai::report {
namespace {

constexpr double kSquareTop = 44;      ///< mm: below the page's head and the quiet zone of the largest marker
constexpr double kRulerLength = 100;   ///< mm

/// All black cells as one path: cells that touch leave no seam, however the page is drawn.
std::string square(const photo::MarkerCells& cells, double x, double y, double side) {
  const double cell = side / static_cast<double>(cells.size());
  std::string path;
  for (std::size_t row = 0; row < cells.size(); ++row)
    for (std::size_t begin = 0; begin < cells.size(); ++begin) {
      if (!cells.rows[row][begin]) continue;
      std::size_t end = begin;
      while (end < cells.size() && cells.rows[row][end]) ++end;
      path += "M" + millimetres(x + static_cast<double>(begin) * cell) + " " + millimetres(y + static_cast<double>(row) * cell) + "h" +
              millimetres(static_cast<double>(end - begin) * cell) + "v" + millimetres(cell) + "h" + millimetres(-static_cast<double>(end - begin) * cell) + "z";
      begin = end;
    }
  return "<path fill=\"#000\" shape-rendering=\"crispEdges\" d=\"" + path + "\"/>\n";
}

void ruler(Paper& paper, const View& view, double y) {
  const double left = 0.5 * (kA4Width - kRulerLength);
  paper.line(left, y, left + kRulerLength, y, 0.3);
  for (int i = 0; i <= 100; ++i) {
    const double tick = i % 10 == 0 ? 5 : i % 5 == 0 ? 3.5 : 2;
    if (i > 10 && i < 90 && i % 5 != 0) continue;   // single millimetres at both ends, where one reads
    paper.line(left + i, y, left + i, y - tick, i % 10 == 0 ? 0.25 : 0.12);
  }
  for (int i = 0; i <= 100; i += 50) paper.text(left + i, y + 4, std::to_string(i), 3, false, "middle");
  paper.text(0.5 * kA4Width, y + 9.5, view.texts("report.worksheet.ruler"), 3.2, false, "middle");
}

void marker_page(Papers& papers, const View& view, const TagPlace& place, const photo::MarkerCells& cells, int number) {
  papers.fresh();
  Paper& paper = papers.paper();
  const double side = place.side * 1000, x = 0.5 * (kA4Width - side);
  paper.raw(square(cells, x, kSquareTop, side));
  double y = kSquareTop + side + side / static_cast<double>(cells.size()) + 7;
  const std::string name = place.element.empty() ? view.texts("report.worksheet.spare") : capital(view.name(place.element));
  const std::string title = (number > 0 ? std::to_string(number) + " · " : "") + lines_of(name, 5, true, 160).front();
  paper.text(0.5 * kA4Width, y, title, 5, true, "middle");
  paper.text(0.5 * kA4Width, y + 6, view.texts.render(message("report.worksheet.marker").with("tag", std::to_string(place.tag)).with("side", millimetres(side))), 3.2, false, "middle");
  const auto lines = lines_of(view.texts(place.element.empty() ? "report.worksheet.spare.how" : "report.worksheet.marker.how"), 3.2, false, 180);
  for (std::size_t i = 0; i < lines.size(); ++i) paper.text(0.5 * kA4Width, y + 11 + static_cast<double>(i) * 4.2, lines[i], 3.2, false, "middle");
  ruler(paper, view, std::max(y + 24, 258.0));
}

}  // namespace

Status draw_markers(Papers& papers, const View& view, const Worksheet& sheet) {
  const auto numbers = stop_numbers(sheet);
  for (const TagPlace& place : sheet.tags) {
    if (!place.printed) continue;
    auto cells = photo::marker_cells(photo::kSheetDictionary, place.tag);
    if (!cells) return cells.error();
    const auto number = numbers.find(place.element);
    marker_page(papers, view, place, *cells, number == numbers.end() ? 0 : number->second);
  }
  return std::nullopt;
}

}  // namespace landai::report
