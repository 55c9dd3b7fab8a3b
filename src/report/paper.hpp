// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "pdf.hpp"

namespace landai::report {

inline constexpr double kA4Width = 210, kA4Height = 297;   ///< mm
inline constexpr double kPaperMargin = 12;                 ///< mm, left and right
inline constexpr double kPaperTop = 20, kPaperBottom = 282;  ///< mm: what lies between belongs to the contents

/// A4 upright, being drawn as SVG. Millimetres from the upper left corner, y down; sizes of letters are millimetres, too.
class Paper {
 public:
  void text(double x, double y, std::string_view text, double size, bool bold = false, std::string_view anchor = "start",
            std::string_view fill = "#000");
  void line(double x0, double y0, double x1, double y1, double width = 0.2, std::string_view stroke = "#000");
  void box(double x, double y, double width, double height, double line_width = 0.2, std::string_view fill = "none", std::string_view stroke = "#000");
  void circle(double x, double y, double radius, double line_width = 0.3, std::string_view fill = "#fff");
  /// An empty box to tick, its lower left corner at (x, y).
  void tick(double x, double y, double size = 3.2) { box(x, y - size + 0.3, size, size, 0.3); }
  void raw(std::string_view svg) { body_ += svg; }
  /// A picture of `width` × `height` units of its own, `mm_per_unit` large.
  void picture(double x, double y, double width, double height, double mm_per_unit, std::string_view svg);
  [[nodiscard]] PdfPage page() const;

 private:
  std::string body_;
};

/// A number with at most three decimals: a thousandth of a millimetre on paper.
[[nodiscard]] std::string millimetres(double value);

/// Pages that are filled from top to bottom.
class Papers {
 public:
  /// What stands above and below the contents of each page; called when all pages are there.
  using Frame = std::function<void(Paper& paper, std::size_t number, std::size_t count)>;

  Papers() { fresh(); }
  [[nodiscard]] Paper& paper() { return papers_.back(); }
  double y = kPaperTop;            ///< where the next thing begins
  /// A new page.
  void fresh();
  /// A new page unless this much is left; true when there is a new one.
  bool need(double height);
  /// Lines of text; returns nothing, moves `y`.
  void paragraph(std::string_view text, double size, bool bold = false, double indent = 0, std::string_view fill = "#000");
  void heading(std::string_view text, double size = 5);
  [[nodiscard]] std::vector<PdfPage> pages(const Frame& frame) &&;

 private:
  std::vector<Paper> papers_;
};

}  // namespace landai::report
