// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "landai/core/geometry.hpp"

namespace landai::report {

/// A point of a picture: units of its viewBox, x right, y down.
struct PagePoint {
  double x = 0;
  double y = 0;
};

/// A rectangle of a picture, y down.
struct PageBox {
  double x0 = 0, y0 = 0, x1 = 0, y1 = 0;
  [[nodiscard]] bool overlaps(const PageBox& o) const { return x0 < o.x1 && o.x0 < x1 && y0 < o.y1 && o.y0 < y1; }
  [[nodiscard]] bool inside(const PageBox& o) const { return x0 >= o.x0 && x1 <= o.x1 && y0 >= o.y0 && y1 <= o.y1; }
};

/// Puts a part of the plan on a picture: one scale, y turned over.
struct Frame {
  Box plan;             ///< what is shown, metres
  double scale = 1;     ///< units per metre
  double left = 0;      ///< where the plan begins in the picture
  double top = 0;
  [[nodiscard]] double width() const { return plan.width() * scale; }
  [[nodiscard]] double height() const { return plan.height() * scale; }
  [[nodiscard]] PagePoint operator()(PlanPoint p) const {
    return {left + (p.x - plan.min_x) * scale, top + (plan.max_y - p.y) * scale};
  }
};

/// SVG text being written. Coordinates carry one decimal: a thousandth of the smallest picture.
class Canvas {
 public:
  Canvas& raw(std::string_view text) { out_ += text; return *this; }
  Canvas& number(double value);
  /// `name="value"` with a blank in front.
  Canvas& attribute(std::string_view name, double value);
  Canvas& open(std::string_view tag, std::string_view css_class);

  /// Path data of a chain; points that fall together are left out. Nothing when fewer than two remain.
  void chain(const Frame& frame, const std::vector<PlanPoint>& points, bool closed);
  void polygon(const Frame& frame, const Polygon& polygon);

  void line(PagePoint a, PagePoint b, std::string_view css_class);
  void circle(PagePoint centre, double radius, std::string_view css_class);
  /// `text` is escaped here. `anchor`: start, middle, end.
  void text(PagePoint at, std::string_view text, std::string_view css_class, std::string_view anchor, double size);

  [[nodiscard]] std::size_t size() const { return out_.size(); }
  [[nodiscard]] const std::string& str() const { return out_; }
  [[nodiscard]] std::string take() { return std::move(out_); }

 private:
  std::string out_;
};

/// Places for labels: the first of some candidates that meets nothing placed before.
class LabelPlaces {
 public:
  explicit LabelPlaces(PageBox paper) : paper_(paper) {}
  void reserve(const PageBox& box) { taken_.push_back(box); }
  [[nodiscard]] bool is_free(const PageBox& box) const;
  /// Index of the first free candidate, which is then taken; -1 when none is.
  int take_first(const std::vector<PageBox>& candidates);

 private:
  PageBox paper_;
  std::vector<PageBox> taken_;
};

/// Space that a text needs, centred on a point; the width is an estimate on the safe side.
[[nodiscard]] PageBox text_box(PagePoint centre, std::string_view text, double size);

}  // namespace landai::report
