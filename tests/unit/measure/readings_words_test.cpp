// SPDX-License-Identifier: GPL-3.0-or-later
// Words in readings: that there is none, units of force, methods and choices by the names they are printed with.
#include <gmock/gmock.h>

#include "landai/core/node.hpp"
#include "landai/core/texts.hpp"
#include "landai/measure/earlier.hpp"
#include "landai/measure/ranges.hpp"
#include "landai/measure/readings.hpp"
#include "landai/measure/reconcile.hpp"
#include "measuring.hpp"
#include "readings_file.hpp"

namespace landai::measure {
namespace {

using test::measured;

TEST_F(ReadingsFile, NoneIsTheAnswerWhereThereMayBeNone) {
  for (const char* row : {"none;;;", "tidak ada;;;Sari", "Tidak ada;foto.jpg;;", ";;Tidak ada di lokasi;"}) {
    const Readings readings = good("subject;quantity;value;evidence;why;by\ndoor-1;door.glass_sill;" + std::string(row) + "\n");
    ASSERT_EQ(readings.readings.size(), 1u) << row;
    EXPECT_EQ(std::get<std::string>(readings.readings[0].value), "none") << row;
    EXPECT_EQ(readings.readings[0].method, Method::reading);
    EXPECT_EQ(readings.readings[0].u, 0) << "it has no uncertainty: " << row;
    EXPECT_TRUE(readings.diagnostics.empty() || readings.diagnostics[0].message.key != "measure.readings.reason.not_there") << row;
  }
  EXPECT_TRUE(good("subject;quantity;value;why\ndoor-1;door.glass_sill;;No instrument at hand\n").readings.empty());
}

/// Who is asked must know that "none" is taken.
TEST(Ranges, TheWorksheetSaysWhereNoneMayBeWritten) {
  const auto ranges = Ranges::load(test::data_folder());
  ASSERT_TRUE(ranges);
  const auto how = load_yaml(test::data_folder() / "worksheet" / "how.yaml");
  ASSERT_TRUE(how);
  EXPECT_TRUE(ranges->may_be_none("door.glass_sill"));
  EXPECT_FALSE(ranges->may_be_none("door.clear_width"));
  for (const std::string& quantity : ranges->all_that_may_be_none()) {
    const Node& said = (*how)["quantities"][quantity]["how"];
    EXPECT_THAT(said.text_of("id"), ::testing::HasSubstr("tulis tidak ada")) << quantity;
    EXPECT_THAT(said.text_of("en"), ::testing::HasSubstr("write none")) << quantity;
  }
}

/// A number and that there is none cannot both be true; of two days the later one is.
TEST_F(ReadingsFile, NoneContradictsANumber) {
  Facts facts;
  facts.readings = good("subject;quantity;value;by\ndoor-1;door.glass_sill;tidak ada;A\ndoor-1;door.glass_sill;70 cm;B\n");
  const auto set = measured(plan_, {{"door.glass_sill", {}}}, facts);
  const auto values = set.of("door-1", "door.glass_sill");
  ASSERT_EQ(values.size(), 2u);
  EXPECT_EQ(contradicting(set, *values[0]).size(), 1u);
  facts.readings = good("subject;quantity;value;date\ndoor-1;door.glass_sill;tidak ada;2026-03-01\ndoor-1;door.glass_sill;70 cm;2026-03-05\n");
  EXPECT_EQ(take_earlier(facts.readings, "2026-03-06").size(), 1u);
  ASSERT_EQ(facts.readings.readings.size(), 1u);
  EXPECT_DOUBLE_EQ(std::get<double>(facts.readings.readings[0].value), 0.7);
}

TEST_F(ReadingsFile, LoadsAndForcesAreReadInNewtonsAndKgf) {
  const auto read = [this](const std::string& quantity, const std::string& value) {
    return std::get<double>(good("subject;quantity;value\ndoor-1;" + quantity + ";" + value + "\n").readings.at(0).value);
  };
  // 1 kgf is 9.80665 N (CGPM 1901), so 22 N is 22 / 9.80665 kg.
  for (const char* text : {"22 N", "22 newton", "22 Newton", "22N"}) EXPECT_NEAR(read("door.force", text), 2.243375668, 1e-9) << text;
  for (const char* text : {"4,5 kg", "4,5 kgf", "4.5 KGF"}) EXPECT_DOUBLE_EQ(read("door.force", text), 4.5) << text;
  EXPECT_DOUBLE_EQ(read("door.open_force", "6 kgf"), 58.8399);
  EXPECT_DOUBLE_EQ(read("door.open_force", "67 newton"), 67);
  EXPECT_EQ(complaint("subject;quantity;value\ndoor-1;door.open_force;6 kg\n"), "line 2, value: unit") << "kilograms are no force";
}

TEST_F(ReadingsFile, AMethodIsNamedByItsLabelToo) {
  const Readings readings = good("subject;quantity;value;method\ndoor-1;door.clear_width;85 cm;pengukuran di lokasi\ndoor-1;door.is_glass;ya;Dinyatakan\n");
  ASSERT_EQ(readings.readings.size(), 2u);
  EXPECT_EQ(readings.readings[0].method, Method::reading);
  EXPECT_EQ(readings.readings[1].method, Method::attested);
}

/// What may be written is offered in words that are taken, with the id in brackets.
TEST_F(ReadingsFile, ChoicesAreOfferedInIndonesian) {
  const auto id = Texts::load(test::data_folder(), Language::id);
  ASSERT_TRUE(id);
  const auto why = [&](const std::string& row) {
    const auto readings = read("subject;quantity;value;method\n" + row + "\n");
    EXPECT_TRUE(readings && readings->unmatched.size() == 1) << row;
    return readings && !readings->unmatched.empty() ? id->render(readings->unmatched[0].why) : std::string();
  };
  EXPECT_THAT(why("door-1;door.role;gerbang;"), ::testing::HasSubstr("(main_entrance)"));
  EXPECT_THAT(why("door-1;door.clear_width;85 cm;dukun"), ::testing::HasSubstr("pengukuran di lokasi (reading)"));
  EXPECT_THAT(why("counter-1;door.clear_width;72 cm;"), ::testing::HasSubstr("(door)"));
}

}  // namespace
}  // namespace landai::measure
