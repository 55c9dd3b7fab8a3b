// SPDX-License-Identifier: GPL-3.0-or-later
// Which element a row speaks of, and which numbers it writes.
#include <gmock/gmock.h>

#include <algorithm>
#include <cmath>
#include <numbers>

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
  for (const char* printed : {"p-01", "Pintu P-01", "Door P-01", "Door P-01 (Corridor – Toilet)"}) EXPECT_EQ(subject("nama", printed), "door-1") << printed;
  EXPECT_EQ(subject("x;y;level", "0,4;0,2;L0"), "door-1");
  EXPECT_EQ(subject("x;y", "5.1;0.1"), "door-2") << "the plan has one level";
}

// The slope is asked of the flight. Where the ramp that is named has one, that one is meant; of two nobody knows which.
TEST_F(ReadingsMatch, TheOnlyPartThatCanBeAskedIsTaken) {
  const auto slope = [&](const std::string& name) { return complaint("subject;quantity;value\n" + name + ";ramp.slope;5°\n", "parts"); };
  EXPECT_EQ(slope("R-1"), "line 2, subject: fit") << "the flight is nobody's part here";
  Element& flight = plan_.elements.back();
  ASSERT_EQ(flight.id, "flight-1");
  flight.parent = "ramp-1";
  const Readings readings = good("subject;quantity;value\nR-1;ramp.slope;5°\n");
  ASSERT_EQ(readings.readings.size(), 1u);
  EXPECT_EQ(readings.readings[0].subject.front(), "flight-1");
  std::string told;
  for (const Diagnostic& d : readings.diagnostics)
    for (const auto& [name, arg] : d.message.args)
      if (d.message.key == "measure.readings.part_taken" && name == "parts") told = arg.text;
  EXPECT_EQ(told, "R-1: R-1/1");
  Element second = flight;
  second.id = "flight-2";
  second.name = "R-1/2";
  plan_.elements.push_back(second);
  EXPECT_EQ(slope("R-1"), "line 2, subject: fit_parts R-1/1, R-1/2");
  EXPECT_EQ(slope("ramp-1"), "line 2, subject: fit_parts R-1/1, R-1/2");
}

// As people know them: P-01 is one door, P-02 are two.
TEST_F(ReadingsMatch, ElementsAreNamed) {
  for (Element& e : plan_.elements)
    if (e.id == "door-1/leaf-1") e.parent = "door-1";   // its leaf has its name
  EXPECT_EQ(complaint("subject;number;quantity;value\ndoor-1;7;door.clear_width;87 cm\n", "a"), "line 2, number: two_elements P-01");
  EXPECT_EQ(complaint("subject;number;quantity;value\ndoor-1;7;door.clear_width;87 cm\n", "b"), "line 2, number: two_elements P-02 (door-2)");
}

// A counter has no slope, whatever it is called.
TEST_F(ReadingsMatch, OnlyWhatCanBeAskedIsSuggested) {
  EXPECT_EQ(complaint("subject;quantity;value\ncounter-2;ramp.slope;5°\n"), "line 2, subject: element");
  EXPECT_EQ(complaint("subject;quantity;value\ncounter-2;counter.height;75 cm\n", "near"), "line 2, subject: element_near counter-1");
}

