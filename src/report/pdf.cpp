// SPDX-License-Identifier: GPL-3.0-or-later
// SVG pages become PDF through librsvg and Cairo: both draw text with Pango, so what is measured here is what is printed.
#include "pdf.hpp"

#include <cairo-pdf.h>
#include <librsvg/rsvg.h>

#include <cstdint>
#include <memory>
#include <unordered_map>

#include "text.hpp"

namespace landai::report {
namespace {

constexpr double kPointsPerMm = 72 / 25.4;

struct Free {
  void operator()(cairo_surface_t* surface) const { cairo_surface_destroy(surface); }
  void operator()(cairo_t* context) const { cairo_destroy(context); }
  void operator()(cairo_scaled_font_t* font) const { cairo_scaled_font_destroy(font); }
  void operator()(RsvgHandle* handle) const { g_object_unref(handle); }
  void operator()(GError* error) const { g_error_free(error); }
};
template <class T>
using Owned = std::unique_ptr<T, Free>;

Error cannot(std::string why, std::size_t page = 0) {
  return Error{ErrorCode::output, message("report.pdf.cannot").with("why", std::move(why)), "",
               page > 0 ? "page " + std::to_string(page) : std::string(), {}};
}

cairo_status_t append(void* out, const unsigned char* bytes, unsigned int count) {
  static_cast<std::string*>(out)->append(reinterpret_cast<const char*>(bytes), count);
  return CAIRO_STATUS_SUCCESS;
}

Status draw_page(cairo_t* context, const PdfPage& page, std::size_t number) {
  GError* failed = nullptr;
  const Owned<RsvgHandle> handle(rsvg_handle_new_from_data(reinterpret_cast<const guint8*>(page.svg.data()), page.svg.size(), &failed));
  Owned<GError> error(failed);
  if (!handle) return cannot(error ? error->message : "", number);
  const RsvgRectangle sheet{0, 0, page.width_mm * kPointsPerMm, page.height_mm * kPointsPerMm};
  failed = nullptr;
  if (!rsvg_handle_render_document(handle.get(), context, &sheet, &failed)) {
    error.reset(failed);
    return cannot(error ? error->message : "", number);
  }
  cairo_show_page(context);
  return std::nullopt;
}

/// A font at a size at which rounding does not matter; hints are off, as in a PDF.
cairo_scaled_font_t* font_of(bool bold) {
  static const auto make = [](cairo_font_weight_t weight) {
    cairo_font_face_t* face = cairo_toy_font_face_create(kPdfFont, CAIRO_FONT_SLANT_NORMAL, weight);
    cairo_matrix_t size, identity;
    cairo_matrix_init_scale(&size, 1000, 1000);
    cairo_matrix_init_identity(&identity);
    cairo_font_options_t* options = cairo_font_options_create();
    cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF);
    cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE);
    Owned<cairo_scaled_font_t> font(cairo_scaled_font_create(face, &size, &identity, options));
    cairo_font_options_destroy(options);
    cairo_font_face_destroy(face);
    return font;
  };
  static const Owned<cairo_scaled_font_t> normal = make(CAIRO_FONT_WEIGHT_NORMAL);
  static const Owned<cairo_scaled_font_t> strong = make(CAIRO_FONT_WEIGHT_BOLD);
  return bold ? strong.get() : normal.get();
}

/// Width of a letter at size 1. What the font lacks is taken from another one, which we do not know here: no letter of a script with
/// full-width letters (Chinese, Japanese, Korean) is wider than its height.
double letter_width(const std::string& letter, bool bold) {
  cairo_glyph_t* glyphs = nullptr;
  int count = 0;
  const auto size = static_cast<int>(letter.size());
  const cairo_status_t done = cairo_scaled_font_text_to_glyphs(font_of(bold), 0, 0, letter.data(), size, &glyphs, &count, nullptr, nullptr, nullptr);
  const bool lacking = done == CAIRO_STATUS_SUCCESS && count > 0 && glyphs[0].index == 0;
  cairo_glyph_free(glyphs);
  if (lacking) return 1;
  cairo_text_extents_t extents{};
  cairo_scaled_font_text_extents(font_of(bold), letter.c_str(), &extents);
  return extents.x_advance / 1000;
}

/// Bytes of the letter that begins here.
std::size_t letter_size(std::string_view text, std::size_t at) {
  std::size_t n = 1;
  while (at + n < text.size() && (static_cast<unsigned char>(text[at + n]) & 0xC0U) == 0x80U) ++n;
  return n;
}

}  // namespace

Result<std::string> pdf(const std::vector<PdfPage>& pages, const std::string& title, const std::string& date) {
  std::string out;
  const Owned<cairo_surface_t> surface(cairo_pdf_surface_create_for_stream(append, &out, 1, 1));
  cairo_pdf_surface_set_metadata(surface.get(), CAIRO_PDF_METADATA_TITLE, clean(title).c_str());
  cairo_pdf_surface_set_metadata(surface.get(), CAIRO_PDF_METADATA_CREATOR, "landai " LANDAI_VERSION);
  // Without a date of ours Cairo stamps the time of the run, and no two runs would be the same.
  const std::string stamp = (date.empty() ? "1970-01-01" : date) + "T00:00:00Z";
  cairo_pdf_surface_set_metadata(surface.get(), CAIRO_PDF_METADATA_CREATE_DATE, stamp.c_str());
  const Owned<cairo_t> context(cairo_create(surface.get()));
  std::size_t number = 0;
  for (const PdfPage& page : pages) {
    cairo_pdf_surface_set_size(surface.get(), page.width_mm * kPointsPerMm, page.height_mm * kPointsPerMm);
    if (Status problem = draw_page(context.get(), page, ++number)) return *problem;
  }
  cairo_surface_finish(surface.get());
  for (const cairo_status_t status : {cairo_status(context.get()), cairo_surface_status(surface.get())})
    if (status != CAIRO_STATUS_SUCCESS) return cannot(cairo_status_to_string(status));
  return out;
}

double text_width(std::string_view text, double size, bool bold) {
  // Letter by letter: kerning is small, and lines that are measured a little too wide only break earlier.
  thread_local std::unordered_map<std::string, double> known[2];
  double width = 0;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t n = letter_size(text, at);
    auto [entry, fresh] = known[bold ? 1 : 0].try_emplace(std::string(text.substr(at, n)), 0.0);
    if (fresh) {
      entry->second = letter_width(entry->first, bold);
    }
    width += entry->second;
    at += n;
  }
  return width * size;
}

std::vector<std::string> lines_of(std::string_view text, double size, bool bold, double width) {
  std::vector<std::string> lines;
  std::string line;
  const auto flush = [&] { lines.push_back(std::move(line)), line.clear(); };
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find(' ', at), text.size());
    std::string_view word = text.substr(at, end - at);
    at = end + 1;
    if (word.empty()) continue;
    if (!line.empty() && text_width(line + " " + std::string(word), size, bold) > width) flush();
    if (!line.empty()) line += ' ';
    while (text_width(line, size, bold) + text_width(word, size, bold) > width) {
      // A word that is wider than a line: an id, a list without blanks.
      std::size_t n = 0;
      while (n < word.size() && text_width(line + std::string(word.substr(0, n + letter_size(word, n))), size, bold) <= width) n += letter_size(word, n);
      if (n == 0) n = letter_size(word, 0);
      line += word.substr(0, n);
      word.remove_prefix(n);
      flush();
    }
    line += word;
  }
  if (!line.empty() || lines.empty()) flush();
  return lines;
}

}  // namespace landai::report
