// SPDX-License-Identifier: GPL-3.0-or-later
#include <gmock/gmock.h>

#include <filesystem>
#include <set>

#include "report/fingerprint.hpp"
#include "report_texts.hpp"
#include "sample_inputs.hpp"

namespace landai::report {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using standards::Verdict;

std::vector<Finding> of(const landai::testing::Sample& sample) { return findings(sample.inputs(), texts()); }

const Finding* with_check(const std::vector<Finding>& all, const std::string& id) {
  for (const auto& f : all)
    if (std::find(f.checks.begin(), f.checks.end(), id) != f.checks.end()) return &f;
  return nullptr;
}

TEST(Findings, EqualChecksOnSeveralElementsAreOne) {
  const auto sample = landai::testing::sample();
  const auto all = of(sample);
  const auto handles = std::find_if(all.begin(), all.end(), [](const Finding& f) { return f.verdict == Verdict::not_measured; });
  ASSERT_NE(handles, all.end());
  EXPECT_THAT(handles->checks, ElementsAre("c9", "c10", "c11", "c12"));
  EXPECT_EQ(handles->places.size(), 4u);
  EXPECT_THAT(handles->title, HasSubstr("4 doors"));
  EXPECT_EQ(handles->remedy, "");
}

TEST(Findings, ValuesWithinHalfAMillimetreAreEqual) {
  auto sample = landai::testing::sample();
  // Without the route that d3 cuts, d3 (0.7100) and d4 (0.7102) are the same finding.
  sample.checks.erase(std::remove_if(sample.checks.begin(), sample.checks.end(), [](const auto& c) { return c.rule == "route"; }), sample.checks.end());
  const auto all = of(sample);
  const Finding* f = with_check(all, "c3");
  ASSERT_NE(f, nullptr);
  EXPECT_THAT(f->checks, ElementsAre("c3", "c4"));
  EXPECT_THAT(f->places, ElementsAre("d3", "d4"));
}

TEST(Findings, ARoutePinchedByAFailingDoorIsToldWithTheDoor) {
  const auto sample = landai::testing::sample();
  const auto all = of(sample);
  const Finding* f = with_check(all, "c5");
  ASSERT_NE(f, nullptr);
  EXPECT_EQ(f->severity, 1);
  EXPECT_THAT(f->checks, ElementsAre("c3", "c5"));
  EXPECT_THAT(f->places, ElementsAre("d3"));
  EXPECT_THAT(f->title, HasSubstr("0.710 m"));
  EXPECT_THAT(f->title, HasSubstr("0.800 m"));
}

TEST(Findings, HistoricalPacksMakeNone) {
  const auto sample = landai::testing::sample();
  const auto all = of(sample);
  EXPECT_EQ(with_check(all, "c14"), nullptr);
}

TEST(Findings, GravestFirst) {
  const auto sample = landai::testing::sample();
  int last = 0;
  for (const auto& f : of(sample)) {
    EXPECT_GE(f.severity, last);
    last = f.severity;
  }
}

TEST(Findings, PublicPlacesComeBeforeThoseOfStaff) {
  auto sample = landai::testing::sample();
  sample.checks.erase(std::remove_if(sample.checks.begin(), sample.checks.end(), [](const auto& c) { return c.rule == "route"; }), sample.checks.end());
  // d1 becomes a second finding of severity 2 that stands between staff rooms.
  for (auto& c : sample.checks)
    if (c.rule == "main") c.severity = 2;
  for (const char* id : {"r1", "r2"}) {
    measure::Measurement m;
    m.subject = {id};
    m.quantity = "space.access";
    m.value = std::string(id[1] == '1' ? "staff" : "service");
    sample.measurements.add(m);
  }
  const auto all = of(sample);
  std::vector<std::string> first_places;
  for (const auto& f : all)
    if (f.severity == 2) first_places.push_back(f.places.front());
  const auto at = [&](const char* id) { return std::find(first_places.begin(), first_places.end(), id) - first_places.begin(); };
  EXPECT_LT(at("d3"), at("d1"));  // d3 leads to the toilet, which nothing reserves for staff
}

TEST(Findings, DoNotDependOnTheOrderOfElements) {
  const auto a = landai::testing::sample();
  const auto b = landai::testing::shuffled_sample();
  const auto fa = of(a), fb = of(b);
  ASSERT_EQ(fa.size(), fb.size());
  for (std::size_t i = 0; i < fa.size(); ++i) {
    EXPECT_EQ(fa[i].fingerprint, fb[i].fingerprint);
    EXPECT_EQ(fa[i].places, fb[i].places);
    EXPECT_EQ(fa[i].title, fb[i].title);
  }
}

TEST(Findings, FingerprintsDifferAndOutliveTheLanguage) {
  const auto sample = landai::testing::sample();
  const auto en = findings(sample.inputs(), texts(Language::en));
  const auto id = findings(sample.inputs(), texts(Language::id));
  std::set<std::string> seen;
  ASSERT_EQ(en.size(), id.size());
  for (std::size_t i = 0; i < en.size(); ++i) {
    EXPECT_EQ(en[i].fingerprint, id[i].fingerprint);
    EXPECT_TRUE(seen.insert(en[i].fingerprint).second) << en[i].title;
    EXPECT_NE(en[i].title, id[i].title);
  }
}

TEST(Findings, AValueMeasuredAnewKeepsTheFingerprint) {
  const auto a = landai::testing::sample();
  const auto fa = of(a);
  auto b = landai::testing::sample();
  measure::MeasurementSet moved;
  for (auto m : b.measurements.all()) {
    if (m.id == "m1") m.value = 0.859;
    moved.add(m);
  }
  b.measurements = moved;
  const auto fb = of(b);
  EXPECT_EQ(with_check(fa, "c1")->fingerprint, with_check(fb, "c1")->fingerprint);
}

TEST(Findings, AnotherLimitChangesTheFingerprint) {
  const auto a = landai::testing::sample();
  auto b = landai::testing::sample();
  for (auto& rule : b.packs.front().rules)
    if (rule.id == "main") rule.limit.min = 0.91;
  EXPECT_NE(with_check(of(a), "c1")->fingerprint, with_check(of(b), "c1")->fingerprint);
}

/// The sample with other ids; names stay.
landai::testing::Sample renamed_sample() {
  auto s = landai::testing::sample();
  const auto fresh = [](std::string& id) {
    if (id != "outside" && id != "building") id = "id-" + std::string(id.rbegin(), id.rend());
  };
  for (auto& e : s.plan.elements) {
    fresh(e.id);
    if (e.parent) fresh(*e.parent);
    for (auto& side : e.connects) fresh(side);
  }
  measure::MeasurementSet all;
  for (auto m : s.measurements.all()) {
    for (auto& id : m.subject) fresh(id);
    all.add(m);
  }
  s.measurements = all;
  for (auto& c : s.checks)
    for (auto& id : c.subject) fresh(id);
  return s;
}

TEST(Findings, FingerprintsDoNotHoldIds) {
  const auto a = landai::testing::sample();
  const auto b = renamed_sample();
  std::set<std::string> fa, fb;
  for (const auto& f : of(a)) fa.insert(f.fingerprint);
  for (const auto& f : of(b)) fb.insert(f.fingerprint);
  EXPECT_EQ(fa, fb);
}

TEST(Findings, AlikeDoorsAreToldApartByWhereTheyStand) {
  // Two doors without a name between the same rooms, with different defects; then the whole plan elsewhere, shuffled and a little rounded.
  auto a = landai::testing::sample();
  for (auto& e : a.plan.elements)
    if (e.id == "d2" || e.id == "d4") e.name.clear();
  a.checks[1].verdict = Verdict::fail;   // d2: 0.81 m
  a.checks[1].severity = 2;
  std::erase_if(a.checks, [](const auto& c) { return c.rule == "route"; });   // its witness would have to move, too
  std::erase_if(a.checks, [](const auto& c) { return c.subject.front() == "d3"; });
  auto b = a;
  std::reverse(b.plan.elements.begin(), b.plan.elements.end());
  for (auto& e : b.plan.elements)
    if (auto* door = std::get_if<DoorShape>(&e.shape)) {
      const PlanPoint by{1234.5 + (e.id == "d2" ? 0.0004 : -0.0004), -99.0};
      door->jamb_a = door->jamb_a + by;
      door->jamb_b = door->jamb_b + by;
    }
  const auto fa = of(a), fb = of(b);
  const Finding *a2 = with_check(fa, "c2"), *a4 = with_check(fa, "c4"), *b2 = with_check(fb, "c2"), *b4 = with_check(fb, "c4");
  ASSERT_TRUE(a2 && a4 && b2 && b4);
  EXPECT_NE(a2->fingerprint, a4->fingerprint);
  EXPECT_EQ(a2->fingerprint, b2->fingerprint);
  EXPECT_EQ(a4->fingerprint, b4->fingerprint);
}

TEST(Findings, ClustersKeepTheirOrderUnderNoise) {
  EXPECT_THAT(cluster_order({2.0, 0.0, 1.0}, 0.1), ElementsAre(2, 0, 1));
  EXPECT_THAT(cluster_order({1.0004, 0.9996, 5.0}, 0.0375), ElementsAre(0, 0, 1));
  EXPECT_THAT(cluster_order({}, 0.1), ElementsAre());
}

TEST(Findings, RemedyIsFilledWithNumbers) {
  const auto sample = landai::testing::sample();
  const auto all = of(sample);
  EXPECT_EQ(with_check(all, "c1")->remedy, "Widen it to 0.900 m; 0.040 m are missing.");
}

TEST(Findings, TheIndonesianTitleWritesADecimalComma) {
  const auto sample = landai::testing::sample();
  const auto all = findings(sample.inputs(), texts(Language::id));
  EXPECT_THAT(with_check(all, "c1")->title, HasSubstr("0,860 m"));
  EXPECT_THAT(with_check(all, "c1")->title, HasSubstr("paling sedikit 0,900 m"));
}

}  // namespace
}  // namespace landai::report
