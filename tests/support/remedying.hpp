// SPDX-License-Identifier: GPL-3.0-or-later
// Remedies in tests: a pack of a few rules, a plan run through the flow, and what is proposed for its failures.
#pragma once

#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <map>
#include <string>
#include <vector>

#include "landai/remedy/remedy.hpp"
#include "measuring.hpp"

namespace landai::test {

struct RuleLine {
  std::string id;
  std::string subject;
  std::string quantity;
  std::string limit;   ///< "{min: 92 cm}"
  std::string params;  ///< "{a: 1 m, b: 1 m}", or empty
};

/// A pack that holds these rules and nothing else; loaded the way every pack is.
inline std::vector<standards::Pack> pack_of(const std::vector<RuleLine>& rules) {
  std::string text =
      "schema: landai-standard/1\nid: drawn\nversion: \"1\"\ncounts: true\ninstrument: drawn\ntitle: {id: t, en: t}\n"
      "status: {id: t, en: t}\nabout: {id: t, en: t}\ntolerance: {drawn: 0.5 mm, reading: 0 mm}\n"
      "sources:\n  T1: {id: t, en: t}\nrules:\n";
  for (const RuleLine& r : rules) {
    text += "  - id: " + r.id + "\n    article: \"1\"\n    source: T1\n    title: {id: t, en: t}\n    obligation: mandatory\n"
            "    verified: ours\n    subject: " + r.subject + "\n    access: any\n    quantity: " + r.quantity + "\n";
    if (!r.params.empty()) text += "    params: " + r.params + "\n";
    text += "    limit: " + r.limit + "\n    remedy: {id: r, en: r}\n";
  }
  static int number = 0;
  const auto file = std::filesystem::temp_directory_path() /
                    ("landai-remedy-" + std::to_string(getpid()) + "-" + std::to_string(++number) + ".yaml");
  std::ofstream(file) << text;
  const std::vector<std::string> wanted{file.string()};
  auto packs = standards::load_packs(data_folder(), wanted);
  std::filesystem::remove(file);
  if (!packs) {
    ADD_FAILURE() << packs.error().message.key << ' ' << packs.error().where;
    return {};
  }
  return std::move(*packs);
}

/// A plan run through measure and standards.
struct Judged {
  Plan plan;
  measure::Facts facts;
  std::vector<standards::Pack> packs;
  measure::MeasurementSet measurements;
  std::vector<standards::Check> checks;

  [[nodiscard]] const standards::Check* check(const std::string& rule, const std::string& subject) const {
    for (const auto& c : checks)
      if (c.rule == rule && c.subject.back() == subject) return &c;
    return nullptr;
  }
  [[nodiscard]] std::vector<remedy::Proposal> proposals(const remedy::Limits& limits = {}) const {
    auto found = remedy::propose(plan, facts, packs, measurements, checks, data_folder(), limits);
    if (!found) {
      ADD_FAILURE() << found.error().message.key << ' ' << found.error().where;
      return {};
    }
    return std::move(*found);
  }
};

inline Judged judged(Plan completed_plan, std::vector<standards::Pack> packs, measure::Facts facts = {}) {
  Judged out{std::move(completed_plan), std::move(facts), std::move(packs), {}, {}};
  out.measurements = measured(out.plan, standards::requests(out.packs), out.facts);
  out.checks = standards::evaluate(out.packs, out.plan, out.measurements);
  return out;
}

inline Judged after(const Judged& before, const std::string& element, PlanPoint by) {
  return judged(remedy::moved(before.plan, element, by), before.packs, before.facts);
}

/// What a shift must do: the check passes, and nothing that was met or open fails. Uses none of the room's own comparisons.
inline void expect_mends(const Judged& before, const remedy::Proposal& p) {
  ASSERT_TRUE(p.shift);
  const Judged now = after(before, p.shift->element, p.shift->by_m);
  std::map<std::pair<std::string, std::string>, standards::Verdict> verdicts;
  for (const auto& c : now.checks) verdicts[{c.rule, c.subject.back()}] = c.verdict;
  for (const auto& c : before.checks) {
    if (!c.counts) continue;
    const auto found = verdicts.find({c.rule, c.subject.back()});
    ASSERT_NE(found, verdicts.end()) << c.rule;
    if (c.id == p.check) {
      EXPECT_TRUE(found->second == standards::Verdict::pass || found->second == standards::Verdict::not_applicable) << c.rule;
    } else if (c.verdict != standards::Verdict::fail) {
      EXPECT_NE(found->second, standards::Verdict::fail) << c.rule << ' ' << c.subject.back();
    }
  }
}

}  // namespace landai::test
