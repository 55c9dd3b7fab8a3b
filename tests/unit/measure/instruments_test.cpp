// SPDX-License-Identifier: GPL-3.0-or-later
#include "landai/measure/instruments.hpp"

#include <gmock/gmock.h>

#include <cmath>
#include <numbers>

#include "landai/measure/catalogue.hpp"
#include "readings_file.hpp"

namespace landai::measure {
namespace {

constexpr double kDegree = std::numbers::pi / 180;

const Instruments& instruments() {
  static const auto all = Instruments::load(test::data_folder());
  EXPECT_TRUE(all) << all.error().message.key << ' ' << all.error().file << ' ' << all.error().where;
  return *all;
}

TEST(Instruments, EveryPartSaysWhereItComesFromInBothLanguages) {
  ASSERT_GE(instruments().all().size(), 10u);
  for (const Instrument& i : instruments().all()) {
    EXPECT_FALSE(i.title.id.empty() || i.title.en.empty()) << i.id;
    for (const auto& [kind, measure] : i.measures)
      for (const auto* parts : {&measure.parts, &measure.turned})
        for (const UncertaintyPart& part : *parts) {
          EXPECT_FALSE(part.source.id.empty() || part.source.en.empty()) << i.id;
          EXPECT_GT(part.constant + part.per_started_metre + part.relative, 0) << i.id;
          EXPECT_FALSE(part.verified.empty()) << i.id;
        }
  }
}

// MID annex X, class II: largest error 0.3 mm + 0.2 mm per started metre, 0.2 mm more from the end; evenly spread, so over the root of 3.
// Beside it 1 mm for how the tape is held.
TEST(Instruments, ATapeOfClassTwo) {
  const Instrument* tape = instruments().find("Steel tape");
  ASSERT_NE(tape, nullptr);
  const auto u = [&](double length_m, double mpe_mm) { EXPECT_NEAR(standard_uncertainty(tape->measures.at("length").parts, length_m) * 1000, std::hypot(mpe_mm / std::sqrt(3.0), 1.0), 1e-9); };
  u(0.9, 0.3 + 0.2 * 1 + 0.2);
  u(1.2, 0.3 + 0.2 * 2 + 0.2);
  u(5.0, 0.3 + 0.2 * 5 + 0.2);
}

TEST(Instruments, AreFoundByWhatPeopleCallThem) {
  for (const char* name : {"tape", "Meteran", "steel_tape", "steel tape, 5 m", "pita ukur (Stanley)"}) {
    ASSERT_NE(instruments().find(name), nullptr) << name;
    EXPECT_EQ(instruments().find(name)->id, "tape") << name;
  }
  EXPECT_EQ(instruments().find("phone level")->id, "phone_level");
  EXPECT_EQ(instruments().find("laser level"), nullptr) << "a laser for lines is no distance meter";
  EXPECT_EQ(instruments().find(""), nullptr);
}

TEST(Instruments, WhatIsACountIsOneInTheCatalogueToo) {
  for (const QuantityInfo& info : catalogue()) {
    const auto ways = words_of(info.by);
    if (info.kind != ValueKind::number || (ways.size() == 1 && ways.front() == "plan")) continue;
    EXPECT_EQ(is_count(info), instruments().kind_of(info.id) == "count") << info.id;
  }
}

TEST(Instruments, EveryNumberThatIsReadHasAKind) {
  for (const QuantityInfo& info : catalogue()) {
    if (info.kind != ValueKind::number) continue;
    const std::string kind = instruments().kind_of(info.id);
    EXPECT_FALSE(kind.empty()) << info.id;
    const std::string_view id = info.id;
    if (id.ends_with("slope") || id.ends_with("fall")) {
      EXPECT_EQ(kind, "slope") << id;
    }
    if (id.ends_with("_count") || id.ends_with(".count")) {
      EXPECT_EQ(kind, "count") << id;
    }
  }
  EXPECT_EQ(instruments().kind_of("door.is_glass"), "");
  EXPECT_EQ(instruments().worst_of("ramp.slope"), 1);
  EXPECT_EQ(instruments().worst_of("door.clear_width"), -1);
  EXPECT_EQ(instruments().worst_of("counter.height"), 0);
}

class Uncertainties : public ReadingsFile {
 protected:
  const std::string head_ = "subject;quantity;value;u;instrument;method;spot;turned\n";
  Reading one(const std::string& cells) {
    last_ = good(head_ + cells + "\n");
    EXPECT_EQ(last_.readings.size(), 1u);
    return last_.readings.empty() ? Reading{} : last_.readings.front();
  }
  [[nodiscard]] std::string told() const { return last_.diagnostics.empty() ? "" : last_.diagnostics.front().message.key.substr(std::string("measure.readings.").size()); }
  Readings last_;
};

TEST_F(Uncertainties, ComeFromTheInstrumentUnlessWritten) {
  EXPECT_NEAR(one("door-1;door.clear_width;87.5 cm;;tape;;;").u, std::hypot(0.0007 / std::sqrt(3.0), 0.001), 1e-12);
  EXPECT_EQ(told(), "");
  EXPECT_DOUBLE_EQ(one("door-1;door.clear_width;87.5 cm;3 mm;tape;;;").u, 0.003);
}

TEST_F(Uncertainties, AreNeverZeroInSilence) {
  EXPECT_NEAR(one("door-1;door.clear_width;87.5 cm;;;;;").u, std::hypot(0.005, 0.005 * 0.875), 1e-12);
  EXPECT_EQ(told(), "u_not_stated");
  EXPECT_GT(one("door-1;door.clear_width;87.5 cm;;broomstick;;;").u, 0.004);
  EXPECT_EQ(told(), "u_unknown_instrument");
  EXPECT_GT(one("door-1;door.clear_width;87.5 cm;;lux meter;;;").u, 0.004);
  EXPECT_EQ(told(), "u_wrong_instrument");
  EXPECT_NEAR(one("door-1;door.clear_width;80 cm;;;photo;;").u, std::hypot(0.010, 0.03 * 0.80), 1e-12);
  EXPECT_EQ(one("door-1;door.clear_width;87..88 cm;;;;;").u, 0) << "the range is its doubt";
  EXPECT_EQ(one("door-1;door.leaf_count;2;;;;;").u, 0) << "counted";
}

// 0.9 m by tape: (0.5 mm + 0.2 mm) / sqrt(3) and 1 mm; the caliper's 0.2 mm is the least that any instrument has for a length.
TEST_F(Uncertainties, AreNotSmallerThanWhatInstrumentsCanDo) {
  EXPECT_EQ(complaint(head_ + "door-1;door.clear_width;90 cm;0;tape;;;\n"), "line 2, u: u_zero");
  EXPECT_EQ(complaint(head_ + "flight-1;ramp.slope;1:12;0;;;;\n"), "line 2, u: u_zero");
  EXPECT_EQ(complaint(head_ + "door-1;door.force;5 kg;0.0 kg;;;;\n"), "line 2, u: u_zero");
  EXPECT_NEAR(one("door-1;door.clear_width;90 cm;0.0001 mm;tape;;;").u, std::hypot(0.0007 / std::sqrt(3.0), 0.001), 1e-12);
  EXPECT_EQ(told(), "u_below_instrument");
  EXPECT_EQ(last_.diagnostics.front().severity, DiagnosticSeverity::warning);
  EXPECT_EQ(last_.diagnostics.front().where, "line 2");
  EXPECT_DOUBLE_EQ(one("door-1;door.clear_width;90 cm;0.0001 mm;;;;").u, 0.0002);
  EXPECT_EQ(told(), "u_below_any");
  EXPECT_DOUBLE_EQ(one("door-1;door.clear_width;90 cm;0.1 mm;lux meter;;;").u, 0.0002) << "not an instrument for that";
  EXPECT_DOUBLE_EQ(one("door-1;door.clear_width;90 cm;0.3 mm;;;;").u, 0.0003);
  EXPECT_EQ(told(), "");
  // 0.07 degrees: the mean of two readings of a digital level.
  EXPECT_NEAR(one("flight-1;ramp.slope;4.8°;0.01°;digital level;;;").u, (1 + std::pow(std::tan(4.8 * kDegree), 2)) * 0.07 * kDegree, 1e-12);
  EXPECT_EQ(one("door-1;door.leaf_count;2;0;;;;").u, 0) << "counted";
}

// A floor of 4 m2 is two sides by tape, 2 m each at best: sqrt(2) x 2 m x u. A ratio is one length over another, of 10 m at the most.
TEST_F(Uncertainties, OfAreasAndRatiosAreNotSmallerThanThoseOfTheirLengths) {
  const auto tape = [](double metres) { return std::hypot((0.0005 + 0.0002 * std::ceil(metres)) / std::sqrt(3.0), 0.001); };
  plan_.elements.push_back(test::thing("room-1", Category::space));
  plan_.elements.push_back(test::thing("sign-1", Category::sign));
  EXPECT_EQ(complaint(head_ + "room-1;space.area;4 m2;0;tape;;;\n"), "line 2, u: u_zero");
  EXPECT_NEAR(one("room-1;space.area;4 m2;0.000001 m2;tape;;;").u, std::sqrt(8.0) * tape(2), 1e-12);
  EXPECT_EQ(told(), "u_below_instrument");
  EXPECT_NEAR(one("room-1;space.area;4 m2;0.000001 m2;;;;").u, std::sqrt(8.0) * 0.0002, 1e-12) << "the caliper's 0.2 mm";
  EXPECT_EQ(told(), "u_below_any");
  EXPECT_DOUBLE_EQ(one("room-1;space.area;4 m2;0.05 m2;tape;;;").u, 0.05);
  EXPECT_EQ(told(), "");
  EXPECT_NEAR(one("sign-1;sign.letter_ratio;0.75;0.0000001;tape;;;").u, 1.25 * tape(10) / 10, 1e-12);
  EXPECT_EQ(told(), "u_below_instrument");
  // A slope of its rise over its run, both by tape: what a level cannot do.
  EXPECT_NEAR(one("flight-1;ramp.slope;0.083;0.0000001;tape;;;").u, std::hypot(1, 0.083) * tape(10) / 10, 1e-12);
  EXPECT_EQ(told(), "u_below_instrument");
  EXPECT_DOUBLE_EQ(one("flight-1;ramp.slope;0.083;0.0002;;;;").u, 0.0002);
  EXPECT_EQ(told(), "");
}

// Order must not decide: 95 cm and 80 cm by one tape on one day cannot both be, 90.0 and 89.8 can.
TEST_F(Uncertainties, ReadingsOfOneSeriesStayApartOrSpanBoth) {
  for (const char* rows : {"door-1;door.clear_width;95 cm;;tape;;;\ndoor-1;door.clear_width;80 cm;;tape;;;\n", "door-1;door.clear_width;80 cm;;tape;;;\ndoor-1;door.clear_width;95 cm;;tape;;;\n"})
    EXPECT_EQ(good(head_ + rows).readings.size(), 2u) << rows;
  for (const char* rows : {"door-1;door.clear_width;90 cm;;tape;;;\ndoor-1;door.clear_width;89.8 cm;;tape;;;", "door-1;door.clear_width;89.8 cm;;tape;;;\ndoor-1;door.clear_width;90 cm;;tape;;;"}) {
    const Reading both = one(rows);
    EXPECT_DOUBLE_EQ(both.lo, 0.898);
    EXPECT_DOUBLE_EQ(both.hi, 0.9);
    EXPECT_DOUBLE_EQ(std::get<double>(both.value), 0.899);
    EXPECT_NEAR(both.u, std::hypot(0.0007 / std::sqrt(3.0), 0.001), 1e-12);
    EXPECT_EQ(both.parts.size(), 2u);
  }
  // Two of one direction: which of them was turned nobody knows.
  EXPECT_EQ(good(head_ + "flight-1;ramp.slope;5°;;digital level;;;\nflight-1;ramp.slope;2°;;digital level;;;\nflight-1;ramp.slope;4.9°;;digital level;;;yes\n").readings.size(), 2u);
}

// m = tan a, u(m) = (1 + m^2) u(a); 0.1 degrees are 0.18 percentage points at 1:12.
TEST_F(Uncertainties, AnAngleBecomesASlope) {
  const double a = 4.8 * kDegree, m = std::tan(a);
  const Reading level = one("flight-1;ramp.slope;4.8°;;digital level;;;");
  EXPECT_DOUBLE_EQ(std::get<double>(level.value), m);
  EXPECT_NEAR(level.u, (1 + m * m) * 0.1 * kDegree, 1e-12);
  EXPECT_NEAR(one("flight-1;ramp.slope;4.8°;0.2°;;;;").u, (1 + m * m) * 0.2 * kDegree, 1e-12);
  EXPECT_NEAR(one("flight-1;ramp.slope;1:12;;digital level;;;").u, 0.0018, 5e-5);
}

TEST_F(Uncertainties, TurningThePhoneCancelsItsZeroError) {
  const Reading once = one("flight-1;ramp.slope;5.2°;;phone level;;;");
  EXPECT_NEAR(once.u, (1 + std::pow(std::tan(5.2 * kDegree), 2)) * 0.5 * kDegree, 1e-12);
  const Reading both = one("flight-1;ramp.slope;5.2°;;phone level;;;\nflight-1;ramp.slope;-4.4°;;phone level;;;180");
  const double mean = (std::tan(5.2 * kDegree) + std::tan(4.4 * kDegree)) / 2;
  EXPECT_NEAR(std::get<double>(both.value), mean, 1e-12);
  EXPECT_NEAR(both.u, (1 + mean * mean) * 0.25 * kDegree, 1e-9);
  ASSERT_EQ(both.parts.size(), 2u);
  EXPECT_EQ(both.parts[1].kind, ReadingPart::Kind::turned);
  EXPECT_EQ(good(head_ + "flight-1;ramp.slope;5.2°;;phone level;;;\nflight-1;ramp.slope;4.4°;;digital level;;;yes\n").readings.size(), 2u) << "another instrument";
}

// The zero error of a phone has u 0.5 degrees: two halves 4 degrees apart hold a slip, and both ends stay possible.
TEST_F(Uncertainties, ASlipInOneOfAPairStaysAsBounds) {
  const Reading both = one("flight-1;ramp.slope;4°;;phone level;;;\nflight-1;ramp.slope;-8°;;phone level;;;180");
  EXPECT_NEAR(both.lo, std::tan(4 * kDegree), 1e-12);
  EXPECT_NEAR(both.hi, std::tan(8 * kDegree), 1e-12);
}

TEST_F(Uncertainties, OfSeveralSpotsTheWorstCounts) {
  const Reading steepest = one("flight-1;ramp.slope;4.2°;;digital level;;bottom;\nflight-1;ramp.slope;5.1°;;digital level;;middle;\nflight-1;ramp.slope;4.6°;;digital level;;top;");
  EXPECT_DOUBLE_EQ(std::get<double>(steepest.value), std::tan(5.1 * kDegree));
  EXPECT_EQ(steepest.parts.size(), 3u);
  EXPECT_EQ(std::get<double>(one("door-1;door.clear_width;88 cm;;tape;;top;\ndoor-1;door.clear_width;87 cm;;tape;;foot;").value), 0.87);
  EXPECT_EQ(good(head_ + "counter-1;counter.height;88 cm;;tape;;left;\ncounter-1;counter.height;87 cm;;tape;;right;\n").readings.size(), 2u)
      << "neither is the height";
}

TEST_F(Uncertainties, BrokenFilesOfInstrumentsAreRefused) {
  namespace fs = std::filesystem;
  const fs::path folder = fs::path(testing::TempDir()) / "instruments-data";
  fs::remove_all(folder);
  fs::copy(test::data_folder(), folder, fs::copy_options::recursive);
  const auto tape = *read_file(folder / "instruments/tape.yaml");
  const auto key = [&](const std::string& text, const char* name = "tape.yaml") {
    EXPECT_FALSE(write_file(folder / "instruments" / name, text));
    const auto all = Instruments::load(folder);
    EXPECT_FALSE(write_file(folder / "instruments/tape.yaml", tape));
    return all ? std::string("loaded") : all.error().message.key;
  };
  const auto with = [&](std::string from, const std::string& to) {
    std::string text = tape;
    return text.replace(text.find(from), from.size(), to);
  };
  EXPECT_EQ(key(tape), "loaded");
  EXPECT_EQ(key(with("\"0.5 mm\"", "\"0.5 deg\"")), "measure.instrument.amount");
  EXPECT_EQ(key(with("\"0.5 mm\"", "\"half\"")), "measure.instrument.schema");
  EXPECT_EQ(key(with("source: mid", "source: nobody")), "measure.instrument.source");
  EXPECT_EQ(key(with("\"meteran\"", "\"laser\"")), "measure.instrument.twice");
  EXPECT_EQ(key(with("id: tape", "id: rope")), "measure.instrument.file");
  fs::remove(folder / "instruments/unstated.yaml");
  EXPECT_EQ(key(tape), "measure.instrument.no_default");
}

}  // namespace
}  // namespace landai::measure
