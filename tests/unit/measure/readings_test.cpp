// SPDX-License-Identifier: GPL-3.0-or-later
#include "landai/measure/readings.hpp"

#include <gmock/gmock.h>

#include <cmath>
#include <map>
#include <numbers>

#include "landai/core/amount.hpp"
#include "landai/core/file.hpp"
#include "landai/core/node.hpp"
#include "landai/measure/catalogue.hpp"
#include "landai/measure/source_words.hpp"
#include "measure/as_read.hpp"
#include "measure/near_word.hpp"
#include "measure/readings_words.hpp"
#include "measuring.hpp"
#include "landai/measure/instruments.hpp"
#include "readings_file.hpp"

namespace landai::measure {
namespace {

using test::measured;
using testing::ElementsAre;

TEST_F(ReadingsFile, ColumnsComeInAnyOrderAndSeparator) {
  for (const char separator : {',', ';', '\t', '|'}) {
    std::string text = "\xEF\xBB\xBFValue|subject|QUANTITY|note\r\n\r\n# measured in the morning\r\n\"72,5 cm\"|door-1|door.clear_width|\"said \"\"narrow\"\"\nby two\"\r\n";
    std::replace(text.begin(), text.end(), '|', separator);
    const Readings readings = good(text);
    ASSERT_EQ(readings.readings.size(), 1u);
    const Reading& r = readings.readings[0];
    EXPECT_THAT(r.subject, ElementsAre("door-1"));
    EXPECT_EQ(r.quantity, "door.clear_width");
    EXPECT_DOUBLE_EQ(std::get<double>(r.value), 0.725);
    EXPECT_EQ(r.lo, r.hi);
    EXPECT_EQ(r.method, Method::reading);
    EXPECT_EQ(r.note, "said \"narrow\"\nby two");
    EXPECT_EQ(r.line, 4);
  }
}

TEST_F(ReadingsFile, TakesValuesWithUnitsRangesAndUncertainty) {
  const Readings readings = good(
      "subject,quantity,value,unit,u,method,by,date,instrument,evidence\n"
      "P-01,door.clear_width,70..75 cm,,2 mm,photo,Sari,2026-03-01,marker,a.jpg; b.jpg\n"
      "door-1,door.threshold_height,12,mm,1,,,,,\n"
      "flight-1,ramp.slope,1:12,,,,,,,\n"
      "flight-1,ramp.cross_slope,2 %,,,,,,,\n"
      "counter-1,counter.height,\"0,9\",m,,,,,,\n");
  ASSERT_EQ(readings.readings.size(), 5u);
  const Reading& width = readings.readings[0];
  EXPECT_DOUBLE_EQ(std::get<double>(width.value), 0.725);
  EXPECT_DOUBLE_EQ(width.lo, 0.70);
  EXPECT_DOUBLE_EQ(width.hi, 0.75);
  EXPECT_DOUBLE_EQ(width.u, 0.002);
  EXPECT_EQ(width.method, Method::photo);
  EXPECT_THAT(width.evidence, ElementsAre("a.jpg", "b.jpg"));
  EXPECT_THAT(width.subject, ElementsAre("door-1"));   // the leaf of the same name has no clear width
  EXPECT_DOUBLE_EQ(std::get<double>(readings.readings[1].value), 0.012);
  EXPECT_DOUBLE_EQ(readings.readings[1].u, 0.001);
  EXPECT_DOUBLE_EQ(std::get<double>(readings.readings[2].value), 1.0 / 12);
  EXPECT_DOUBLE_EQ(std::get<double>(readings.readings[3].value), 0.02);
  EXPECT_DOUBLE_EQ(std::get<double>(readings.readings[4].value), 0.9);
}

TEST_F(ReadingsFile, YamlSaysTheSame) {
  const std::string text =
      "readings:\n"
      "  - {subject: door-1, quantity: door.clear_width, value: 72 cm, u: 2 mm, evidence: [a.jpg, b.jpg]}\n"
      "  - {subject: building, quantity: facility.count(category=lift), value: 1, method: attested, by: Sari}\n";
  const Readings readings = good(text, ".yaml");
  auto document = parse_yaml(text, "readings.yaml");
  ASSERT_TRUE(document);
  const auto problems = check_schema(*document, test::data_folder() / "schema/readings.schema.json");
  ASSERT_TRUE(problems);
  EXPECT_TRUE(problems->empty());
  ASSERT_EQ(readings.readings.size(), 2u);
  EXPECT_DOUBLE_EQ(std::get<double>(readings.readings[0].value), 0.72);
  EXPECT_THAT(readings.readings[0].evidence, ElementsAre("a.jpg", "b.jpg"));
  EXPECT_EQ(readings.readings[0].line, 2);
  EXPECT_EQ(std::get<std::string>(readings.readings[1].params.at("category")), "lift");
  EXPECT_EQ(complaint("things: []\n", nullptr, ".yaml"), "line 1: shape");
  EXPECT_EQ(complaint("readings:\n  - {subject: door-1, quantity: door.clear_width, valu: 72 cm}\n", "near", ".yaml"), "line 2: column_near value");
}

TEST_F(ReadingsFile, RowsOfIndicatorsAreAttestations) {
  const Readings readings = good(
      "subject;quantity;value;by;date;evidence\n"
      "p2ham18.imi.a10;state;Ada;Sari;2026-03-01;foto/a10.jpg\n"
      "pekppp18.p3;;fairly_compliant;;;\n");
  EXPECT_TRUE(readings.readings.empty());
  ASSERT_EQ(readings.attestations.size(), 2u);
  EXPECT_EQ(readings.attestations[0].indicator, "p2ham18.imi.a10");
  EXPECT_EQ(readings.attestations[0].state, "Ada");
  EXPECT_EQ(readings.attestations[0].by, "Sari");
  EXPECT_THAT(readings.attestations[0].evidence, ElementsAre("foto/a10.jpg"));
  EXPECT_EQ(readings.attestations[1].line, 3);
  EXPECT_EQ(complaint("subject;quantity;value;note\np2ham18.imi.a10;state;;seen\n"), "line 2, value: no_state");
  EXPECT_EQ(complaint("subject;quantity;value\np2ham18.imi.a10;;Ada\np2ham18.imi.a10;state;ada\n"), "line 3, subject: twice");
}

// The order of the rows would decide which of them counts.
TEST_F(ReadingsFile, WhatOnePersonAttestsOtherwiseOnOneDayStays) {
  for (const char* rows : {"p2ham18.imi.a10;;Ada;Sari;2026-03-01\np2ham18.imi.a10;state;Tidak;Sari;2026-03-01\n",
                           "p2ham18.imi.a10;;Tidak;Sari;2026-03-01\np2ham18.imi.a10;state;Ada;Sari;2026-03-01\n"})
    EXPECT_EQ(good(std::string("subject;quantity;value;by;date\n") + rows).attestations.size(), 2u) << rows;
}

TEST_F(ReadingsFile, SeveralMayAttestAnItem) {
  const Readings readings = good(
      "subject;quantity;value;by;date\n"
      "p2ham18.imi.a09;state;Ada;Sari;2026-11-20\n"
      "p2ham18.imi.a09;state;Tidak;Budi;2026-12-20\n"
      "p2ham18.imi.a09;state;Ada;Budi;2026-11-20\n");
  ASSERT_EQ(readings.attestations.size(), 3u);
  EXPECT_EQ(readings.attestations[1].by, "Budi");
}

constexpr const char* kDated = "subject;quantity;value;date\ndoor-1;door.clear_width;72 cm;";

TEST_F(ReadingsFile, ADateIsADayOfTheCalendarAsPeopleWriteIt) {
  const auto dated = [this](const std::string& date) { return good(kDated + date + "\n").readings.at(0).date; };
  for (const char* date : {"2026-03-02", "2024-02-29", "2026-03-02T09:00", ""}) EXPECT_EQ(dated(date), date);
  for (const char* date : {"20-11-2026", "20/11/2026", "20.11.2026", "20 November 2026", "20 Nov 2026", "20-Nov-2026", "20 nopember 2026", "November 20, 2026",
                           "2026/11/20", "11/20/2026"})
    EXPECT_EQ(dated(date), "2026-11-20") << date;
  EXPECT_EQ(dated("5/12/2026"), "2026-12-05") << "day before month";
  EXPECT_EQ(dated("17 Agustus 2026"), "2026-08-17");
  EXPECT_EQ(dated("3 Mei 2026 08:30"), "2026-05-03 08:30");
  for (const char* date : {"2026-02-31", "2026-13-01", "31/02/2026", "13/13/2026", "20/11/26", "20-11/2026", "20 Brumaire 2026", "November 2026", "2026-03-02x",
                           "2026--3-02", "today", "46346", "20 11"})
    EXPECT_EQ(complaint(kDated + std::string(date) + "\n"), "line 2, date: date") << date;
}

TEST_F(ReadingsFile, WhoWritesTheMonthFirstIsNotMisread) {
  const std::string american = "door-2;door.clear_width;72 cm;11/20/2026\n";
  EXPECT_EQ(complaint(kDated + std::string("5/12/2026\n") + american, "line"), "line 2, date: date_order 3");
  for (const char* date : {"5/5/2026", "2026-05-12", "5 Des 2026", "20/5/2026"}) EXPECT_EQ(good(kDated + std::string(date) + "\n" + american).readings.size(), 2u) << date;
}

TEST_F(ReadingsFile, TheCellsOwnUnitCountsUnderAnyHead) {
  const auto value = [this](const std::string& head, const std::string& rest) {
    return std::get<double>(good("subject;quantity;" + head + "\n" + rest + "\n").readings.at(0).value);
  };
  EXPECT_DOUBLE_EQ(value("Nilai (cm)", "door-1;door.force;4,8 kg"), 4.8);
  EXPECT_DOUBLE_EQ(value("Nilai (cm)", "door-1;door.clear_width;1,05 m"), 1.05);
  EXPECT_DOUBLE_EQ(value("Nilai (cm)", "door-1;door.clear_width;87,5"), 0.875);
  EXPECT_DOUBLE_EQ(value("Nilai (cm)", "door-1;door.clear_width;870..880 mm"), 0.875);
  EXPECT_DOUBLE_EQ(value("Nilai (cm)", "flight-1;ramp.slope;1:12"), 1.0 / 12);
  EXPECT_DOUBLE_EQ(value("Nilai (cm)", "building;facility.count(category=lift);13"), 13);
  EXPECT_DOUBLE_EQ(value("Nilai (%)", "flight-1;ramp.slope;8"), 0.08);
  EXPECT_DOUBLE_EQ(value("Nilai", "door-1;door.clear_width;87,5 Cm"), 0.875) << "phones begin with a capital";
  EXPECT_EQ(complaint("subject;quantity;Nilai (cm)\ndoor-1;door.force;4,8\n"), "line 2, value: unit") << "a bare number has the head's";
  EXPECT_EQ(complaint("subject;quantity;nilai\ndoor-1;door.clear_width;87-88 cm\n"), "line 2, value: dash");
  EXPECT_DOUBLE_EQ(good("subject;quantity;value (cm);u (mm)\ndoor-1;door.clear_width;87,5;2\n").readings.at(0).u, 0.002);
}

// What the worksheet and its form print is what people write.
TEST_F(ReadingsFile, ChoicesAreTakenAsTheyArePrinted) {
  const auto value = [this](const std::string& rest) { return good("subject;quantity;value\n" + rest + "\n").readings.at(0).value; };
  for (const char* text : {"push_pull", "push-pull", "Dorong-Tarik", "dorong tarik"}) EXPECT_EQ(value("door-1;door.handle_kind;" + std::string(text)), Value("push_pull")) << text;
  plan_.elements.push_back(test::thing("path-1", Category::tactile_path));
  plan_.elements.push_back(test::thing("lift-1", Category::lift));
  EXPECT_EQ(value("building;facility.signs;arah jalur, toilet"), Value(std::vector<std::string>{"path", "toilet"}));
  EXPECT_EQ(value("building;facility.signs;path toilet"), Value(std::vector<std::string>{"path", "toilet"})) << "as survey tools write it";
  for (const char* text : {"none", "tidak ada"}) EXPECT_EQ(value("building;facility.signs;" + std::string(text)), Value(std::vector<std::string>{})) << text;
  EXPECT_EQ(complaint("subject;quantity;value\ndoor-1;door.handle_kind;bermacam\n"), "line 2, value: word");
  std::map<Language, Texts> texts;
  for (const Language language : {Language::id, Language::en}) texts.emplace(language, *Texts::load(test::data_folder(), language));
  for (const QuantityInfo& info : catalogue())
    for (const std::string& word : vocabulary(info.id))
      for (const auto& [language, words] : texts) {
        const std::string key = "words." + std::string(word_list(info.id)) + "." + word;
        EXPECT_TRUE(words.has(key)) << key;
        EXPECT_EQ(words(key).find_first_of(",;|"), std::string::npos) << key << ": a list of such labels could not be read";
        const auto meant = PrintedWords(test::data_folder()).meant(info.id, vocabulary(info.id), words(key));
        ASSERT_TRUE(meant);
        EXPECT_NE(std::find(meant->begin(), meant->end(), word), meant->end()) << key;
        EXPECT_EQ(meant->size(), 1u) << key << " is the label of several choices";
      }
}

TEST_F(ReadingsFile, NoneOfAnotherNumberIsThatThereIsNothingToMeasure) {
  for (const char* text : {"none", "tidak ada"}) {
    const Readings readings = good("subject;quantity;value\ndoor-1;door.handle_height;" + std::string(text) + "\n");
    EXPECT_TRUE(readings.readings.empty());
    ASSERT_EQ(readings.diagnostics.size(), 1u);
    EXPECT_EQ(readings.diagnostics[0].message.key, "measure.readings.reason.not_there");
  }
  const Readings labels = good("subject;quantity;value;why\ndoor-1;door.handle_height;;Tidak ada di lokasi\ndoor-2;door.handle_height;;No instrument at hand\n");
  ASSERT_EQ(labels.diagnostics.size(), 2u);
  EXPECT_EQ(labels.diagnostics[0].message.key, "measure.readings.reason.not_there");
  EXPECT_EQ(labels.diagnostics[1].message.key, "measure.readings.reason.no_instrument");
}

TEST_F(ReadingsFile, SaysWhichElementOrQuantityIsNotKnownAndWhichIsNear) {
  const std::string head = "subject,quantity,value\n";
  EXPECT_EQ(complaint(head + "door-11,door.clear_width,72 cm\n", "near"), "line 2, subject: element_near door-1");
  EXPECT_EQ(complaint(head + "Gerbang,door.clear_width,72 cm\n"), "line 2, subject: element");
  EXPECT_EQ(complaint(head + "door-1,door.clear_widht,72 cm\n", "near"), "line 2, quantity: quantity_near door.clear_width");
  EXPECT_EQ(complaint(head + "door-1,breite,72 cm\n"), "line 2, quantity: quantity");
  EXPECT_EQ(complaint(head + "P-02,door.clear_width,72 cm\n", "ids"), "line 2, subject: name_of_several door-2, door-3");
  EXPECT_EQ(complaint(head + "counter-1,door.clear_width,72 cm\n", "words"), "line 2, subject: fit door, opening");
  EXPECT_EQ(complaint(head + "building,door.clear_width,72 cm\n"), "line 2, subject: fit");
  EXPECT_EQ(complaint(head + "flight-1,stair.riser,17 cm\n"), "line 2, subject: fit_flight");   // a flight of a ramp
  EXPECT_EQ(complaint(head + ",door.clear_width,72 cm\n"), "line 2, subject: no_subject");
  EXPECT_EQ(complaint(head + "door-1,,72 cm\n"), "line 2, quantity: no_quantity");
  EXPECT_EQ(complaint(head + "door-1,route.length(width=0.9),12 m\n"), "line 2, subject: pair");
}

// No leaf is 80 m wide, and hardly any 9 m: a slip of unit is not taken, what is strange is told.
TEST_F(ReadingsFile, ValuesThatNoBuildingHasAreNotTaken) {
  EXPECT_EQ(row("door-1;door.clear_width;8000 cm;;;"), "line 2, value: impossible");
  EXPECT_EQ(row("door-1;door.clear_width;0,9 cm;;;"), "line 2, value: impossible");
  EXPECT_EQ(row("door-1;door.clear_width;80..8000 cm;;;"), "line 2, value: impossible");
  EXPECT_EQ(row("counter-1;counter.height;75 m;;;"), "line 2, value: impossible");
  EXPECT_EQ(row("door-1;door.handle_height;1.02 cm;;;"), "line 2, value: impossible") << "metres in a field for centimetres";
  const auto unusual = [this](const std::string& rows) {
    std::string told;
    for (const Diagnostic& d : good("subject;quantity;value\n" + rows).diagnostics)
      if (d.message.key == "measure.readings.unusual")
        for (const auto& [name, arg] : d.message.args) told += name == "values" ? arg.text + " at " + d.where : "";
    return told;
  };
  EXPECT_EQ(unusual("door-1;door.clear_width;87 cm\ndoor-2;door.clear_width;9000 mm\ndoor-3;door.clear_width;0.1 m\n"), "9000 mm, 0.1 m at line 3");
  EXPECT_EQ(unusual("door-1;door.clear_width;40 cm\ndoor-2;door.clear_width;5 m\n"), "") << "the ends of what is usual";
}

TEST_F(ReadingsFile, BoundsThatAreNoneAreRefused) {
  namespace fs = std::filesystem;
  const fs::path data = folder_ / "bounds";
  const auto file = data / "readings" / "quantities.yaml";
  const auto with = [&](const std::string& line) {
    fs::remove_all(data);
    fs::create_directories(data);
    for (const char* part : {"readings", "instruments", "schema"}) fs::copy(test::data_folder() / part, data / part, fs::copy_options::recursive);
    EXPECT_FALSE(write_file(file, *read_file(file) + line + "\n"));
    const auto all = Instruments::load(data);
    return all ? std::string("read") : all.error().message.key;
  };
  EXPECT_EQ(with("  - {usual: 1..2 m, possible: 1..3 m, quantities: [counter.knee_depth]}"), "read");
  EXPECT_EQ(with("  - {usual: 1..2 m, possible: 1.5..3 m, quantities: [counter.knee_depth]}"), "measure.instrument.bounds");
  EXPECT_EQ(with("  - {usual: 1..2 kg, possible: 1..3 m, quantities: [counter.knee_depth]}"), "measure.instrument.bounds");
  EXPECT_EQ(with("  - {usual: 1..2 m, possible: 1..3 m, quantities: [door.clear_width]}"), "measure.instrument.twice");
}

TEST_F(ReadingsFile, SaysWhatIsWrongWithAValue) {
  EXPECT_EQ(row("door-1;door.clear_width;;;2 mm;"), "line 2, value: no_value");
  EXPECT_EQ(row("door-1;door.clear_width;wide;;;"), "line 2, value: number");
  EXPECT_EQ(row("door-1;door.clear_width;1.23.456 mm;;;"), "line 2, value: two_ways");
  EXPECT_EQ(row("door-1;door.clear_width;72;;;"), "line 2, value: no_unit");
  EXPECT_EQ(row("door-1;door.clear_width;72 kg;;;"), "line 2, value: unit");
  EXPECT_EQ(row("door-1;door.clear_width;72 cm;mm;;"), "line 2, value: unit");
  EXPECT_EQ(row("door-1;door.clear_width;75..70 cm;;;"), "line 2, value: range");
  EXPECT_EQ(row("door-1;door.clear_width;-72 cm;;;"), "line 2, value: negative");
  EXPECT_EQ(row("door-1;door.clear_width;72 cm;;-1 mm;"), "line 2, u: negative");
  EXPECT_EQ(row("door-1;door.clear_width;72 cm;;much;"), "line 2, u: number");
  EXPECT_EQ(row("door-1;door.clear_width;72 cm;;;guess"), "line 2, method: method");
  EXPECT_EQ(row("door-1;door.clear_width;72 cm;;;attested"), "line 2, method: method");
  EXPECT_EQ(row("door-1;door.operation;fast;;;"), "line 2, value: word");
  EXPECT_EQ(row("door-1;door.opens_outward;perhaps;;;"), "line 2, value: truth");
  EXPECT_EQ(row("door-1;door.opens_outward;yes;cm;;"), "line 2, unit: unit_of_word");
  EXPECT_EQ(row("door-1;door.clear_width;72 cm;;;\ndoor-1;door.clear_width;720 mm;;;"), "line 3, subject: twice");
  EXPECT_EQ(row("door-1;door.clear_width;72 cm;;;\ndoor-1;door.clear_width;73 cm;;;"), "read") << "another reading is not the same one";
  EXPECT_EQ(row("door-1;door.clear_width;72 cm;;;\ndoor-1;door.clear_width;73 cm;;;photo"), "read");
  EXPECT_EQ(row("building;facility.count(category=lift);1.5;;;"), "line 2, value: whole");
  EXPECT_EQ(row("building;facility.count(category=lift);1..2.5;;;"), "line 2, value: whole");
  EXPECT_EQ(row("building;facility.count(category=lift);-1;;;"), "line 2, value: negative");
  EXPECT_EQ(row("building;facility.count(category=lift);0;;;"), "read");
  EXPECT_EQ(row("building;facility.count(category=lift);2;;;"), "read");
  EXPECT_EQ(row("building;facility.area_share(use=toilet);0.04;;;"), "line 2, quantity: plan_only");
}

// A spreadsheet hands on "=…" for a formula of which nobody stored the result.
TEST_F(ReadingsFile, AFormulaWithoutAResultIsARowThatIsNotTaken) {
  EXPECT_EQ(complaint("subject;quantity;value\ndoor-1;door.clear_width;=A1*2\n", "formula"), "line 2, value: formula =A1*2");
  EXPECT_EQ(complaint("subject;quantity;value\n=A1;door.clear_width;87 cm\n"), "line 2, subject: formula");
  EXPECT_EQ(good("subject;quantity;value;note\ndoor-1;door.clear_width;87 cm;= yesterday\n").readings.size(), 1u);
}

// Every visit has a Sheet1.
TEST(FileCalled, NamesTheFileAndWhatLiesInIt) {
  EXPECT_EQ(file_called("/a/visit.xlsx/Doors", "/a/visit.xlsx"), "visit.xlsx/Doors");
  EXPECT_EQ(file_called("/a/visit.xlsx/Doors", "r.csv"), "visit.xlsx/Doors") << "of a project";
  EXPECT_EQ(file_called("/a.b/export.ZIP/media/form.csv", ""), "export.ZIP/media/form.csv");
  EXPECT_EQ(file_called("/a/b/visit.csv", "/a/b/visit.csv"), "visit.csv");
}

TEST_F(ReadingsFile, NothingIsAboveWhatItCanBe) {
  plan_.elements.push_back(test::thing("space-1", Category::space));
  const auto of = [&](const std::string& row) { return complaint("subject;quantity;value\n" + row + "\n", "most"); };
  EXPECT_EQ(of("space-1;space.humidity;101 %"), "line 2, value: above 100 %");
  EXPECT_EQ(of("space-1;space.humidity;55..120 %"), "line 2, value: above 100 %");
  EXPECT_EQ(of("space-1;space.humidity;65"), "line 2, value: above 100 %") << "without its unit it is a share";
  EXPECT_EQ(of("flight-1;ramp.slope;8"), "line 2, value: above 100 %");
  for (const char* angle : {"89°", "95°", "-120°"}) EXPECT_EQ(of(std::string("flight-1;ramp.slope;") + angle), "line 2, value: inclination");
  EXPECT_EQ(of("flight-1;ramp.rail_sides(high=0.65,low=0.65);3"), "line 2, value: above 2");
  EXPECT_EQ(of("space-1;path.slope;91°"), "line 2, value: above 90°");
  options_.strict = false;
  EXPECT_EQ(good("subject;quantity;value\nspace-1;space.humidity;100 %\nflight-1;ramp.slope;100 %\nspace-1;path.slope;90°\n").readings.size(), 3u);
}

// A level shows degrees or per cent, a rise over a run is a ratio: each slope is taken in each, whatever its own unit is.
TEST_F(ReadingsFile, ASlopeThatIsAnAngleIsTakenInPerCentAndAsARatio) {
  plan_.elements.push_back(test::thing("space-1", Category::space));
  plan_.elements.push_back(test::thing("bay-1", Category::parking_bay));
  const auto one = [this](const std::string& row) { return good("subject;quantity;value;unit;u\n" + row + "\n").readings.at(0); };
  const Reading ratio = one("space-1;path.slope;1:11.43;;"), unsure = one("space-1;path.slope;1:10;;0.002");
  EXPECT_DOUBLE_EQ(std::get<double>(ratio.value), std::atan(1 / 11.43));
  EXPECT_NEAR(unsure.u, 0.002 / 1.01, 1e-9) << "u(a) = u(m) / (1 + m^2)";
  const Reading percent = one("space-1;path.cross_slope;2 %;;0.2 %"), column = one("bay-1;parking_bay.slope;3,5;%;0,2");
  EXPECT_DOUBLE_EQ(std::get<double>(percent.value), std::atan(0.02));
  EXPECT_NEAR(percent.u, 0.002 / 1.0004, 1e-8);
  EXPECT_DOUBLE_EQ(std::get<double>(column.value), std::atan(0.035));
  EXPECT_NEAR(column.u, 0.002 / (1 + 0.035 * 0.035), 1e-8);
  const Reading range = one("space-1;path.slope;4..6 %;;"), mixed = one("space-1;path.slope;5 %;;0.1°");
  EXPECT_DOUBLE_EQ(range.lo, std::atan(0.04));
  EXPECT_DOUBLE_EQ(range.hi, std::atan(0.06));
  EXPECT_NEAR(mixed.u, 0.1 * std::numbers::pi / 180, 1e-12);
  EXPECT_EQ(complaint("subject;quantity;value\nspace-1;path.slope;5 cm\n", "units"), "line 2, value: unit %, °, rad, 1:2");
}

TEST_F(ReadingsFile, ATruthWithoutAPhotoIsAttested) {
  const Readings readings = good("subject;quantity;value;photo\ndoor-1;door.is_glass;tidak;\ndoor-1;door.one_fist;ya;p.jpg\n");
  ASSERT_EQ(readings.readings.size(), 2u);
  EXPECT_EQ(readings.readings[0].method, Method::attested);
  EXPECT_EQ(readings.readings[1].method, Method::photo);
}

TEST_F(ReadingsFile, SaysWhatIsWrongWithTheTable) {
  EXPECT_EQ(complaint("subject,quantity\ndoor-1,door.clear_width\n", "column"), "line 1: column_missing value");
  EXPECT_EQ(complaint("subject,quantity,value,unti\n", "near"), "line 1: column_near unit");
  EXPECT_EQ(good("subject,quantity,value,kolomku\n").diagnostics.at(0).message.key, "measure.readings.columns_unused");
  options_.strict = true;
  EXPECT_EQ(complaint("subject,quantity,value,kolomku\n"), "line 1: column");
  options_.strict = false;
  EXPECT_EQ(complaint("subject,quantity,value,value\n"), "line 1: column_twice");
  EXPECT_EQ(complaint("# nothing\n\n"), ": no_header");
  EXPECT_EQ(complaint("subject,quantity,value\ndoor-1,door.clear_width,\"72 cm\n"), "line 2: quote");
  EXPECT_EQ(complaint("subject,quantity,value\ndoor-1,door.clear_width,72,5 cm\n"), "line 2: fields");
  EXPECT_EQ(complaint("subject,quantity,value\nt\xFCr,door.clear_width,72 cm\n", "subject"), "line 2, subject: element tür") << "Windows-1252";
  std::string many = "subject,quantity,value,by\n";
  for (int i = 0; i < 100'001; ++i) many += "door-1,door.clear_width,72 cm," + std::to_string(i) + "\n";
  EXPECT_EQ(complaint(many), ": rows");
}

TEST_F(ReadingsFile, WhatWasReadBeatsWhatIsDrawnAndBothStayVisible) {
  Facts facts;
  facts.readings = good("subject,quantity,value,u,by,evidence\ndoor-1,door.clear_width,85 cm,2 mm,Sari,a.jpg\n");
  const auto set = measured(plan_, {{"door.clear_width", {}}}, facts);
  const auto* m = set.find("door-1", "door.clear_width");
  ASSERT_NE(m, nullptr);
  EXPECT_EQ(m->number(), 0.85);
  EXPECT_EQ(m->method, Method::reading);
  EXPECT_EQ(m->u, 0.002);
  EXPECT_EQ(m->evidence.from, "a.jpg");
  EXPECT_EQ(set.of("door-1", "door.clear_width").size(), 2u);
  const auto found = disagreements(set);
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(found[0].as_built, m);
  EXPECT_EQ(found[0].drawn->subject.front(), "door-1");
  EXPECT_NE(found[0].drawn->method, Method::reading);
}

TEST_F(ReadingsFile, AWayIsReadBetweenTwoPlaces) {
  Facts facts;
  facts.readings = good("subject,quantity,value\ndoor-1 > counter-1,route.length(width=90 cm),12 m\noutside>P-01,route.max_step,2 cm\n");
  ASSERT_EQ(facts.readings.readings.size(), 2u);
  EXPECT_THAT(facts.readings.readings[0].subject, ElementsAre("door-1", "counter-1"));
  EXPECT_THAT(facts.readings.readings[1].subject, ElementsAre("outside", "door-1"));
  const auto set = measured(plan_, {{"route.length", {{"width", 0.9}}}}, facts);
  const std::vector<std::string> way{"door-1", "counter-1"};
  const auto* m = set.find(way, "route.length", {{"width", 0.9}});
  ASSERT_NE(m, nullptr);
  EXPECT_EQ(m->number(), 12);
  EXPECT_EQ(set.find(way, "route.length", {{"width", 1.2}}), nullptr);   // another question
}

TEST_F(ReadingsFile, WhatWasReadIsNoQuestionAnyMore) {
  Facts facts;
  facts.readings = good("subject,quantity,value\ndoor-1,door.force,4 kg\n");
  const auto set = measured(plan_, {{"door.force", {}}}, facts);
  EXPECT_EQ(set.of("door-1", "door.force").size(), 1u);
  EXPECT_EQ(set.find("door-1", "door.force")->number(), 4);
  ASSERT_EQ(set.of("door-2", "door.force").size(), 1u);
  EXPECT_FALSE(set.find("door-2", "door.force")->value);
}

TEST_F(ReadingsFile, ReadingsReachTheFunctionsThatNeedThem) {
  Facts facts;
  facts.readings = good("subject,quantity,value\ncounter-1,counter.height,78..79 cm\n");
  EXPECT_EQ(measured(plan_, {"building"}, "facility.low_counters", {{"height", 0.80}}, facts).lo, 1);
  EXPECT_EQ(measured(plan_, {"building"}, "facility.low_counters", {{"height", 0.77}}, facts).number(), 0);
  EXPECT_FALSE(measured(plan_, {"building"}, "facility.low_counters", {{"height", 0.785}}, facts).value);   // the range straddles it
}

Measurement made(Method method, double value, double u, double half = 0) {
  Measurement m;
  m.subject = {"d"};
  m.quantity = "door.clear_width";
  m.method = method;
  m.value = value;
  m.lo = value - half;
  m.hi = value + half;
  m.u = u;
  return m;
}

TEST(Disagreements, AreThoseBeyondTwiceTheCombinedUncertainty) {
  const auto count = [](const Measurement& a, const Measurement& b) {
    MeasurementSet set;
    set.add(a);
    set.add(b);
    return disagreements(set).size();
  };
  // sqrt(3^2 + 4^2) = 5 mm, twice: 10 mm.
  EXPECT_EQ(count(made(Method::geometry, 0.900, 0.003), made(Method::reading, 0.8905, 0.004)), 0u);
  EXPECT_EQ(count(made(Method::geometry, 0.900, 0.003), made(Method::reading, 0.8895, 0.004)), 1u);
  EXPECT_EQ(count(made(Method::geometry, 0.900, 0, 0.02), made(Method::photo, 0.885, 0)), 0u);   // within the bounds
  EXPECT_EQ(count(made(Method::geometry, 0.900, 0, 0.02), made(Method::photo, 0.879, 0)), 1u);
  EXPECT_EQ(count(made(Method::geometry, 0.900, 0), made(Method::attested, 0.7, 0)), 0u);
  EXPECT_EQ(count(made(Method::photo, 0.900, 0), made(Method::reading, 0.7, 0)), 0u);            // nothing drawn
}

TEST(Disagreements, TheReadingThatCountsSpeaks) {
  MeasurementSet set;
  set.add(made(Method::drawn, 0.90, 0));
  set.add(made(Method::reading, 0.80, 0.02));
  set.add(made(Method::reading, 0.90, 0.001));
  EXPECT_TRUE(disagreements(set).empty());
}

TEST(Amounts, AsPeopleWriteThem) {
  EXPECT_DOUBLE_EQ(amount_of("34 in", "", "m").value, 0.8636);
  EXPECT_DOUBLE_EQ(amount_of("3 ft", "", "m").value, 0.9144);
  EXPECT_DOUBLE_EQ(amount_of("4,5 kg", "", "kg").value, 4.5);
  EXPECT_DOUBLE_EQ(amount_of(" 72 ", "cm", "m").value, 0.72);
  EXPECT_DOUBLE_EQ(amount_of("72cm", "cm", "m").value, 0.72);
  EXPECT_DOUBLE_EQ(amount_of("1:10", "", "rad").value, std::atan(0.1));
  const Amount falls = amount_of("1:80..1:60", "", "1");
  EXPECT_EQ(falls.problem, Amount::Problem::none);
  EXPECT_DOUBLE_EQ(falls.lo, 1.0 / 80);
  EXPECT_DOUBLE_EQ(falls.hi, 1.0 / 60);
  EXPECT_EQ(amount_of("1:60..1:80", "", "1").problem, Amount::Problem::upside_down);
  EXPECT_EQ(amount_of("1:60..80", "", "1").problem, Amount::Problem::not_a_number);
  EXPECT_EQ(amount_of("1:60..1:50", "", "m").problem, Amount::Problem::wrong_unit);
  EXPECT_DOUBLE_EQ(amount_of("35°", "", "rad").value, 35 * std::numbers::pi / 180);
  EXPECT_DOUBLE_EQ(amount_of("5 deg", "", "1").value, std::tan(5 * std::numbers::pi / 180));
  EXPECT_DOUBLE_EQ(amount_of("3", "", "1").value, 3);
  EXPECT_DOUBLE_EQ(amount_of("120 lux", "", "lx").value, 120);
  EXPECT_DOUBLE_EQ(amount_of("0.5..1", "min", "s").hi, 60);
  EXPECT_EQ(amount_of("1:0", "", "1").problem, Amount::Problem::not_a_number);
  EXPECT_EQ(amount_of("1e400 m", "", "m").problem, Amount::Problem::wrong_unit);
  EXPECT_EQ(amount_of("", "m", "m").problem, Amount::Problem::not_a_number);
  EXPECT_EQ(amount_of("--5 m", "", "m").problem, Amount::Problem::not_a_number);
  EXPECT_EQ(amount_of("5..", "m", "m").problem, Amount::Problem::not_a_number);
}

TEST(NearWord, OneOrTwoLettersAway) {
  const std::vector<std::string> known{"door.clear_width", "door.leaf_width", "ramp.slope"};
  EXPECT_EQ(near_word("door.cleer_width", known), "door.clear_width");
  EXPECT_EQ(near_word("RAMP.SLOPE", known), "ramp.slope");
  EXPECT_EQ(near_word("ramp.solpe", known), "ramp.slope");
  EXPECT_EQ(near_word("x", known), "");
  const std::vector<std::string> ids{"1hOSvn6df7F8_7GcBWlS8Z"};
  EXPECT_EQ(near_word("1hOSvn6df7F8_7GcBWlS9F", ids), "") << "another door, and no slip of the pen";
  EXPECT_EQ(near_word(std::string(500, 'a'), known), "");
}

}  // namespace
}  // namespace landai::measure
