// SPDX-License-Identifier: GPL-3.0-or-later
#include "landai/report/compare.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

#include "compare_text.hpp"
#include "html.hpp"
#include "landai/measure/catalogue.hpp"
#include "text.hpp"

namespace landai::report {
namespace {

using standards::Check;
using standards::Verdict;

std::vector<ComparedColumn> all_columns(const Inputs& in) {
  std::vector<ComparedColumn> out;
  for (const auto& pack : in.packs)
    if (!pack.rules.empty()) out.push_back({pack.id, {pack.id}});
  return out;
}

/// Of measurements that a part of a check rests on, the first of its own quantity.
const measure::Measurement* measured(const View& view, const standards::Part& part) {
  for (const std::string& id : part.measurements)
    if (const auto* m = view.measurement(id); m && m->quantity == part.quantity) return m;
  return nullptr;
}

/// Whether the elements of a row were judged as one; a way has two places and is no such row.
bool together(const ComparedRow& row) {
  const auto* info = measure::quantity(row.quantity);
  return row.subjects.front().size() > 1 && !(info && info->pair);
}

/// Equal rows are told once. What they are equal in: value and what every column says.
std::string row_key(const View& view, const ComparedRow& row) {
  const bool one = row.measurement && !together(row);
  std::string key = capital(view.quantity(row.quantity, row.params)) + "|" + (one ? view.value(*row.measurement) : std::string()) + "|";
  for (std::size_t i = 0; i < row.cells.size(); ++i) key += said(view, row, i) + "|";
  return key;
}

}  // namespace

measure::Params telling(const std::string& quantity, const measure::Params& params) {
  const auto* info = measure::quantity(quantity);
  measure::Params out;
  for (const auto& [name, value] : params)
    if (std::holds_alternative<std::string>(value) || (info && info->kind == measure::ValueKind::number)) out.emplace(name, value);
  return out;
}

std::string said(const View& view, const ComparedRow& row, std::size_t column) {
  std::string out;
  std::set<std::string> told;
  for (const ComparedCell& cell : row.cells[column]) {
    const auto* m = cell.measurement;
    const std::string duty = cell.check->obligation == standards::Obligation::mandatory ? "" : " (" + view.word("obligation", to_string(cell.check->obligation)) + ")";
    const std::string text = asked_for(view, cell) + duty + (m && m->truth() ? " (" + view.value(*m) + ")" : std::string()) + ": " + verdict_said(view, cell);
    if (told.insert(text).second) out += (out.empty() ? "" : "; ") + text;
  }
  return out.empty() ? std::string("–") : out;
}

std::string rules_of(const ComparedRow& row, std::size_t column) {
  std::vector<std::string> ids;
  for (const ComparedCell& cell : row.cells[column])
    if (std::find(ids.begin(), ids.end(), cell.check->rule) == ids.end()) ids.push_back(cell.check->rule);
  return join(ids, ", ");
}

std::string verdict_said(const View& view, const ComparedCell& cell) {
  const std::string verdict = view.word("verdict", to_string(cell.part.verdict));
  if (cell.part.verdict == cell.check->verdict) return verdict;
  return view.texts.render(message("report.compare.part").with("verdict", verdict).with("whole", view.word("verdict", to_string(cell.check->verdict))));
}

std::string asked_for(const View& view, const ComparedCell& cell) {
  std::string out;
  for (const standards::Limit& limit : cell.part.limits) {
    std::string text = limit.truth && !limit.as_written.empty() ? view.texts.as_written(limit.as_written) : view.limit(limit, cell.part.quantity);
    if (text.empty()) text = view.texts.as_written(limit.as_written);
    out += (out.empty() ? "" : " " + view.texts(cell.part.all ? "report.compare.and" : "report.compare.or") + " ") + text;
  }
  return out;
}

bool differs(const View& view, const ComparedRow& row) { return said(view, row, 0) != said(view, row, 1); }

Comparison compare_in(const View& view, std::vector<ComparedColumn> columns, bool measured_only) {
  const Inputs& in = view.in;
  Comparison out;
  out.columns = columns.empty() ? all_columns(in) : std::move(columns);
  std::map<std::string, std::vector<std::size_t>> column_of;
  for (std::size_t i = 0; i < out.columns.size(); ++i)
    for (const auto& pack : out.columns[i].packs) column_of[pack].push_back(i);
  std::map<std::tuple<std::string, measure::Params, std::string>, std::size_t> index;   // quantity, parameters, place
  std::vector<ComparedRow> rows;
  auto parts = standards::parts(in.packs, in.plan, in.measurements, in.checks);
  for (std::size_t i = 0; i < in.checks.size(); ++i) {
    const Check& check = in.checks[i];
    const auto columns_here = column_of.find(check.standard);
    if (columns_here == column_of.end()) continue;
    // A way is told by where it leads; which entrance is the best one may differ.
    const std::string place = check.subject.empty() ? std::string("building") : check.subject.back();
    for (standards::Part& part : parts[i]) {
      auto params = telling(part.quantity, part.params);
      const auto [at, fresh] = index.try_emplace({part.quantity, params, place}, rows.size());
      if (fresh) rows.push_back({{check.subject}, part.quantity, std::move(params), nullptr, std::vector<std::vector<ComparedCell>>(out.columns.size())});
      ComparedRow& row = rows[at->second];
      const auto* m = measured(view, part);
      if (m && (!row.measurement || (!row.measurement->value && m->value))) row.measurement = m;
      for (const std::size_t column : columns_here->second) row.cells[column].push_back({&check, part, m});
    }
  }
  if (measured_only)
    std::erase_if(rows, [](const ComparedRow& row) {
      return std::all_of(row.cells.begin(), row.cells.end(), [](const auto& cell) {
        return std::all_of(cell.begin(), cell.end(), [](const ComparedCell& c) { return c.part.verdict == Verdict::not_measured; });
      });
    });
  std::stable_sort(rows.begin(), rows.end(), [](const auto& a, const auto& b) { return std::tie(a.quantity, a.params) < std::tie(b.quantity, b.params); });
  std::map<std::string, std::size_t> alike;
  for (ComparedRow& row : rows) {
    const auto [at, fresh] = alike.try_emplace(row_key(view, row), out.rows.size());
    if (fresh) out.rows.push_back(std::move(row));
    else out.rows[at->second].subjects.push_back(row.subjects.front());
  }
  return out;
}

Comparison compare(const Inputs& in, const Texts& texts, std::vector<ComparedColumn> columns, bool measured_only) {
  return compare_in(View(in, texts), std::move(columns), measured_only);
}

void html_compare(HtmlPage& page) {
  const View& view = page.view;
  const Comparison all = compare_in(view, {}, true);
  if (all.columns.size() < 2) return;
  std::vector<const ComparedRow*> rows;
  for (const auto& row : all.rows)
    if (std::count_if(row.cells.begin(), row.cells.end(), [](const auto& cell) { return !cell.empty(); }) > 1) rows.push_back(&row);
  if (rows.empty()) return;
  page.section("compare", "report.html.compare");
  page.out += "<p>";
  page.text("report.compare.explained");
  page.out += "</p>\n<details><summary>" + xml(view.texts("report.html.compare")) + " (" + std::to_string(rows.size()) + ")</summary>\n";
  const std::string label = xml(view.texts("report.html.compare"));
  page.out += "<div class=\"scroll\" role=\"region\" tabindex=\"0\" aria-label=\"" + label + "\"><table>\n<caption class=\"unseen\">" + label + "</caption>\n<thead><tr>";
  for (const char* key : {"report.html.what", "report.html.place", "report.html.measured"}) page.out += "<th scope=\"col\">" + xml(view.texts(key)) + "</th>";
  for (const auto& column : all.columns) page.out += "<th scope=\"col\"><code>" + xml(column.id) + "</code></th>";
  page.out += "</tr></thead>\n<tbody>\n";
  constexpr std::size_t kMostRows = 800;
  for (std::size_t i = 0; i < rows.size() && i < kMostRows; ++i) {
    const ComparedRow& row = *rows[i];
    page.row_head(xml(capital(view.quantity(row.quantity, row.params))));
    page.cell(xml(places_text(view, places_of(row), 4)));
    page.cell(xml(shown_value(view, row)));
    for (std::size_t c = 0; c < row.cells.size(); ++c) page.cell(xml(said(view, row, c)));
    page.out += "</tr>\n";
  }
  page.end_table();
  page.out += "</details>\n";
  page.end_section();
}

std::string shown_value(const View& view, const ComparedRow& row) {
  const auto* m = row.measurement;
  return m && m->value && !m->truth() && !together(row) ? view.value(*m) : std::string();
}

std::vector<std::string> places_of(const ComparedRow& row) {
  std::vector<std::string> out;
  for (const auto& subject : row.subjects) {
    if (subject.empty()) out.emplace_back("building");
    else if (together(row)) out.insert(out.end(), subject.begin(), subject.end());
    else out.push_back(subject.back());
  }
  return out;
}

}  // namespace landai::report
