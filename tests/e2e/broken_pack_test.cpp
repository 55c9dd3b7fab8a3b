// SPDX-License-Identifier: GPL-3.0-or-later
// The program refuses a broken pack with exit 4 and says the line.
#include <gtest/gtest.h>

#include "landai/core/node.hpp"
#include "run_program.hpp"

namespace landai::test {
namespace {

TEST(BrokenPack, ExitsWithFourAndTheLine) {
  const auto table = load_yaml(std::filesystem::path(LANDAI_SOURCE_DIR) / "tests/unit/standards/broken_packs.yaml");
  ASSERT_TRUE(table);
  int tried = 0;
  for (const Node& row : (*table)["rows"].items()) {
    const std::string breaks = row.text_of("breaks");
    if (breaks != "/definitions/rule/required/article" && breaks != "/properties/counts/type") continue;
    ++tried;
    std::string pack = table->text_of("good");
    const std::string from = row.text_of("from");
    ASSERT_NE(pack.find(from), std::string::npos);
    pack.replace(pack.find(from), from.size(), row.text_of("to"));
    const TempFolder folder;
    write(folder / "mine.yaml", pack);
    const auto result = landai("standards check " + (folder / "mine.yaml").string());
    EXPECT_EQ(result.exit_code, 4) << result.err;
    const std::string told = result.out + result.err;
    EXPECT_NE(told.find("line " + row.text_of("line")), std::string::npos) << told;
    EXPECT_NE(told.find(row.text_of("en")), std::string::npos) << told;
  }
  EXPECT_EQ(tried, 2);
}

}  // namespace
}  // namespace landai::test
