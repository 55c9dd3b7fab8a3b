// SPDX-License-Identifier: GPL-3.0-or-later
#include <cmath>

#include "dxf_plan.hpp"
#include "import/dxf_text.hpp"

namespace landai::support {
namespace {

/// Two doors of a leaf `leaf` drawing units wide in a building of about 12 leaves.
DxfText doors(double leaf) {
  DxfText d;
  for (const double x : {0.0, 6 * leaf}) d.line("DOOR", x, 0, x, leaf).arc("DOOR", x, 0, leaf, 0, 90);
  d.line("WALL", -leaf, 0, 12 * leaf, 0);
  return d;
}

struct Case {
  int header;
  double leaf;
  const char* unit;   ///< "" : nothing decides
  const char* from;
};

TEST(DxfUnit, HeaderAndDoors) {
  for (const Case& c : {Case{4, 900, "mm", "header"}, Case{6, 0.9, "m", "header"}, Case{1, 36, "inch", "header"}, Case{2, 3, "foot", "header"},
                        Case{-1, 900, "mm", "plausibility"}, Case{0, 90, "cm", "plausibility"}, Case{-1, 36, "inch", "plausibility"},
                        Case{-1, 0.9, "m", "plausibility"}, Case{1, 927.5, "mm", "plausibility"}, Case{6, 36, "inch", "plausibility"}}) {
    DxfText d = doors(c.leaf);
    d.insunits = c.header;
    const Plan plan = plan_of(d);
    ASSERT_EQ(plan.sources.size(), 1U);
    EXPECT_EQ(plan.sources[0].unit, c.unit) << c.header << " " << c.leaf;
    EXPECT_EQ(plan.sources[0].unit_from, c.from) << c.header << " " << c.leaf;
    EXPECT_EQ(says(plan, "import.dxf.header_unit_wrong"), c.header > 0 && std::string(c.from) != "header");
  }
}

TEST(DxfUnit, NothingDecides) {
  DxfText d;
  d.insunits = 0;
  d.line("X", 0, 0, 1400, 0).line("X", 0, 0, 0, 1000);
  const auto plan = read_text(d.str());
  ASSERT_FALSE(plan);
  EXPECT_EQ(plan.error().code, ErrorCode::no_unit);
  EXPECT_EQ(plan.error().advice.key, "import.dxf.advice_unit");
}

TEST(DxfUnit, HeaderThatMakesADollsHouse) {
  DxfText d;   // millimetres, 14 wide
  d.line("X", 0, 0, 14, 0).line("X", 0, 0, 0, 11);
  const auto plan = read_text(d.str());
  ASSERT_FALSE(plan);
  EXPECT_EQ(plan.error().code, ErrorCode::no_unit);
  EXPECT_EQ(plan.error().message.key, "import.dxf.header_unit_extent");
}

TEST(DxfUnit, DimensionTextsDecide) {
  DxfText d;
  d.insunits = 0;
  d.line("DINDING", 0, 0, 9000, 0);
  d.raw("DIMENSION", "DIMENSI", "70\n1\n1\n3.00\n42\n3000\n13\n0\n23\n0\n14\n3000\n24\n0\n");
  const Plan plan = plan_of(d);
  EXPECT_EQ(plan.sources[0].unit, "mm");
  EXPECT_EQ(plan.sources[0].unit_from, "dimensions");
}

TEST(DxfUnit, TheUserIsObeyedAndWarned) {
  importer::Options options;
  options.metres_per_unit = 0.0254;
  options.unit_name = "inch";
  const Plan plan = plan_of(doors(900), options);
  EXPECT_EQ(plan.sources[0].unit_from, "user");
  EXPECT_TRUE(says(plan, "import.dxf.user_unit_leaf"));
  EXPECT_FALSE(says(plan_of(doors(36), options), "import.dxf.user_unit_leaf"));
}

TEST(DxfText, Decoding) {
  const importer::DxfDecoder decoder("ANSI_1252", "AC1015");
  EXPECT_EQ(decoder.decode("B\xFCro"), "Büro");
  EXPECT_EQ(decoder.decode("Büro"), "Büro");   // already UTF-8
  EXPECT_EQ(decoder.decode("\\U+00B1" "0.00"), "±0.00");
  EXPECT_EQ(importer::plain_text("%%p0.00 45%%d %%c50 %%uA"), "±0.00 45° ⌀50 A");
  EXPECT_EQ(importer::plain_mtext("{\\fArial|b1;RUANG}\\PTUNGGU \\S1/2; \\A1;x\\~y"), "RUANG\nTUNGGU 1/2 x y");
  EXPECT_EQ(importer::upper("tür straße дверь"), "TÜR STRAßE ДВЕРЬ");
}

}  // namespace
}  // namespace landai::support
