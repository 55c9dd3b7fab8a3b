// SPDX-License-Identifier: GPL-3.0-or-later
#include "earlier.hpp"

#include <algorithm>

#include "text.hpp"

namespace landai::report {
namespace {

constexpr std::size_t kMostRows = 500, kRowsShown = 8;

/// "0.750 m on 2026-03-02, since then 0.900 m on 2026-11-20".
std::string told(const View& view, const measure::Earlier& e) {
  const ValueRow was = value_row(view, e.was), since = value_row(view, e.since);
  if (e.was.quantity != e.since.quantity)
    return view.texts.render(message("report.values.earlier.other")
                                 .with("was", was.value)
                                 .with("day", was.date)
                                 .with("what", since.what)
                                 .with("now", since.value)
                                 .with("since", since.date));
  return view.texts.render(
      message("report.values.earlier.told").with("was", was.value).with("day", was.date).with("now", since.value).with("since", since.date));
}

std::string lead(const View& view) {
  return view.texts.render(message("report.values.earlier.lead").with("count", std::to_string(earlier_of(view).size())));
}

std::string more(const View& view, std::size_t shown) {
  return view.texts.render(message("report.more").with("count", std::to_string(earlier_of(view).size() - shown)));
}

void write_value(JsonWriter& json, const measure::Value& value) {
  json.key("value");
  if (const auto* number = std::get_if<double>(&value)) json.number(*number);
  else if (const auto* truth = std::get_if<bool>(&value)) json.boolean(*truth);
  else if (const auto* word = std::get_if<std::string>(&value)) json.text(*word);
  else {
    json.array();
    for (const std::string& one : std::get<std::vector<std::string>>(value)) json.text(one);
    json.end_array();
  }
}

void write_dated(JsonWriter& json, const char* name, const measure::Measurement& m) {
  const measure::ReadingSource source = measure::reading_source(m);
  write_value(json.key(name).object().text("quantity", m.quantity), *m.value);
  if (m.number()) json.number("lo", m.lo).number("hi", m.hi);
  json.number("u", m.u).text("unit", m.unit).text("method", to_string(m.method)).text("instrument", source.instrument).text("by", source.by)
      .text("date", source.date).end_object();
}

}  // namespace

const std::vector<measure::Earlier>& earlier_of(const View& view) {
  static const std::vector<measure::Earlier> kNone;
  return view.in.earlier ? *view.in.earlier : kNone;
}

std::vector<ValueRow> earlier_rows(const View& view) {
  std::vector<ValueRow> rows;
  for (const measure::Earlier& e : earlier_of(view)) {
    rows.push_back(value_row(view, e.was));
    rows.back().remark = told(view, e);
  }
  return rows;
}

void write_earlier(Page& page, const View& view) {
  const auto& all = earlier_of(view);
  if (all.empty()) return;
  page.paragraph("  ", 2, lead(view));
  for (std::size_t i = 0; i < std::min(kRowsShown, all.size()); ++i) {
    const ValueRow row = value_row(view, all[i].was);
    page.paragraph("  · ", 4, row.place + ": " + row.what + " " + told(view, all[i]));
  }
  if (all.size() > kRowsShown) page.line("  " + more(view, kRowsShown));
}

void html_earlier(HtmlPage& page) {
  const View& view = page.view;
  const auto& all = earlier_of(view);
  if (all.empty()) return;
  page.heading(3, "report.values.earlier");
  page.out += "<p>" + xml(lead(view)) + "</p>\n";
  page.table("report.values.earlier", {"report.html.where", "report.html.what", "report.values.value", "report.html.method", "report.values.instrument", "report.values.by",
                                       "report.values.date", "report.values.remark"});
  for (std::size_t i = 0; i < std::min(kMostRows, all.size()); ++i) {
    const ValueRow row = value_row(view, all[i].was);
    page.row_head(xml(row.place));
    page.cell(xml(row.what));
    page.cell(xml(row.value + (row.half_width.empty() ? "" : " " + row.half_width)));
    for (const std::string& text : {row.method, row.instrument, row.by, row.date}) page.cell(xml(text));
    page.cell(xml(told(view, all[i])), "small");
    page.out += "</tr>\n";
  }
  page.end_table();
  if (all.size() > kMostRows) page.out += "<p class=\"small\">" + xml(more(view, kMostRows)) + "</p>\n";
}

void write_earlier(JsonWriter& json, const View& view) {
  if (earlier_of(view).empty()) return;
  json.line().key("earlier").array();
  for (const measure::Earlier& e : earlier_of(view)) {
    json.line().object().texts("subject", e.was.subject).text("quantity", e.was.quantity).text("what", view.quantity(e.was.quantity, e.was.params));
    write_dated(json, "was", e.was);
    write_dated(json, "since", e.since);
    json.text("told", told(view, e)).end_object();
  }
  json.line().end_array();
}

}  // namespace landai::report
