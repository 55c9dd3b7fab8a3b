// SPDX-License-Identifier: GPL-3.0-or-later
#include "landai/report/compare.hpp"

#include <algorithm>
#include <map>
#include <set>

#include "compare_text.hpp"
#include "html.hpp"
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

/// What the check's row is about: the quantity that decided, which in a rule of several is not always the one it is named after.
/// A check that waits for a fact about where the rule applies says nothing of another quantity.
std::string row_quantity(const View& view, const Check& check, const standards::Rule& rule) {
  const std::string& key = check.message.key;
  if (check.verdict == Verdict::not_measured && (key == "standards.check.fact_missing" || key == "standards.check.depends" || key == "standards.check.not_shown"))
    return rule.quantity;
  const auto* m = view.deciding(check);
  return m ? m->quantity : rule.quantity;
}

/// Equal rows are told once. What they are equal in: value and what every column says.
std::string row_key(const View& view, const ComparedRow& row) {
  std::string key = row.quantity + "|" + (row.measurement ? view.value(*row.measurement) : std::string()) + "|";
  for (std::size_t i = 0; i < row.cells.size(); ++i) key += said(view, row, i) + "|";
  return key;
}

}  // namespace

std::string said(const View& view, const ComparedRow& row, std::size_t column) {
  std::string out;
  std::set<std::string> told;
  for (const Check* check : row.cells[column]) {
    const auto* m = view.deciding(*check);
    const std::string text = asked_for(view, *check, row.quantity) + (m && m->truth() ? " (" + view.value(*m) + ")" : std::string()) + ": " +
                             view.word("verdict", to_string(check->verdict));
    if (told.insert(text).second) out += (out.empty() ? "" : "; ") + text;
  }
  return out.empty() ? std::string("–") : out;
}

std::string asked_for(const View& view, const Check& check, const std::string& quantity) {
  if (check.limit.truth && !check.limit.as_written.empty()) return view.texts.as_written(check.limit.as_written);
  const std::string text = view.limit(check.limit, quantity);
  return text.empty() ? view.texts.as_written(check.limit.as_written) : text;
}

bool differs(const View& view, const ComparedRow& row) { return said(view, row, 0) != said(view, row, 1); }

Comparison compare_in(const View& view, std::vector<ComparedColumn> columns, bool measured_only) {
  const Inputs& in = view.in;
  Comparison out;
  out.columns = columns.empty() ? all_columns(in) : std::move(columns);
  std::map<std::string, std::vector<std::size_t>> column_of;
  for (std::size_t i = 0; i < out.columns.size(); ++i)
    for (const auto& pack : out.columns[i].packs) column_of[pack].push_back(i);
  std::map<std::pair<std::string, std::string>, std::size_t> index;   // quantity, place
  std::vector<ComparedRow> rows;
  for (const Check& check : in.checks) {
    const auto* rule = view.rule(check.rule);
    const auto columns_here = column_of.find(check.standard);
    if (!rule || columns_here == column_of.end() || check.verdict == Verdict::not_applicable) continue;
    // A way is told by where it leads; which entrance is the best one may differ.
    const std::string place = check.subject.empty() ? std::string("building") : check.subject.back();
    const std::string quantity = row_quantity(view, check, *rule);
    const auto [at, fresh] = index.try_emplace({quantity, place}, rows.size());
    if (fresh) rows.push_back({{check.subject}, quantity, nullptr, std::vector<std::vector<const Check*>>(out.columns.size())});
    ComparedRow& row = rows[at->second];
    const auto* m = view.deciding(check);
    if (m && m->quantity == quantity && (!row.measurement || (!row.measurement->value && m->value))) row.measurement = m;
    for (const std::size_t column : columns_here->second) row.cells[column].push_back(&check);
  }
  if (measured_only)
    std::erase_if(rows, [](const ComparedRow& row) {
      return std::all_of(row.cells.begin(), row.cells.end(), [](const auto& cell) {
        return std::all_of(cell.begin(), cell.end(), [](const Check* c) { return c->verdict == Verdict::not_measured; });
      });
    });
  std::stable_sort(rows.begin(), rows.end(), [](const auto& a, const auto& b) { return a.quantity < b.quantity; });
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
    page.row_head(xml(capital(view.quantity(row.quantity, {}))));
    page.cell(xml(places_text(view, places_of(row), 4)));
    page.cell(xml(row.measurement && !row.measurement->truth() ? view.value(*row.measurement) : std::string()));
    for (std::size_t c = 0; c < row.cells.size(); ++c) page.cell(xml(said(view, row, c)));
    page.out += "</tr>\n";
  }
  page.end_table();
  page.out += "</details>\n";
  page.end_section();
}

std::vector<std::string> places_of(const ComparedRow& row) {
  std::vector<std::string> out;
  for (const auto& subject : row.subjects) out.push_back(subject.empty() ? std::string("building") : subject.back());
  return out;
}

}  // namespace landai::report
