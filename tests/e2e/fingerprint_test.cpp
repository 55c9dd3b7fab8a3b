// SPDX-License-Identifier: GPL-3.0-or-later
// Another export of the same plan has the same findings under the same fingerprints.
#include <gtest/gtest.h>

#include <fstream>
#include <map>
#include <nlohmann/json.hpp>
#include <sstream>

#include "read_json.hpp"
#include "reexport.hpp"
#include "run_program.hpp"

namespace landai::test {
namespace {

namespace fs = std::filesystem;
using nlohmann::json;

const fs::path kSample = LANDAI_SOURCE_DIR "/samples/kelurahan";
const fs::path kShared = LANDAI_SHARED_DIR;

/// Fingerprint → what else must be the same of a finding, and its title for who has to read a failure.
struct Told {
  std::string what, title;
};
std::map<std::string, Told> findings_of(const fs::path& file) {
  const Run run = landai("check " + file.string() + " --json -");
  EXPECT_TRUE(run.exit_code == 0 || run.exit_code == 1) << run.err;
  const json document = read_json(run.out);
  std::map<std::string, Told> found;
  if (!document.is_object()) {
    ADD_FAILURE() << "no report of " << file << ": " << run.err;
    return found;
  }
  for (const json& f : document["findings"]) {
    std::string what = f["verdict"].get<std::string>() + " " + f["severity"].dump() + " × " + std::to_string(f["places"].size());
    EXPECT_TRUE(found.emplace(f["fingerprint"], Told{what, f["title"]}).second) << "two findings of " << file << " have one fingerprint: " << f["title"];
  }
  return found;
}

void expect_same(const fs::path& original, const std::string& exported, const fs::path& as) {
  ASSERT_FALSE(exported.empty());
  ASSERT_NE(slurp(original), exported);
  write(as, exported);
  const auto before = findings_of(original), after = findings_of(as);
  EXPECT_GT(before.size(), 10u);
  for (const auto& [fingerprint, told] : before) {
    const auto found = after.find(fingerprint);
    if (found == after.end()) ADD_FAILURE() << "lost: " << told.title;
    else EXPECT_EQ(told.what, found->second.what) << told.title;
  }
  for (const auto& [fingerprint, told] : after) EXPECT_TRUE(before.contains(fingerprint)) << "new: " << told.title;
}

TEST(Fingerprints, OutliveOtherHandlesOrderAndOriginOfADrawing) {
  const TempFolder folder;
  const std::string text = slurp(kSample / "kelurahan.dxf");
  for (const std::uint64_t seed : {1, 2}) {
    SCOPED_TRACE(seed);
    expect_same(kSample / "kelurahan.dxf", dxf_reexport(text, seed, 123456.78 * static_cast<double>(seed), -98765.43, 0), folder / "other-name.dxf");
  }
}

TEST(Fingerprints, OutliveTheNoiseOfACoarserExport) {
  const TempFolder folder;
  expect_same(kSample / "kelurahan.dxf", dxf_reexport(slurp(kSample / "kelurahan.dxf"), 4, 0, 0, 0.015), folder / "noisy.dxf");
}

TEST(Fingerprints, OutliveNewGlobalIdsAndShuffledLinesOfAModel) {
  const TempFolder folder;
  const std::string text = slurp(kSample / "kelurahan.ifc");
  for (const std::uint64_t seed : {1, 2}) {
    SCOPED_TRACE(seed);
    expect_same(kSample / "kelurahan.ifc", ifc_reexport(text, seed, true), folder / "model.ifc");
  }
}

TEST(Fingerprints, OutliveAnotherOriginOfAModel) {
  const TempFolder folder;
  expect_same(kSample / "kelurahan.ifc", ifc_reexport(ifc_moved(slurp(kSample / "kelurahan.ifc"), 431234.567, -77654.321), 9, true), folder / "moved.ifc");
}

TEST(Fingerprints, OutliveNewGlobalIdsOfModelsMadeByOthers) {
  const TempFolder folder;
  int seen = 0;
  for (const char* name : {"Duplex_A.ifc", "demo2.ifc", "AC20-FZK-Haus.ifc"}) {
    const fs::path file = kShared / "plans/ifc" / name;
    if (!fs::exists(file)) continue;
    ++seen;
    SCOPED_TRACE(name);
    expect_same(file, ifc_reexport(slurp(file), 5, false), folder / "same.ifc");
    expect_same(file, ifc_reexport(slurp(file), 6, true), folder / "same.ifc");
  }
  if (seen == 0) GTEST_SKIP() << "no plans made by others in " << kShared;
}

TEST(Fingerprints, AWiderDoorTakesItsFindingAwayAndNoOther) {
  const TempFolder folder;
  const auto drawn = run("python3 " + (kSample / "draw.py").string() + " --only dxf --set P13_CLEAR=801 --out " + folder.path().string());
  ASSERT_EQ(drawn.exit_code, 0) << drawn.err;
  const auto before = findings_of(kSample / "kelurahan.dxf"), after = findings_of(folder / "kelurahan.dxf");
  EXPECT_EQ(before.size(), after.size() + 1);
  for (const auto& [fingerprint, told] : after) EXPECT_TRUE(before.contains(fingerprint)) << told.title;
}

}  // namespace
}  // namespace landai::test
