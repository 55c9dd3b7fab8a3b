// SPDX-License-Identifier: GPL-3.0-or-later
// data/coverage/quantities.yaml says on which plans a quantity was measured. Of each row one plan, the smallest file of those named, is
// measured again here.
#include <gtest/gtest.h>

#include <filesystem>
#include <iostream>
#include <map>
#include <set>

#include "landai/core/node.hpp"
#include "landai/import/import.hpp"
#include "landai/measure/catalogue.hpp"
#include "landai/measure/measure.hpp"
#include "landai/standards/standards.hpp"

namespace landai {
namespace {

const std::filesystem::path kSource = LANDAI_SOURCE_DIR;

Result<Node> coverage() { return load_yaml(kSource / "data/coverage/quantities.yaml"); }

/// Plan file → questions that are to have a value on it; `inferred`: a fact that names tell will do.
struct Claim {
  measure::Request request;
  bool inferred = false;
};
using Claims = std::map<std::filesystem::path, std::vector<Claim>>;

/// The smallest file of the plans that a row names.
std::filesystem::path smallest_of(const std::string& what, const Node& row, const std::filesystem::path& folder) {
  std::filesystem::path smallest;
  for (const std::string& name : row["plans"].texts()) {
    const auto file = folder / name;
    if (!std::filesystem::exists(file)) {
      ADD_FAILURE() << what << ": no plan " << name;
      continue;
    }
    if (smallest.empty() || std::filesystem::file_size(file) < std::filesystem::file_size(smallest)) smallest = file;
  }
  return smallest;
}

Result<Plan> understood(const std::filesystem::path& file) {
  importer::Options options;
  options.data_dir = kSource / "data";
  auto raw = importer::read_plan(file, options);
  if (!raw) return raw.error();
  return measure::complete(*std::move(raw), options.data_dir);
}

void claim(Claims& claims, const Node& rows, const std::filesystem::path& folder, bool inferred) {
  for (const auto& [quantity, row] : rows.members()) {
    auto request = measure::request_from(row.text_of("ask"));
    if (!request) {
      ADD_FAILURE() << quantity << ": " << request.error().message.key;
      continue;
    }
    EXPECT_EQ(request->quantity, quantity);
    if (const auto smallest = smallest_of(quantity, row, folder); !smallest.empty()) claims[smallest].push_back({*request, inferred});
  }
}

bool holds(const measure::MeasurementSet& set, const Claim& claim) {
  for (const auto& m : set.all()) {
    if (m.quantity != claim.request.quantity || !m.value) continue;
    if (m.method == Method::drawn || m.method == Method::attribute || m.method == Method::geometry) return true;
    if (claim.inferred && m.method == Method::fact) return true;
  }
  return false;
}

/// As scripts/coverage_proof.py has it: met or not met, or undecided, but not because all that is counted may be there or not.
bool is_decided(const standards::Check& check, const measure::MeasurementSet& set) {
  using standards::Verdict;
  if (check.verdict != Verdict::undecided) return check.verdict == Verdict::pass || check.verdict == Verdict::fail;
  for (const auto& m : set.all()) {
    if (check.measurements.empty() || m.id != check.measurements.front()) continue;
    const auto* info = measure::quantity(m.quantity);
    return !info || !measure::is_count(*info) || m.lo > 0 || m.hi == 0;
  }
  return true;
}

TEST(Coverage, BetweenNothingAndEverythingIsNoDecision) {
  measure::MeasurementSet set;
  for (const auto& [least, most] : {std::pair{0.0, 63.0}, {1.0, 63.0}}) {
    measure::Measurement m;
    m.subject = {"building"};
    m.quantity = "facility.count";
    m.value = m.lo = least;
    m.hi = most;
    m.unit = "1";
    m.params = {{"use", std::to_string(least)}};
    set.add(m);
  }
  standards::Check check;
  check.verdict = standards::Verdict::undecided;
  check.measurements = {"m1"};
  EXPECT_FALSE(is_decided(check, set));
  check.measurements = {"m2"};
  EXPECT_TRUE(is_decided(check, set)) << "one is there for sure";
  check.measurements = {"m1"};
  check.verdict = standards::Verdict::pass;
  EXPECT_TRUE(is_decided(check, set));
}

void expect(const Claims& claims) {
  for (const auto& [file, asked] : claims) {
    const auto plan = understood(file);
    ASSERT_TRUE(plan) << file << ' ' << plan.error().message.key;
    std::vector<measure::Request> requests;
    for (const auto& c : asked) requests.push_back(c.request);
    auto set = measure::measure(*plan, {}, requests, kSource / "data");
    ASSERT_TRUE(set) << file << ' ' << set.error().message.key;
    for (const auto& c : asked) EXPECT_TRUE(holds(*set, c)) << c.request.quantity << " has no value on " << file.filename();
  }
}

TEST(Coverage, FileFitsItsSchemaAndTheCatalogue) {
  auto file = coverage();
  ASSERT_TRUE(file) << file.error().message.key;
  auto problems = check_schema(*file, kSource / "data/schema/coverage.schema.json");
  ASSERT_TRUE(problems);
  for (const auto& p : *problems) ADD_FAILURE() << p.where << ": " << p.message;
  std::set<std::string> seen;
  for (const char* list : {"quantities", "inferred", "samples"})
    for (const auto& [quantity, row] : (*file)[list].members()) {
      EXPECT_TRUE(measure::quantity(quantity)) << quantity;
      EXPECT_TRUE(seen.insert(quantity).second) << quantity << " is in two lists";
      EXPECT_GE(row["count"].number().value_or(0), static_cast<double>(row["plans"].items().size())) << quantity;
    }
}

TEST(Coverage, WhatItClaimsOfRealPlansIsMeasuredAgain) {
  const auto plans = std::filesystem::path(LANDAI_SHARED_DIR) / "plans";
  if (!std::filesystem::is_directory(plans)) {
    std::cout << "SKIPPED: no shared plans\n";
    GTEST_SKIP() << "no shared plans";
  }
  auto file = coverage();
  ASSERT_TRUE(file);
  Claims claims;
  claim(claims, (*file)["quantities"], plans, false);
  claim(claims, (*file)["inferred"], plans, true);
  ASSERT_FALSE(claims.empty());
  expect(claims);
}

TEST(Coverage, TheRulesItClaimsAreDecidedAgain) {
  const auto plans = std::filesystem::path(LANDAI_SHARED_DIR) / "plans";
  if (!std::filesystem::is_directory(plans)) {
    std::cout << "SKIPPED: no shared plans\n";
    GTEST_SKIP() << "no shared plans";
  }
  auto file = coverage();
  ASSERT_TRUE(file);
  const std::vector<std::string> everything{"all"};
  const auto packs = standards::load_packs(kSource / "data", everything);
  ASSERT_TRUE(packs);
  std::map<std::filesystem::path, std::set<std::string>> claims;
  for (const auto& [rule, row] : (*file)["rules"].members()) claims[smallest_of(rule, row, plans)].insert(rule);
  ASSERT_FALSE(claims.empty());
  for (const auto& [plan_file, rules] : claims) {
    const auto plan = understood(plan_file);
    ASSERT_TRUE(plan) << plan_file << ' ' << plan.error().message.key;
    const auto set = measure::measure(*plan, {}, standards::requests(*packs), kSource / "data");
    ASSERT_TRUE(set) << plan_file;
    std::set<std::string> decided;
    for (const auto& check : standards::evaluate(*packs, *plan, *set))
      if (is_decided(check, *set)) decided.insert(check.rule);
    for (const auto& rule : rules) EXPECT_TRUE(decided.contains(rule)) << rule << " on " << plan_file;
  }
}

TEST(Coverage, WhatItClaimsOfTheSampleIsMeasuredAgain) {
  auto file = coverage();
  ASSERT_TRUE(file);
  Claims claims;
  claim(claims, (*file)["samples"], kSource / "samples", false);
  ASSERT_FALSE(claims.empty());
  expect(claims);
}

}  // namespace
}  // namespace landai
