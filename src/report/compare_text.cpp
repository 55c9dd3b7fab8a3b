// SPDX-License-Identifier: GPL-3.0-or-later
// What `landai standards diff` and `compare` print.
#include "compare_text.hpp"

#include <algorithm>
#include <iterator>
#include <set>
#include <tuple>

#include "earlier.hpp"
#include "json_writer.hpp"
#include "page.hpp"
#include "reach_json.hpp"
#include "text.hpp"
#include "warnings.hpp"

namespace landai::report {
namespace {

using standards::Rule;
using Ink = Page::Ink;

constexpr std::size_t kPlacesTold = 4;

/// "0.790 m  Door P-13; Door P-14".
std::string where(const View& view, const ComparedRow& row) {
  const std::string value = shown_value(view, row);
  return (value.empty() ? value : value + "  ") + places_text(view, places_of(row), kPlacesTold);
}

/// "at least 0.800 m: fail [pupr14.l2.door.other.clear]": the rule leads to its article.
std::string said_by(const View& view, const ComparedRow& row, std::size_t column) {
  const std::string rules = rules_of(row, column);
  return said(view, row, column) + (rules.empty() ? "" : " [" + rules + "]");
}

/// The quantity above its rows, once.
void head(Page& page, const View& view, const ComparedRow& row, std::string& last) {
  if (const std::string text = capital(view.quantity(row.quantity, row.params)); text != last) page.heading(last = text);
}

/// "category=space use=prayer", as `--ask` takes them, metres for lengths.
std::string params_text(const measure::Params& params) {
  std::string out;
  for (const auto& [name, value] : params) {
    const auto* metres = std::get_if<double>(&value);
    out += (out.empty() ? "" : ",") + name + "=";
    if (metres) append_number(out, *metres);
    else out += std::get<std::string>(value);
  }
  return out;
}

/// Rules of a column whose subject and quantity no rule of the other has.
std::vector<const Rule*> only_in(const Inputs& in, const ComparedColumn& one, const ComparedColumn& other) {
  const auto rules = [&in](const ComparedColumn& column) {
    std::vector<const Rule*> out;
    for (const auto& pack : in.packs)
      if (std::find(column.packs.begin(), column.packs.end(), pack.id) != column.packs.end())
        for (const auto& rule : pack.rules)
          if (!rule.off && !rule.placeholder) out.push_back(&rule);
    return out;
  };
  std::set<std::tuple<Category, std::string, measure::Params>> known;
  const auto key = [](const Rule* rule) { return std::tuple{rule->subject, rule->quantity, telling(rule->quantity, rule->params)}; };
  for (const Rule* rule : rules(other)) known.insert(key(rule));
  auto out = rules(one);
  std::erase_if(out, [&](const Rule* rule) { return known.contains(key(rule)); });
  return out;
}

using Asked = std::pair<std::string, measure::Params>;   // quantity, and the parameters by which it is another one

/// What rules of both columns ask about: only this can change, the rest stands in the lists of what only one has.
std::set<Asked> shared_quantities(const Inputs& in, const Comparison& comparison) {
  std::set<Asked> asked[2], both;
  for (const std::size_t column : {std::size_t{0}, std::size_t{1}}) {
    for (const auto& pack : in.packs) {
      const auto& ids = comparison.columns[column].packs;
      if (std::find(ids.begin(), ids.end(), pack.id) == ids.end()) continue;
      for (const auto& rule : pack.rules) asked[column].insert({rule.quantity, telling(rule.quantity, rule.params)});
    }
    for (const auto& row : comparison.rows)
      if (!row.cells[column].empty()) asked[column].insert({row.quantity, row.params});
  }
  std::set_intersection(asked[0].begin(), asked[0].end(), asked[1].begin(), asked[1].end(), std::inserter(both, both.end()));
  return both;
}

void write_only(Page& page, const View& view, const ComparedColumn& one, const ComparedColumn& other) {
  const auto rules = only_in(view.in, one, other);
  if (rules.empty()) return;
  page.heading(view.texts.render(message("report.diff.only").with("pack", one.id)));
  for (const Rule* rule : rules) page.paragraph("  · ", 4, clean(rule->title.in(view.texts.language())) + " (" + rule->id + ")");
}

void write_cells(JsonWriter& json, const View& view, const ComparedRow& row, std::size_t column) {
  json.array();
  for (const ComparedCell& cell : row.cells[column]) {
    const auto& limit = cell.part.limit;
    json.object().text("rule", cell.check->rule).text("limit", asked_for(view, cell)).text("verdict", to_string(cell.part.verdict));
    if (limit.min) json.number("min", *limit.min);
    if (limit.max) json.number("max", *limit.max);
    json.text("rule_verdict", to_string(cell.check->verdict)).text("check", cell.check->id).end_object();
  }
  json.end_array();
}

std::string field(const std::string& text) {
  if (text.find_first_of(",\"\n\r;") == std::string::npos) return text;
  std::string out = "\"";
  for (const char c : text) out += c == '"' ? std::string("\"\"") : std::string(1, c);
  return out + "\"";
}

/// Limits, the rules' verdicts, those of the parts where other quantities make them others, and the rules; of several rules with " / " between.
/// Whoever counts verdicts counts those of rules.
std::string csv_cells(const View& view, const std::vector<ComparedCell>& cells) {
  std::string limits, verdicts, parts, rules;
  bool differ = false;
  for (const ComparedCell& one : cells) {
    const char* between = &one == cells.data() ? "" : " / ";
    limits += between + asked_for(view, one);
    verdicts += between + std::string(to_string(one.check->verdict));
    parts += between + std::string(to_string(one.part.verdict));
    rules += between + one.check->rule;
    if (one.check->obligation != standards::Obligation::mandatory) rules += " (" + std::string(to_string(one.check->obligation)) + ")";
    differ = differ || one.part.verdict != one.check->verdict;
  }
  return "," + field(limits) + "," + field(verdicts) + "," + field(differ ? parts : "") + "," + field(rules);
}

}  // namespace

std::string diff_terminal(const Inputs& in, const Comparison& comparison, const Texts& texts, bool colour) {
  const View view(in, texts);
  Page page(colour);
  const auto &a = comparison.columns[0], &b = comparison.columns[1];
  page.line(page.ink(a.id + " → " + b.id, Ink::bold));
  std::size_t same = 0, changed = 0;
  std::string heading;
  const auto shared = shared_quantities(in, comparison);
  for (const auto& row : comparison.rows) {
    if (!shared.contains({row.quantity, row.params})) continue;
    const bool both = !row.cells[0].empty() && !row.cells[1].empty();
    if (!differs(view, row)) {
      same += row.subjects.size();
      continue;
    }
    changed += row.subjects.size();
    head(page, view, row, heading);
    page.paragraph("  ", 2, where(view, row), Ink::bold);
    page.paragraph("    " + padded(a.id, 22), 26, said_by(view, row, 0), row.cells[0].empty() ? Ink::dim : Ink::plain);
    page.paragraph("    " + padded(b.id, 22), 26, said_by(view, row, 1), row.cells[1].empty() || !both ? Ink::dim : Ink::plain);
  }
  page.blank();
  page.paragraph("", 0, texts.render(message("report.diff.counted").with("changed", std::to_string(changed)).with("same", std::to_string(same))));
  write_only(page, view, a, b);
  write_only(page, view, b, a);
  write_earlier(page, view);
  write_warnings(page, view);
  return page.take();
}

std::string diff_json(const Inputs& in, const Comparison& comparison, const Texts& texts) {
  const View view(in, texts);
  JsonWriter json;
  json.object().text("schema", "landai-diff/1").text("a", comparison.columns[0].id).text("b", comparison.columns[1].id);
  json.line().key("changes").array();
  long long same = 0;
  const auto shared = shared_quantities(in, comparison);
  for (const auto& row : comparison.rows) {
    if (!shared.contains({row.quantity, row.params})) continue;
    if (!differs(view, row)) {
      same += static_cast<long long>(row.subjects.size());
      continue;
    }
    json.line().object().text("quantity", row.quantity).text("parameters", params_text(row.params)).key("subjects").array();
    for (const auto& subject : row.subjects) {
      json.array();
      for (const auto& id : subject) json.text(id);
      json.end_array();
    }
    json.end_array().text("places", places_text(view, places_of(row), kPlacesTold)).key("value");
    if (row.measurement && row.measurement->number()) json.number(*row.measurement->number());
    else json.null();
    json.text("value_text", shown_value(view, row)).key("in_a");
    write_cells(json, view, row, 0);
    json.key("in_b");
    write_cells(json, view, row, 1);
    json.end_object();
  }
  json.line().end_array().key("same").integer(same);
  const auto only = [&](const char* key, std::size_t one, std::size_t other) {
    json.line().key(key).array();
    for (const Rule* rule : only_in(in, comparison.columns[one], comparison.columns[other]))
      json.object().text("rule", rule->id).text("quantity", rule->quantity).text("title", rule->title.in(texts.language())).end_object();
    json.end_array();
  };
  only("only_a", 0, 1);
  only("only_b", 1, 0);
  write_earlier(json, view);
  write_diagnostics(json, view);
  json.end_object();
  return json.take() + "\n";
}

std::string compare_terminal(const Inputs& in, const Comparison& comparison, const Texts& texts, bool colour) {
  const View view(in, texts);
  Page page(colour);
  std::string heading;
  for (const auto& row : comparison.rows) {
    head(page, view, row, heading);
    page.paragraph("  ", 2, where(view, row), Ink::bold);
    for (std::size_t i = 0; i < row.cells.size(); ++i)
      if (!row.cells[i].empty()) page.paragraph("    " + padded(comparison.columns[i].id, 22), 26, said_by(view, row, i));
  }
  write_earlier(page, view);
  write_warnings(page, view);
  return page.take();
}

std::string compare_csv(const Inputs& in, const Comparison& comparison, const Texts& texts) {
  const View view(in, texts);
  std::string out = "subject,place,quantity,value,parameters";
  for (const auto& column : comparison.columns)
    for (const char* what : {"limit", "verdict", "part", "rule"}) out += "," + field(column.id + " " + what);
  out += "\r\n";
  for (const auto& row : comparison.rows)
    for (const auto& subject : row.subjects) {
      const std::string place = subject.empty() ? std::string("building") : subject.back();
      out += field(join(subject, " > ")) + "," + field(view.name(place)) + "," + row.quantity + "," + field(shown_value(view, row)) + "," + field(params_text(row.params));
      for (const auto& cell : row.cells) out += csv_cells(view, cell);
      out += "\r\n";
    }
  return out;
}

}  // namespace landai::report
