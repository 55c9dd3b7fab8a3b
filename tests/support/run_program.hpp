// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>

namespace landai::test {

struct Run {
  int exit_code = -1;  ///< 128 + signal when killed, 124 on time-out
  std::string out;
  std::string err;
  double seconds = 0;
};

/// What a file holds; empty when it cannot be read.
inline std::string slurp(const std::filesystem::path& file) {
  std::ifstream in(file, std::ios::binary);
  std::ostringstream text;
  text << in.rdbuf();
  return text.str();
}

/// Runs a shell command line; at most `limit_s` seconds.
inline Run run(const std::string& command, int limit_s = 60) {
  namespace fs = std::filesystem;
  static int nth = 0;
  const fs::path base = fs::temp_directory_path() / ("landai-run-" + std::to_string(getpid()) + "-" + std::to_string(++nth));
  const std::string line = "timeout " + std::to_string(limit_s) + " sh -c '" + command + "' >" + base.string() + ".out 2>" +
                           base.string() + ".err </dev/null";
  const auto start = std::chrono::steady_clock::now();
  const int status = std::system(line.c_str());
  Run result;
  result.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
  result.exit_code = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
  const auto taken = [](const fs::path& file) {
    std::string text = slurp(file);
    fs::remove(file);
    return text;
  };
  result.out = taken(base.string() + ".out");
  result.err = taken(base.string() + ".err");
  return result;
}

/// The built program with arguments, English unless `--lang` stands in them.
inline Run landai(const std::string& arguments, int limit_s = 60) {
  return run("LC_ALL=C " LANDAI_PROGRAM " " + arguments, limit_s);
}

/// A folder of its own that goes with the test.
class TempFolder {
 public:
  TempFolder() {
    std::string pattern = (std::filesystem::temp_directory_path() / "landai-XXXXXX").string();
    path_ = mkdtemp(pattern.data());
  }
  TempFolder(const TempFolder&) = delete;
  TempFolder& operator=(const TempFolder&) = delete;
  ~TempFolder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
  }
  [[nodiscard]] const std::filesystem::path& path() const { return path_; }
  [[nodiscard]] std::filesystem::path operator/(const std::string& name) const { return path_ / name; }

 private:
  std::filesystem::path path_;
};

inline void write(const std::filesystem::path& file, const std::string& content) {
  std::ofstream(file, std::ios::binary) << content;
}

}  // namespace landai::test
