// SPDX-License-Identifier: GPL-3.0-or-later
// What a visit adds to the report: readings against the drawing, how sure a verdict is, waivers, attested items.
#include <gmock/gmock.h>

#include <fstream>

#include "landai/measure/reconcile.hpp"
#include "report/values.hpp"
#include "report/view.hpp"
#include "report_texts.hpp"
#include "sample_inputs.hpp"

namespace landai::report {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;

/// The sample with door d2, drawn 0.81 m wide, read on site.
landai::testing::Sample with_reading(double value, double u, const std::string& files = {}) {
  auto sample = landai::testing::sample();
  measure::Measurement m = *sample.measurements.find("d2", "door.clear_width");
  m.method = Method::reading;
  m.value = value;
  m.lo = m.hi = value;
  m.u = u;
  m.evidence = {};
  m.evidence.note = message("measure.reading.from").with("how", "bacaan.csv:2, Sari");
  m.evidence.from = files;
  sample.measurements.add(m);
  return sample;
}

const Finding* built(const std::vector<Finding>& all) {
  for (const Finding& f : all)
    if (!f.measurements.empty()) return &f;
  return nullptr;
}

TEST(BuiltDifferently, IsAFindingWithBothValues) {
  // 0.81 m and 0.79 m lie 20 mm apart, ten times the combined uncertainty of 2 mm.
  const auto sample = with_reading(0.79, 0.002);
  const auto all = findings(sample.inputs(), texts());
  const Finding* f = built(all);
  ASSERT_NE(f, nullptr);
  EXPECT_THAT(f->places, ElementsAre("d2"));
  EXPECT_THAT(f->measurements, ElementsAre(sample.measurements.all().back().id, sample.measurements.all()[1].id)) << "built, then drawn";
  EXPECT_EQ(f->severity, 3);
  EXPECT_TRUE(f->checks.empty());
  EXPECT_THAT(f->title, HasSubstr("measured 0.790 m ± 0.004 m (reading on site), drawn 0.810 m"));
  EXPECT_THAT(findings(sample.inputs(), texts(Language::id)).size(), all.size());
  for (const std::string& output : {html(sample.inputs(), texts()), json(sample.inputs(), texts())}) EXPECT_THAT(output, HasSubstr("built differently from the plan"));
  EXPECT_THAT(terminal(sample.inputs(), texts(), false), HasSubstr("built"));
}

TEST(BuiltDifferently, WithinTwiceTheUncertaintyIsTheSame) {
  const auto near = with_reading(0.807, 0.002);   // 3 mm apart; twice 2 mm are 4 mm
  EXPECT_EQ(built(findings(near.inputs(), texts())), nullptr);
  const auto far = with_reading(0.805, 0.002);
  EXPECT_NE(built(findings(far.inputs(), texts())), nullptr);
}

TEST(BuiltDifferently, KeepsItsFingerprintWhenReadAgain) {
  const auto once = with_reading(0.79, 0.002), again = with_reading(0.788, 0.001);
  const auto a = findings(once.inputs(), texts()), b = findings(again.inputs(), texts());
  ASSERT_TRUE(built(a) && built(b));
  EXPECT_EQ(built(a)->fingerprint, built(b)->fingerprint);
}

/// A check of d2 against 0.80 m that values read or stated as 0.79 m and as 0.81 m leave undecided.
landai::testing::Sample contested(Method method) {
  auto sample = with_reading(0.81, 0.002);
  measure::Measurement other = sample.measurements.all().back();
  other.value = other.lo = other.hi = 0.79;
  sample.measurements.add(other);
  landai::testing::Sample out = sample;
  out.measurements = {};
  for (measure::Measurement m : sample.measurements.all()) {
    if (m.method == Method::reading) m.method = method;
    out.measurements.add(m);
  }
  const auto& all = out.measurements.all();
  standards::Check& check = out.checks[1];
  check.verdict = standards::Verdict::undecided;
  check.reason = "contradiction";
  check.severity = 3;
  check.measurements = {all[all.size() - 2].id, all.back().id};
  return out;
}

TEST(Contradiction, IsToldWithAllItsValuesInTheTitleOfTheCheck) {
  for (const auto& [method, remedy, statements] : {std::tuple{Method::reading, "Measure again", false}, {Method::attested, "Look on site", true}}) {
    const auto sample = contested(method);
    bool title = false, finding = false;
    for (const Finding& f : findings(sample.inputs(), texts())) {
      // Of statements the smaller counts, which is not what is drawn: the finding has all three.
      finding = finding || f.title.find(statements ? "stated otherwise than it is drawn: 0.790 m" : "readings of clear width contradict each other: 0.790 m") != std::string::npos;
      if (f.checks.empty() || f.checks.front() != sample.checks[1].id) continue;
      title = true;
      EXPECT_THAT(f.title, ::testing::AllOf(HasSubstr("values contradict each other: 0.810 m"), HasSubstr("; 0.790 m")));
      EXPECT_THAT(f.remedy, HasSubstr(remedy));
    }
    EXPECT_TRUE(title && finding) << remedy;
    for (const measure::Reconciliation& question : measure::reconciliations(sample.measurements))
      if (!question.contradicting.empty()) {
        EXPECT_EQ(value_rows(View(sample.inputs(), texts()), question).back().remark.find("reading"), std::string::npos);
      }
  }
}

TEST(Contradiction, OfWhatFollowsFromOtherReadingsIsNotCalledDrawn) {
  const auto sample = with_reading(0.79, 0.002);
  measure::Measurement m = sample.measurements.all().back();
  m.method = Method::geometry;
  m.evidence.note = message("measure.follows.at_most").with("quantity", "door.opening_width").with("where", "bacaan.csv:3");
  const Texts words = texts();
  const auto inputs = sample.inputs();
  EXPECT_EQ(method_text(View(inputs, words), m), "worked out from other readings");
  m.evidence.note = {};
  EXPECT_EQ(method_text(View(inputs, words), m), "computed from the plan");
}

// "dead end 1.500 m 4.000 m": which of the two was found?
TEST(Quantity, ALengthThatItIsAskedWithSaysWhatItIs) {
  const auto sample = with_reading(0.79, 0.002);
  const Texts words = texts(), indonesian = texts(Language::id);
  const auto inputs = sample.inputs();
  EXPECT_EQ(View(inputs, words).quantity("space.dead_end", {{"diameter", 1.5}}), "dead end without turning space (diameter 1.500 m)");
  EXPECT_EQ(View(inputs, indonesian).quantity("space.passing_distance", {{"length", 2.0}, {"width", 1.5}}),
            View(inputs, indonesian).word("quantity", "space.passing_distance") + " (panjang 2,000 m, lebar 1,500 m)");
  EXPECT_EQ(View(inputs, words).quantity("protrusion.depth", {{"high", 2.0}, {"low", 0.7}}), View(inputs, words).word("quantity", "protrusion.depth") + " (height 0.700 m – 2.000 m)");
}

TEST(Certainty, TellsBoundsUncertaintyToleranceAndProbability) {
  auto sample = with_reading(0.81, 0.002);
  standards::Check& check = sample.checks[1];   // d2 against 0.80 m
  check.probability = 0.9332;                   // Φ(1.5), as for 0.803 m with u 2 mm
  check.tolerance = 0.0005;
  check.measurements = {sample.measurements.all().back().id};
  const auto inputs = sample.inputs();
  const Texts words = texts();
  EXPECT_EQ(certainty_text(View(inputs, words), check),
            "value without a range; standard uncertainty 2 mm; drawing tolerance 0.5 mm, apart from the uncertainty; "
            "probability that the limit is met 93.3 %");
  const Texts indonesian = texts(Language::id);
  EXPECT_THAT(certainty_text(View(inputs, indonesian), check), HasSubstr("peluang memenuhi batas 93,3 %"));
  // The turning circle of r3 has hard bounds of 20 mm to each side.
  EXPECT_THAT(certainty_text(View(inputs, words), sample.checks[7]), HasSubstr("hard bounds 1.477 m to 1.517 m"));
}

TEST(Certainty, OnlyAnUndecidedCheckCanBeSettled) {
  auto sample = with_reading(0.81, 0.002);
  standards::Check& check = sample.checks[1];   // d2 against 0.80 m
  check.measurements = {sample.measurements.all().back().id};
  const auto inputs = sample.inputs();
  const Texts words = texts();
  EXPECT_EQ(settle_text(View(inputs, words), check), "");
  check.settle = std::make_shared<const standards::Settle>(standards::Settle{"door.clear_width", 0.003 / 1.645});
  EXPECT_THAT(settle_text(View(inputs, words), check), HasSubstr("with a standard uncertainty of at most 1.82 mm."));
  check.settle = std::make_shared<const standards::Settle>(standards::Settle{"door.clear_width", std::nullopt});
  EXPECT_THAT(settle_text(View(inputs, words), check), HasSubstr("the very same value would settle nothing"));
  check.reason = "contradiction";
  EXPECT_THAT(settle_text(View(inputs, words), check), HasSubstr("once more; the values so far contradict each other"));
  // The turning circle of r3 lies between hard bounds: how good the measurement must be depends on what is found.
  standards::Check& bounded = sample.checks[7];
  bounded.settle = std::make_shared<const standards::Settle>(standards::Settle{"space.turning_diameter", 0.003 / 1.645});
  EXPECT_THAT(settle_text(View(inputs, words), bounded), HasSubstr("depends on what is found"));
}

// Two doors fail the same rule; one is waived. It is no advice: it stands after all that somebody has to do, under a heading of its own.
TEST(Waivers, StandApartFromAdvice) {
  auto sample = landai::testing::sample();
  sample.checks[0].duty = "waived";
  sample.checks[0].severity = 4;
  sample.checks[0].waiver = "Surat 12";
  const Texts words = texts();
  const auto all = findings(sample.inputs(), words);
  ASSERT_FALSE(all.empty());
  EXPECT_EQ(all.back().duty, "waived") << "last, after all that is due";
  EXPECT_EQ(all.back().checks, std::vector<std::string>{sample.checks[0].id});
  for (std::size_t i = 0; i + 1 < all.size(); ++i) EXPECT_EQ(all[i].duty, "");
  for (const std::string& out : {html(sample.inputs(), words), terminal(sample.inputs(), words, false)}) {
    const auto heading = out.find("Waived, with document");
    ASSERT_NE(heading, std::string::npos);
    EXPECT_GT(out.find("waived by Surat 12"), heading);
  }
  EXPECT_THAT(json(sample.inputs(), words), HasSubstr(R"("severity":4,"duty":"waived")"));
}

TEST(Waivers, AreToldInEveryOutputAndTheVerdictStays) {
  auto sample = landai::testing::sample();
  sample.checks[0].duty = "waived";
  sample.checks[0].waiver = "Surat <12>, 2026-01-05";
  EXPECT_THAT(html(sample.inputs(), texts()), HasSubstr("waived by Surat &lt;12&gt;, 2026-01-05"));
  EXPECT_THAT(terminal(sample.inputs(), texts(), false), HasSubstr("waived by Surat <12>, 2026-01-05"));
  EXPECT_THAT(terminal(sample.inputs(), texts(Language::id), false), HasSubstr("dibebaskan dengan Surat <12>"));
  EXPECT_THAT(json(sample.inputs(), texts()), HasSubstr(R"("verdict":"fail","reason":null,"duty":"waived")"));
  EXPECT_THAT(json(sample.inputs(), texts()), HasSubstr(R"("waiver":"Surat <12>, 2026-01-05")"));
}

/// The sample whose ramp somebody has attested; its form has the state.
landai::testing::Sample with_attestation(std::vector<std::string> files) {
  auto sample = landai::testing::sample();
  auto& item = sample.indicators.front();
  item.state = indicators::State::absent;
  item.claim = indicators::Claim::attested;
  item.notes = {message("indicators.note.drawn_but_absent").with("count", "1")};
  indicators::Statement said;
  said.state = indicators::State::absent;
  said.said.indicator = item.id;
  said.said.by = "Sari";
  said.said.date = "2026-11-20";
  said.said.evidence = std::move(files);
  item.statements = {said};
  return sample;
}

TEST(Attested, ItemsTellWhoSaidItAndWhatContradicts) {
  const auto sample = with_attestation({"ram.jpg"});
  EXPECT_THAT(html(sample.inputs(), texts()), HasSubstr("Absent, Sari, 2026-11-20, ram.jpg"));
  EXPECT_THAT(html(sample.inputs(), texts()), HasSubstr("Contradiction: attested as absent, but 1 drawn on the plan."));
  const std::string summary = terminal(sample.inputs(), texts(), false);
  EXPECT_THAT(summary, HasSubstr("Items: 1 – Absent 1"));
  EXPECT_THAT(summary, HasSubstr("Contradiction: attested as absent")) << "a reader of one minute has to know it";
  EXPECT_THAT(terminal(sample.inputs(), texts(Language::id), false), HasSubstr("Bertentangan: dinyatakan tidak ada"));
}

TEST(Evidence, WithoutAFolderNothingIsReadAndThatIsTold) {
  const auto sample = with_reading(0.81, 0.002, "../../etc/passwd; door.jpg");
  const std::string page = html(sample.inputs(), texts());
  EXPECT_THAT(page, Not(HasSubstr("data:image")));
  EXPECT_THAT(page, HasSubstr("<b>door.jpg</b>"));
  EXPECT_THAT(page, HasSubstr("Not included"));
}

TEST(Evidence, WhatIsNoPictureByItsFirstBytesIsNotShown) {
  const auto folder = std::filesystem::path(::testing::TempDir()) / "landai-evidence";
  std::filesystem::create_directories(folder);
  std::ofstream(folder / "door.jpg", std::ios::binary) << "<svg onload=\"alert(1)\"/>";
  // One dark pixel, written by hand from ISO/IEC 15948: IHDR, IDAT with one stored block, IEND.
  const std::string pixel("\x89PNG\r\n\x1A\n\0\0\0\rIHDR\0\0\0\1\0\0\0\1\x08\0\0\0\0\x3A\x7E\x9B\x55"
                          "\0\0\0\nIDAT\x78\x9C\x63\x60\0\0\0\2\0\1\x48\xAF\xA4\x71\0\0\0\0IEND\xAE\x42\x60\x82", 67);
  std::ofstream(folder / "plan.bin", std::ios::binary) << pixel;
  const auto sample = with_reading(0.81, 0.002, "door.jpg; plan.bin");
  auto inputs = sample.inputs();
  inputs.evidence_folder = folder;
  const std::string page = html(inputs, texts());
  EXPECT_THAT(page, HasSubstr("data:image/jpeg;base64,/9j/")) << "a picture whatever it is called";
  EXPECT_THAT(page, Not(HasSubstr("image/png")));
  EXPECT_THAT(page, HasSubstr("<b>Empty or no picture</b>"));
  EXPECT_THAT(page, Not(HasSubstr("onload")));
  std::filesystem::remove_all(folder);
}

}  // namespace
}  // namespace landai::report
