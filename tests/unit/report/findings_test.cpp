// SPDX-License-Identifier: GPL-3.0-or-later
#include <gmock/gmock.h>

#include <filesystem>
#include <set>

#include "sample_inputs.hpp"

namespace landai::report {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using standards::Verdict;

Texts texts(Language language = Language::en) {
  auto loaded = Texts::load(std::filesystem::path(LANDAI_SOURCE_DIR) / "data", language);
  EXPECT_TRUE(loaded.has_value());
  return *loaded;
}

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

TEST(Findings, AValueChangedByAMillimetreChangesTheFingerprint) {
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
  EXPECT_NE(with_check(fa, "c1")->fingerprint, with_check(fb, "c1")->fingerprint);
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
