// SPDX-License-Identifier: GPL-3.0-or-later
#include <gmock/gmock.h>

#include <algorithm>
#include <regex>

#include "report_texts.hpp"
#include "sample_inputs.hpp"

namespace landai::report {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

/// The sample under the historical pack alone: one failure, one pass, nothing that counts.
landai::testing::Sample compared_only() {
  auto sample = landai::testing::sample();
  std::erase_if(sample.packs, [](const auto& pack) { return pack.counts; });
  std::erase_if(sample.checks, [](const auto& check) { return check.counts; });
  return sample;
}

/// The findings of the page, without what other sections say.
std::string findings_of(const std::string& page) {
  const auto from = page.find("<section id=\"findings\"");
  return from == std::string::npos ? std::string() : page.substr(from, page.find("</section>", from) - from);
}

std::string in_one_line(const std::string& text) {
  return std::regex_replace(text, std::regex("\\s+"), " ");
}

TEST(Compared, APackThatDoesNotCountIsToldByItselfAndGivesNoVerdict) {
  const auto sample = compared_only();
  const struct {
    Language language;
    const char *counts, *why, *nothing, *clean;
  } kSaid[] = {{Language::en, "Permen PU 30/2006: 1 fail, 1 pass (for comparison, not counted)",
                "only standards for comparison were chosen", "Nothing was checked", "breaks a rule"},
               {Language::id, "Permen PU 30/2006: 1 tidak memenuhi, 1 memenuhi (pembanding, tidak dihitung)",
                "yang dipilih hanya standar pembanding", "Tidak ada yang diperiksa", "yang dilanggar"}};
  for (const auto& said : kSaid) {
    const std::string text = in_one_line(terminal(sample.inputs(), texts(said.language), false));
    const std::string page = html(sample.inputs(), texts(said.language));
    for (const std::string& all : {text, page})
      EXPECT_THAT(all, AllOf(HasSubstr(said.counts), HasSubstr(said.why), Not(HasSubstr(said.nothing))));
    EXPECT_THAT(text, Not(HasSubstr(said.clean)));
    EXPECT_THAT(findings_of(page), AllOf(HasSubstr(said.why), Not(HasSubstr(said.clean))));
  }
}

TEST(Compared, BesideAPackThatCountsTheLineIsThereAndTheVerdictIsTheOthers) {
  const auto sample = landai::testing::sample();
  for (const std::string& all : {terminal(sample.inputs(), texts(), false), html(sample.inputs(), texts())}) {
    EXPECT_THAT(all, HasSubstr("Permen PU 30/2006: 1 fail, 1 pass (for comparison, not counted)"));
    EXPECT_THAT(all, Not(HasSubstr("There is no verdict")));
  }
}

TEST(Compared, TwoReadingsOfATextAreToldByWhatEachAsksFor) {
  auto sample = landai::testing::sample();
  auto& check = sample.checks[7];
  ASSERT_EQ(check.verdict, standards::Verdict::undecided);
  check.message = message("standards.check.undecided.text_of").with("value", 0.0, "1").with("missed", "1")
                      .with("missed_of", "facility.count:category=space,use=toilet_accessible,users=women")
                      .with("met_of", "facility.count:category=space,use=toilet_accessible,users=everyone");
  EXPECT_THAT(html(sample.inputs(), texts()),
              HasSubstr("One reading is not met (number of facilities: accessible toilet, women: 0, not 1), another is (number of "
                        "facilities: accessible toilet, everyone)"));
}

TEST(Compared, WhatIsNotDecidedIsToldToo) {
  auto sample = compared_only();
  for (auto& check : sample.checks) check.verdict = standards::Verdict::undecided;
  EXPECT_THAT(terminal(sample.inputs(), texts(), false), HasSubstr("0 fail, 0 pass, 2 undecided (for comparison, not counted)"));
}

TEST(Compared, WhereTheCountingPackSaysNothingThatIsSaid) {
  auto sample = landai::testing::sample();
  std::erase_if(sample.checks, [](const auto& check) { return check.counts; });
  EXPECT_THAT(html(sample.inputs(), texts()), HasSubstr("this plan holds nothing that those of the chosen standards speak of which count"));
}

TEST(Compared, APlanOfWhichNoPackSpeaksIsSaidToBeUnchecked) {
  auto sample = compared_only();
  sample.checks.clear();
  EXPECT_THAT(terminal(sample.inputs(), texts(), false), HasSubstr("Nothing was checked"));
  EXPECT_THAT(findings_of(html(sample.inputs(), texts())), AllOf(HasSubstr("Nothing was checked"), Not(HasSubstr("breaks a rule"))));
}

}  // namespace
}  // namespace landai::report
