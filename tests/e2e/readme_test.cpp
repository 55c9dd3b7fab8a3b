// SPDX-License-Identifier: GPL-3.0-or-later
// Every command line of the README works as it stands there.
#include <gtest/gtest.h>

#include <sstream>

#include "run_program.hpp"

namespace landai::test {
namespace {

/// The lines of the block of commands that follows a heading, without remarks.
std::vector<std::string> commands_under(const std::string& text, const std::string& heading) {
  std::vector<std::string> out;
  std::size_t at = text.find("```sh\n", text.find(heading));
  if (at == std::string::npos) return out;
  at += 6;
  std::istringstream lines(text.substr(at, text.find("```", at) - at));
  for (std::string line; std::getline(lines, line);) out.push_back(line.substr(0, line.find(" #")));
  return out;
}

TEST(Readme, EveryCommandRunsAsItIsWritten) {
  const auto commands = commands_under(slurp(LANDAI_SOURCE_DIR "/README.md"), "## What you do with it");
  ASSERT_GT(commands.size(), 15U);
  const TempFolder folder;
  std::filesystem::create_directories(folder / "out");
  std::filesystem::create_directory_symlink(LANDAI_SOURCE_DIR "/samples", folder / "samples");
  const std::filesystem::path program(LANDAI_PROGRAM);
  ASSERT_TRUE(commands.front().starts_with("PATH="));
  for (std::size_t i = 1; i < commands.size(); ++i) {
    write(folder / "line.sh", "set -e\ncd " + folder.path().string() + "\nPATH=" + program.parent_path().string() +
                                  ":$PATH PLAN=samples/kelurahan/kelurahan\n" + commands[i] + "\n");
    const auto result = run("sh " + (folder / "line.sh").string());
    EXPECT_LE(result.exit_code, 1) << commands[i] << "\n" << result.err;
    EXPECT_EQ(result.err, "") << commands[i];
  }
  for (const char* file : {"report.html", "report.json", "pictures/L0.svg", "plan.gpkg", "facts.yaml", "forms.csv", "evidence.zip"})
    EXPECT_TRUE(std::filesystem::exists(folder / "out" / file)) << file;
}

}  // namespace
}  // namespace landai::test
