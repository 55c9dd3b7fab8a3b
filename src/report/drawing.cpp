// SPDX-License-Identifier: GPL-3.0-or-later
#include "drawing.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>

#include "text.hpp"

namespace landai::report {

Canvas& Canvas::number(double value) {
  long tenths = std::isfinite(value) ? std::lround(std::clamp(value, -1e6, 1e6) * 10) : 0;
  if (tenths < 0) {
    out_ += '-';
    tenths = -tenths;
  }
  char buffer[24];
  out_.append(buffer, std::to_chars(buffer, buffer + sizeof buffer, tenths / 10).ptr);
  if (tenths % 10) {
    out_ += '.';
    out_ += static_cast<char>('0' + tenths % 10);
  }
  return *this;
}

Canvas& Canvas::attribute(std::string_view name, double value) {
  out_.append(" ").append(name).append("=\"");
  number(value);
  out_ += '"';
  return *this;
}

Canvas& Canvas::open(std::string_view tag, std::string_view css_class) {
  out_.append("<").append(tag).append(" class=\"").append(css_class).append("\"");
  return *this;
}

void Canvas::chain(const Frame& frame, const std::vector<PlanPoint>& points, bool closed) {
  const std::size_t start = out_.size();
  std::size_t kept = 0;
  long last_x = 0, last_y = 0;
  for (const PlanPoint& p : points) {
    const PagePoint q = frame(p);
    const long x = std::lround(std::clamp(q.x, -1e6, 1e6) * 10), y = std::lround(std::clamp(q.y, -1e6, 1e6) * 10);
    if (kept && std::abs(x - last_x) + std::abs(y - last_y) < 2) continue;
    out_ += kept ? ' ' : 'M';
    number(q.x);
    out_ += ' ';
    number(q.y);
    last_x = x, last_y = y;
    ++kept;
  }
  if (kept < 2) out_.resize(start);
  else if (closed) out_ += 'Z';
}

void Canvas::polygon(const Frame& frame, const Polygon& polygon) {
  chain(frame, polygon.outer, true);
  for (const Ring& hole : polygon.holes) chain(frame, hole, true);
}

void Canvas::line(PagePoint a, PagePoint b, std::string_view css_class) {
  open("path", css_class).raw(" d=\"M").number(a.x).raw(" ").number(a.y).raw(" ").number(b.x).raw(" ").number(b.y).raw("\"/>\n");
}

void Canvas::circle(PagePoint centre, double radius, std::string_view css_class) {
  open("circle", css_class).attribute("cx", centre.x).attribute("cy", centre.y).attribute("r", radius).raw("/>\n");
}

void Canvas::text(PagePoint at, std::string_view text, std::string_view css_class, std::string_view anchor, double size) {
  open("text", css_class).attribute("x", at.x).attribute("y", at.y);
  if (anchor != "start") raw(" text-anchor=\"").raw(anchor).raw("\"");
  attribute("font-size", size);
  raw(">").raw(xml(text)).raw("</text>\n");
}

bool LabelPlaces::is_free(const PageBox& box) const {
  return box.inside(paper_) && std::none_of(taken_.begin(), taken_.end(), [&](const PageBox& t) { return t.overlaps(box); });
}

int LabelPlaces::take_first(const std::vector<PageBox>& candidates) {
  for (std::size_t i = 0; i < candidates.size(); ++i)
    if (is_free(candidates[i])) {
      taken_.push_back(candidates[i]);
      return static_cast<int>(i);
    }
  return -1;
}

PageBox text_box(PagePoint centre, std::string_view text, double size) {
  const double half = 0.5 * (static_cast<double>(letters(text)) * 0.66 * size + 4);
  return {centre.x - half, centre.y - 0.6 * size, centre.x + half, centre.y + 0.6 * size};
}

}  // namespace landai::report
