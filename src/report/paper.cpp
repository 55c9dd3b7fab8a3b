// SPDX-License-Identifier: GPL-3.0-or-later
#include "paper.hpp"

#include <charconv>
#include <cmath>

#include "sheet.hpp"
#include "text.hpp"

namespace landai::report {
namespace {

constexpr double kLineHeight = 1.32;

std::string attribute(std::string_view name, double value) { return " " + std::string(name) + "=\"" + millimetres(value) + "\""; }

}  // namespace

std::string millimetres(double value) {
  long long thousandths = std::isfinite(value) ? std::llround(value * 1000) : 0;
  std::string out = thousandths < 0 ? "-" : "";
  thousandths = std::llabs(thousandths);
  out += std::to_string(thousandths / 1000);
  if (long long rest = thousandths % 1000; rest != 0) {
    std::string digits = std::to_string(1000 + rest).substr(1);
    while (digits.back() == '0') digits.pop_back();
    out += "." + digits;
  }
  return out;
}

void Paper::text(double x, double y, std::string_view text, double size, bool bold, std::string_view anchor, std::string_view fill) {
  body_ += "<text" + attribute("x", x) + attribute("y", y) + attribute("font-size", size);
  if (bold) body_ += " font-weight=\"bold\"";
  if (anchor != "start") body_ += " text-anchor=\"" + std::string(anchor) + "\"";
  if (fill != "#000") body_ += " fill=\"" + std::string(fill) + "\"";
  body_ += ">" + xml(text) + "</text>\n";
}

void Paper::line(double x0, double y0, double x1, double y1, double width, std::string_view stroke) {
  body_ += "<path d=\"M" + millimetres(x0) + " " + millimetres(y0) + "L" + millimetres(x1) + " " + millimetres(y1) + "\" stroke=\"" +
           std::string(stroke) + "\"" + attribute("stroke-width", width) + "/>\n";
}

void Paper::box(double x, double y, double width, double height, double line_width, std::string_view fill, std::string_view stroke) {
  body_ += "<rect" + attribute("x", x) + attribute("y", y) + attribute("width", width) + attribute("height", height) + " fill=\"" +
           std::string(fill) + "\"";
  if (line_width > 0) body_ += " stroke=\"" + std::string(stroke) + "\"" + attribute("stroke-width", line_width);
  body_ += "/>\n";
}

void Paper::circle(double x, double y, double radius, double line_width, std::string_view fill) {
  body_ += "<circle" + attribute("cx", x) + attribute("cy", y) + attribute("r", radius) + " fill=\"" + std::string(fill) +
           "\" stroke=\"#000\"" + attribute("stroke-width", line_width) + "/>\n";
}

void Paper::picture(double x, double y, double width, double height, double mm_per_unit, std::string_view svg) {
  body_ += "<svg" + attribute("x", x) + attribute("y", y) + attribute("width", width * mm_per_unit) + attribute("height", height * mm_per_unit) +
           " viewBox=\"0 0 " + millimetres(width) + " " + millimetres(height) + "\">\n";
  body_ += svg;
  body_ += "</svg>\n";
}

PdfPage Paper::page() const {
  std::string svg = "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"210mm\" height=\"297mm\" viewBox=\"0 0 210 297\">\n<style>";
  svg += picture_style();
  svg += "text{font-family:'" + std::string(kPdfFont) + "',sans-serif}</style>\n";
  return {svg + body_ + "</svg>\n", kA4Width, kA4Height};
}

void Papers::fresh() {
  papers_.emplace_back();
  y = kPaperTop;
}

bool Papers::need(double height) {
  if (y + height <= kPaperBottom || y <= kPaperTop) return false;
  fresh();
  return true;
}

void Papers::paragraph(std::string_view text, double size, bool bold, double indent, std::string_view fill) {
  for (const std::string& line : lines_of(text, size, bold, kA4Width - 2 * kPaperMargin - indent)) {
    need(size * kLineHeight);
    y += size * kLineHeight;
    paper().text(kPaperMargin + indent, y - 0.25 * size, line, size, bold, "start", fill);
  }
}

void Papers::heading(std::string_view text, double size) {
  need(4 * size);
  y += 1.2 * size;
  paragraph(text, size, true);
  y += 0.4 * size;
}

std::vector<PdfPage> Papers::pages(const Frame& frame) && {
  std::vector<PdfPage> out;
  for (std::size_t i = 0; i < papers_.size(); ++i) {
    frame(papers_[i], i + 1, papers_.size());
    out.push_back(papers_[i].page());
  }
  return out;
}

}  // namespace landai::report
