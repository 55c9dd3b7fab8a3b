// SPDX-License-Identifier: GPL-3.0-or-later
// `landai route` and `landai check --mobility` through the built program.
#include <gtest/gtest.h>

#include <array>
#include <cmath>
#include <filesystem>
#include <fstream>
#include <map>
#include <nlohmann/json.hpp>
#include <sstream>

#include "dxf_text.hpp"
#include "landai/core/node.hpp"
#include "run_program.hpp"
#include "xml_balance.hpp"

namespace landai::test {
namespace {

const std::string kSample = LANDAI_SOURCE_DIR "/samples/kelurahan/kelurahan.ifc";
const std::string kSchema = LANDAI_SOURCE_DIR "/data/schema/";

using support::DxfText;

nlohmann::json answer_of(const std::string& arguments, int expected) {
  const auto result = landai("route " + arguments + " --json -");
  EXPECT_EQ(result.exit_code, expected) << result.err;
  const auto problems = check_schema_json(result.out, kSchema + "route.schema.json");
  if (!problems) {
    ADD_FAILURE() << problems.error().message.key;
    return {};
  }
  for (const auto& problem : *problems) ADD_FAILURE() << problem.where << ' ' << problem.message;
  return nlohmann::json::parse(result.out, nullptr, false);
}

/// A passage of one width around a right angle, 5 m each way, between walls of 0.2 m. Millimetres.
std::string bend(double width) {
  DxfText dxf;
  const double inner = 5000 - width;
  dxf.rect("A-WALL", -200, -200, 5200, 0).rect("A-WALL", 5000, -200, 5200, 5200);
  dxf.rect("A-WALL", -200, width, inner, width + 200).rect("A-WALL", inner - 200, width, inner, 5200);
  dxf.rect("A-WALL", -200, -200, 0, width + 200).rect("A-WALL", inner - 200, 5000, 5200, 5200);
  return dxf.str();
}

/// A corridor of 1.5 m with a column that leaves `gap` beside it. Millimetres.
std::string column_in_the_way(double gap) {
  DxfText dxf;
  dxf.rect("A-WALL", -200, -200, 8200, 0).rect("A-WALL", -200, 1500, 8200, 1700);
  dxf.rect("A-WALL", -200, -200, 0, 1700).rect("A-WALL", 8000, -200, 8200, 1700);
  dxf.rect("A-COLS", 4000, gap, 4300, 1500);
  return dxf.str();
}

// A rectangle a long and b wide turns in a bend of two passages of width u when a <= 2 (u sqrt 2 - b): there it
// stands at 45 degrees with both ends at the outer walls. 0.80 x 1.20 m needs u >= 0.9900 m.
TEST(Route, WideEnoughIsNotEnoughWhereTheChairMustTurn) {
  const TempFolder folder;
  for (const auto& [width, expected] : {std::pair{975.0, "no"}, std::pair{1005.0, "yes"}}) {
    write(folder / "bend.dxf", bend(width));
    const std::string ends = " --from 0.7," + std::to_string(width / 2000) + " --to " + std::to_string(5 - width / 2000) + ",4.3";
    const auto d = answer_of((folder / "bend.dxf").string() + ends, expected == std::string("no") ? 1 : 0);
    const auto& route = d.at("routes").at(0);
    EXPECT_EQ(route.at("answer"), expected) << width;
    EXPECT_EQ(route.at("reachable"), true) << width;
    EXPECT_NEAR(route.at("width").get<double>(), width / 1000, 0.0003);
    EXPECT_EQ(route.at("stages").at(0).at("footprint").at("answer"), expected);
    EXPECT_EQ(route.at("stages").at(0).at("footprint").at("path").empty(), expected == std::string("no"));
  }
}

// Along the middle of both legs and around the inner corner with half the kept width of 0.92 m: from 0.7 to the tangent
// point under the corner, a quarter circle, and up.
TEST(Route, TheShortestWayGoesRoundTheCornerAtHalfItsWidth) {
  const TempFolder folder;
  write(folder / "bend.dxf", bend(1200));
  const auto d = answer_of((folder / "bend.dxf").string() + " --from 1.0,0.6 --to 4.4,4.0", 0);
  const auto& way = d.at("routes").at(0).at("stages").at(0).at("shortest");
  const double r = 0.46;
  // The corner is at (3.8, 1.2). Tangents from (1.0, 0.6) and, mirrored, from (4.4, 4.0) to the circle around it.
  const double far = std::hypot(2.8, 0.6), tangent = std::sqrt(far * far - r * r);
  const double beyond = std::asin(r / far) - std::atan2(0.6, 2.8);   // the tangent leaves this much below the x axis
  const double arc = std::acos(-1.0) / 2 + 2 * beyond;
  EXPECT_NEAR(way.at("length").get<double>(), 2 * tangent + r * arc, 0.002);
  EXPECT_NEAR(way.at("length").get<double>(), way.at("lower_bound").get<double>(), 1e-6);
  ASSERT_EQ(way.at("turns").size(), 1u);
  EXPECT_NEAR(way.at("turns").at(0).at("angle").get<double>(), arc, 0.002);
}

TEST(Route, WhatIsTooNarrowIsTheCutWithItsWidthAndThing) {
  const TempFolder folder;
  write(folder / "column.dxf", column_in_the_way(700));
  const auto d = answer_of((folder / "column.dxf").string() + " --from 1,0.75 --to 7,0.75", 1);
  const auto& route = d.at("routes").at(0);
  EXPECT_EQ(route.at("answer"), "no");
  ASSERT_EQ(route.at("cut").size(), 1u);
  const auto& change = route.at("cut").at(0);
  EXPECT_EQ(change.at("kind"), "pinch");
  EXPECT_NEAR(change.at("value").get<double>(), 0.700, 0.0003);
  EXPECT_NEAR(change.at("needed").get<double>(), 0.92, 1e-9);
  EXPECT_EQ(change.at("elements").size(), 2u);
  // The same corridor with 0.95 m beside the column lets the chair pass.
  write(folder / "column.dxf", column_in_the_way(950));
  const auto wide = answer_of((folder / "column.dxf").string() + " --from 1,0.75 --to 7,0.75", 0);
  EXPECT_EQ(wide.at("routes").at(0).at("answer"), "yes");
  const auto& pinches = wide.at("routes").at(0).at("stages").at(0).at("shortest").at("pinches");
  ASSERT_EQ(pinches.size(), 1u);
  EXPECT_NEAR(pinches.at(0).at("width").get<double>(), 0.950, 0.0003);
}

// Lines drawn twice, one across another and one without length are survived and counted.
TEST(Route, WhatIsDrawnBadlyIsCounted) {
  const TempFolder folder;
  DxfText dxf;
  for (int i = 0; i < 2; ++i)   // everything twice
    dxf.rect("A-WALL", -200, -200, 8200, 0).rect("A-WALL", -200, 1500, 8200, 1700).rect("A-WALL", -200, -200, 0, 1700).rect("A-WALL", 8000, -200, 8200, 1700);
  write(folder / "twice.dxf", dxf.str());
  const auto d = answer_of((folder / "twice.dxf").string() + " --from 1,0.75 --to 7,0.75", 0);
  const auto& counted = d.at("routes").at(0).at("stages").at(0).at("noding");
  EXPECT_GE(counted.at("duplicates").get<int>(), 16);   // the sides of four walls
  EXPECT_GT(counted.at("input").get<int>(), counted.at("duplicates").get<int>());
  EXPECT_EQ(d.at("routes").at(0).at("answer"), "yes");
}

// A wall whose coordinate is no number stands somewhere: nobody may say yes.
TEST(Route, WhatCouldNotBeReadLeavesTheAnswerOpen) {
  const TempFolder folder;
  std::string text = column_in_the_way(950);
  const auto at = text.find("4000");
  ASSERT_NE(at, std::string::npos);
  text.replace(at, 4, "1e300");
  write(folder / "broken.dxf", text);
  const std::string question = (folder / "broken.dxf").string() + " --from 1,0.75 --to 7,0.75";
  const auto d = answer_of(question, 0);
  EXPECT_EQ(d.at("routes").at(0).at("answer"), "undecided");
  EXPECT_FALSE(d.at("diagnostics").empty());
  EXPECT_EQ(landai("route " + question + " --strict").exit_code, 1);
}

// Turned corridors of 0.85 m: the grid makes them widen by less than a cell, and they are no wider for it.
TEST(Route, ATurnedCorridorIsAsNarrowAsAStraightOne) {
  const TempFolder folder;
  for (const double degrees : {0.0, 7.0, 21.0, 33.0, 73.0}) {
    const double c = std::cos(degrees * std::acos(-1.0) / 180), s = std::sin(degrees * std::acos(-1.0) / 180);
    DxfText dxf;
    for (const auto& [x0, y0, x1, y1] : {std::array{-200.0, -200.0, 8200.0, 0.0}, {-200.0, 850.0, 8200.0, 1050.0}, {-200.0, -200.0, 0.0, 1050.0}, {8000.0, -200.0, 8200.0, 1050.0}}) {
      DxfText::Points points;
      for (const auto& [x, y] : {std::pair{x0, y0}, {x1, y0}, {x1, y1}, {x0, y1}}) points.emplace_back(c * x - s * y, s * x + c * y);
      dxf.poly("A-WALL", points);
    }
    write(folder / "turned.dxf", dxf.str());
    const auto point = [&](double x, double y) { return std::to_string(c * x - s * y) + "," + std::to_string(s * x + c * y); };
    const auto d = answer_of((folder / "turned.dxf").string() + " --from " + point(1, 0.425) + " --to " + point(7, 0.425), 1);
    ASSERT_FALSE(d.at("routes").at(0).at("cut").empty()) << degrees;
    EXPECT_NEAR(d.at("routes").at(0).at("cut").at(0).at("value").get<double>(), 0.85, 0.0003) << degrees;
  }
}

// Door P-03 of the sample is drawn 0.850 m clear (samples/kelurahan); the lactation room has no other.
TEST(Route, FromTheStreetToTheLactationRoomOfTheSample) {
  const TempFolder folder;
  const std::string pictures = (folder / "pictures").string();
  const auto d = answer_of(kSample + " --from outside --to \"ruang laktasi\" --mobility all --svg " + pictures, 0);
  ASSERT_EQ(d.at("routes").size(), d.at("mobilities").size());
  ASSERT_GE(d.at("routes").size(), 5u);
  const auto& chair = d.at("routes").at(0);
  EXPECT_EQ(chair.at("mobility"), "manual_chair");
  EXPECT_EQ(chair.at("answer"), "yes");
  EXPECT_NEAR(chair.at("width").get<double>(), 0.850, 0.001);
  EXPECT_EQ(chair.at("doors").size(), 2u);
  std::size_t drawn = 0;
  for (const auto& file : std::filesystem::directory_iterator(pictures)) {
    std::ifstream in(file.path());
    std::ostringstream text;
    text << in.rdbuf();
    EXPECT_EQ(landai::testing::xml_problem(text.str()), "") << file.path();
    EXPECT_NE(text.str().find("rt-short"), std::string::npos);
    ++drawn;
  }
  EXPECT_EQ(drawn, d.at("routes").size());
}

TEST(Route, TwoRunsGiveTheSameBytesAndBothLanguagesSpeak) {
  const std::string question = "route " + kSample + " --from P-01 --to \"RUANG RAPAT\" --json - --lang ";
  const auto first = landai(question + "id"), second = landai(question + "id");
  EXPECT_EQ(first.out, second.out);
  EXPECT_FALSE(first.out.empty());
  const auto id = landai("route " + kSample + " --from P-01 --to \"RUANG RAPAT\" --lang id");
  EXPECT_NE(id.out.find("Kursi roda manual"), std::string::npos) << id.out;
  const auto en = landai("route " + kSample + " --from P-01 --to \"RUANG RAPAT\" --lang en");
  EXPECT_NE(en.out.find("Manual wheelchair"), std::string::npos) << en.out;
}

TEST(Route, UnknownPlacesAndMobilitiesAreNamed) {
  const auto place = landai("route " + kSample + " --from outside --to nowhere-at-all");
  EXPECT_EQ(place.exit_code, 2) << place.err;
  EXPECT_NE(place.err.find("nowhere-at-all"), std::string::npos) << place.err;
  const auto who = landai("route " + kSample + " --from outside --to 1,1 --mobility hovercraft");
  EXPECT_EQ(who.exit_code, 2) << who.err;
  EXPECT_NE(who.err.find("manual_chair"), std::string::npos) << who.err;
  EXPECT_EQ(landai("route " + kSample + " --from outside").exit_code, 2);
  for (const char* odd : {"1e999,0", "nan,0", "1e18,1e18", "0,0@NOWHERE", ""})
    EXPECT_EQ(landai("route " + kSample + " --from \"" + odd + "\" --to outside").exit_code, 2) << odd;
}

TEST(Reach, TheReportTellsWhoGetsWhere) {
  const auto document = landai("check " + kSample + " --mobility manual_chair --mobility elderly_walker --json -");
  const auto problems = check_schema_json(document.out, kSchema + "report.schema.json");
  ASSERT_TRUE(problems);
  EXPECT_TRUE(problems->empty());
  const auto d = nlohmann::json::parse(document.out, nullptr, false);
  ASSERT_EQ(d.at("mobilities").size(), 2u);
  std::map<std::string, std::size_t> reached;
  for (const auto& from : d.at("reach"))
    for (const auto& place : from.at("places")) {
      reached[from.at("mobility")] += place.at("reachable") == true;
      // What is cut off says what would have to change.
      EXPECT_TRUE(place.at("reachable") == true || !place.at("cut").empty()) << place;
    }
  // A person on foot passes wherever the wheelchair does.
  EXPECT_GT(reached["manual_chair"], 0u);
  EXPECT_GE(reached["elderly_walker"], reached["manual_chair"]);
  const auto page = landai("check " + kSample + " --mobility manual_chair --html -");
  EXPECT_NE(page.out.find("id=\"reach\""), std::string::npos);
  const auto text = landai("check " + kSample + " --mobility manual_chair");
  EXPECT_NE(text.out.find("Who gets where"), std::string::npos);
  EXPECT_EQ(landai("check " + kSample).out.find("Who gets where"), std::string::npos);
}

TEST(Ask, AnyQuantityOfTheCatalogueCanBeAsked) {
  const auto result = landai("check " + kSample + " --json - --standard pergub-64-2008 --ask space.fits_t_turn:size=1525mm,arm=0.915 --ask space.dead_end:diameter=1.5");
  const auto d = nlohmann::json::parse(result.out, nullptr, false);
  std::size_t turns = 0, ends = 0;
  for (const auto& m : d.at("measurements")) {
    if (m.at("quantity") == "space.fits_t_turn") {
      ++turns;
      EXPECT_EQ(m.at("params").at("size"), 1.525);
    }
    ends += m.at("quantity") == "space.dead_end" && m.at("params").at("diameter") == 1.5;  // packs ask it with their own
  }
  EXPECT_GT(turns, 20u);
  EXPECT_EQ(turns, ends);
  const auto text = landai("check " + kSample + " --ask seat.side_bay:a=0.8,b=1.2");
  EXPECT_NE(text.out.find("Wheelchair bay beside the seat"), std::string::npos);
  for (const char* wrong : {"space.nothing", "space.dead_end", "space.dead_end:diameter=-1", "space.dead_end:diameter=1.5,x=2", "space.dead_end:diameter=1.5kg"}) {
    const auto refused = landai("check " + kSample + " --ask " + wrong);
    EXPECT_EQ(refused.exit_code, 2) << wrong;
    EXPECT_NE(refused.err.find("--quantities"), std::string::npos) << refused.err;
  }
  const auto list = landai("inspect --quantities --lang id");
  EXPECT_NE(list.out.find("space.dead_end:diameter"), std::string::npos);
}

}  // namespace
}  // namespace landai::test
