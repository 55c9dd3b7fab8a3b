// SPDX-License-Identifier: GPL-3.0-or-later
// A drawn door of two leaves: the widest counts, and both where somebody vouches for it that they stand open.
#include <gmock/gmock.h>
#include <nlohmann/json.hpp>

#include "dxf_text.hpp"
#include "run_program.hpp"

namespace landai {
namespace {

using test::landai;
using test::TempFolder;
using Json = nlohmann::json;

/// A room of 6 × 5 m whose only door is an opening of 1.40 m with two leaves of 0.70 m, drawn 40 mm thick and open outward.
std::string waiting_room() {
  constexpr double kWall = 150, kLeft = 2000, kRight = 3400, kDeep = 5000;
  support::DxfText dxf;
  dxf.rect("DINDING", -kWall, -kWall, 6000 + kWall, 0).rect("DINDING", -kWall, 0, 0, kDeep).rect("DINDING", 6000, 0, 6000 + kWall, kDeep);
  dxf.rect("DINDING", -kWall, kDeep, kLeft, kDeep + kWall).rect("DINDING", kRight, kDeep, 6000 + kWall, kDeep + kWall);
  dxf.rect("PINTU", kLeft, kDeep + kWall, kLeft + 40, kDeep + kWall + 700).arc("PINTU", kLeft, kDeep + kWall, 700, 0, 90);
  dxf.rect("PINTU", kRight - 40, kDeep + kWall, kRight, kDeep + kWall + 700).arc("PINTU", kRight, kDeep + kWall, 700, 90, 180);
  dxf.rect("RUANG", 0, 0, 6000, kDeep).text("RUANG", 100, 2500, "RUANG TUNGGU", 80);
  return dxf.str();
}

struct Checked {
  std::string verdict, door;
  double lo = 0, hi = 0;
};

Checked check(const std::string& plan, const TempFolder& folder, const std::string& more) {
  const std::string json = (folder / "r.json").string();
  const auto run = landai("check " + plan + " --json " + json + more);
  EXPECT_LE(run.exit_code, 1) << run.err;
  const Json report = Json::parse(test::slurp(json));
  Checked out;
  for (const auto& c : report["checks"])
    if (c["rule"] == "pupr14.l2.door.main.clear") out.verdict = c["verdict"], out.door = c["subject"][0];
  for (const auto& m : report["measurements"])
    if (m["quantity"] == "door.clear_width" && m["subject"][0] == out.door) out.lo = m["bounds"][0], out.hi = m["bounds"][1];
  return out;
}

TEST(BothLeaves, CountWhereTheyAreStatedToStandOpen) {
  const TempFolder folder;
  const std::string plan = (folder / "p.dxf").string(), facts = (folder / "f.yaml").string();
  test::write(plan, waiting_room());
  const Checked shut = check(plan, folder, "");
  EXPECT_EQ(shut.verdict, "fail");
  EXPECT_LT(shut.hi, 0.70 + 1e-9);
  for (const bool open : {true, false}) {
    test::write(facts, "elements:\n  " + shut.door + ": {both_leaves_open: " + (open ? "true" : "false") + "}\n");
    const Checked stated = check(plan, folder, " --facts " + facts);
    EXPECT_EQ(stated.verdict, open ? "pass" : "fail");
    if (!open) continue;
    EXPECT_LE(stated.hi, 1.40 + 1e-9) << "not more than the opening";
    EXPECT_GE(stated.lo, 1.40 - 2 * 0.065 - 1e-9) << "each leaf takes at most 65 mm (data/profiles/doors.yaml)";
  }
  // The worksheet asks it, until it is answered.
  const std::string sheet = (folder / "w.pdf").string(), data = (folder / "w.json").string();
  for (const bool answered : {false, true}) {
    const auto run = landai("worksheet " + plan + (answered ? " --facts " + facts : "") + " -o " + sheet);
    ASSERT_EQ(run.exit_code, 0) << run.err;
    EXPECT_EQ(test::slurp(data).find("door.both_leaves_open") != std::string::npos, !answered);
  }
}

// A slip of the door's name: the one that was meant goes on failing, so it is told.
TEST(BothLeaves, AreToldOfADoorThatIsDrawnWithOne) {
  const TempFolder folder;
  const std::string readings = (folder / "r.csv").string(), json = (folder / "r.json").string();
  test::write(readings, "subject,quantity,value,method,by,date\nP-13,door.both_leaves_open,yes,attested,Sari,2026-11-20\n");
  const auto run = landai("check " + std::string(LANDAI_SOURCE_DIR) + "/samples/kelurahan/kelurahan.dxf --lang en --readings " + readings + " --json " + json);
  EXPECT_LE(run.exit_code, 1) << run.err;
  bool told = false;
  const Json report = Json::parse(test::slurp(json));
  for (const auto& d : report["diagnostics"]) told = told || d.dump().find("stand open (P-13) is not used") != std::string::npos;
  EXPECT_TRUE(told);
}

}  // namespace
}  // namespace landai
