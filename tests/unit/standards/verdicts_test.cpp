// SPDX-License-Identifier: GPL-3.0-or-later
// The table verdicts.txt: each row puts one value to one rule of our packs.
#include <cmath>
#include <fstream>
#include <sstream>

#include "bench_plan.hpp"

namespace landai::standards {
namespace {

struct Row {
  int line = 0;
  std::string rule, value, facts, verdict, reason;
};

std::string trimmed(const std::string& text) {
  const auto a = text.find_first_not_of(" \t");
  return a == std::string::npos ? std::string() : text.substr(a, text.find_last_not_of(" \t") - a + 1);
}

std::vector<Row> rows() {
  std::ifstream file(std::filesystem::path(LANDAI_SOURCE_DIR) / "tests/unit/standards/verdicts.txt");
  std::vector<Row> out;
  std::string text;
  for (int line = 1; std::getline(file, text); ++line) {
    if (trimmed(text).empty() || text.front() == '#') continue;
    const auto a = text.find('|'), b = text.find('|', a + 1), arrow = text.find("->");
    if (a == std::string::npos || b == std::string::npos || arrow == std::string::npos || arrow < b) {
      ADD_FAILURE() << "verdicts.txt:" << line << " cannot be read";
      continue;
    }
    Row row{line, trimmed(text.substr(0, a)), trimmed(text.substr(a + 1, b - a - 1)), trimmed(text.substr(b + 1, arrow - b - 1)), {}, {}};
    std::istringstream answer(text.substr(arrow + 2));
    answer >> row.verdict >> row.reason;
    out.push_back(std::move(row));
  }
  return out;
}

measure::Measurement measured(const std::string& subject, const std::string& quantity, const measure::Params& params, std::string text) {
  Method method = Method::geometry;
  if (const auto at = text.find('@'); at != std::string::npos) {
    method = text.substr(at + 1) == "photo" ? Method::photo : Method::reading;
    text = trimmed(text.substr(0, at));
  }
  if (text == "yes" || text == "true") return word(subject, quantity, true, params);
  if (text == "no" || text == "false") return word(subject, quantity, false, params);
  if (text.empty() || !std::isdigit(static_cast<unsigned char>(text.front()))) return word(subject, quantity, text, params);
  auto m = number({subject}, quantity, 0, params, 0, method);
  if (const auto at = text.find('~'); at != std::string::npos) {
    m.u = std::stod(text.substr(at + 1));
    text = text.substr(0, at);
  }
  const auto dots = text.find("..");
  m.lo = std::stod(text.substr(0, dots));
  m.hi = dots == std::string::npos ? m.lo : std::stod(text.substr(dots + 2));
  m.value = std::isinf(m.hi) ? m.lo : 0.5 * (m.lo + m.hi);
  return m;
}

/// S of the rule's category, with a ramp or stair P above it and a flight F below, between the rooms R and Q.
Plan plan_for(const Rule& rule) {
  Plan plan;
  const bool stair = rule.id.find(".stair.") != std::string::npos;
  plan.elements.push_back(thing("P", stair ? Category::stair : Category::ramp));
  plan.elements.push_back(thing("R", Category::space));
  plan.elements.push_back(thing("Q", Category::space));
  std::string kind;
  std::vector<std::string> connects;
  std::string parent;
  if (rule.subject == Category::flight) kind = stair ? "stair" : "ramp";
  if (rule.subject == Category::flight || rule.subject == Category::handrail) parent = "P";
  if (rule.subject == Category::sanitary) kind = "basin";
  if (rule.subject == Category::door) connects = {"R", "Q"};
  if (rule.subject != Category::building) plan.elements.push_back(thing("S", rule.subject, kind, connects, parent));
  if (rule.subject == Category::ramp) plan.elements.push_back(thing("F", Category::flight, "ramp", {}, "S"));
  return plan;
}

void put(const Row& row) {
  SCOPED_TRACE("verdicts.txt:" + std::to_string(row.line) + " " + row.rule + " " + row.value);
  const Rule* rule = find_rule(packs(), row.rule);
  ASSERT_NE(rule, nullptr);
  const std::string subject = rule->subject == Category::building ? "building" : "S";
  measure::MeasurementSet set;
  set.add(measured(subject, rule->quantity, rule->params, row.value));
  std::istringstream facts(row.facts);
  std::string fact;
  while (facts >> fact) {
    const auto equal = fact.find('=');
    if (fact.starts_with("bays=")) {
      set.add(measured("building", "facility.count", {{"category", std::string("parking_bay")}}, fact.substr(5)));
      continue;
    }
    const auto colon = fact.find(':');
    ASSERT_NE(colon, std::string::npos);
    set.add(measured(fact.substr(0, colon), fact.substr(colon + 1, equal - colon - 1), {}, fact.substr(equal + 1)));
  }
  const auto checks = evaluate(packs(), plan_for(*rule), set);
  const Check* check = check_of(checks, row.rule, subject);
  ASSERT_NE(check, nullptr) << "no check was made";
  EXPECT_EQ(to_string(check->verdict), row.verdict) << check->message.key;
  if (check->verdict == Verdict::undecided || !row.reason.empty()) {
    EXPECT_EQ(check->reason, row.reason);
  }
  EXPECT_FALSE(check->message.empty());
  if (check->verdict == Verdict::pass || check->verdict == Verdict::fail) {
    EXPECT_FALSE(check->measurements.empty());
  }
}

TEST(Verdicts, Table) {
  const auto all = rows();
  EXPECT_GT(all.size(), 100U);
  for (const Row& row : all) put(row);
}

}  // namespace
}  // namespace landai::standards
