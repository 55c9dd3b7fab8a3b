// SPDX-License-Identifier: GPL-3.0-or-later
#include "import/dxf.hpp"

#include <chrono>
#include <cmath>
#include <random>

#include "dxf_plan.hpp"

namespace landai::support {
namespace {

DxfText room() {
  DxfText d;
  d.rect("DINDING", 0, 0, 5000, 150).rect("RUANG", 0, 150, 5000, 4150);
  return d;
}

std::string error_of(const std::string& content) {
  const auto plan = read_text(content);
  return plan ? "" : plan.error().message.key;
}

TEST(Dxf, RoomsWallsAndNames) {
  DxfText d = room();
  d.text("TEKS", 2500, 2000, "RUANG TUNGGU", 250).text("TEKS", 2500, 1500, "20.00 m2").text("ELEVASI", 1000, 1000, "%%p0.00");
  const Plan plan = plan_of(d);
  const auto spaces = of(plan, Category::space);
  ASSERT_EQ(spaces.size(), 1U);
  EXPECT_EQ(spaces[0]->name, "RUANG TUNGGU");
  EXPECT_NEAR(area(spaces[0]->geometry.areas), 20.0, 1e-9);
  ASSERT_TRUE(spaces[0]->z);
  EXPECT_EQ(spaces[0]->z->lo, 0);
  EXPECT_EQ(of(plan, Category::wall).size(), 1U);
  EXPECT_EQ(plan.labels.size(), 3U);
  EXPECT_EQ(plan.sources[0].unit, "mm");
  EXPECT_EQ(plan.sources[0].profile, "indonesia");
  EXPECT_TRUE(says(plan, "import.profile.chosen"));
}

std::string name_in(DxfText d) {
  const Plan plan = plan_of(d);
  const auto spaces = of(plan, Category::space);
  return spaces.empty() ? "no room" : spaces[0]->name;
}

/// A name on two lines: one text, or two of which the second stands as close as a line does. Remarks and other words are no part of it.
TEST(Dxf, ARoomsNameMayStandOnSeveralLines) {
  const auto rich = [](const std::string& words) {
    DxfText d = room();
    d.raw("MTEXT", "RUANG", "10\n2500\n20\n2000\n40\n150\n1\n" + words + "\n");
    return name_in(d);
  };
  EXPECT_EQ(rich("TOILET\\PDIFABEL WANITA"), "TOILET DIFABEL WANITA");
  EXPECT_EQ(rich("TOILET\\PWANITA 2\\P4.80 m2"), "TOILET WANITA 2");
  EXPECT_EQ(rich("RUANG RAPAT\\PKAP. 20 ORANG"), "RUANG RAPAT");
  const auto two = [](double x, double y, double height) {
    DxfText d = room();
    d.text("RUANG", x, y, "LAKTASI", height).text("RUANG", 2500, 2000, "RUANG", 150);
    return name_in(d);
  };
  EXPECT_EQ(two(2500, 1750, 150), "RUANG LAKTASI");
  EXPECT_EQ(two(2500, 1000, 150), "LAKTASI") << "too far away: the first one names the room";
  EXPECT_EQ(two(2500, 1750, 100), "RUANG") << "smaller lettering is a remark";
}

/// What is no part of the name for sure is kept, so that what the room is for can be asked.
TEST(Dxf, WordsThatMayBelongToARoomsNameAreKept) {
  DxfText d = room();
  d.text("RUANG", 2500, 2000, "TOILET", 220).text("RUANG", 2500, 1700, "(DIFABEL)", 150).text("RUANG", 2500, 1500, "KERAMIK 40x40", 150);
  const Plan plan = plan_of(d);
  const auto spaces = of(plan, Category::space);
  ASSERT_EQ(spaces.size(), 1U);
  EXPECT_EQ(spaces[0]->name, "TOILET");
  ASSERT_NE(spaces[0]->text("beside_name"), nullptr);
  EXPECT_EQ(*spaces[0]->text("beside_name"), "(DIFABEL)");
}

TEST(Dxf, RoomOutlineOnTheWallLayerIsNoSolid) {
  DxfText d;
  d.rect("DINDING", 0, 0, 5000, 4000);
  const Plan plan = plan_of(d);
  const auto walls = of(plan, Category::wall);
  ASSERT_EQ(walls.size(), 1U);
  EXPECT_TRUE(walls[0]->geometry.areas.empty());
  EXPECT_EQ(walls[0]->geometry.lines.size(), 1U);
}

TEST(Dxf, HatchedWallThroughGdal) {
  DxfText d = room();
  d.raw("HATCH", "DINDING",
        "100\nAcDbHatch\n10\n0\n20\n0\n30\n0\n210\n0\n220\n0\n230\n1\n2\nSOLID\n70\n1\n71\n0\n91\n1\n92\n2\n72\n0\n73\n1\n93\n4\n10\n0\n20\n9000\n10\n3000\n20\n9000\n"
        "10\n3000\n20\n9200\n10\n0\n20\n9200\n97\n0\n75\n0\n76\n1\n98\n0\n");
  const Plan plan = plan_of(d);
  const auto walls = of(plan, Category::wall);
  ASSERT_EQ(walls.size(), 2U);
  EXPECT_NEAR(area(walls[1]->geometry.areas), 3.0 * 0.2, 1e-9);
}

TEST(Dxf, FrozenOffHiddenAndPaperAreLeftOutAndCounted) {
  DxfText d = room();
  d.layer("BEKU", 1).layer("MATI", 0, -7).layer("DINDING").layer("RUANG");
  d.line("BEKU", 0, 0, 1, 1).line("MATI", 0, 0, 1, 1);
  d.raw("LINE", "DINDING", "60\n1\n10\n0\n20\n0\n11\n9\n21\n9\n").raw("LINE", "DINDING", "67\n1\n10\n0\n20\n0\n11\n9\n21\n9\n");
  const Plan plan = plan_of(d);
  EXPECT_EQ(of(plan, Category::wall).size(), 1U);
  for (const char* key : {"import.dxf.frozen", "import.dxf.off", "import.dxf.hidden", "import.dxf.paper"}) EXPECT_TRUE(says(plan, key)) << key;
}

TEST(Dxf, EveryLayerOffIsNotBelieved) {
  DxfText d = room();
  d.layer("DINDING", 0, -7).layer("RUANG", 0, -3);
  const Plan plan = plan_of(d);
  EXPECT_EQ(of(plan, Category::space).size(), 1U);
  EXPECT_TRUE(says(plan, "import.dxf.all_off"));
}

TEST(Dxf, LargeCoordinatesMoveToALocalOrigin) {
  DxfText d;
  d.rect("RUANG", 700'000'000, 9'200'000'000, 700'004'000, 9'200'003'000);
  const Plan plan = plan_of(d);
  const auto spaces = of(plan, Category::space);
  ASSERT_EQ(spaces.size(), 1U);
  EXPECT_NEAR(area(spaces[0]->geometry.areas), 12.0, 1e-6);
  EXPECT_LT(std::abs(spaces[0]->geometry.box().max_y), 1000);
  EXPECT_TRUE(says(plan, "import.dxf.shifted"));
}

TEST(Dxf, CodePagesAndEscapes) {
  DxfText d;
  d.code_page = "ANSI_1251";
  d.rect("RUANG", 0, 0, 4000, 3000).text("TEKS", 1000, 1000, "\xCA\xF3\xF5\xED\xFF");   // CP1251
  EXPECT_EQ(of(plan_of(d), Category::space).at(0)->name, "Кухня");
  DxfText e;
  e.rect("RUANG", 0, 0, 4000, 3000).raw("MTEXT", "TEKS", "10\n1000\n20\n1000\n40\n100\n1\n{\\fArial|b0;B\\U+00FCro}\\P12 m\\U+00B2\n");
  EXPECT_EQ(of(plan_of(e), Category::space).at(0)->name, "Büro");
}

TEST(Dxf, CounterHeightsAndParts) {
  DxfText d;
  d.block("LOKET").rect("LOKET", 0, 0, 1400, 600).end_block();
  d.insert("LOKET", "LOKET", 0, 0, 0, 1, 1, {{"TINGGI", "1050"}}).insert("LOKET", "LOKET", 1400, 0, 0, 1, 1, {{"TINGGI", "750"}});
  d.insert("LOKET", "LOKET", 9000, 0, 0, 1, 1, {{"TINGGI", "0.75"}});   // metres in a drawing in millimetres
  const Plan plan = plan_of(d);
  const auto counters = of(plan, Category::counter);
  ASSERT_EQ(counters.size(), 3U);
  ASSERT_TRUE(counters[0]->counter()->height);
  EXPECT_NEAR(counters[0]->counter()->height->value, 1.05, 1e-9);
  EXPECT_EQ(counters[1]->parent, counters[0]->id);
  EXPECT_FALSE(counters[2]->counter()->height);
  EXPECT_TRUE(says(plan, "import.dxf.height_implausible"));
}

TEST(Dxf, SanitaryKindsAndTheirFront) {
  DxfText d;
  d.rect("DINDING", 0, 0, 5000, 150);
  d.block("A").rect("SANITAIR", -190, 0, 190, 700).end_block();
  d.insert("SANITAIR", "A", 1000, 150, 0, 1, 1, {{"JENIS", "KLOSET"}}).insert("SANITAIR", "A", 2000, 150, 0, 1, 1, {{"JENIS", "URINOIR"}});
  const Plan plan = plan_of(d);
  const auto pans = of(plan, Category::sanitary);
  ASSERT_EQ(pans.size(), 2U);
  EXPECT_EQ(pans[0]->kind, "toilet_pan");
  EXPECT_EQ(pans[1]->kind, "urinal");
  EXPECT_NEAR(distance(pans[0]->fixture()->facing, {0, 1}), 0, 1e-9);
}

TEST(Dxf, WheelchairSymbolMakesABayAccessible) {
  DxfText d;
  d.rect("PARKIR", 0, 0, 3700, 5000).rect("PARKIR", 4000, 0, 6500, 5000);
  d.block("SIMBOL-DIFABEL").circle("0", 0, 0, 600).end_block();
  d.insert("PARKIR", "SIMBOL-DIFABEL", 1800, 2000);
  const Plan plan = plan_of(d);
  const auto bays = of(plan, Category::parking_bay);
  ASSERT_EQ(bays.size(), 2U);
  EXPECT_EQ(bays[0]->kind, "accessible");
  EXPECT_EQ(bays[1]->kind, "");
}

TEST(Dxf, UnknownNamesAreCountedAndBecomeNothing) {
  DxfText d = room();
  d.line("XYZ", 0, 0, 100, 100);
  d.block("ASDF").line("0", 0, 0, 100, 0).end_block();
  d.insert("XYZ", "ASDF", 0, 0);
  const Plan plan = plan_of(d);
  EXPECT_TRUE(says(plan, "import.dxf.not_understood"));
  EXPECT_EQ(plan.elements.size(), 2U);
}

// What bad input gets.

TEST(DxfErrors, NoDxfAndCutOff) {
  EXPECT_EQ(error_of("hello\nworld\n"), "import.dxf.not_dxf");
  EXPECT_EQ(error_of(std::string(5000, '\xff')), "import.dxf.not_dxf");
  EXPECT_FALSE(error_of("").empty());
  DxfText d = room();
  d.end_entities = d.end_file = false;
  const auto cut = read_text(d.str());
  ASSERT_FALSE(cut);
  EXPECT_EQ(cut.error().code, ErrorCode::input);
  EXPECT_EQ(cut.error().message.key, "import.dxf.cut_off");
  EXPECT_TRUE(cut.error().where.starts_with("line "));
  const std::string whole = room().str();
  for (std::size_t n = 20; n < whole.size(); n += 17) {
    const auto part = read_text(whole.substr(0, n));
    if (!part) continue;
    EXPECT_TRUE(says(*part, "import.dxf.no_eof")) << n;   // all entities were there
  }
}

TEST(DxfErrors, MissingEndMarkIsSaid) {
  DxfText d = room();
  d.end_file = false;
  EXPECT_TRUE(says(plan_of(d), "import.dxf.no_eof"));
}

TEST(DxfErrors, NothingDrawn) { EXPECT_EQ(error_of(DxfText().str()), "import.dxf.nothing_drawn"); }

TEST(DxfErrors, BlocksThatContainThemselves) {
  DxfText d = room();
  d.block("A").insert("0", "B", 0, 0).line("DINDING", 0, 0, 1000, 0).end_block();
  d.block("B").insert("0", "A", 0, 0).end_block();
  d.insert("0", "A", 0, 0);
  const Plan plan = plan_of(d);
  EXPECT_TRUE(says(plan, "import.dxf.block_loop"));
  EXPECT_EQ(of(plan, Category::wall).size(), 2U);
}

TEST(DxfErrors, BlocksThatMultiplyEnd) {
  for (const bool empty : {false, true}) {
    DxfText d = room();
    d.block("B0");
    if (!empty) d.line("DINDING", 0, 0, 1000, 0);
    d.end_block();
    for (int i = 1; i < 14; ++i) {
      d.block("B" + std::to_string(i));
      for (int k = 0; k < 10; ++k) d.insert("0", "B" + std::to_string(i - 1), k, 0);
      d.end_block();
    }
    d.insert("0", "B13", 0, 0);
    const auto start = std::chrono::steady_clock::now();
    const auto plan = read_text(d.str());
    EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::seconds(60));
    // Half a drawing is no plan.
    ASSERT_FALSE(plan);
    EXPECT_EQ(plan.error().code, ErrorCode::limit);
    EXPECT_EQ(plan.error().message.key, "import.dxf.too_many_parts");
  }
}

TEST(DxfErrors, DamagedFilesNeverCrash) {
  DxfText d = room();
  d.block("P").line("PINTU", 0, 0, 0, 900).arc("PINTU", 0, 0, 900, 0, 90).end_block();
  d.insert("PINTU", "P", 100, 0, 30, 1, 1, {{"KODE", "1"}}).text("ELEVASI", 0, 0, "+0.45").rect("RAM", 0, 0, 9000, 1200).line("RAM", 0, 600, 9000, 600);
  const std::string whole = d.str();
  std::mt19937 random(7);
  for (int i = 0; i < 300; ++i) {
    std::string bytes = whole;
    for (int k = 0; k < 1 + i % 20; ++k) bytes[random() % bytes.size()] = static_cast<char>(random());
    (void)read_text(bytes);
  }
}

TEST(Dxf, BinaryForm) {
  // The same few groups as bytes: code (two bytes, little endian) and value.
  std::string b("AutoCAD Binary DXF\r\n\x1a\0", 22);
  const auto code = [&b](int c) { b += static_cast<char>(c & 0xff), b += static_cast<char>(c >> 8); };
  const auto text = [&](int c, const std::string& v) { code(c), b += v, b += '\0'; };
  const auto real = [&](int c, double v) { code(c), b.append(reinterpret_cast<const char*>(&v), 8); };
  const auto small = [&](int c, int v) { code(c), b += static_cast<char>(v & 0xff), b += static_cast<char>(v >> 8); };
  text(0, "SECTION"), text(2, "HEADER"), text(9, "$INSUNITS"), small(70, 4), text(0, "ENDSEC");
  text(0, "SECTION"), text(2, "ENTITIES");
  text(0, "LWPOLYLINE"), text(5, "1A"), text(8, "RUANG"), code(90), b += std::string("\4\0\0\0", 4), small(70, 1);
  for (const auto& [x, y] : {std::pair{0.0, 0.0}, {4000.0, 0.0}, {4000.0, 3000.0}, {0.0, 3000.0}}) real(10, x), real(20, y);
  text(0, "ENDSEC"), text(0, "EOF");
  EXPECT_TRUE(importer::looks_like_dxf(b));
  const auto plan = read_text(b);
  ASSERT_TRUE(plan) << plan.error().message.key << plan.error().where;
  ASSERT_EQ(of(*plan, Category::space).size(), 1U);
  EXPECT_NEAR(area(of(*plan, Category::space)[0]->geometry.areas), 12.0, 1e-9);
  for (std::size_t n = 22; n < b.size(); n += 3) EXPECT_FALSE(read_text(b.substr(0, n)).has_value() && n < b.size() - 20);
}

}  // namespace
}  // namespace landai::support
