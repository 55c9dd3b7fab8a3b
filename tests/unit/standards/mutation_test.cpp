// SPDX-License-Identifier: GPL-3.0-or-later
// A rule changed by a hair must break one of its examples: every limit by a millimetre, every operator, every unit.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <functional>
#include <set>

#include "landai/core/texts.hpp"
#include "standards/examples.hpp"

namespace landai::standards {
namespace {

const std::filesystem::path kData = std::filesystem::path(LANDAI_SOURCE_DIR) / "data";

/// One change of a rule; `what` says it for the reader of a failure.
struct Mutant {
  std::string what;
  std::function<void(RuleData&)> change;
};

/// A step that a planner would call small: 1 mm, a tenth of a degree, one of a count, a hundredth of the rest.
double step(double value, std::string_view unit) {
  if (unit == "m") return 0.001;
  if (unit == "m2") return 0.01;
  if (unit == "rad") return 0.1 * M_PI / 180;
  if ((value >= 1 || value == 0) && value == std::floor(value) && unit == "1") return 1;
  return 0.01 * std::abs(value);
}

/// Finds the same demand in a copy of the rule: the path from the root.
using Path = std::vector<std::size_t>;
Demand& at(Demand& root, const Path& path) {
  Demand* d = &root;
  for (const std::size_t i : path) d = &d->parts[i];
  return *d;
}
Condition& at(Condition& root, const Path& path) {
  Condition* c = &root;
  for (const std::size_t i : path) c = &c->parts[i];
  return *c;
}

std::string place(const Path& path) {
  std::string text;
  for (const std::size_t i : path) text += "/" + std::to_string(i);
  return text;
}

void of_numbers(const std::string& where, double value, std::string_view unit, const std::function<void(RuleData&, double)>& put, std::vector<Mutant>& out) {
  for (const double sign : {-1.0, 1.0}) {
    const double to = value + sign * step(value, unit);
    if (to == value || (to < 0 && value >= 0)) continue;   // nothing is less than nothing
    out.push_back({where + " " + std::to_string(value) + " -> " + std::to_string(to), [put, to](RuleData& r) { put(r, to); }});
  }
  if (unit != "1" && value != 0) out.push_back({where + " in a unit ten times larger", [put, value](RuleData& r) { put(r, 10 * value); }});
}

void of_limit(const Demand& d, const Path& path, std::vector<Mutant>& out) {
  const auto* info = measure::quantity(d.quantity);
  const std::string unit = info ? info->unit : "";
  const std::string where = d.quantity + place(path);
  if (d.limit.min) of_numbers(where + " min", *d.limit.min, unit, [path](RuleData& r, double v) { at(r.demand, path).limit.min = v; }, out);
  if (d.limit.max) of_numbers(where + " max", *d.limit.max, unit, [path](RuleData& r, double v) { at(r.demand, path).limit.max = v; }, out);
  if (d.limit.min || d.limit.max || !d.table.empty() || !d.relative.empty())
    out.push_back({where + " strict", [path](RuleData& r) { at(r.demand, path).limit.strict = !at(r.demand, path).limit.strict; }});
  if (d.limit.min.has_value() != d.limit.max.has_value())
    out.push_back({where + " min <-> max", [path](RuleData& r) { std::swap(at(r.demand, path).limit.min, at(r.demand, path).limit.max); }});
  if (d.limit.truth) out.push_back({where + " truth", [path](RuleData& r) { at(r.demand, path).limit.truth = !*at(r.demand, path).limit.truth; }});
  for (std::size_t i = 0; d.limit.one_of.size() > 1 && i < d.limit.one_of.size(); ++i)
    out.push_back({where + " without " + d.limit.one_of[i], [path, i](RuleData& r) {
                     auto& words = at(r.demand, path).limit.one_of;
                     words.erase(words.begin() + static_cast<std::ptrdiff_t>(i));
                   }});
  for (const auto& [name, value] : d.params)
    if (const double* number = std::get_if<double>(&value))
      of_numbers(where + " " + name, *number, "m", [path, name = name](RuleData& r, double v) { at(r.demand, path).params[name] = v; }, out);
}

void of_table(const Demand& d, const Path& path, std::vector<Mutant>& out) {
  const auto* info = measure::quantity(d.quantity);
  const auto* by = measure::quantity(d.table_quantity);
  for (std::size_t i = 0; i < d.table.size(); ++i) {
    const TableRow& row = d.table[i];
    const std::string where = "table row " + std::to_string(i + 1);
    const auto field = [&](const char* name, double TableRow::*member, double value, const char* unit) {
      of_numbers(where + " " + name, value, unit, [path, i, member](RuleData& r, double v) { at(r.demand, path).table[i].*member = v; }, out);
    };
    if (std::isfinite(row.upto)) field("upto", &TableRow::upto, row.upto, by ? by->unit : "1");
    if (row.min > 0) field("min", &TableRow::min, row.min, info ? info->unit : "1");
    if (row.base > 0) field("base", &TableRow::base, row.base, "1");
    if (row.per > 0) field("per", &TableRow::per, row.per, "1");
    if (row.percent)
      of_numbers(where + " percent", *row.percent, "1", [path, i](RuleData& r, double v) { at(r.demand, path).table[i].percent = v; }, out);
    if (row.probable)
      of_numbers(where + " probable", *row.probable, "1", [path, i](RuleData& r, double v) { at(r.demand, path).table[i].probable = v; }, out);
  }
}

void of_operator(const Demand& d, const Path& path, std::vector<Mutant>& out) {
  using Op = Demand::Op;
  const auto to = [&](Op op, const char* what) {
    out.push_back({std::string("combination") + place(path) + what, [path, op](RuleData& r) { at(r.demand, path).op = op; }});
  };
  if (d.op == Op::all && d.parts.size() > 1) to(Op::any, " all -> any");
  if (d.op == Op::any && d.parts.size() > 1) to(Op::all, " any -> all");
  if (d.op == Op::either) {
    to(Op::all, " either -> all");
    to(Op::any, " either -> any");
  }
  if (!d.relative.empty()) {
    of_numbers(d.quantity + " times", d.times, "1", [path](RuleData& r, double v) { at(r.demand, path).times = v; }, out);
    out.push_back({d.quantity + " relative min <-> max", [path](RuleData& r) { at(r.demand, path).relative_is_max = !at(r.demand, path).relative_is_max; }});
  }
  if (d.children)
    for (const Combine other : {Combine::each, Combine::any, Combine::min, Combine::sum}) {
      // The smallest of several meets a least exactly when each of them does.
      const bool same = (other == Combine::min && d.combine == Combine::each) || (other == Combine::each && d.combine == Combine::min);
      if (other != d.combine && !same)
        out.push_back({d.quantity + " combine", [path, other](RuleData& r) { at(r.demand, path).combine = other; }});
    }
}

void of_demand(const Demand& d, Path& path, std::vector<Mutant>& out) {
  if (d.op == Demand::Op::leaf) of_limit(d, path, out);
  of_table(d, path, out);
  of_operator(d, path, out);
  for (std::size_t i = 0; i < d.parts.size(); ++i) {
    path.push_back(i);
    of_demand(d.parts[i], path, out);
    path.pop_back();
  }
}

/// The numbers of what a rule applies to ("more than five storeys", "wider than 220 cm").
void of_condition(const Condition& c, Path& path, std::vector<Mutant>& out) {
  const auto* info = measure::quantity(c.quantity);
  const std::string unit = info ? info->unit : "1", where = "when " + c.quantity;
  if (c.min) of_numbers(where + " min", *c.min, unit, [path](RuleData& r, double v) { at(r.when, path).min = v; }, out);
  if (c.max) of_numbers(where + " max", *c.max, unit, [path](RuleData& r, double v) { at(r.when, path).max = v; }, out);
  if (c.min || c.max) out.push_back({where + " strict", [path](RuleData& r) { at(r.when, path).strict = !at(r.when, path).strict; }});
  for (std::size_t i = 0; i < c.parts.size(); ++i) {
    path.push_back(i);
    of_condition(c.parts[i], path, out);
    path.pop_back();
  }
}

std::vector<Mutant> mutants(const RuleData& rule) {
  std::vector<Mutant> out;
  Path path;
  of_demand(rule.demand, path, out);
  of_condition(rule.when, path, out);
  if (rule.none) {
    out.push_back({"none: the other", [](RuleData& r) { r.none = r.none == Verdict::fail ? Verdict::not_applicable : Verdict::fail; }});
    out.push_back({"none: nothing said", [](RuleData& r) { r.none.reset(); }});
  }
  return out;
}

/// Whether one of the examples comes out otherwise than it says.
bool noticed(const std::vector<Example>& examples, const PackData& pack, const std::string& rule_id, const std::function<void(RuleData&)>& change) {
  auto changed = std::make_shared<PackData>(pack);
  const auto self = std::find_if(changed->rules.begin(), changed->rules.end(), [&](const RuleData& r) { return r.rule.id == rule_id; });
  change(*self);
  const std::shared_ptr<const PackData> ready = changed;
  return std::any_of(examples.begin(), examples.end(), [&](const Example& e) { return run_example(e, *self, ready).has_value(); });
}

/// Changes that change nothing: 2 % of 1000 places is 20, of 1001 rounded up 21, as the next row says too.
const std::set<std::pair<std::string, std::string>> kSame = {
    {"pupr14.l3.park.count", "table row 10 upto 1000.000000 -> 999.000000"},
    {"pupr14.l3.park.count", "table row 10 upto 1000.000000 -> 1001.000000"},
};

class EveryPack : public testing::Test {
 protected:
  static std::string told(const Error& error) {
    static const auto texts = Texts::load(kData, Language::en);
    return error.file + ", " + error.where + ": " + (texts ? texts->render(error.message) : error.message.key);
  }
};

TEST_F(EveryPack, ItsExamplesComeOutAsTheySay) {
  const auto packs = load_packs(kData, std::vector<std::string>{"all"});
  ASSERT_TRUE(packs);
  const auto report = run_examples(kData, *packs);
  for (const Error& error : report.errors) ADD_FAILURE() << told(error);
  for (const Error& gap : report.gaps) ADD_FAILURE() << told(gap);
  EXPECT_GT(report.run, 0);
}

TEST_F(EveryPack, NoChangeOfARuleGoesUnnoticed) {
  const auto packs = load_packs(kData, std::vector<std::string>{"all"});
  ASSERT_TRUE(packs);
  std::size_t tried = 0;
  for (const Pack& pack : *packs) {
    std::vector<Error> errors;
    const ExampleBook book = example_book(kData, pack, errors);
    for (const RuleData& rule : pack.data->rules) {
      const auto examples = book.of.find(rule.rule.id);
      if (rule.placeholder || examples == book.of.end()) continue;
      const PackData alone = around(*pack.data, rule);
      for (const Mutant& mutant : mutants(rule)) {
        if (kSame.contains({rule.rule.id, mutant.what})) continue;
        ++tried;
        if (!noticed(examples->second, alone, rule.rule.id, mutant.change)) ADD_FAILURE() << rule.rule.id << ": " << mutant.what << " breaks no example";
      }
    }
  }
  RecordProperty("mutants", static_cast<int>(tried));
  EXPECT_GT(tried, 0U);
}

}  // namespace
}  // namespace landai::standards