TEST_F(ReadingsMatch, WhatIsNotOneElementIsListedWithWhatMayBeMeant) {
  EXPECT_EQ(subject("number", "9"), "number: number_unknown");
  EXPECT_EQ(subject("number", "8"), "number: number_gone");
  EXPECT_EQ(subject("tag", "99"), "tag: tag_unknown");
  EXPECT_EQ(subject("name", "Counter P-01").substr(0, 5), "name:") << "it is a door";
  EXPECT_EQ(subject("tag", "many"), "tag: tag");
  EXPECT_EQ(subject("name", "P-02"), "name: name_of_several door-2 door-3");
  EXPECT_EQ(subject("name", "P-03"), "name: element_near door-1") << "a leaf has no clear width";
  EXPECT_EQ(subject("x;y", "6.05;0.1"), "x: several_there door-3 door-2");
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

TEST_F(ReadingsMatch, ThePlaceHasToBeThatOfTheElementThatIsNamed) {
  options_.worksheet.tags[586] = "";
  EXPECT_EQ(complaint("subject;x;y;quantity;value\ndoor-1;40;7;door.clear_width;90 cm\n"), "line 2, x: elsewhere");
  EXPECT_EQ(complaint("subject;x;y;quantity;value\ndoor-1;here;7;door.clear_width;90 cm\n"), "line 2, x: place");
  EXPECT_EQ(complaint("subject;level;quantity;value\ndoor-1;Atap;door.clear_width;90 cm\n"), "line 2, level: level");
  EXPECT_EQ(complaint("tag;quantity;value\n586;door.clear_width;90 cm\n"), "line 2, tag: tag_spare");
}

TEST_F(ReadingsMatch, NumbersNeedTheirWorksheet) {
  options_.worksheet = {};
  EXPECT_EQ(subject("number", "7"), "number: no_worksheet");
  EXPECT_EQ(subject("tag", "42"), "tag: no_worksheet");
}

TEST_F(ReadingsMatch, AnIdOfAnEarlierPlanIsTheElementThatHadIt) {
  options_.former = {{"old-1", {"door-1"}}, {"old-9", {"(P-09)"}}, {"door-2", {"door-3"}}, {"old-2", {"door-1", "door-3"}}};
  EXPECT_EQ(subject("subject", "old-1"), "door-1");
  EXPECT_EQ(subject("subject", "door-1"), "door-1");
  EXPECT_EQ(subject("subject", "old-9"), "subject: former_gone");
  EXPECT_EQ(subject("subject", "door-2"), "subject: former_two door-2 door-3") << "now one, then the other";
  EXPECT_EQ(subject("subject", "old-2"), "subject: former_two door-1 door-3");
  EXPECT_EQ(subject("subject;number", "door-2;7"), "door-2");
  EXPECT_EQ(subject("subject;tag", "door-2;43"), "door-3");
  EXPECT_EQ(subject("subject;number", "door-2;12b"), "subject: former_two door-2 door-3") << "the number is of neither";
  EXPECT_EQ(subject("subject", "older"), "subject: element");
  const Readings readings = good("subject;quantity;value\nold-1;door.clear_width;87 cm\n");
  EXPECT_TRUE(std::any_of(readings.diagnostics.begin(), readings.diagnostics.end(), [](const Diagnostic& d) { return d.message.key == "measure.readings.former"; }));
}

TEST_F(ReadingsMatch, ARowOfTheWorksheetIsItsNumberAndTheValue) {
  const auto file = folder_ / "worksheet-names.json";
  ASSERT_FALSE(write_file(file, R"json({"schema":"landai-worksheet/1","stops":[{"number":12,"element":"door-1"}],
    "rows":[{"label":"12a","quantity":"door.clear_width","subjects":["door-1"],"unit":"cm"},{"label":"0a","quantity":"facility.count(category=lift)","subjects":["building"],"unit":""},
            {"label":"A1","quantity":"door.force","subjects":["door-1","door-2"],"unit":"kg"}],
    "tags":[{"tag":5,"element":"door-1","side":0.15},{"tag":586,"element":null,"side":0.15}]})json"));
  auto names = load_worksheet_names(file);
  ASSERT_TRUE(names) << names.error().message.key;
  EXPECT_EQ(names->tags.size(), 2u);
  EXPECT_EQ(names->tags.at(586), "") << "the spare sheet is known, and of no element";
  options_.worksheet = *names;
  const Readings readings = good("nomor;nilai\n12a;87,5\n0a;1\n");
  ASSERT_EQ(readings.readings.size(), 2u);
  EXPECT_EQ(readings.readings[0].quantity, "door.clear_width");
  EXPECT_DOUBLE_EQ(std::get<double>(readings.readings[0].value), 0.875);
  EXPECT_THAT(readings.readings[1].subject, ElementsAre("building"));
  EXPECT_THAT(names->numbers["A1"].several, ElementsAre("door-1", "door-2"));
  ASSERT_FALSE(write_file(file, R"({"schema":"landai-report/1"})"));
  EXPECT_EQ(load_worksheet_names(file).error().message.key, "measure.worksheet.shape");
}

/// "door-1 4, door-2 5": elements with their values in kilograms.
std::string values_of(const Readings& readings) {
  std::string out;
  for (const Reading& r : readings.readings)
    out += (out.empty() ? "" : ", ") + r.subject.front() + " " + std::to_string(std::lround(std::get<double>(r.value)));
  return out;
}

TEST_F(ReadingsMatch, TheUnitPrintedBesideTheCellIsItsUnit) {
  options_.worksheet.numbers["30a"] = {"flight-1", "ramp.slope", "%"};
  const auto value = [&](const std::string& written) { return std::get<double>(good("nomor;nilai\n30a;" + written + "\n").readings.at(0).value); };
  EXPECT_DOUBLE_EQ(value("8"), 0.08);
  EXPECT_DOUBLE_EQ(value("1,5"), 0.015);
  EXPECT_DOUBLE_EQ(value("1:12"), 1.0 / 12) << "what is written goes before";
  EXPECT_NEAR(value("4,5°"), std::tan(4.5 * std::acos(-1) / 180), 1e-12);
}

class CommonRow : public ReadingsMatch {
 protected:
  CommonRow() { options_.worksheet.numbers["A5"] = {"", "door.force", "kg", {"door-1", "door-2", "door-3"}}; }
};

TEST_F(CommonRow, StandsForEachOfItsElementsOrForTheOnesThatAreNamed) {
  EXPECT_EQ(values_of(good("nomor;nilai\nA5;4\n")), "door-1 4, door-2 4, door-3 4");
  EXPECT_EQ(values_of(good("elemen;besaran;nilai\nA5;;4\n")), "door-1 4, door-2 4, door-3 4") << "a number may stand where elements do";
  EXPECT_EQ(values_of(good("nomor;nilai\nA5/P-01;4\nA5/7;5\nA5 / door-3;6\n")), "door-1 4, door-2 5, door-3 6") << "by name, by number on the map, by id";
  EXPECT_EQ(values_of(good("nomor;nilai\nA5/P-01, 7;4\n")), "door-1 4, door-2 4");
  EXPECT_EQ(values_of(good("nomor;nilai\nA5/-7;4\n")), "door-1 4, door-3 4") << "all but one";
  EXPECT_EQ(values_of(good("nomor;elemen;nilai\nA5;door-2;4\n")), "door-2 4");
  EXPECT_EQ(values_of(good("nomor;tag;nilai\nA5;43;4\n")), "door-3 4");
  EXPECT_EQ(values_of(good("No.;Nilai\nA5;4\n")), "door-1 4, door-2 4, door-3 4") << "as the worksheet heads its column";
  EXPECT_EQ(values_of(good("No;elemen;besaran;nilai\n7;door-1;door.force;4 kg\n")), "door-1 4") << "beside an element it numbers the rows";
  EXPECT_EQ(values_of(good("nomor;nama;nilai\nA5;Semua pintu;4\n")), "door-1 4, door-2 4, door-3 4") << "free text beside a number that is known";
  const Readings range = good("nomor;nilai\nA5;3,5..4,5 kg\n");
  ASSERT_EQ(range.readings.size(), 3u);
  EXPECT_DOUBLE_EQ(range.readings[2].lo, 3.5);
  EXPECT_DOUBLE_EQ(range.readings[2].hi, 4.5);
}

TEST_F(CommonRow, ARowOfOneElementGoesBefore) {
  const Readings readings = good("nomor;elemen;besaran;nilai\nA5;;;4\nA5/P-01;;;6\n;door-3;door.force;7 kg\n");
  EXPECT_EQ(values_of(readings), "door-2 4, door-1 6, door-3 7");
  ASSERT_FALSE(readings.diagnostics.empty());
  EXPECT_EQ(readings.diagnostics.front().message.key, "measure.readings.common");
}

TEST_F(CommonRow, WhatIsWrongIsToldOnce) {
  EXPECT_EQ(complaint("nomor;nilai\nA5/L-01;4\n"), "line 2, number: not_of_row");
  EXPECT_EQ(complaint("nomor;nilai\nA5/P-02;4\n"), "line 2, number: name_of_several");
  EXPECT_EQ(complaint("nomor;elemen;nilai\nA5;counter-1;4\n"), "line 2, subject: fit");
  EXPECT_EQ(complaint("nomor;besaran;nilai\nA5;door.clear_width;4\n"), "line 2, quantity: other_quantity");
  EXPECT_EQ(complaint("nomor;nilai\n12b/P-01;87\n"), "line 2, number: one_element");
  EXPECT_EQ(complaint("nomor;nilai\nA5;-4 kg\n"), "line 2, value: negative");
  EXPECT_EQ(complaint("nomor;nilai\nA5;4\nA5;4\n"), "line 3, subject: twice");
  options_.worksheet.doubtful["12"] = "P-01; P-02";
  EXPECT_EQ(complaint("nomor;nilai\nA5/12;4\n"), "line 2, number: number_doubtful");
  options_.strict = false;
  options_.worksheet.numbers["A5"].several.push_back("(P-09)");
  auto gone = read("nomor;nilai\nA5;4\n");
  ASSERT_TRUE(gone);
  EXPECT_EQ(gone->readings.size(), 3u);
  ASSERT_EQ(gone->unmatched.size(), 1u);
  EXPECT_EQ(gone->unmatched[0].why.key, "measure.readings.number_gone");
}

TEST_F(CommonRow, APhotoOfItIsOfAllItsElements) {
  const Readings readings = good("nomor;nilai;foto\nA5;;all.jpg\nA5/7;5;one.jpg\n");
  ASSERT_EQ(readings.evidence.size(), 2u);
  std::map<std::string, std::size_t> shown;
  for (const EvidenceFile& e : readings.evidence) shown[e.name] = e.subject.size();
  EXPECT_EQ(shown["one.jpg"], 1u);
  EXPECT_EQ(shown["all.jpg"], 2u) << "door-2 has a row of its own";
}

TEST_F(ReadingsMatch, ANumberThatSaysTooLittleIsToldAsWhatItIs) {
  EXPECT_EQ(complaint("nomor;besaran;nilai\n99z;;12\n"), "line 2, number: number_unknown");
  EXPECT_EQ(complaint("nomor;besaran;nilai\n12b;;-87\n"), "line 2, value: negative");
  EXPECT_EQ(complaint("nomor;besaran;nilai\n7;;87 cm\n"), "line 2, quantity: number_of_element");
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

// 8748 % is no slope and 1250 m no door: three digits behind one mark are decimals where thousands cannot be.
TEST_F(ReadingsMatch, WhatCannotBeThousandsIsADecimal) {
  const auto value = [this](const std::string& cells, std::size_t row = 0) {
    const Readings readings = good("subject;quantity;value;unit\n" + cells);
    return readings.readings.size() > row ? std::get<double>(readings.readings[row].value) : -1.0;
  };
  EXPECT_DOUBLE_EQ(value("flight-1;ramp.slope;8.748 %;\n"), 0.08748);
  EXPECT_DOUBLE_EQ(value("flight-1;ramp.slope;8,748;%\n"), 0.08748);
  EXPECT_NEAR(value("flight-1;ramp.slope;4.812°;\n"), std::tan(4.812 * std::numbers::pi / 180), 1e-12);
  EXPECT_DOUBLE_EQ(value("door-1;door.clear_width;1.250 m;\n"), 1.25);
  EXPECT_DOUBLE_EQ(value("door-1;door.clear_width;87,5 cm;\nflight-1;ramp.slope;8.748 %;\n", 1), 0.08748) << "commas elsewhere make 8748 no slope";
  EXPECT_EQ(complaint("subject;quantity;value\nflight-1;ramp.flight_length;1.250 m\n"), "line 2, value: two_ways");
  EXPECT_EQ(complaint("subject;quantity;value\ndoor-1;door.clear_width;1.250 cm\n"), "line 2, value: two_ways") << "1.25 cm or 12.5 m";
}

// A leaf may have the name of its door. A photo and no value is of the door then.
TEST_F(ReadingsMatch, APhotoOfANameThatALeafHasTooIsOfTheDoor) {
  for (Element& e : plan_.elements) {
    if (e.id == "door-1" || e.id == "door-1/leaf-1") e.name = "P-04";
    if (e.id == "door-1/leaf-1") e.parent = "door-1";
  }
  const Readings readings = good("subject;quantity;value;evidence\nP-04;;;p4.jpg\n");
  ASSERT_EQ(readings.evidence.size(), 1u);
  EXPECT_THAT(readings.evidence[0].subject, ElementsAre("door-1"));
}

// A state that the form does not have is a row that is not taken; the rest is.
TEST_F(ReadingsMatch, AStatementThatFitsNoFormIsListed) {
  options_.unfit = [](Attestation& said) { return said.state == "Ada" ? std::optional(message("measure.readings.no_state")) : std::nullopt; };
  const auto readings = read("subject;quantity;value\np2ham18.imi.c01;state;Ada\np2ham18.imi.c02;state;Patuh\ndoor-1;door.clear_width;87 cm\n");
  ASSERT_TRUE(readings);
  EXPECT_EQ(readings->readings.size(), 1u);
  EXPECT_EQ(readings->attestations.size(), 1u);
  ASSERT_EQ(readings->unmatched.size(), 1u);
  EXPECT_EQ(readings->unmatched[0].where, "line 2, value");
}

TEST_F(ReadingsMatch, AMarkInFrontOfANameIsEnough) {
  for (Element& e : plan_.elements)
    if (e.id == "door-1" || e.id == "door-1/leaf-1") e.name = "P-01 PINTU UTAMA";
  EXPECT_EQ(subject("subject", "P-01"), "door-1");
  EXPECT_EQ(subject("name", "P-01"), "door-1");
  EXPECT_EQ(subject("subject;name", "door-2;P-0"), "door-2");
  for (Element& e : plan_.elements)
    if (e.category == Category::door) e.name = "P-0 PINTU " + e.id;
  EXPECT_EQ(subject("subject", "P-0"), "subject: name_of_several door-1 door-2 door-3");
}

}  // namespace
}  // namespace landai::measure
