// SPDX-License-Identifier: GPL-3.0-or-later
// A check of several limits tells each of them, and what holds.
#include <gmock/gmock.h>

#include "report/view.hpp"
#include "report_texts.hpp"
#include "sample_inputs.hpp"

namespace landai::report {
namespace {

using standards::Demanded;
using standards::Verdict;
using ::testing::HasSubstr;

Demanded one(const char* quantity, const std::string& id, std::optional<double> min, std::optional<double> max, Verdict verdict) {
  Demanded d;
  d.quantity = quantity;
  d.measurement = id;
  d.limit.min = min;
  d.limit.max = max;
  d.verdict = verdict;
  return d;
}

Demanded all_of(Demanded::Op op, std::vector<Demanded> parts) {
  Demanded d;
  d.op = op;
  d.parts = std::move(parts);
  return d;
}

std::string add(landai::testing::Sample& sample, const char* quantity, double value) {
  measure::Measurement m;
  m.subject = {"d2"};
  m.quantity = quantity;
  m.value = value;
  m.lo = m.hi = value;
  m.unit = "m";
  m.method = Method::reading;
  sample.measurements.add(m);
  return sample.measurements.all().back().id;
}

TEST(Demanded, TellsEachLimitOfACarAndWhatHolds) {
  auto sample = landai::testing::sample();
  const auto width = add(sample, "lift.car_width", 1.4), depth = add(sample, "lift.car_depth", 1.4);
  sample.checks[0].demanded = std::make_shared<const Demanded>(all_of(Demanded::Op::any,
      {all_of(Demanded::Op::all, {one("lift.car_width", width, 1.2, {}, Verdict::pass), one("lift.car_depth", depth, 2.3, {}, Verdict::fail)}),
       all_of(Demanded::Op::all, {one("lift.car_width", width, 2.3, {}, Verdict::fail), one("lift.car_depth", depth, 1.2, {}, Verdict::pass)})}));
  const std::string told =
      "(width of the lift car 1.400 m: at least 1.200 m (pass) and depth of the lift car 1.400 m: at least 2.300 m (fail)) or "
      "(width of the lift car 1.400 m: at least 2.300 m (fail) and depth of the lift car 1.400 m: at least 1.200 m (pass))";
  const Texts words = texts();
  const auto inputs = sample.inputs();
  EXPECT_EQ(demanded_text(View(inputs, words), sample.checks[0]), told);
  EXPECT_THAT(html(inputs, words), HasSubstr(told));
  EXPECT_THAT(json(inputs, words), HasSubstr(told));
  std::string text;   // a terminal breaks its lines
  for (const char c : terminal(inputs, words, false))
    if (const char blank = c == '\n' ? ' ' : c; blank != ' ' || !text.ends_with(' ')) text += blank;
  EXPECT_THAT(text, HasSubstr("All that is asked: " + told));
}

TEST(Demanded, NamesBothBandsOfARailAsItsLimit) {
  auto sample = landai::testing::sample();
  const auto rail = add(sample, "handrail.height", 0.6);
  auto& check = sample.checks[1];
  const auto bands = all_of(Demanded::Op::any, {one("handrail.height", rail, 0.645, 0.655, Verdict::fail), one("handrail.height", rail, 0.795, 0.805, Verdict::fail)});
  check.demanded = std::make_shared<const Demanded>(all_of(Demanded::Op::either, {bands, one("handrail.height", rail, 0.645, 0.805, Verdict::fail)}));
  check.limit = bands.parts[0].limit;
  const Texts words = texts(), in_indonesian = texts(Language::id);
  const auto inputs = sample.inputs();
  EXPECT_EQ(limit_of(View(inputs, words), check, "handrail.height"), "0.645 m to 0.655 m or 0.795 m to 0.805 m");
  EXPECT_EQ(demanded_text(View(inputs, words), check),
            "(handrail height 0.600 m: 0.645 m to 0.655 m (fail) or 0.795 m to 0.805 m (fail)) or 0.645 m to 0.805 m (fail)");
  EXPECT_EQ(limit_of(View(inputs, in_indonesian), check, "handrail.height"), "0,645 m sampai 0,655 m atau 0,795 m sampai 0,805 m");
}

TEST(Demanded, ShowsTheValueOfTheTextAndTellsTheRoundingAsOurs) {
  auto sample = landai::testing::sample();
  const auto rail = add(sample, "handrail.height", 0.6);
  auto& check = sample.checks[1];
  auto bands = all_of(Demanded::Op::any, {one("handrail.height", rail, 0.645, 0.655, Verdict::fail), one("handrail.height", rail, 0.795, 0.805, Verdict::fail)});
  bands.parts[0].limit.as_written = "65 cm", bands.parts[1].limit.as_written = "80 cm";
  for (auto& part : bands.parts) part.limit.rounded = true;
  check.demanded = std::make_shared<const Demanded>(bands);
  check.limit = bands.parts[0].limit;
  const Texts words = texts();
  const auto inputs = sample.inputs();
  const View view(inputs, words);
  EXPECT_EQ(limit_of(view, check, "handrail.height"), "65 cm or 80 cm (what rounds to it: our reading)");
  EXPECT_EQ(view.limit(check.limit, "handrail.height"), "65 cm (what rounds to it: our reading)");
  EXPECT_EQ(view.limit_number(check.limit, "handrail.height"), "65 cm");
}

// 0.945 m are met: they are not what the landing lacks.
TEST(Demanded, WhatTheValueMeetsIsNotWhatItMisses) {
  auto sample = landai::testing::sample();
  const auto landing = add(sample, "ramp.landing_length", 1.19);
  auto& check = sample.checks[1];
  check.verdict = Verdict::fail;
  const auto sure = one("ramp.landing_length", landing, 1.2, {}, Verdict::fail), wide = one("ramp.landing_length", landing, 0.945, {}, Verdict::pass);
  check.demanded = std::make_shared<const Demanded>(all_of(Demanded::Op::either, {sure, all_of(Demanded::Op::all, {sure, wide})}));
  check.limit = sure.limit;
  const Texts words = texts();
  const auto inputs = sample.inputs();
  EXPECT_EQ(limit_of(View(inputs, words), check, "ramp.landing_length"), "at least 1.200 m");
}

// Neither 120 cm nor the 186 cm that the ramp is wide: both are told, as what the text may mean.
TEST(Demanded, NamesBothReadingsOfATextThatAreMissed) {
  auto sample = landai::testing::sample();
  const auto landing = add(sample, "ramp.landing_length", 1.19);
  auto& check = sample.checks[1];
  const auto sure = one("ramp.landing_length", landing, 1.2, {}, Verdict::fail), wide = one("ramp.landing_length", landing, 1.86, {}, Verdict::fail);
  check.demanded = std::make_shared<const Demanded>(all_of(Demanded::Op::either, {sure, all_of(Demanded::Op::all, {sure, wide})}));
  check.limit = wide.limit;
  const Texts words = texts();
  const auto inputs = sample.inputs();
  EXPECT_EQ(limit_of(View(inputs, words), check, "ramp.landing_length"), "at least 1.200 m or at least 1.860 m");
}

TEST(Demanded, OfOneLimitThereIsNothingMoreToTell) {
  const auto sample = landai::testing::sample();
  const Texts words = texts();
  const auto inputs = sample.inputs();
  const View view(inputs, words);
  for (const auto& check : sample.checks) EXPECT_EQ(demanded_text(view, check), "");
}

}  // namespace
}  // namespace landai::report
