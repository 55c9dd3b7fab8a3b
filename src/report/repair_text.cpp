// SPDX-License-Identifier: GPL-3.0-or-later
// The order of repair in words.
#include "repair_text.hpp"

#include <algorithm>

#include "text.hpp"

namespace landai::report {
namespace {

constexpr std::size_t kNamesTold = 8;
constexpr std::size_t kRowsTold = 400;
constexpr std::size_t kStepsTold = 10;

struct Numbered {
  const Finding* finding;
  int number;   ///< under which the page tells it
};

std::vector<Numbered> in_order(const std::vector<Finding>& findings) {
  std::vector<Numbered> out;
  int number = 0;
  for (const Finding& f : findings) {
    if (f.verdict != standards::Verdict::not_measured) ++number;
    if (f.order) out.push_back({&f, number});
  }
  std::sort(out.begin(), out.end(), [](const auto& a, const auto& b) { return *a.finding->order < *b.finding->order; });
  return out;
}

}  // namespace

std::string opens_text(const View& view, const Finding& finding) {
  if (finding.opens.empty()) return {};
  const std::string places = places_text(view, finding.opens, kNamesTold);
  if (finding.opens_with.empty()) return view.texts.render(message("report.repair.opens").with("places", places));
  std::vector<std::string> others;
  for (const int other : finding.opens_with) others.push_back(std::to_string(other));
  return view.texts.render(message("report.repair.opens_with").with("others", join(others, ", ")).with("places", places));
}

void write_repair(Page& page, const View& view, const std::vector<Finding>& findings) {
  const auto all = in_order(findings);
  const auto opening = std::count_if(all.begin(), all.end(), [](const auto& n) { return !n.finding->opens.empty(); });
  if (opening == 0) return;
  page.heading(view.texts("report.heading.repair"));
  std::size_t shown = 0;
  for (const auto& [f, number] : all) {
    if (f->opens.empty() || ++shown > kStepsTold) continue;
    page.paragraph(padded_left(std::to_string(*f->order), 4) + ". ", 6,
                   view.texts.render(message("report.repair.number").with("title", f->title).with("number", std::to_string(number))));
    page.paragraph("      ", 6, opens_text(view, *f), Page::Ink::green);
  }
  page.paragraph("      ", 6, view.texts.render(message("report.repair.rest").with("count", std::to_string(all.size() - std::min(shown, kStepsTold)))), Page::Ink::dim);
}

void html_repair(HtmlPage& page) {
  const View& view = page.view;
  const auto all = in_order(page.findings);
  if (all.empty()) return;
  page.section("repair", "report.html.repair");
  page.out += "<p>";
  page.text("report.repair.explained");
  page.out += "</p>\n";
  page.table("report.html.repair", {"report.html.order", "report.html.finding", "report.html.severity", "report.html.opens"});
  for (std::size_t i = 0; i < all.size() && i < kRowsTold; ++i) {
    const Finding& f = *all[i].finding;
    const std::string n = std::to_string(all[i].number);
    page.row_head(std::to_string(*f.order));
    page.cell("<a href=\"#f" + n + "\">" + n + "</a> " + xml(f.title));
    page.cell(xml(severity_text(view, f.severity, f.duty)), "small");
    page.cell(xml(opens_text(view, f)));
    page.out += "</tr>\n";
  }
  page.end_table();
  page.end_section();
}

}  // namespace landai::report
