// SPDX-License-Identifier: GPL-3.0-or-later
// The worksheet's pages in the order in which one needs them.
#include <algorithm>

#include "landai/core/file.hpp"
#include "text.hpp"
#include "worksheet_map.hpp"
#include "worksheet_table.hpp"

namespace landai::report {
namespace {

void frame(Paper& paper, const View& view, std::size_t number, std::size_t count) {
  const double right = kA4Width - kPaperMargin;
  paper.text(kPaperMargin, 13, facility_name(view), 3.3, true);
  paper.text(right, 13, view.texts.render(message("report.worksheet.mark").with("mark", plan_mark(view))), 2.8, false, "end");
  paper.line(kPaperMargin, 15, right, 15, 0.2);
  const double y = 290;
  const auto field = [&](double x, double end, const char* key, const std::string& value) {
    const std::string label = view.texts(key);
    paper.text(x, y, label, 2.8);
    const double from = x + text_width(label, 2.8, false) + 1.5;
    paper.line(from, y + 0.8, end, y + 0.8, 0.2);
    if (!value.empty()) paper.text(from + 1, y, lines_of(clean(value), 2.8, false, end - from).front(), 2.8);
  };
  field(kPaperMargin, 62, "report.worksheet.date", view.in.facility.date);
  field(68, 150, "report.worksheet.assessor", view.in.facility.assessor);
  paper.text(right, y, view.texts.render(message("report.worksheet.page").with("page", std::to_string(number)).with("count", std::to_string(count))), 2.8, false, "end");
}

void cover(Papers& papers, const View& view, const Worksheet& sheet) {
  constexpr double kSize = 3.4;
  papers.heading(view.texts.render(message("report.worksheet.title").with("name", facility_name(view))), 6.5);
  const auto say = [&](const Message& text) {
    papers.y += 1.2;
    papers.paragraph(view.texts.render(text), kSize);
  };
  for (const auto& source : view.in.plan.sources) say(message("report.worksheet.source").with("file", shortened(clean(std::filesystem::path(source.file).filename().string()), 80)).with("sha256", source.sha256));
  int stops = 0;
  for (const auto& group : sheet.groups)
    for (const auto& stop : group.stops) stops += stop.number > 0 ? 1 : 0;
  papers.heading(view.texts("report.worksheet.what"), 4.4);
  if (sheet.rows == 0) say(message("report.worksheet.nothing"));
  else say(message("report.worksheet.counts").with("rows", std::to_string(sheet.rows)).with("stops", std::to_string(stops)));
  if (sheet.gathered > 0) say(message("report.worksheet.gathered").with("count", std::to_string(sheet.gathered)));
  if (sheet.settled_by_nothing > 0) say(message("report.worksheet.unsettled").with("count", std::to_string(sheet.settled_by_nothing)));
  const auto sheets = std::count_if(sheet.tags.begin(), sheet.tags.end(), [](const TagPlace& t) { return t.printed; });
  if (sheets > 0) say(message("report.worksheet.tags").with("count", std::to_string(sheets)));
  if (sheet.without_tag > 0) say(message("report.worksheet.without_tag").with("count", std::to_string(sheet.without_tag)));
  papers.heading(view.texts("report.worksheet.use"), 4.4);
  for (const char* key : {"report.worksheet.use.1", "report.worksheet.use.2", "report.worksheet.use.3", "report.worksheet.use.4", "report.worksheet.use.5"})
    say(message(key));
}

}  // namespace

std::string facility_name(const View& view) {
  const std::string& named = view.in.facility_name.empty() ? view.in.plan.name : view.in.facility_name;
  if (!named.empty()) return shortened(clean(named), 60);
  return view.in.plan.sources.empty() ? std::string() : shortened(clean(std::filesystem::path(view.in.plan.sources.front().file).filename().string()), 60);
}

std::string plan_mark(const View& view) {
  std::string all;
  for (const auto& source : view.in.plan.sources) all += source.sha256;
  return (view.in.plan.sources.size() == 1 ? all : sha256(all)).substr(0, 12);
}

Result<std::string> worksheet_pdf(const Worksheet& sheet, const Inputs& in, const Texts& texts, const HowTos& how) {
  const View view(in, texts);
  Papers papers;
  cover(papers, view, sheet);
  draw_maps(papers, view, sheet);
  if (sheet.rows > 0) draw_table(papers, view, sheet, how);
  draw_author_list(papers, view, sheet);
  draw_checklist(papers, view);
  draw_how(papers, view, sheet, how);
  if (Status problem = draw_markers(papers, view, sheet)) return *problem;
  const auto pages = std::move(papers).pages([&](Paper& paper, std::size_t number, std::size_t count) { frame(paper, view, number, count); });
  return pdf(pages, texts.render(message("report.worksheet.title").with("name", facility_name(view))), in.facility.date);
}

}  // namespace landai::report
