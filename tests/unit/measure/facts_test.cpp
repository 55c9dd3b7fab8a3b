// SPDX-License-Identifier: GPL-3.0-or-later
#include "landai/measure/facts.hpp"

#include <gmock/gmock.h>

#include <unistd.h>

#include <cmath>
#include <fstream>

#include "ascii_plan.hpp"
#include "drawn.hpp"
#include "landai/core/file.hpp"
#include "landai/measure/catalogue.hpp"
#include "landai/measure/reconcile.hpp"
#include "measuring.hpp"

namespace landai::measure {
namespace {

using test::completed;
using test::measured;
using test::one_level;
using test::thing;

class FactsFile : public testing::Test {
 protected:
  std::filesystem::path file_ = std::filesystem::path(testing::TempDir()) /
                                (std::string("facts-") + testing::UnitTest::GetInstance()->current_test_info()->name() + ".yaml");
  Plan plan_ = [] {
    Plan plan = one_level();
    const auto add = [&](const char* id, Category category, const char* name) {
      Element e = thing(id, category);
      e.name = name;
      plan.elements.push_back(e);
    };
    add("2aX$_:1", Category::space, "Room");
    add("s2", Category::space, "R. Laktasi");
    add("d1", Category::door, "P-01");
    add("c1", Category::counter, "Loket 1");
    return plan;
  }();

  FormerIds former_;

