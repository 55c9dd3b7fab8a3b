// SPDX-License-Identifier: GPL-3.0-or-later
#include "values.hpp"

#include <algorithm>
#include <set>

#include "csv_writer.hpp"
#include "earlier.hpp"
#include "landai/measure/readings.hpp"
#include "landai/report/value.hpp"
#include "text.hpp"

namespace landai::report {
namespace {

constexpr std::size_t kMostQuestions = 500, kMostRows = 500, kRowsShown = 8;

const char* why_key(measure::Precedence why) {
  using enum measure::Precedence;
  switch (why) {
    case only: return "report.values.only";
    case as_built: return "report.values.as_built";
    case stated: return "report.values.stated";
    case smallest_u: return "report.values.smallest_u";
    case first: return "report.values.first";
  }
  return "report.values.only";
}

std::string_view why_word(measure::Precedence why) { return std::string_view(why_key(why)).substr(std::string_view("report.values.").size()); }

std::string remark(const View& view, const measure::Reconciliation& question) {
  std::string text = view.texts(why_key(question.why));
  if (question.built_differently) text += "; " + view.texts("report.values.built_differently");
  if (!question.contradicting.empty()) text += "; " + view.texts("report.values.contradicts");
  return text;
}

/// "Door P-01: clear width 0.892 m ± 0.002 m (reading), 0.905 m (computed)".
std::string told_question(const View& view, const measure::Reconciliation& question) {
  std::string text;
  for (const ValueRow& row : value_rows(view, question)) {
    text += text.empty() ? row.place + ": " + row.what + " " : ", ";
    text += row.value + (row.half_width.empty() ? "" : " " + row.half_width) + " (" + row.method + ")";
  }
  return text + " – " + remark(view, question);
}

std::string row_text(const View& view, const measure::UnmatchedRow& row) {
  std::string text = view.texts.place(row.where) + ": " + sentence(view.render(row.why));
  if (row.near.empty()) return text;
  std::vector<std::string> names;
  for (const auto& id : row.near) names.push_back(view.name(id) + " (" + clean(id) + ")");
  return text + " " + view.texts("report.values.near") + " " + join(names, ", ") + ".";
}

std::string cells_text(const measure::UnmatchedRow& row) {
  std::vector<std::string> cells;
  for (const auto& [column, text] : row.cells) cells.push_back(column + ": " + shortened(clean(text), 60));
  return join(cells, " · ");
}

const std::vector<measure::UnmatchedRow>& rows_not_taken(const View& view) {
  static const std::vector<measure::UnmatchedRow> kNone;
  return view.in.readings ? view.in.readings->unmatched : kNone;
}

void html_rows_not_taken(HtmlPage& page) {
  const View& view = page.view;
  const auto& rows = rows_not_taken(view);
  if (rows.empty()) return;
  page.heading(3, "report.values.not_taken");
  page.out += "<p>" + xml(view.texts.render(message("report.values.not_taken.lead").with("count", std::to_string(rows.size())))) + "</p>\n";
  page.table("report.values.not_taken", {"report.values.where", "report.html.why", "report.values.row"});
  for (std::size_t i = 0; i < std::min(kMostRows, rows.size()); ++i) {
    page.row_head(xml(view.texts.place(rows[i].where)));
    std::string why = sentence(view.render(rows[i].why));
    if (!rows[i].near.empty()) {
      std::vector<std::string> names;
      for (const auto& id : rows[i].near) names.push_back(view.name(id));
      why += " " + view.texts("report.values.near") + " " + join(names, ", ") + ".";
    }
    page.cell(xml(why));
    page.cell(xml(cells_text(rows[i])), "small");
    page.out += "</tr>\n";
  }
  page.end_table();
  if (rows.size() > kMostRows) page.out += "<p class=\"small\">" + xml(view.texts.render(message("report.more").with("count", std::to_string(rows.size() - kMostRows)))) + "</p>\n";
}

}  // namespace

std::string method_text(const View& view, const measure::Measurement& m) {
  return view.word("method", measure::follows_from_readings(m) ? "follows" : to_string(m.method));
}

ValueRow value_row(const View& view, const measure::Measurement& m) {
  ValueRow row;
  row.place = m.subject.size() > 1 ? view.name(m.subject.front()) + " → " + view.name(m.subject.back()) : view.name(m.subject.front());
  row.what = view.quantity(m.quantity, m.params);
  measure::Measurement bare = m;   // its half-width has a column of its own
  bare.u = 0;
  if (m.number() && m.u > 0) {
    row.half_width = doubt_text(view.texts, m);
    if (std::isfinite(m.lo) && std::isfinite(m.hi)) bare.lo = bare.hi = *m.number();
  }
  row.value = view.value(bare);
  row.method = method_text(view, m);
  const measure::ReadingSource source = measure::reading_source(m);
  row.instrument = clean(source.instrument);
  row.by = clean(source.by);
  row.date = clean(source.date);
  return row;
}

std::vector<ValueRow> value_rows(const View& view, const measure::Reconciliation& question) {
  std::vector<ValueRow> rows;
  const std::set<const measure::Measurement*> against(question.contradicting.begin(), question.contradicting.end());
  for (const measure::Measurement* m : question.values) {
    ValueRow row = value_row(view, *m);
    row.counts = m == question.values.front();
    if (row.counts) row.remark = remark(view, question);
    else if (against.contains(m))
      row.remark = view.texts("report.values.contradicts");
    rows.push_back(std::move(row));
  }
  return rows;
}

bool has_values(const View& view) { return !rows_not_taken(view).empty() || !earlier_of(view).empty() || !measure::reconciliations(view.in.measurements).empty(); }

void write_values(Page& page, const View& view) {
  const auto all = measure::reconciliations(view.in.measurements);
  const auto& rows = rows_not_taken(view);
  const auto odd = [](const auto& q) { return q.built_differently || !q.contradicting.empty(); };
  if (all.empty() && rows.empty() && earlier_of(view).empty()) return;
  page.heading(view.texts("report.html.values"));
  page.paragraph("  ", 2, view.texts.render(message("report.values.count").with("count", std::to_string(all.size()))
      .with("built", std::to_string(std::count_if(all.begin(), all.end(), [](const auto& q) { return q.built_differently; })))
      .with("contradicting", std::to_string(std::count_if(all.begin(), all.end(), [](const auto& q) { return !q.contradicting.empty(); })))));
  std::size_t shown = 0;
  for (const auto& q : all)
    if (odd(q) && ++shown <= kRowsShown) page.paragraph("  · ", 4, told_question(view, q));
  if (shown > kRowsShown) page.line("  " + view.texts.render(message("report.more").with("count", std::to_string(shown - kRowsShown))));
  write_earlier(page, view);
  if (rows.empty()) return;
  page.paragraph("  ", 2, view.texts.render(message("report.values.not_taken.lead").with("count", std::to_string(rows.size()))), Page::Ink::red);
  for (std::size_t i = 0; i < std::min(kRowsShown, rows.size()); ++i) page.paragraph("  · ", 4, row_text(view, rows[i]));
  if (rows.size() > kRowsShown) page.line("  " + view.texts.render(message("report.more").with("count", std::to_string(rows.size() - kRowsShown))));
}

void html_values(HtmlPage& page) {
  const View& view = page.view;
  const auto all = measure::reconciliations(view.in.measurements);
  if (!has_values(view)) return;
  page.section("values", "report.html.values");
  html_rows_not_taken(page);
  if (!all.empty()) {
    page.out += "<p>" + xml(view.texts("report.values.lead")) + "</p>\n";
    page.table("report.html.values", {"report.html.where", "report.html.what", "report.values.value", "report.html.method", "report.values.instrument", "report.values.by",
                                      "report.values.date", "report.values.remark"});
    for (std::size_t i = 0; i < std::min(kMostQuestions, all.size()); ++i)
      for (const ValueRow& row : value_rows(view, all[i])) {
        page.row_head(row.counts ? xml(row.place) : std::string());
        page.cell(row.counts ? xml(row.what) : std::string());
        const std::string value = xml(row.value + (row.half_width.empty() ? "" : " " + row.half_width));
        page.cell(row.counts ? "<b>" + value + "</b>" : value);
        page.cell(xml(row.method));
        page.cell(xml(row.instrument));
        page.cell(xml(row.by));
        page.cell(xml(row.date));
        page.cell(xml(capital(row.remark)), "small");
        page.out += "</tr>\n";
      }
    page.end_table();
    if (all.size() > kMostQuestions) page.out += "<p class=\"small\">" + xml(view.texts.render(message("report.more").with("count", std::to_string(all.size() - kMostQuestions)))) + "</p>\n";
  }
  html_earlier(page);
  page.end_section();
}

std::string values_csv(const Inputs& in, const Texts& texts) {
  const View view(in, texts);
  std::string out = kByteOrderMark;
  std::vector<std::string> head;
  for (const char* key : {"report.html.where", "report.html.what", "report.values.value", "report.values.half_width", "report.html.method", "report.values.instrument",
                          "report.values.by", "report.values.date", "report.values.counts", "report.values.remark"})
    head.push_back(texts(key));
  csv_row(out, head);
  for (const auto& question : measure::reconciliations(in.measurements))
    for (const ValueRow& row : value_rows(view, question))
      csv_row(out, std::vector<std::string>{row.place, row.what, row.value, row.half_width, row.method, row.instrument, row.by, row.date, texts(row.counts ? "words.yes" : "words.no"), row.remark});
  for (const ValueRow& row : earlier_rows(view))
    csv_row(out, std::vector<std::string>{row.place, row.what, row.value, row.half_width, row.method, row.instrument, row.by, row.date, texts("words.no"), row.remark});
  for (const auto& row : rows_not_taken(view))
    csv_row(out, std::vector<std::string>{texts("report.values.not_taken"), texts.place(row.where), cells_text(row), "", "", "", "", "", texts("words.no"), sentence(view.render(row.why))});
  return out;
}

void write_values(JsonWriter& json, const View& view) {
  json.line().key("reconciliation").array();
  for (const auto& q : measure::reconciliations(view.in.measurements)) {
    json.line().object().texts("subject", q.subject).text("quantity", q.quantity).text("counts", q.values.front()->id).text("why", why_word(q.why));
    json.key("values").array();
    for (const auto* m : q.values) {
      const auto source = measure::reading_source(*m);
      json.object().text("measurement", m->id).text("method", to_string(m->method)).text("instrument", source.instrument).text("by", source.by)
          .text("date", source.date);
      if (m->number()) json.number("half_width", half_width(*m));
      json.end_object();
    }
    json.end_array().boolean("built_differently", q.built_differently).number("difference", q.difference).key("contradicting").array();
    for (const auto* m : q.contradicting) json.text(m->id);
    json.end_array().end_object();
  }
  json.line().end_array();
  write_earlier(json, view);
  if (rows_not_taken(view).empty()) return;
  json.line().key("readings").object().text("file", view.in.readings->file).key("unmatched").array();
  for (const auto& row : rows_not_taken(view)) {
    json.line().object().text("where", row.where).text("column", row.column).text("message", view.render(row.why)).texts("near", row.near).key("cells").object();
    for (const auto& [column, text] : row.cells) json.text(column, text);
    json.end_object().end_object();
  }
  json.end_array().end_object();
}

}  // namespace landai::report
