// SPDX-License-Identifier: GPL-3.0-or-later
#include <gmock/gmock.h>

#include <filesystem>

#include "landai/core/node.hpp"
#include "report/json_writer.hpp"
#include "report/text.hpp"
#include "report_texts.hpp"
#include "sample_inputs.hpp"

namespace landai::report {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

class Document : public ::testing::TestWithParam<Language> {};

TEST_P(Document, FollowsItsSchema) {
  const auto sample = landai::testing::sample();
  const std::string document = json(sample.inputs(), texts(GetParam()));
  const auto problems = check_schema_json(document, kData / "schema" / "report.schema.json");
  ASSERT_TRUE(problems.has_value());
  for (const auto& p : *problems) ADD_FAILURE() << p.where << ": " << p.message;
}

INSTANTIATE_TEST_SUITE_P(BothLanguages, Document, ::testing::Values(Language::id, Language::en));

TEST(ReportJson, SchemaRefusesWhatIsNotAReport) {
  const auto sample = landai::testing::sample();
  std::string document = json(sample.inputs(), texts(Language::en));
  const std::string good = "\"verdict\":\"undecided\"";
  document.replace(document.find(good), good.size(), "\"verdict\":\"probably\"");
  const auto problems = check_schema_json(document, kData / "schema" / "report.schema.json");
  ASSERT_TRUE(problems.has_value());
  EXPECT_FALSE(problems->empty());
}

TEST(ReportJson, EmptyPlanFollowsTheSchemaToo) {
  const landai::testing::Sample nothing;
  const std::string document = json(nothing.inputs(), texts(Language::id));
  const auto problems = check_schema_json(document, kData / "schema" / "report.schema.json");
  ASSERT_TRUE(problems.has_value());
  EXPECT_TRUE(problems->empty());
}

TEST(ReportJson, KeysStandInTheDesignedOrder) {
  const auto sample = landai::testing::sample();
  const std::string document = json(sample.inputs(), texts(Language::en));
  std::size_t at = 0;
  for (const char* key : {"\"schema\":", "\"tool\":", "\"facility\":", "\"plan\":", "\"measurements\":[", "\"checks\":[", "\"indicators\":[",
                          "\"findings\":[", "\"diagnostics\":[", "\"summary\":"}) {
    const std::size_t next = document.find(key, at);
    ASSERT_NE(next, std::string::npos) << key;
    at = next;
  }
}

TEST(ReportJson, TwoRunsGiveTheSameBytes) {
  const auto a = landai::testing::sample();
  const auto b = landai::testing::sample();
  EXPECT_EQ(json(a.inputs(), texts(Language::en)), json(b.inputs(), texts(Language::en)));
}

TEST(ReportJson, SummaryLeavesHistoricalChecksOut) {
  const auto sample = landai::testing::sample();
  EXPECT_THAT(json(sample.inputs(), texts(Language::en)),
              HasSubstr("\"summary\":{\"pass\":1,\"fail\":6,\"undecided\":1,\"not_measured\":4,\"not_applicable\":0}"));
}

TEST(ReportJson, HoldsNoBrokenUtf8AndNoControlCharacters) {
  const auto sample = landai::testing::sample();
  const std::string document = json(sample.inputs(), texts(Language::en));
  EXPECT_THAT(document, HasSubstr("\xEF\xBF\xBD"));
  EXPECT_THAT(document, Not(HasSubstr("\xff")));
  EXPECT_EQ(document.find('\x01'), std::string::npos);
}

struct NumberCase {
  double value;
  const char* text;
};

TEST(ReportJson, NumbersAreRoundedToAMillionth) {
  for (const NumberCase& c : {NumberCase{0.1 + 0.2, "0.3"}, NumberCase{0.7619999, "0.762"}, NumberCase{0.76199949, "0.761999"},
                              NumberCase{-0.0, "0"}, NumberCase{-1.5, "-1.5"}, NumberCase{1e-9, "0"}, NumberCase{-1e-9, "0"},
                              NumberCase{123456.000001, "123456.000001"}, NumberCase{2e12, "2e+12"}, NumberCase{0.0254, "0.0254"},
                              NumberCase{std::numeric_limits<double>::infinity(), "null"}, NumberCase{std::nan(""), "null"}}) {
    std::string out;
    append_number(out, c.value);
    EXPECT_EQ(out, c.text) << c.value;
  }
}

/// The sample with a quantity that was looked for at three doors in vain, once as a question that does not arise.
landai::testing::Sample with_empty_ones() {
  auto sample = landai::testing::sample();
  for (const char* id : {"d1", "d2", "d3"}) {
    measure::Measurement m;
    m.subject = {id};
    m.quantity = "door.force";
    m.applies = std::string(id) != "d3";
    m.missing = message(m.applies ? "measure.site.reading" : "measure.missing.unknown");
    sample.measurements.add(m);
  }
  return sample;
}

TEST(ReportJson, WhatNoCheckWaitsForIsToldOncePerQuantity) {
  const auto sample = with_empty_ones();
  const std::string document = json(sample.inputs(), texts());
  EXPECT_THAT(document, HasSubstr(R"({"quantity":"door.force","params":{},"applies":true,"missing":"a plan does not show it: take a reading on site","subjects":[["d1"],["d2"]]})"));
  EXPECT_THAT(document, HasSubstr(R"("applies":false,"missing":)"));
  EXPECT_THAT(document, Not(HasSubstr(R"("subject":["d1"],"quantity":"door.force")")));
  EXPECT_THAT(document, HasSubstr(R"("subject":["d1"],"quantity":"door.handle_height")")) << "a check waits for it";
  const auto problems = check_schema_json(document, kData / "schema" / "report.schema.json");
  ASSERT_TRUE(problems.has_value());
  EXPECT_TRUE(problems->empty());
}

TEST(ReportJson, WhatTheUserAskedForStaysAMeasurement) {
  const auto sample = with_empty_ones();
  auto inputs = sample.inputs();
  inputs.asked = {{"door.force", {}}};
  const std::string document = json(inputs, texts());
  EXPECT_THAT(document, HasSubstr(R"("subject":["d1"],"quantity":"door.force")"));
  EXPECT_THAT(document, HasSubstr(R"("unmeasured":[)"
                                  "\n]"));
}

TEST(ReportPage, SaysInShortWhatWasNotHad) {
  const auto sample = with_empty_ones();
  EXPECT_THAT(html(sample.inputs(), texts()), HasSubstr("Not had either, and no rule waits for it (2)"));
  EXPECT_THAT(terminal(sample.inputs(), texts(), false), HasSubstr("no rule waits for here: 1;"));
}

TEST(ReportJson, TheBuildingIsAnElement) {
  const auto sample = landai::testing::sample();
  const std::string element = "{\"id\":\"building\",\"category\":\"building\"";
  const auto times = [&element](const std::string& document) {
    int n = 0;
    for (auto at = document.find(element); at != std::string::npos; at = document.find(element, at + 1)) ++n;
    return n;
  };
  EXPECT_EQ(times(json(sample.inputs(), texts(Language::en))), 1);
  auto own = landai::testing::sample();
  Element whole;
  whole.id = "building";
  whole.category = Category::building;
  own.plan.elements.push_back(whole);
  EXPECT_EQ(times(json(own.inputs(), texts(Language::en))), 1) << "the file's own";
}

TEST(JsonWriter, EscapesAndSeparates) {
  JsonWriter w;
  w.object().text("a\"b", "c\\d\n").key("list").array().number(1).null().boolean(true).point({0.5, -2}).end_array().end_object();
  EXPECT_EQ(w.take(), R"({"a\"b":"c\\d ","list":[1,null,true,[0.5,-2]]})");
}

TEST(ReportJson, RingsRepeatTheirFirstPoint) {
  const auto sample = landai::testing::sample();
  EXPECT_THAT(json(sample.inputs(), texts(Language::en)),
              HasSubstr(R"({"type":"Polygon","coordinates":[[[5,3.8],[7.5,3.8],[7.5,4.4],[5,4.4],[5,3.8]]]})"));
}

}  // namespace
}  // namespace landai::report
