// SPDX-License-Identifier: GPL-3.0-or-later
// Which element a row speaks of, and which numbers it writes.
#include <gmock/gmock.h>

#include <cmath>

#include "measure/readings_text.hpp"
#include "readings_file.hpp"

namespace landai::measure {
namespace {

using testing::ElementsAre;

class ReadingsMatch : public ReadingsFile {
 protected:
  ReadingsMatch() {
    options_.worksheet.numbers = {{"7", {"door-2", "", ""}}, {"8", {"gone", "", ""}}, {"12b", {"door-1", "door.clear_width", "cm"}}};
    options_.worksheet.tags = {{42, "door-2"}, {43, "door-3"}};
    const auto door_at = [&](const char* id, double x) {
      for (Element& e : plan_.elements)
        if (e.id == id) {
          DoorShape shape = *e.door();
          shape.jamb_a = {x, 0};
          shape.jamb_b = {x + 0.9, 0};
          e.shape = shape;
        }
    };
    door_at("door-1", 0);
    door_at("door-2", 5);
    door_at("door-3", 6.1);
  }
  std::string subject(const std::string& head, const std::string& cells) {
    auto readings = read(head + ";quantity;value\n" + cells + ";door.clear_width;87 cm\n");
    if (!readings) return readings.error().message.key;
    if (readings->readings.size() == 1) return readings->readings[0].subject.front();
    const UnmatchedRow& row = readings->unmatched.at(0);
    std::string out = row.column + ": " + row.why.key.substr(std::string("measure.readings.").size());
    for (const auto& id : row.near) out += " " + id;
    return out;
  }
};

TEST_F(ReadingsMatch, ByNumberNameTagOrPlace) {
  EXPECT_EQ(subject("number", "7"), "door-2");
  EXPECT_EQ(subject("nomor elemen", "12b"), "door-1");
  EXPECT_EQ(subject("number", "7.0"), "door-2");
  EXPECT_EQ(subject("elemen", "7"), "door-2");
  EXPECT_EQ(subject("tag", "42"), "door-2");
  EXPECT_EQ(subject("nama", "P-01"), "door-1");
  EXPECT_EQ(subject("x;y;level", "0,4;0,2;L0"), "door-1");
  EXPECT_EQ(subject("x;y", "5.1;0.1"), "door-2") << "the plan has one level";
}

TEST_F(ReadingsMatch, WhatIsNotOneElementIsListedWithWhatMayBeMeant) {
  EXPECT_EQ(subject("number", "9"), "number: number_unknown");
  EXPECT_EQ(subject("number", "8"), "number: number_gone");
  EXPECT_EQ(subject("tag", "99"), "tag: tag_unknown");
  EXPECT_EQ(subject("tag", "many"), "tag: tag");
  EXPECT_EQ(subject("name", "P-02"), "name: name_of_several door-2 door-3");
  EXPECT_EQ(subject("name", "P-03"), "name: element_near door-1 door-1/leaf-1");
  EXPECT_EQ(subject("x;y", "6.05;0.1"), "x: several_there door-3 door-2 door-1");
  EXPECT_EQ(subject("x;y", "20;0"), "x: nothing_there door-3 door-2 door-1");
  EXPECT_EQ(subject("x;y", "here;0"), "x: place");
  EXPECT_EQ(subject("x;y;level", "0;0;L7"), "level: level");
}

TEST_F(ReadingsMatch, WhatTheRowSaysTwiceHasToAgree) {
  EXPECT_EQ(subject("subject;tag", "door-2;42"), "door-2");
  EXPECT_EQ(subject("subject;tag", "door-2;43"), "tag: two_elements door-2 door-3");
  EXPECT_EQ(subject("subject;number", "door-1;7"), "number: two_elements door-1 door-2");
  EXPECT_EQ(subject("subject;name", "door-1;Pintu masuk"), "door-1") << "free text beside an id";
  EXPECT_EQ(subject("subject;name", "door-2;P-01"), "name: two_elements door-2 door-1");
}

TEST_F(ReadingsMatch, NumbersNeedTheirWorksheet) {
  options_.worksheet = {};
  EXPECT_EQ(subject("number", "7"), "number: no_worksheet");
  EXPECT_EQ(subject("tag", "42"), "tag: no_worksheet");
}

TEST_F(ReadingsMatch, ARowOfTheWorksheetIsItsNumberAndTheValue) {
  const auto file = std::filesystem::path(testing::TempDir()) / "worksheet-names.json";
  ASSERT_FALSE(write_file(file, R"json({"schema":"landai-worksheet/1","stops":[{"number":12,"element":"door-1"}],
    "rows":[{"label":"12a","quantity":"door.clear_width","subjects":["door-1"],"unit":"cm"},{"label":"0a","quantity":"facility.count(category=lift)","subjects":["building"],"unit":""},
            {"label":"A1","quantity":"door.force","subjects":["door-1","door-2"],"unit":"kg"}],
    "tags":[{"tag":5,"element":"door-1","side":0.15},{"tag":586,"element":null,"side":0.15}]})json"));
  auto names = load_worksheet_names(file);
  ASSERT_TRUE(names) << names.error().message.key;
  EXPECT_EQ(names->tags.size(), 1u);
  options_.worksheet = *names;
  const Readings readings = good("nomor;nilai\n12a;87,5\n0a;1\n");
  ASSERT_EQ(readings.readings.size(), 2u);
  EXPECT_EQ(readings.readings[0].quantity, "door.clear_width");
  EXPECT_DOUBLE_EQ(std::get<double>(readings.readings[0].value), 0.875);
  EXPECT_THAT(readings.readings[1].subject, ElementsAre("building"));
  EXPECT_EQ(complaint("nomor;nilai\nA1;4\n"), "line 2, quantity: no_quantity") << "an answer for several things is told on the sheet";
  ASSERT_FALSE(write_file(file, R"({"schema":"landai-report/1"})"));
  EXPECT_EQ(load_worksheet_names(file).error().message.key, "measure.worksheet.shape");
}

TEST_F(ReadingsMatch, AnUnmatchedRowKeepsEverythingItSaid) {
  auto readings = read("subject,quantity,value,by,photo\nGerbang,door.clear_width,87 cm,Sari,g.jpg\n");
  ASSERT_TRUE(readings);
  ASSERT_EQ(readings->unmatched.size(), 1u);
  EXPECT_EQ(readings->unmatched[0].where, "line 2, subject");
  EXPECT_EQ(readings->unmatched[0].cells.size(), 5u);
  ASSERT_EQ(readings->evidence.size(), 1u);
  EXPECT_TRUE(readings->evidence[0].subject.empty());
}

std::string plain(const char* text, DecimalMark mark = DecimalMark::unknown) { return plain_numbers(text, mark).value_or("?"); }

TEST(PlainNumbers, AreReadInOneWayOrNotAtAll) {
  EXPECT_EQ(plain("87,5 cm"), "87.5 cm");
  EXPECT_EQ(plain("1.234,5 mm"), "1234.5 mm");
  EXPECT_EQ(plain("1,234.5 mm"), "1234.5 mm");
  EXPECT_EQ(plain("1 250 mm"), "1250 mm");
  EXPECT_EQ(plain("1.234.567"), "1234567");
  EXPECT_EQ(plain("0,875 m"), "0.875 m");
  EXPECT_EQ(plain("12,3456"), "12.3456");
  EXPECT_EQ(plain("70..75 cm"), "70..75 cm");
  EXPECT_EQ(plain("70,5..75,5 cm"), "70.5..75.5 cm");
  EXPECT_EQ(plain("1:12"), "1:12");
  EXPECT_EQ(plain("1.250 mm"), "?") << "1250 or 1.25";
  EXPECT_EQ(plain("1,250 m"), "?");
  EXPECT_EQ(plain("1.23.456"), "?");
  EXPECT_EQ(plain("1.250 mm", DecimalMark::comma), "1250 mm");
  EXPECT_EQ(plain("1.250 m", DecimalMark::point), "1.250 m");
  EXPECT_EQ(plain("1.250 m", DecimalMark::both), "?");
  DecimalMark mark = DecimalMark::unknown;
  learn_decimal_mark("1.250 mm", mark);
  EXPECT_EQ(mark, DecimalMark::unknown);
  learn_decimal_mark("87,5 cm", mark);
  EXPECT_EQ(mark, DecimalMark::comma);
  learn_decimal_mark("0.9", mark);
  EXPECT_EQ(mark, DecimalMark::both);
}

TEST_F(ReadingsMatch, TheFileShowsItsDecimalMark) {
  const Readings readings = good("subject;quantity;value\ndoor-1;door.clear_width;1.250 mm\ndoor-2;door.clear_width;87,5 cm\n");
  EXPECT_DOUBLE_EQ(std::get<double>(readings.readings[0].value), 1.25);
  EXPECT_EQ(complaint("subject;quantity;value\ndoor-1;door.clear_width;1.250 mm\n"), "line 2, value: two_ways");
}

}  // namespace
}  // namespace landai::measure
