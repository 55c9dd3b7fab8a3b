// SPDX-License-Identifier: GPL-3.0-or-later
// `landai standards diff`, `compare` and `coverage`.
#include "landai/report/compare.hpp"

#include <algorithm>

#include "landai/core/date.hpp"
#include "landai/core/file.hpp"
#include "landai/measure/earlier.hpp"
#include "landai/measure/measure.hpp"
#include "landai/report/later.hpp"
#include "landai/standards/coverage.hpp"
#include "read.hpp"
#include "verbs.hpp"

namespace landai::cli {
namespace {

/// A plan judged by some packs. What the report refers to lives here.
struct Judged {
  Plan plan;
  measure::MeasurementSet measurements;
  std::vector<standards::Pack> packs;
  std::vector<standards::Check> checks;
  std::vector<indicators::Form> forms;
  std::vector<indicators::Indicator> indicators;
  measure::Readings readings;
  std::vector<measure::Earlier> earlier;

  [[nodiscard]] report::Inputs inputs() const {
    report::Inputs in{plan, measurements, packs, checks, forms, indicators, {}, {}};
    in.earlier = &earlier;
    return in;
  }
};

/// Packs that can stand side by side, and what the overlays among them become as columns.
struct Beside {
  std::vector<standards::Pack> packs;
  std::vector<report::ComparedColumn> overlays;
};

/// An overlay brings what it stands on, as it leaves it; others are loaded together, as they are. What an overlay brings comes first, so
/// that a rule is told as the overlay has it.
Result<Beside> beside(const Context& context, const std::vector<std::string>& names) {
  Beside out;
  std::vector<std::string> plain;
  for (const std::string& name : names) {
    auto packs = standards::load_packs(context.data_dir, std::vector<std::string>{name});
    if (!packs) return packs.error();
    const standards::Pack& last = packs->back();
    if (last.over.empty() || last.file != name) {
      plain.push_back(name);
      continue;
    }
    report::ComparedColumn column{last.id, {}};
    standards::keep_apart(*packs, column.id);
    for (standards::Pack& pack : *packs) {
      column.packs.push_back(pack.id);
      out.packs.push_back(std::move(pack));
    }
    out.overlays.push_back(std::move(column));
  }
  if (plain.empty() && !names.empty()) return out;
  auto packs = standards::load_packs(context.data_dir, plain);
  if (!packs) return packs.error();
  for (standards::Pack& pack : *packs) out.packs.push_back(std::move(pack));
  return out;
}

Result<Judged> judged(const Context& context, const CompareOptions& options, std::vector<standards::Pack>* packs) {
  auto plan = read_building(context, options.files, options.profile, options.unit);
  if (!plan) return plan.error();
  auto facts = read_facts(options.facts, *plan);
  if (!facts) return facts.error();
  if (const Status wrong = read_readings(context, options.readings, options.worksheet, false, nullptr, *plan, *facts)) return *wrong;
  const std::string day = options.date.empty() ? latest_today() : options.date;
  report::tell_later(*facts, day, *plan);
  if (const Status wrong = standards::check_waivers(*packs, *plan, facts->waivers, options.facts)) return *wrong;
  auto earlier = measure::take_earlier(facts->readings, day);
  auto measurements = measure::measure(*plan, *facts, standards::requests(*packs), context.data_dir);
  if (!measurements) return measurements.error();
  auto checks = standards::evaluate(*packs, *plan, *measurements, facts->waivers);
  for (Diagnostic& idle : standards::idle_waivers(*packs, checks, *plan, facts->waivers, options.facts)) plan->diagnostics.push_back(std::move(idle));
  return Judged{std::move(*plan), std::move(*measurements), std::move(*packs), std::move(checks), {}, {}, std::move(facts->readings), std::move(earlier)};
}

/// Adds the ids of the packs that this one presents, each once.
void add_presented(const std::vector<standards::Pack>& packs, const std::string id, std::vector<std::string>& into) {
  for (const auto& pack : packs)
    if (pack.id == id)
      for (const auto& presented : pack.presents)
        if (std::find(into.begin(), into.end(), presented) == into.end()) into.push_back(presented);
}

/// A pack by its id or file, with those it presents, and those that they present; an overlay by its file.
Result<report::ComparedColumn> column_of(const std::vector<standards::Pack>& packs, const Beside& all, const std::string& name) {
  for (const auto& column : all.overlays)
    for (const auto& pack : packs)
      if (pack.file == name && pack.id == column.packs.back()) return column;
  for (const auto& pack : packs) {
    if (pack.id != name && pack.file != name) continue;
    report::ComparedColumn column{pack.id, {pack.id}};
    for (std::size_t i = 0; i < column.packs.size(); ++i) add_presented(packs, column.packs[i], column.packs);
    return column;
  }
  return Error{ErrorCode::usage, message("cli.packs.unknown").with("name", name), "", "", message("cli.packs.advice").with("kind", "standards")};
}

int wrote(const Context& context, const Status& problem) { return problem ? complain(context, *problem) : kFine; }

/// As `check` does: what is compared is about a part of what was read when rows were not taken.
int finished(const Context& context, const CompareOptions& options, const Judged& run, const std::string& text) {
  if (const int code = wrote(context, print(text)); code != kFine) return code;
  return wrote(context, rows_not_taken(context, run.readings, options.readings));
}

int diff(const Context& context, const CompareOptions& options) {
  auto all = beside(context, {options.a, options.b});
  if (!all) return complain(context, all.error());
  auto run = judged(context, options, &all->packs);
  if (!run) return complain(context, run.error());
  auto a = column_of(run->packs, *all, options.a), b = column_of(run->packs, *all, options.b);
  for (const auto* column : {&a, &b})
    if (!*column) return complain(context, column->error());
  const auto inputs = run->inputs();
  const auto comparison = report::compare(inputs, context.texts, {*a, *b}, true);
  if (!options.json.empty()) {
    const std::string document = report::diff_json(inputs, comparison, context.texts);
    if (options.json == "-") return finished(context, options, *run, document);
    if (const Status problem = write_file(options.json, document)) return complain(context, *problem);
  }
  return finished(context, options, *run, visible(report::diff_terminal(inputs, comparison, context.texts, false)));
}

int compare_packs(const Context& context, const CompareOptions& options) {
  // Side by side, every pack is of interest, also those that a check loads only by name.
  auto all = beside(context, options.packs.empty() ? std::vector<std::string>{"all"} : options.packs);
  if (!all) return complain(context, all.error());
  std::vector<report::ComparedColumn> columns;
  std::size_t brought = 0;
  for (const auto& column : all->overlays) brought += column.packs.size();
  for (std::size_t i = brought; i < all->packs.size(); ++i)
    if (!all->packs[i].rules.empty()) columns.push_back({all->packs[i].id, {all->packs[i].id}});
  columns.insert(columns.end(), all->overlays.begin(), all->overlays.end());
  auto run = judged(context, options, &all->packs);
  if (!run) return complain(context, run.error());
  const auto inputs = run->inputs();
  const auto comparison = report::compare(inputs, context.texts, std::move(columns), true);
  if (!options.csv.empty()) {
    const std::string table = report::compare_csv(inputs, comparison, context.texts);
    if (options.csv == "-") {
      for (const Diagnostic& d : run->plan.diagnostics)
        if (d.severity != DiagnosticSeverity::info) tell(context, d);
      return finished(context, options, *run, table);
    }
    if (const Status problem = write_file(options.csv, table)) return complain(context, *problem);
  }
  return finished(context, options, *run, visible(report::compare_terminal(inputs, comparison, context.texts, false)));
}

int coverage(const Context& context, const CompareOptions& options) {
  auto packs = standards::load_packs(context.data_dir, options.packs);
  if (!packs) return complain(context, packs.error());
  auto proven = standards::load_proven(context.data_dir);
  if (!proven) return complain(context, proven.error());
  const auto all = standards::coverage(*packs, *proven);
  return wrote(context, print(visible(options.markdown ? standards::coverage_markdown(all, context.texts) : standards::coverage_text(all, context.texts))));
}

}  // namespace

int compare(const Context& context, const CompareOptions& options) {
  if (const Status refused = refused_outputs(options)) return complain(context, *refused);
  if (options.action == "coverage") return coverage(context, options);
  if (!options.date.empty() && !is_date(options.date))
    return complain(context, Error{ErrorCode::usage, message("cli.date.wrong").with("date", options.date), "", "", message("cli.date.advice")});
  return options.action == "diff" ? diff(context, options) : compare_packs(context, options);
}

}  // namespace landai::cli
