// SPDX-License-Identifier: GPL-3.0-or-later
// Nothing of the reference is forgotten: every row of its tables is a rule, a placeholder or a line under `unchecked`. A row that
// demands several things may be several rules, whose ids begin with its own.
#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <regex>
#include <set>
#include <sstream>

#include "bench_plan.hpp"

namespace landai::standards {
namespace {

std::vector<std::string> cells_of(const std::string& line) {
  std::vector<std::string> cells;
  std::stringstream in(line.substr(1));
  for (std::string cell; std::getline(in, cell, '|');) {
    const auto first = cell.find_first_not_of(' '), last = cell.find_last_not_of(' ');
    cells.push_back(first == std::string::npos ? std::string() : cell.substr(first, last - first + 1));
  }
  return cells;
}

struct Row {
  std::string section;
  std::vector<std::string> cells;
};

/// The rows of the reference's tables with the section they stand in; none when it is not there.
std::vector<Row> reference_rows() {
  std::ifstream in(std::filesystem::path(LANDAI_SHARED_DIR) / "reference" / "standards.md");
  std::vector<Row> rows;
  std::string section;
  const std::regex heading("^#+ ([0-9.]+).*");
  for (std::string line; std::getline(in, line);) {
    std::smatch match;
    if (std::regex_match(line, match, heading)) section = match[1];
    if (line.starts_with("|")) rows.push_back({section, cells_of(line)});
  }
  return rows;
}

class Reference : public testing::Test {
 protected:
  void SetUp() override {
    rows_ = reference_rows();
    if (rows_.empty()) GTEST_SKIP() << "no reference/standards.md in " << LANDAI_SHARED_DIR << ": the rows of the packs are not compared with it";
    auto all = load_packs(data_dir(), std::vector<std::string>{"all"});
    ASSERT_TRUE(all);
    for (const Pack& pack : *all) {
      for (const Rule& rule : pack.rules) known_.insert(rule.id);
      for (const Node& item : (*pack.source)["unchecked"].items()) known_.insert(item.text_of("id"));
    }
  }
  bool has(const std::string& id) const {
    return std::any_of(known_.begin(), known_.end(), [&](const std::string& known) { return known == id || known.starts_with(id + "."); });
  }
  std::vector<Row> rows_;
  std::set<std::string> known_;
};

TEST_F(Reference, EveryRowWithAnIdIsInAPack) {
  const std::regex name("^(pergub64|perda7|dki2019|pupr14|pu30|kepmen468|uu[0-9]+|pp[0-9]+|permenpu26|permenkes15)(\\.[A-Za-z0-9._-]+)?$");
  std::size_t seen = 0;
  for (const Row& row : rows_) {
    std::string id = row.cells.empty() ? std::string() : row.cells.front().substr(0, row.cells.front().find(" / "));
    std::transform(id.begin(), id.end(), id.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    if (!std::regex_match(id, name)) continue;
    ++seen;
    EXPECT_TRUE(has(id)) << "section " << row.section << ": " << id;
  }
  EXPECT_GT(seen, 150U);   // the tables were found at all
  EXPECT_TRUE(has("uu28.art31"));
}

TEST_F(Reference, EveryTopicOfTheComparisonIsInItsPack) {
  const std::map<std::string, std::string> topics{
      {"Ramp slope", "ramp.slope"}, {"Rise / length per flight", "ramp.flight"}, {"Ramp width", "ramp.width"}, {"Landing", "ramp.landing"},
      {"Cross slope", "ramp.cross"}, {"Door clear width", "door.clear"}, {"Corridor", "corridor"}, {"Turning", "turning"},
      {"Clear floor", "floor"}, {"Counter", "counter"}, {"Reach", "reach"}, {"Handrail", "handrail"}, {"Parking", "parking"}};
  std::set<std::string> seen;
  for (const Row& row : rows_) {
    if (row.section != "7.1" || row.cells.empty() || row.cells.front() == "Topic" || row.cells.front().starts_with("---")) continue;
    const auto topic = topics.find(row.cells.front());
    ASSERT_NE(topic, topics.end()) << row.cells.front();
    seen.insert(topic->first);
    for (const char* pack : {"ada.", "uk.", "as1428.", "iso21542."}) EXPECT_TRUE(has(pack + topic->second)) << pack << topic->second;
  }
  EXPECT_EQ(seen.size(), topics.size());
}

TEST_F(Reference, BandungsBylawIsThere) {   // section 5 is a sentence, not a table
  for (const char* id : {"bandung5.ramp.slope.exit", "bandung5.ramp.slope.other", "bandung5.ramp.flight", "bandung5.ramp.rest", "bandung5.stair.rise"})
    EXPECT_TRUE(has(id)) << id;
}

}  // namespace
}  // namespace landai::standards
