// SPDX-License-Identifier: GPL-3.0-or-later
#include "asked.hpp"

#include <map>

#include "text.hpp"

namespace landai::report {
namespace {

constexpr std::size_t kRowsShown = 25, kMostRows = 1500, kPlacesNamed = 4;

/// Places of one quantity with one value, or with one reason for none.
struct AskedRow {
  std::string value;
  std::vector<std::string> places;
};

std::vector<AskedRow> rows_of(const View& view, const measure::Request& request) {
  std::vector<AskedRow> rows;
  std::map<std::string, std::size_t> index;
  for (const auto& m : view.in.measurements.all()) {
    if (m.quantity != request.quantity || m.params != request.params || m.subject.empty()) continue;
    std::string said = m.value ? view.value(m) : sentence(view.render(m.missing));
    if (m.value && !m.evidence.note.empty()) said += " – " + view.render(m.evidence.note);
    const auto [at, fresh] = index.try_emplace(said, rows.size());
    if (fresh) rows.push_back({said, {}});
    rows[at->second].places.push_back(m.subject.back());
  }
  return rows;
}

}  // namespace

void write_asked(Page& page, const View& view) {
  for (const auto& request : view.in.asked) {
    page.heading(capital(view.quantity(request.quantity, request.params)));
    const auto rows = rows_of(view, request);
    if (rows.empty()) page.paragraph("  ", 2, view.texts("report.asked.nothing"), Page::Ink::dim);
    for (std::size_t i = 0; i < rows.size(); ++i) {
      if (i == kRowsShown) {
        page.line("  " + view.texts.render(message("report.more").with("count", std::to_string(rows.size() - i))));
        break;
      }
      page.paragraph("  · ", 4, places_text(view, rows[i].places, kPlacesNamed) + ": " + rows[i].value);
    }
  }
}

void html_asked(HtmlPage& page) {
  const View& view = page.view;
  if (view.in.asked.empty()) return;
  page.section("asked", "report.html.asked");
  page.table("report.html.asked", {"report.html.what", "report.html.measured", "report.html.where"});
  for (const auto& request : view.in.asked) {
    const auto rows = rows_of(view, request);
    for (std::size_t i = 0; i < rows.size() && i < kMostRows; ++i) {
      page.row_head(i == 0 ? xml(capital(view.quantity(request.quantity, request.params))) : std::string());
      page.cell(xml(rows[i].value));
      page.cell(xml(places_text(view, rows[i].places, kPlacesNamed)));
      page.out += "</tr>\n";
    }
  }
  page.end_table();
  page.end_section();
}

}  // namespace landai::report