  Result<Facts> load(const std::string& text) {
    std::ofstream(file_, std::ios::binary) << text;
    return load_facts(file_, plan_, former_);
  }
  std::string refusal(const std::string& text) {
    const auto facts = load(text);
    if (facts) return "accepted";
    EXPECT_EQ(facts.error().code, ErrorCode::input);
    return facts.error().message.key + " " + facts.error().where;
  }
};

TEST_F(FactsFile, ReadsShortNamesWordsTruthsAndLengths) {
  const auto facts = load("by: Ibu Sari\nbuilding: {status: existing, storeys: 2}\nelements:\n  \"2aX$_:1\": {use: lactation, access: public}\n"
                          "  d1: {is_door: false, operation: sliding}\n  s2: {exit_dead_end: 7200 mm}\n");
  ASSERT_TRUE(facts) << facts.error().message.key << ' ' << facts.error().where;
  ASSERT_EQ(facts->facts.size(), 7u);
  EXPECT_EQ(facts->facts[0].quantity, "building.status");
  EXPECT_EQ(std::get<double>(facts->facts[1].value), 2);
  EXPECT_EQ(std::get<std::string>(facts->facts[2].value), "lactation");
  EXPECT_EQ(std::get<bool>(facts->facts[4].value), false);
  EXPECT_EQ(std::get<std::string>(facts->facts[5].value), "sliding");
  EXPECT_DOUBLE_EQ(std::get<double>(facts->facts[6].value), 7.2);
  EXPECT_EQ(facts->facts[6].by, "Ibu Sari");
}

TEST_F(FactsFile, ReadsWaiversWithTheirDocument) {
  const auto facts = load("waivers:\n  - {rules: [a.b, a.c], elements: d1, document: TABG 12/2025, date: 2025-03-01, by: Dinas}\n"
                          "  - {rules: a.d, document: surat}\n");
  ASSERT_TRUE(facts) << facts.error().message.key << ' ' << facts.error().where;
  ASSERT_EQ(facts->waivers.size(), 2u);
  EXPECT_EQ(facts->waivers[0].rules, (std::vector<std::string>{"a.b", "a.c"}));
  EXPECT_EQ(facts->waivers[0].elements, (std::vector<std::string>{"d1"}));
  EXPECT_EQ(facts->waivers[0].document, "TABG 12/2025");
  EXPECT_EQ(facts->waivers[0].line, 2);
  EXPECT_TRUE(facts->waivers[1].elements.empty());
}

TEST_F(FactsFile, AWaiverMayNameItsElements) {
  Element leaf = thing("d1/leaf", Category::leaf);
  leaf.name = "P-02";
  Element door = thing("d2", Category::door);
  door.name = "P-02";
  plan_.elements.insert(plan_.elements.end(), {door, leaf});
  const auto facts = load("waivers:\n  - rules: [a.b]\n    document: surat\n    elements:\n      - P-01\n      - building\n      - P-02\n");
  ASSERT_TRUE(facts) << facts.error().message.key << ' ' << facts.error().where;
  EXPECT_EQ(facts->waivers[0].elements, (std::vector<std::string>{"d1", "building"}));
  ASSERT_EQ(facts->waivers[0].shared.size(), 1u) << "a door and its leaf: the rules tell which";
  EXPECT_EQ(facts->waivers[0].shared[0].name, "P-02");
  EXPECT_EQ(facts->waivers[0].shared[0].ids, (std::vector<std::string>{"d2", "d1/leaf"}));
  EXPECT_EQ(facts->waivers[0].shared[0].line, 7);
  EXPECT_EQ(refusal("waivers:\n  - rules: [a.b]\n    document: surat\n    elements:\n      - P-01\n      - Loket 11\n"), "measure.facts.element_near line 6");
}

TEST_F(FactsFile, AnElementMayBeNamedByWhatIsDrawn) {
  Element ramp = thing("r4", Category::ramp);
  ramp.name = "R-4 RAM SAMPING";
  Element flight = thing("r4/flight-1", Category::flight);
  flight.name = "R-4 RAM SAMPING";
  Element leaf = thing("d1/leaf", Category::leaf);
  leaf.name = "P-01";
  Element door = thing("d2", Category::door), other = thing("d3", Category::door);
  door.name = other.name = "P-02";
  plan_.elements.insert(plan_.elements.end(), {ramp, flight, leaf, door, other});
  const auto facts = load("elements:\n  P-01: {is_door: false}\n  R-4: {indoor: false}\n  R. Laktasi: {use: lactation}\n");
  ASSERT_TRUE(facts) << facts.error().message.key << ' ' << facts.error().where;
  ASSERT_EQ(facts->facts.size(), 3u);
  EXPECT_EQ(facts->facts[0].subject, "d1") << "not its leaf of the same name";
  EXPECT_EQ(facts->facts[1].subject, "r4") << "the first word of its name, and not its flight";
  EXPECT_EQ(facts->facts[2].subject, "s2");
  EXPECT_EQ(refusal("elements:\n  P-02: {is_door: false}\n"), "measure.facts.name_of_several line 2");
  EXPECT_EQ(load("elements:\n  P-02: {is_door: false}\n").error().message.args.back().second.text, "d2, d3");
  EXPECT_EQ(refusal("elements:\n  d1: {is_door: false}\n  P-01: {is_door: true}\n"), "measure.facts.twice line 3");
  EXPECT_EQ(refusal("elements:\n  P-011: {is_door: false}\n"), "measure.facts.element_near line 2");
  EXPECT_EQ(refusal("elements:\n  R-: {indoor: false}\n"), "measure.facts.element_near line 2") << "no part of a word";
}

TEST_F(FactsFile, AnIdOfAnEarlierPlanIsTheElementThatHadIt) {
  former_ = {{"old", {"d1"}}, {"c1", {"d1"}}, {"away", {"(P-09)"}}};
  const std::string waiver = "waivers:\n  - rules: [a.b]\n    document: surat\n    elements: [";
  const auto facts = load("elements:\n  old: {is_door: false}\n" + waiver + "old]\n");
  ASSERT_TRUE(facts) << facts.error().message.key << ' ' << facts.error().where;
  EXPECT_EQ(facts->facts[0].subject, "d1");
  EXPECT_EQ(facts->waivers[0].elements, std::vector<std::string>{"d1"});
  EXPECT_EQ(refusal("elements:\n  c1: {}\n"), "measure.readings.former_two line 2") << "now a counter, earlier the door";
  EXPECT_EQ(refusal(waiver + "c1]\n"), "measure.readings.former_two line 4");
  EXPECT_EQ(refusal(waiver + "away]\n"), "measure.readings.former_gone line 4");
}

TEST_F(FactsFile, AWaiverMayNameTheFirstWord) {
  Element ramp = thing("r4", Category::ramp);
  ramp.name = "R-4 RAM SAMPING";
  plan_.elements.push_back(ramp);
  const auto facts = load("waivers:\n  - {rules: [a.b], document: surat, elements: [R-4]}\n");
  ASSERT_TRUE(facts) << facts.error().message.key << ' ' << facts.error().where;
  EXPECT_EQ(facts->waivers[0].elements, (std::vector<std::string>{"r4"}));
}

TEST_F(FactsFile, RefusesAWaiverThatSaysTooLittleOrTooMuch) {
  EXPECT_EQ(refusal("waivers:\n  - {rules: [a.b]}\n"), "measure.facts.waiver line 2");
  EXPECT_EQ(refusal("waivers:\n  - {rules: [a.b], document: \"  \"}\n"), "measure.facts.waiver line 2");
  EXPECT_EQ(refusal("waivers:\n  - {rules: [a.b], document: \"\u00a0-\"}\n"), "measure.facts.waiver line 2");
  EXPECT_EQ(refusal("waivers:\n  - {rules: [a.b], document: surat, date: 2026-02-31}\n"), "measure.readings.date line 2");
  EXPECT_EQ(refusal("waivers:\n  - {document: surat}\n"), "measure.facts.waiver line 2");
  EXPECT_EQ(refusal("waivers:\n  - {rules: [], document: surat}\n"), "measure.facts.waiver line 2");
  EXPECT_EQ(refusal("waivers:\n  - {rules: [a.b], elements: [no-such], document: surat}\n"), "measure.facts.element line 2");
  EXPECT_EQ(refusal("waivers:\n  - {rules: [a.b], document: surat, until: 2026}\n"), "measure.facts.waiver_key line 2");
  EXPECT_EQ(refusal("waivers: {rules: a.b}\n"), "measure.facts.shape line 1");
}

TEST_F(FactsFile, ReadsTheUnitsThatALengthIsGivenIn) {
  for (const char* written : {"12.5", "1250 cm", "\"12,5 m\"", "12500 mm"}) {
    const auto facts = load("elements:\n  s2: {exit_dead_end: " + std::string(written) + "}\n");
    ASSERT_TRUE(facts) << facts.error().message.key << ' ' << facts.error().where;
    EXPECT_DOUBLE_EQ(std::get<double>(facts->facts.at(0).value), 12.5) << written;
  }
  EXPECT_EQ(refusal("elements:\n  s2: {exit_dead_end: 5 kg}\n"), "measure.facts.value.number line 2");
  EXPECT_EQ(refusal("elements:\n  s2: {exit_dead_end: 1 cm..2 cm}\n"), "measure.facts.value.number line 2");
  EXPECT_EQ(refusal("elements:\n  s2: {flow: three_wheelchairs}\n"), "measure.facts.word line 2");
}

// A number without a source must not take the place of a door drawn too narrow.
TEST_F(FactsFile, RefusesWhatIsMeasuredAndSaysWhereItBelongs) {
  const auto facts = load("elements:\n  d1:\n    clear_width: 90 cm\n");
  ASSERT_FALSE(facts);
  EXPECT_EQ(facts.error().message.key, "measure.facts.measured");
  EXPECT_EQ(facts.error().where, "line 3");
  EXPECT_EQ(facts.error().advice.key, "measure.facts.measured.advice");
  EXPECT_EQ(refusal("elements:\n  s2: {illuminance: 120 lux}\n"), "measure.facts.measured line 2");
  EXPECT_EQ(refusal("elements:\n  c1: {height: 72 cm}\n"), "measure.facts.measured line 2");
  EXPECT_EQ(refusal("building: {count: 3}\n"), "measure.facts.measured line 1") << "of what?";
}

TEST(Facts, AreWhatTheCatalogueHasByAttestation) {
  for (const QuantityInfo& row : catalogue()) {
    if (!row.fact) continue;
    const auto by = words_of(row.by);
    EXPECT_NE(std::find(by.begin(), by.end(), "attested"), by.end()) << row.id;
  }
}

TEST_F(FactsFile, NamesTheLineOfWhatIsWrong) {
  EXPECT_EQ(refusal("elements:\n  nobody: {use: lactation}\n"), "measure.facts.element line 2");
  EXPECT_EQ(refusal("elements:\n  s2: {colour: red}\n"), "measure.facts.quantity line 2");
  EXPECT_EQ(refusal("elements:\n  s2: {area: 12}\n"), "measure.facts.measured line 2");     // measured, not stated
  EXPECT_EQ(refusal("elements:\n  s2: {is_door: false}\n"), "measure.facts.no_fact line 2");  // not of a space
  EXPECT_EQ(refusal("elements:\n  s2: {use: castle}\n"), "measure.facts.word line 2");
  EXPECT_EQ(refusal("elements:\n  s2:\n    exit_dead_end: long\n"), "measure.facts.value.number line 3");
  EXPECT_EQ(refusal("building: {status: old}\n"), "measure.facts.word line 1");
  EXPECT_EQ(refusal("rooms: {}\n"), "measure.facts.section line 1");
}

TEST_F(FactsFile, AnEmptyFileStatesNothing) {
  const auto facts = load("building:\nelements:\n");
  ASSERT_TRUE(facts);
  EXPECT_TRUE(facts->facts.empty());
}

TEST_F(FactsFile, WhatIsWrittenLoadsBackAndChangesNothing) {
  const auto before = measured(plan_, std::vector<Request>{});
  const std::string text = write_facts(plan_, before);
  const auto facts = load(text);
  ASSERT_TRUE(facts) << facts.error().message.key << ' ' << facts.error().where << '\n' << text;
  const auto after = measured(plan_, std::vector<Request>{}, *facts);
  for (const auto& m : before.all()) {
    const auto* again = after.find(m.subject, m.quantity, m.params);
    ASSERT_NE(again, nullptr) << m.quantity;
    EXPECT_EQ(again->value, m.value) << m.quantity << ' ' << m.subject.front();
  }
  EXPECT_NE(text.find("lactation"), std::string::npos);
}

TEST(SpaceUse, ComesFromNamesAndNeverFromEmptyOnes) {
  Plan plan = one_level();
  const std::vector<std::tuple<const char*, const char*, const char*>> rows{
      {"RUANG TUNGGU", "waiting", "public"},       {"Ruang Laktasi", "lactation", "public"}, {"Toilet Difabel", "toilet_accessible", "public"},
      {"TOILET STAF", "toilet", "staff"},          {"Arsip", "archive", "staff"},            {"Gudang", "storage", "service"},
      {"Koridor", "corridor", "public"},           {"Flur EG West", "corridor", "public"},   {"WC Herren", "toilet", "public"},
      {"Buero Meier", "office", "staff"},          {"Küche", "kitchen", "staff"},            {"Besprechungsraum I", "meeting", "staff"},
      {"Hallway", "corridor", "public"},           {"Living Room", "dwelling", "service"},   {"Musholla", "prayer", "public"},
      {"Room", "", ""},                            {"Raum", "", ""},                         {"Ruang", "", ""},
      {"1.02", "", ""},                            {"101", "", ""},                          {"Zone", "", ""},
      {"", "", ""},                                {"R. Petugas Loket", "service_hall", "staff"},
      // Who may come in where a name says both, and what a room is whose name speaks of two uses: asked.
      {"TOILET PEGAWAI & UMUM", "toilet", ""},     {"TOILET PENGUNJUNG / STAF", "toilet", ""}, {"RUANG RAPAT TEKNIS", "", ""},
      {"FRONT OFFICE", "information", "public"},
      // The section of general affairs is not for the public; a toilet for it is.
      {"KASUBAG UMUM", "office", "staff"},         {"RUANG ARSIP UMUM", "archive", "staff"},   {"GUDANG UMUM", "storage", "service"},
      {"TOILET UMUM", "toilet", "public"}};
  for (std::size_t i = 0; i < rows.size(); ++i) {
    Element e = thing("s" + std::to_string(i), Category::space);
    e.name = std::get<0>(rows[i]);
    plan.elements.push_back(e);
  }
  const auto set = measured(plan, std::vector<Request>{});
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const auto& [name, use, access] = rows[i];
    const auto* u = set.find("s" + std::to_string(i), "space.use");
    const auto* a = set.find("s" + std::to_string(i), "space.access");
    ASSERT_TRUE(u && a);
    EXPECT_EQ(u->word() ? *u->word() : "", use) << name;
    EXPECT_EQ(a->word() ? *a->word() : "", access) << name;
    if (!u->word()) {
      EXPECT_FALSE(u->missing.empty()) << name;
    }
  }
}

// What stands beside the name of a room may belong to it: where that makes it another room, its use is asked. Remarks change nothing.
TEST(SpaceFacts, AreAskedWhereWordsBesideTheNameMakeItAnotherRoom) {
  Plan plan = one_level();
  for (const auto& [name, beside] : {std::pair{"TOILET", "(DIFABEL)"}, {"TOILET", "keramik; WANITA"}, {"KORIDOR", "ke toilet"}, {"RUANG", "ADMINISTRASI"}}) {
    Element e = thing("s" + std::to_string(plan.elements.size()), Category::space);
    e.name = name;
    e.attributes["beside_name"] = std::string(beside);
    plan.elements.push_back(e);
  }
  const auto set = measured(plan, std::vector<Request>{});
  const auto* accessible = set.find("s0", "space.use");
  EXPECT_FALSE(accessible->value);
  EXPECT_EQ(accessible->missing.key, "measure.fact.two_uses");
  EXPECT_EQ(*set.find("s1", "space.use")->word(), "toilet");
  EXPECT_EQ(*set.find("s2", "space.use")->word(), "corridor");
  EXPECT_FALSE(set.find("s3", "space.use")->value) << "a bare RUANG tells nothing";
}

// What the author of a model says of a space beats its name; that the public does not come in, and that it is indoors, programs write by themselves.
TEST(SpaceFacts, AreWhatTheModelSaysOfThem) {
  Plan plan = one_level();
  const auto add = [&plan](const char* name, std::map<std::string, AttributeValue> attributes) {
    Element e = thing("s" + std::to_string(plan.elements.size()), Category::space);
    e.name = name;
    e.attributes = std::move(attributes);
    plan.elements.push_back(e);
    return e.id;
  };
  const auto meeting = add("RUANG RAPAT", {{"Pset_SpaceCommon.PubliclyAccessible", true}});
  const auto waiting = add("RUANG TUNGGU", {{"Pset_SpaceCommon.PubliclyAccessible", false}, {"InteriorOrExteriorSpace", std::string("INTERNAL")}});
  const auto nameless = add("RG-25", {{"PredefinedType", std::string("EXTERNAL")}});
  const auto older = add("RG-26", {{"InteriorOrExteriorSpace", std::string("EXTERNAL")}});
  const auto set = measured(plan, std::vector<Request>{});
  EXPECT_EQ(*set.find(meeting, "space.access")->word(), "public");
  EXPECT_EQ(set.find(meeting, "space.access")->evidence.from, "Pset_SpaceCommon.PubliclyAccessible");
  EXPECT_EQ(*set.find(waiting, "space.access")->word(), "public");
  EXPECT_EQ(set.find(waiting, "space.indoor")->truth(), true);
  EXPECT_EQ(set.find(nameless, "space.indoor")->truth(), false);
  EXPECT_EQ(set.find(older, "space.indoor")->truth(), false);
}

// The door to a space that the model calls outdoors is an outer door.
TEST(DoorRole, AnExternalSpaceIsOutside) {
  Plan plan = test::ascii_plan(0.5, {"###########",  //
                                     "#....#....#",  //
                                     "#....D....#",  //
                                     "#....D....#",  //
                                     "###########"});
  Element room = thing("room", Category::space), yard = thing("yard", Category::space);
  room.geometry.areas = {Polygon{{{0.5, 0.5}, {2.5, 0.5}, {2.5, 2.0}, {0.5, 2.0}}, {}}};
  yard.geometry.areas = {Polygon{{{3.0, 0.5}, {5.0, 0.5}, {5.0, 2.0}, {3.0, 2.0}}, {}}};
  yard.attributes["PredefinedType"] = std::string("EXTERNAL");
  plan.elements.push_back(room);
  plan.elements.push_back(yard);
  const Plan done = completed(std::move(plan));
  EXPECT_THAT(done.find("door-1")->connects, testing::UnorderedElementsAre("room", "outside"));
}

const std::vector<std::string> kOneRoom{"#########",  //
                                        "#.......#",  //
                                        "D.......D",  //
                                        "D.......D",  //
                                        "#########"};

std::vector<std::string> roles(const Plan& plan, const Facts& facts = {}) {
  const auto set = measured(plan, std::vector<Request>{}, facts);
  std::vector<std::string> found;
  for (const char* id : {"door-1", "door-2"})
    if (const auto* m = set.find(id, "door.role"); m && m->word()) found.push_back(*m->word());
  return found;
}

TEST(DoorRole, TheOnlyEntranceIsTheMainOne) {
  auto rows = kOneRoom;
  for (auto& row : rows)
    if (row.back() == 'D') row.back() = '#';
  EXPECT_THAT(roles(completed(test::ascii_plan(0.5, rows))), testing::ElementsAre("main_entrance"));
}

TEST(DoorRole, SeveralEntrancesLeaveTheQuestionOpen) {
  const Plan plan = completed(test::ascii_plan(0.5, kOneRoom));
  EXPECT_THAT(roles(plan), testing::ElementsAre("entrance", "entrance"));
  const auto set = measured(plan, std::vector<Request>{});
  EXPECT_EQ(set.find("door-1", "door.role")->evidence.note.key, "measure.role.which_main");
}

TEST(DoorRole, AWordBesideTheDoorTells) {
  Plan plan = test::ascii_plan(0.5, kOneRoom);
  plan.labels.push_back({"PINTU MASUK UTAMA", {-0.8, 1.0}, "L0", "TEKS"});
  EXPECT_THAT(roles(completed(std::move(plan))), testing::ElementsAre("main_entrance", "entrance"));
}

TEST(DoorRole, AStatementTells) {
  Facts facts;
  facts.facts = {test::fact("door-2", "door.role", std::string("main_entrance"))};
  EXPECT_THAT(roles(completed(test::ascii_plan(0.5, kOneRoom)), facts), testing::ElementsAre("entrance", "main_entrance"));
}

TEST_F(FactsFile, RefusesWhatIsBelowNothing) {
  EXPECT_EQ(refusal("building: {storeys: -3}\n"), "measure.facts.negative line 1");
  plan_.elements.push_back(thing("l1", Category::lift));
  EXPECT_EQ(refusal("elements:\n  l1: {rail_sides: 5}\n"), "measure.readings.above line 2") << "a car has four sides";
  EXPECT_EQ(refusal("elements:\n  l1: {rail_sides: 4}\n"), "accepted");
  EXPECT_EQ(refusal("elements:\n  s2: {exit_dead_end: -72 cm}\n"), "measure.facts.negative line 2");
  EXPECT_EQ(refusal("elements:\n  s2: {exit_dead_end: 0}\n"), "accepted");
}

TEST_F(FactsFile, RefusesAPartOfWhatIsCounted) {
  EXPECT_EQ(refusal("building:\n  storeys: 2.5\n"), "measure.readings.whole line 2");
  EXPECT_EQ(refusal("building: {storeys: 2}\n"), "accepted");
}

TEST(BuildingStoreys, LeavesOutWhatIsBelowGroundOrOnlyARoof) {
  Plan plan;
  plan.sources.push_back({"m.ifc", "ifc", "", "m", "", 1, "", ""});
  const auto level = [&](const char* id, const char* name, double elevation, const char* room) {
    plan.levels.push_back({id, name, elevation, true});
    if (!room) return;
    Element e;
    e.id = std::string("s") + id;
    e.category = Category::space;
    e.name = room;
    e.levels = {id};
    e.geometry.areas = {Polygon{{{0, 0}, {4, 0}, {4, 3}, {0, 3}}, {}}};
    plan.elements.push_back(e);
  };
  level("L0", "Keller", -3, "Lager");
  level("L1", "Erdgeschoss", -0.1, "Flur");
  level("L2", "Obergeschoss", 3, "Raum");
  level("L3", "Dach", 6, "Dach");
  level("L4", "Top", 9, nullptr);
  const auto m = measured(plan, {"building"}, "building.storeys");
  EXPECT_EQ(m.number(), 2);
  EXPECT_EQ(m.evidence.note.key, "measure.fact.storeys");
  ASSERT_FALSE(m.evidence.note.args.empty());
}

// A plan of some storeys does not say that there are no more; who states that it shows the whole building does, and so who states them.
TEST(BuildingStoreys, AreAtLeastThoseThatAPlanShows) {
  Plan plan;
  for (const auto& [level, elevation] : {std::pair{"L0", 0.0}, {"L1", 3.5}}) {
    plan.levels.push_back({level, level, elevation, true});
    Element room;
    room.id = std::string("r") + level;
    room.category = Category::space;
    room.levels = {level};
    plan.elements.push_back(room);
  }
  for (const char* coverage : {"", "partial", "complete"}) {
    Facts facts;
    if (*coverage) facts.facts = {test::fact("building", "building.coverage", std::string(coverage))};
    const auto m = measured(plan, {"building"}, "building.storeys", {}, facts);
    EXPECT_EQ(m.number(), 2) << coverage;
    EXPECT_EQ(m.lo, 2) << coverage;
    EXPECT_EQ(std::isinf(m.hi), std::string(coverage) != "complete") << coverage;
    const std::string written = write_facts(plan, measured(plan, {{"building.storeys", {}}}, facts));
    EXPECT_EQ(written.find("\n  storeys: 2") != std::string::npos, std::string(coverage) == "complete") << written;
    facts.facts.push_back(test::fact("building", "building.storeys", 3.0));
    EXPECT_EQ(measured(plan, {"building"}, "building.storeys", {}, facts).hi, 3) << coverage;
    const MeasurementSet set = measured(plan, {{"building.storeys", {}}}, facts);
    const auto* said = set.find("building", "building.storeys");
    ASSERT_NE(said, nullptr);
    EXPECT_EQ(!contradicting(set, *said).empty(), std::string(coverage) == "complete") << "three are stated of a plan that shows all: two";
  }
}

// "count: 2" of what? It would answer for lifts, bays and toilets alike.
TEST(LoadFacts, WhatSaysNothingWithoutItsParametersIsRefused) {
  Plan plan;
  Element door;
  door.id = "d";
  door.category = Category::door;
  plan.elements.push_back(door);
  const auto file = std::filesystem::path(testing::TempDir()) / ("params-" + std::to_string(getpid()) + ".yaml");
  for (const char* text : {"building: {count: 2}", "building: {facility.count: 2}", "elements: {d: {has_alternative: true}}"}) {
    ASSERT_FALSE(write_file(file, text));
    const auto facts = load_facts(file, plan);
    ASSERT_FALSE(facts) << text;
    EXPECT_EQ(facts.error().message.key, "measure.facts.measured") << text;
    EXPECT_EQ(facts.error().where, "line 1") << text;
  }
}

TEST(WriteFacts, CommentsAreInTheReadersLanguage) {
  Plan plan;
  Element room;
  room.id = "r";
  room.category = Category::space;
  plan.elements.push_back(room);
  const auto texts = Texts::load(LANDAI_SOURCE_DIR "/data", Language::id);
  ASSERT_TRUE(texts);
  const std::string text = write_facts(plan, MeasurementSet{}, &*texts);
  EXPECT_NE(text.find("\"r\":   # Ruang"), std::string::npos) << text;
  EXPECT_NE(text.find("belum diketahui: public"), std::string::npos) << text;
  EXPECT_EQ(text.find("not known: "), std::string::npos) << text;
}

}  // namespace
}  // namespace landai::measure
