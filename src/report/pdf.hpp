// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "landai/core/error.hpp"

namespace landai::report {

/// A page to be: an SVG document whose picture fills a sheet of this size.
struct PdfPage {
  std::string svg;
  double width_mm = 210;
  double height_mm = 297;
};

/// The pages as one PDF, its bytes. Sizes are exact to a point's float; texts stay texts. The same pages, title and date give the same bytes
/// on one machine: what is stamped is `date` ("2026-11-20"), or 1970-01-01 when it is empty. Error (output) when a page is no SVG or
/// the PDF cannot be made.
[[nodiscard]] Result<std::string> pdf(const std::vector<PdfPage>& pages, const std::string& title, const std::string& date);

/// Family of every text on a PDF page; text_width measures it.
inline constexpr const char* kPdfFont = "DejaVu Sans";
/// How wide a line of kPdfFont is, in units of `size`.
[[nodiscard]] double text_width(std::string_view text, double size, bool bold);
/// The text in lines of at most `width`: broken at blanks, and within a word that is wider than a line. At least one line.
[[nodiscard]] std::vector<std::string> lines_of(std::string_view text, double size, bool bold, double width);

}  // namespace landai::report
