// SPDX-License-Identifier: GPL-3.0-or-later
// What stands beside the table: how each quantity is measured, what only the author knows, the check-list of the forms.
#include <algorithm>
#include <set>

#include "landai/measure/catalogue.hpp"
#include "text.hpp"
#include "worksheet_asks.hpp"
#include "worksheet_table.hpp"

namespace landai::report {
namespace {

constexpr double kBody = 3.1, kSmall = 2.6;
constexpr const char* kGrey = "#444";

class Checklist {
 public:
  Checklist(Papers& papers, const View& view) : papers_(papers), view_(view) {}

  void form(const indicators::Form& form) {
    papers_.heading(clean(form.title.in(view_.texts.language())), 4.2);
    for (const auto& block : form.blocks) {
      bool titled = false;
      for (const auto& item : view_.in.indicators) {
        if (item.form != form.id || item.block != block.id || !is_attested(item)) continue;
        if (!titled) {
          papers_.need(18);
          papers_.y += 1.5;
          papers_.paragraph(clean(block.title.in(view_.texts.language())), 3.4, true);
          papers_.y += 0.8;
        }
        titled = true;
        this->item(block, item);
      }
    }
  }

 private:
  void item(const indicators::Block& block, const indicators::Indicator& item) {
    const double text_width_mm = 92, size = kBody;
    const std::string id = clean(item.id);
    const auto lines = lines_of(clean(item.title.in(view_.texts.language())), size, false, text_width_mm);
    std::vector<std::string> words;
    for (const auto state : block.states) words.push_back(state_word(view_, block, state));
    double x = kPaperMargin + 110;
    std::size_t rows = 1;
    for (const auto& word : words) {
      const double need = 6 + text_width(word, size, false) + 3;
      if (x + need > kA4Width - kPaperMargin && x > kPaperMargin + 110) x = kPaperMargin + 110, ++rows;
      x += need;
    }
    const double height = 2.5 + std::max(static_cast<double>(lines.size()) * size * 1.32 + kSmall * 1.32, static_cast<double>(rows) * 5.2);
    papers_.need(height);
    Paper& paper = papers_.paper();
    double y = papers_.y;
    const std::string tail = id.substr(id.rfind('.') == std::string::npos ? 0 : id.rfind('.') + 1);
    paper.text(kPaperMargin, y + 4, tail, size, true);
    for (const auto& line : lines) paper.text(kPaperMargin + 14, (y += size * 1.32) - 0.1, line, size);
    paper.text(kPaperMargin + 14, y + kSmall * 1.32, needs_text(view_, item), kSmall, false, "start", kGrey);
    x = kPaperMargin + 110, y = papers_.y;
    for (const auto& word : words) {
      const double need = 6 + text_width(word, size, false) + 3;
      if (x + need > kA4Width - kPaperMargin && x > kPaperMargin + 110) x = kPaperMargin + 110, y += 5.2;
      paper.tick(x, y + 4.2);
      paper.text(x + 4.6, y + 4, word, size);
      x += need;
    }
    papers_.y += height;
    paper.line(kPaperMargin, papers_.y, kA4Width - kPaperMargin, papers_.y, 0.15, "#888");
  }

  Papers& papers_;
  const View& view_;
};

}  // namespace

bool is_attested(const indicators::Indicator& item) {
  return item.filled && std::any_of(item.evidence.begin(), item.evidence.end(), [](const auto& need) { return need.kind != "measured"; });
}

std::string state_word(const View& view, const indicators::Block& block, indicators::State state) {
  const auto own = block.words.find(state);
  return own != block.words.end() ? clean(own->second.in(view.texts.language())) : view.word("state", indicators::to_string(state));
}

std::string needs_text(const View& view, const indicators::Indicator& item) {
  std::vector<std::string> needs;
  for (const auto& need : item.evidence)
    if (need.kind != "measured") needs.push_back(view.texts("report.worksheet.need." + need.kind));
  return join(needs, ", ");
}

void draw_checklist(Papers& papers, const View& view) {
  if (std::none_of(view.in.indicators.begin(), view.in.indicators.end(), is_attested)) return;
  papers.fresh();
  papers.heading(view.texts("report.worksheet.checklist"));
  papers.paragraph(view.texts("report.worksheet.checklist.how"), kBody);
  Checklist list(papers, view);
  for (const auto& form : view.in.forms) list.form(form);
}

void draw_author_list(Papers& papers, const View& view, const Worksheet& sheet) {
  if (sheet.for_author.empty()) return;
  papers.need(40);
  papers.heading(view.texts("report.worksheet.author"));
  papers.paragraph(view.texts("report.worksheet.author.how"), kBody);
  for (const Ask& ask : sheet.for_author) {
    std::set<std::string> rules;
    for (const auto* check : ask.checks)
      if (const auto* rule = view.rule(check->rule)) rules.insert(clean(rule->title.in(view.texts.language())));
    std::vector<std::string> places;
    for (const auto& subject : ask.subjects) places.push_back(subject.back());
    papers.need(14);
    papers.y += 1.5;
    papers.paragraph(capital(view.quantity(ask.quantity, ask.params)) + " (" + asked_as(ask) + ")", kBody, true);
    papers.paragraph(places_text(view, places, 6), kSmall, false, 4);
    papers.paragraph(view.texts.render(message("report.worksheet.author.rules").with("rules", join({rules.begin(), rules.end()}, "; "))), kSmall, false, 4, kGrey);
  }
}

void draw_how(Papers& papers, const View& view, const Worksheet& sheet, const HowTos& how) {
  std::set<std::string> asked;
  for (const StopGroup& group : sheet.groups)
    for (const Stop& stop : group.stops)
      for (const Ask& ask : stop.asks) asked.insert(ask.quantity);
  if (asked.empty()) return;
  papers.fresh();
  papers.heading(view.texts("report.worksheet.how"));
  // In the catalogue's order, in which alike things stand together.
  for (const auto& row : measure::catalogue()) {
    if (!asked.contains(row.id)) continue;
    const HowTo& entry = how.quantities.at(row.id);
    papers.need(14);
    papers.y += 1.6;
    papers.paragraph(capital(view.quantity(row.id, {})), kBody, true);
    papers.paragraph(entry.how.in(view.texts.language()), kBody, false, 4);
    std::vector<std::string> names;
    for (const auto& instrument : entry.instruments) names.push_back(how.instruments.at(instrument).in(view.texts.language()));
    if (!names.empty())
      papers.paragraph(view.texts.render(message("report.worksheet.with").with("instruments", join(names, ", "))), kSmall, false, 4, kGrey);
  }
}

}  // namespace landai::report
