// SPDX-License-Identifier: GPL-3.0-or-later
// What was acknowledged is never lost: attaching is killed at any moment, and what the file holds is counted
// by SQLite alone. LANDAI_KILLS sets how often (default 8; 200 by hand).
#include <fcntl.h>
#include <gtest/gtest.h>
#include <signal.h>
#include <sqlite3.h>

#include <algorithm>
#include <chrono>
#include <map>
#include <memory>
#include <set>
#include <thread>

#include "landai/core/file.hpp"
#include "reexport.hpp"
#include "run_program.hpp"

namespace landai::test {
namespace {

using Clock = std::chrono::steady_clock;

constexpr int kRows = 300;  // all of a file's rows or none

std::string readings_of(int visit) {
  std::string text = "subject,quantity,value,u,by,note\n";
  for (int k = 0; k < kRows; ++k)
    text += "P-01,door.force," + std::to_string(2 + k % 7) + " kg,0.2 kg,visitor " + std::to_string(visit) +
            "-" + std::to_string(k) + ",visit " + std::to_string(visit) + "\n";
  return text;
}

/// Starts `landai attach` without a shell, so that the signal meets the program itself.
pid_t start(const std::string& project, const std::string& readings, const std::string& out) {
  const pid_t child = fork();
  if (child != 0) return child;
  const int to = open(out.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0644);
  dup2(to, 1);
  dup2(to, 2);
  execl(LANDAI_PROGRAM, "landai", "attach", project.c_str(), readings.c_str(), "--lang", "en", "--author",
        "test", static_cast<char*>(nullptr));
  _exit(127);
}

/// Rows per visit, as SQLite finds them; an empty map when the file is damaged.
std::map<std::string, int> rows_in(const std::string& project) {
  sqlite3* opened = nullptr;
  EXPECT_EQ(sqlite3_open_v2(project.c_str(), &opened, SQLITE_OPEN_READWRITE, nullptr), SQLITE_OK);
  const std::unique_ptr<sqlite3, decltype(&sqlite3_close)> database(opened, &sqlite3_close);
  std::map<std::string, int> rows;
  std::string integrity;
  const auto text = [](void* to, int, char** values, char**) {
    return *static_cast<std::string*>(to) = values[0], 0;
  };
  EXPECT_EQ(sqlite3_exec(opened, "PRAGMA integrity_check", text, &integrity, nullptr), SQLITE_OK)
      << sqlite3_errmsg(opened);
  EXPECT_EQ(integrity, "ok");
  const auto count = [](void* to, int, char** values, char**) {
    return (*static_cast<std::map<std::string, int>*>(to))[values[0]] = std::stoi(values[1]), 0;
  };
  EXPECT_EQ(
      sqlite3_exec(opened, "SELECT note, count(*) FROM landai_readings WHERE ended IS NULL GROUP BY note",
                   count, &rows, nullptr),
      SQLITE_OK)
      << sqlite3_errmsg(opened);
  int changes = 0;
  const auto number = [](void* to, int, char** values, char**) {
    return *static_cast<int*>(to) = std::stoi(values[0]), 0;
  };
  EXPECT_EQ(sqlite3_exec(opened, "SELECT count(*) FROM landai_changes WHERE verb = 'attach' AND utc <> ''",
                         number, &changes, nullptr),
            SQLITE_OK);
  EXPECT_EQ(changes, static_cast<int>(rows.size()))
      << "a change without its rows, or rows without their change";
  return rows;
}

TEST(Kill, LosesNothingThatWasAcknowledged) {
  const char* wanted = std::getenv("LANDAI_KILLS");
  const int kills = wanted ? std::atoi(wanted) : 8;
  const TempFolder folder;
  const std::string project = (folder / "p.gpkg").string(), readings = (folder / "r.csv").string(),
                    out = (folder / "out").string();
  ASSERT_EQ(landai("import " LANDAI_SOURCE_DIR "/samples/kelurahan/kelurahan.dxf -o " + project).exit_code,
            0);
  // How long one takes when it is left alone.
  write(readings, readings_of(0));
  const auto begin = Clock::now();
  const pid_t first = start(project, readings, out);
  int status = 0;
  waitpid(first, &status, 0);
  ASSERT_TRUE(WIFEXITED(status) && WEXITSTATUS(status) == 0) << *read_file(out);
  double end = std::chrono::duration<double>(Clock::now() - begin).count();
  std::set<std::string> acknowledged{"visit 0"};
  Dice dice(20261127);
  int cut = 0, finished = 0;
  for (int visit = 1; visit <= kills; ++visit) {
    SCOPED_TRACE("visit " + std::to_string(visit));
    write(readings, readings_of(visit));
    const pid_t child = start(project, readings, out);
    // Half of them at any moment, half where the commit is: that moment is hunted from both sides, as it
    // moves with the file.
    const bool hunt = visit % 2 == 0;
    const double at = hunt ? end * (0.97 + 0.06 * dice.unit()) : end * 1.05 * dice.unit();
    std::this_thread::sleep_for(std::chrono::duration<double>(at));
    kill(child, SIGKILL);
    waitpid(child, &status, 0);
    // It said so, or ended well: either is an acknowledgement.
    const auto said = read_file(out);
    const bool done = (WIFEXITED(status) && WEXITSTATUS(status) == 0) ||
                      (said && said->find("300 new rows") != std::string::npos);
    if (done) acknowledged.insert("visit " + std::to_string(visit));
    (done ? finished : cut) += 1;
    if (hunt) end *= done ? 0.96 : 1.05;
    const auto rows = rows_in(project);
    for (const auto& [name, n] : rows) EXPECT_EQ(n, kRows) << name << " is there in part";
    for (const std::string& name : acknowledged)
      EXPECT_TRUE(rows.contains(name)) << name << " was acknowledged and is lost";
    if (testing::Test::HasFailure()) return;
  }
  std::printf("%d killed before they were done, %d done before they were killed\n", cut, finished);
  EXPECT_GT(cut, 0);
  // The project is as good as any other.
  write(readings, readings_of(kills + 1));
  EXPECT_EQ(landai("attach " + project + " " + readings).exit_code, 0);
  EXPECT_LE(landai("report " + project).exit_code, 1);
}

}  // namespace
}  // namespace landai::test
