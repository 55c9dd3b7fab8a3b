// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <gtest/gtest.h>

#include <filesystem>
#include <set>
#include <string>

#include "run_program.hpp"

namespace landai::test {

/// A bundle, unpacked.
class Unpacked {
 public:
  explicit Unpacked(const std::filesystem::path& file) {
    const Run result = run("python3 -m zipfile -e " + file.string() + " " + folder_.path().string());
    EXPECT_EQ(result.exit_code, 0) << result.err;
  }
  [[nodiscard]] std::string operator[](const std::string& name) const { return slurp(folder_ / name); }
  [[nodiscard]] std::set<std::string> files() const {
    std::set<std::string> out;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(folder_.path()))
      if (entry.is_regular_file()) out.insert(std::filesystem::relative(entry.path(), folder_.path()).string());
    return out;
  }

 private:
  TempFolder folder_;
};

}  // namespace landai::test
