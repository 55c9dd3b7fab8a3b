// SPDX-License-Identifier: GPL-3.0-or-later
// What tests of projects have in common: the report without what tells the run, what is in it, and drawings to change.
#pragma once

#include <gtest/gtest.h>

#include <filesystem>
#include <nlohmann/json.hpp>
#include <string>

#include "dxf_text.hpp"
#include "run_program.hpp"

namespace landai::test {

namespace fs = std::filesystem;
using Json = nlohmann::json;

inline const std::string kFolder = LANDAI_SOURCE_DIR "/samples/kelurahan/";

/// The document without what tells the run and not the building.
inline Json document(const std::string& arguments) {
  const Run run = landai(arguments + " --json -");
  EXPECT_TRUE(run.exit_code == 0 || run.exit_code == 1) << run.err;
  EXPECT_EQ(run.err, "");
  Json json = Json::parse(run.out, nullptr, false);
  EXPECT_TRUE(json.is_object()) << run.err;
  if (json.is_object()) json["tool"].erase("options");
  json.erase("history");  // of a project only
  if (json.is_object())
    for (Json& f : json["findings"]) f.erase("life");  // a check has no past
  return json;
}

inline void expect_fine(const std::string& arguments) {
  const Run run = landai(arguments);
  EXPECT_EQ(run.exit_code, 0) << arguments << "\n" << run.err;
  EXPECT_EQ(run.err, "") << arguments;
}

inline std::string id_of(const Json& report, const std::string& name, const std::string& category) {
  for (const Json& e : report["plan"]["elements"])
    if (e["name"] == name && e["category"] == category) return e["id"];
  return {};
}

inline int readings_in(const Json& report) {
  int n = 0;
  for (const Json& m : report["measurements"])
    n += m["method"] == "reading" || m["method"] == "photo" ? 1 : 0;
  return n;
}

inline int orphans_in(const Json& report) {
  int n = 0;
  for (const Json& d : report["diagnostics"])
    n += d["message"].get<std::string>().find("not in the plan any more") != std::string::npos ? 1 : 0;
  return n;
}

/// A drawing without the block that carries this mark.
inline std::string without(std::string text, const std::string& mark) {
  const auto at = text.find("\n" + mark + "\n");
  const auto begin = at == std::string::npos ? at : text.rfind("\n  0\nINSERT\n", at);
  const auto end = at == std::string::npos ? at : text.find("SEQEND\n", at);
  const auto next = end == std::string::npos ? end : text.find("\n  0\n", end);
  if (begin == std::string::npos || next == std::string::npos) return {};
  return text.erase(begin, next - begin);
}

/// Two rooms of another house.
inline std::string small_house() {
  support::DxfText dxf;
  const auto wall = [&](double x0, double y0, double x1, double y1) { dxf.rect("A-WALL", x0, y0, x1, y1); };
  wall(90000, 90000, 99000, 90200), wall(90000, 95800, 99000, 96000), wall(90000, 90200, 90200, 95800), wall(98800, 90200, 99000, 95800);
  wall(94400, 90200, 94600, 92500), wall(94400, 93500, 94600, 95800);
  return dxf.text("A-ANNO-TEXT", 92000, 93000, "LOBI").text("A-ANNO-TEXT", 96000, 93000, "RUANG TAMU").str();
}

}  // namespace landai::test
