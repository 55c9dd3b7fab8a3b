// SPDX-License-Identifier: GPL-3.0-or-later
#include "landai/measure/measure.hpp"

#include <gmock/gmock.h>

#include <regex>
#include <set>

#include "drawn.hpp"
#include "landai/core/file.hpp"
#include "landai/core/texts.hpp"
#include "landai/measure/catalogue.hpp"
#include "landai/measure/reconcile.hpp"
#include "measure/quantities.hpp"

namespace landai::measure {
namespace {

using test::one_level;
using test::thing;

const std::filesystem::path kSource = LANDAI_SOURCE_DIR;

TEST(Quantities, WhatAPlanCanGiveHasItsFunctionAndNothingElseHas) {
  std::set<std::string> rows, functions;
  for (const auto& row : catalogue()) {
    const auto by = words_of(row.by);
    EXPECT_FALSE(by.empty()) << row.id;
    for (const auto& means : by) EXPECT_TRUE(means == "plan" || means == "photo" || means == "reading" || means == "attested") << row.id << ": " << means;
    if (std::find(by.begin(), by.end(), "plan") != by.end()) rows.insert(row.id);
  }
  for (const auto& row : quantity_rows()) {
    EXPECT_TRUE(functions.insert(row.id).second) << row.id << " twice";
    EXPECT_NE(row.one == nullptr, row.pairs == nullptr) << row.id;
  }
  EXPECT_EQ(rows, functions);
}

TEST(Quantities, WordsStandOnceAndOnlyWhereTheValueIsAWord) {
  std::set<std::string> ids;
  for (const auto& row : catalogue()) {
    EXPECT_TRUE(ids.insert(row.id).second) << row.id << " twice";
    const auto words = words_of(row.words);
    if (!words.empty()) {
      EXPECT_TRUE(row.kind == ValueKind::word || row.kind == ValueKind::words) << row.id;
    }
    EXPECT_EQ(std::set<std::string>(words.begin(), words.end()).size(), words.size()) << row.id;
  }
  EXPECT_EQ(quantity("no.such"), nullptr);
  EXPECT_TRUE(vocabulary("no.such").empty());
}

TEST(Quantities, PairsAreRoutes) {
  for (const auto& info : catalogue())
    for (const auto& row : quantity_rows())
      if (std::string_view(row.id) == info.id) {
        EXPECT_EQ(info.pair, row.pairs != nullptr) << row.id;
      }
}

TEST(Texts, EveryKeyThatTheCodeUsesExistsAndEveryKeyIsUsed) {
  const auto texts = Texts::load(kSource / "data", Language::en);
  ASSERT_TRUE(texts) << texts.error().message.key;
  std::string code;
  for (const auto& entry : std::filesystem::directory_iterator(kSource / "src/measure"))
    if (entry.path().extension() == ".cpp")
      if (auto text = read_file(entry.path())) code += *text;
  static const std::regex kKey("\"(measure\\.[a-z_]+\\.[a-z_.]+)\"");
  std::set<std::string> used;
  for (std::sregex_iterator it(code.begin(), code.end(), kKey), end; it != end; ++it) used.insert((*it)[1]);
  EXPECT_GT(used.size(), 50u);
  for (const auto& key : used) EXPECT_TRUE(texts->has(key)) << key;
  const auto yaml = read_file(kSource / "data/i18n/measure.yaml");
  ASSERT_TRUE(yaml);
  static const std::regex kLine("(^|\n)(measure\\.[a-z_.]+):");
  for (std::sregex_iterator it(yaml->begin(), yaml->end(), kLine), end; it != end; ++it)
    EXPECT_TRUE(used.contains((*it)[2])) << (*it)[2] << " is never said";
}

TEST(MeasurementSet, WhatWasSeenBeatsWhatIsStatedBeatsWhatIsDrawn) {
  const auto made = [](Method method, double value, double u) {
    Measurement m;
    m.subject = {"door-1"};
    m.quantity = "door.clear_width";
    m.method = method;
    m.value = value;
    m.u = u;
    return m;
  };
  MeasurementSet set;
  set.add(made(Method::drawn, 0.90, 0));
  EXPECT_EQ(set.find("door-1", "door.clear_width")->number(), 0.90);
  set.add(made(Method::attested, 0.88, 0));
  EXPECT_EQ(set.find("door-1", "door.clear_width")->number(), 0.88);
  set.add(made(Method::reading, 0.86, 0.01));
  set.add(made(Method::reading, 0.85, 0.002));
  EXPECT_EQ(set.find("door-1", "door.clear_width")->number(), 0.85);
  EXPECT_EQ(set.all().size(), 4u);
  EXPECT_EQ(set.all()[3].id, "m4");
  EXPECT_EQ(set.find("door-2", "door.clear_width"), nullptr);
  EXPECT_EQ(set.of("door-1", "door.clear_width").size(), 4u);
}

// A photo whose interval is uneven is kept as bounds and has no u of its own: 0.80 to 0.92 m is no better than a tape of 2 mm.
TEST(MeasurementSet, BoundsCountAsUncertaintyToo) {
  MeasurementSet set;
  for (const auto& [method, value, spread, u] : {std::tuple{Method::photo, 0.86, 0.06, 0.0}, {Method::reading, 0.84, 0.0, 0.002}, {Method::photo, 0.85, 0.001, 0.0005}}) {
    Measurement m;
    m.subject = {"door-1"};
    m.quantity = "door.clear_width";
    m.method = method;
    m.value = value;
    m.lo = value - spread;
    m.hi = value + spread;
    m.u = u;
    set.add(m);
    EXPECT_EQ(set.find("door-1", "door.clear_width")->number(), set.all().size() == 1 ? 0.86 : set.all().size() == 2 ? 0.84 : 0.85);
  }
  const auto questions = reconciliations(set);
  ASSERT_EQ(questions.size(), 1u);
  EXPECT_EQ(questions[0].values.back()->number(), 0.86) << "the widest last";
  EXPECT_EQ(questions[0].why, Precedence::smallest_u);
}

// Two readings that agree and are as sure: the one of the later day, of one day the smaller, in whatever order they stand.
TEST(MeasurementSet, OfTwoAsSureTheLaterDayCounts) {
  const auto counts = [](std::vector<std::tuple<const char*, double>> readings) {
    Plan plan = one_level();
    plan.elements.push_back(thing("d", Category::door));
    Facts facts;
    for (const auto& [day, value] : readings) {
      Reading r;
      r.subject = {"d"};
      r.quantity = "door.clear_width";
      r.value = value;
      r.lo = r.hi = value;
      r.u = 0.002;
      r.date = day;
      facts.readings.readings.push_back(r);
    }
    const auto set = measure(plan, facts, {}, kSource / "data");
    EXPECT_TRUE(set);
    const double value = *set->find("d", "door.clear_width")->number();
    EXPECT_EQ(Survey(plan, facts, *Profile::load(kSource / "data")).stated_number("d", "door.clear_width")->value, value) << "rules and ways see the same";
    return value;
  };
  EXPECT_EQ(counts({{"2026-03-02", 0.803}, {"2026-10-02", 0.800}}), 0.800);
  EXPECT_EQ(counts({{"2026-10-02", 0.800}, {"2026-03-02", 0.803}}), 0.800);
  EXPECT_EQ(counts({{"2026-10-02", 0.803}, {"2026-03-02", 0.800}}), 0.803);
  EXPECT_EQ(counts({{"2026-10-02", 0.803}, {"2026-10-02", 0.800}}), 0.800);
  EXPECT_EQ(counts({{"2026-10-02", 0.800}, {"2026-10-02", 0.803}}), 0.800);
  const auto range = [](double lo, double hi) {
    Measurement m;
    m.method = Method::reading;
    m.value = (lo + hi) / 2;
    m.lo = lo, m.hi = hi;
    return m;
  };
  EXPECT_FALSE(surer(range(0.798, 0.801), range(0.800, 0.803)));
  EXPECT_FALSE(surer(range(0.800, 0.803), range(0.798, 0.801))) << "ranges of 3 mm, but for the last bit";
  EXPECT_EQ(counts({{"2026-10-02T16:00", 0.803}, {"2026-10-02T08:00", 0.800}}), 0.800) << "of one day";
  EXPECT_EQ(counts({{"soon", 0.800}, {"2026-03-02", 0.803}}), 0.803) << "no day";
  EXPECT_EQ(counts({{"", 0.800}, {"2026-03-02", 0.803}}), 0.803) << "one without a day comes last";
}

TEST(Measure, TellsWhatThePlanHoldsWithoutBeingAsked) {
  Plan plan = one_level();
  Element door = thing("d", Category::door);
  DoorShape shape;
  shape.operation = DoorOperation::swing;
  shape.jamb_b = {1, 0};
  shape.attribute_width = Known::exact(1.0, Method::attribute, "OverallWidth");
  door.shape = shape;
  plan.elements.push_back(door);
  const auto set = measure(plan, {}, {}, kSource / "data");
  ASSERT_TRUE(set);
  const auto* width = set->find("d", "door.nominal_width");
  ASSERT_NE(width, nullptr);
  EXPECT_EQ(width->number(), 1.0);
  ASSERT_NE(set->find("d", "door.operation"), nullptr);
  EXPECT_EQ(set->find("d", "door.leaf_width"), nullptr);        // no leaf is drawn, and nobody asked
  EXPECT_EQ(set->find("d", "door.free_square_swing"), nullptr);
}

}  // namespace
}  // namespace landai::measure
