// SPDX-License-Identifier: GPL-3.0-or-later
// Proposals in the outputs: the document, the sentences, the picture.
#include <gmock/gmock.h>

#include <filesystem>

#include "landai/core/node.hpp"
#include "report_texts.hpp"
#include "sample_inputs.hpp"

namespace landai::report {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

/// The counter is to move 200 mm to the right and 100 mm down; nothing helps the ramp.
struct Proposed {
  landai::testing::Sample sample = landai::testing::sample();
  std::vector<remedy::Proposal> proposals;
  report::Inputs inputs;

  Proposed() : inputs(sample.inputs()) {
    remedy::Proposal move;
    move.check = check_of("counter");
    move.outcome = remedy::Outcome::shift;
    move.shift = remedy::Shift{"c1", {0.2, -0.1}, 0.2236};
    move.assumed_movable = true;
    move.missing = 0.2;
    move.unit = "m";
    move.text = message("remedy.move.right_down").with("element", "c1").with("dx", 200, "").with("dy", 100, "").with("length", 224, "");
    move.also_fixes = {check_of("turn")};
    remedy::Proposal none;
    none.check = check_of("slope");
    none.outcome = remedy::Outcome::none_movable;
    none.text = message("remedy.none_movable");
    proposals = {none, move};
    inputs.proposals = &proposals;
  }
  [[nodiscard]] std::string check_of(const std::string& rule) const {
    for (const auto& c : sample.checks)
      if (c.rule == rule) return c.id;
    ADD_FAILURE() << rule;
    return {};
  }
};

TEST(ReportRemedy, TheDocumentHoldsProposalsAndFollowsItsSchema) {
  const Proposed p;
  for (const Language language : {Language::id, Language::en}) {
    const std::string document = json(p.inputs, texts(language));
    EXPECT_THAT(document, HasSubstr("\"outcome\":\"shift\",\"element\":\"c1\",\"by\":[0.2,-0.1],\"length\":0.2236,\"assumed_movable\":true"));
    const auto problems = check_schema_json(document, kData / "schema" / "report.schema.json");
    ASSERT_TRUE(problems.has_value());
    for (const auto& problem : *problems) ADD_FAILURE() << problem.where << ": " << problem.message;
  }
}

TEST(ReportRemedy, NobodyAskedNothingIsSaid) {
  const auto sample = landai::testing::sample();
  EXPECT_THAT(json(sample.inputs(), texts(Language::en)), Not(HasSubstr("\"proposals\"")));
  EXPECT_THAT(svg(sample.inputs(), texts(Language::en)).at("L0"), Not(HasSubstr("class=\"pl-ghost\"")));
}

TEST(ReportRemedy, TheSentenceStandsWithItsFinding) {
  const Proposed p;
  const std::string said = "Move Counter Loket 1 by 224 mm: 200 mm to the right and 100 mm down on the drawing. Furniture and seats are taken";
  for (const Finding& f : findings(p.inputs, texts(Language::en))) {
    const bool counter = f.places == std::vector<std::string>{"c1"};
    EXPECT_EQ(f.remedy.find(said) != std::string::npos, counter) << f.remedy;
    EXPECT_EQ(f.proposals.size(), counter || f.places == std::vector<std::string>{"ram/1"} ? 1U : 0U) << f.title;
  }
  EXPECT_THAT(html(p.inputs, texts(Language::en)), HasSubstr(said));
  EXPECT_THAT(html(p.inputs, texts(Language::id)), HasSubstr("Geser Loket"));
  EXPECT_THAT(terminal(p.inputs, texts(Language::en), false), HasSubstr("by 224 mm"));
}

TEST(ReportRemedy, ThePictureShowsTheThingWhereItWouldStand) {
  const Proposed p;
  const std::string picture = svg(p.inputs, texts(Language::en)).at("L0");
  EXPECT_THAT(picture, HasSubstr("class=\"pl-ghost\""));
  EXPECT_THAT(picture, HasSubstr("class=\"pl-shift-head\""));
  EXPECT_THAT(picture, HasSubstr(">224 mm</text>"));
}

}  // namespace
}  // namespace landai::report
