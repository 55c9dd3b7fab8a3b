// SPDX-License-Identifier: GPL-3.0-or-later
// What was acknowledged is never lost: attaching a bundle of readings, evidence and a photo that is measured is
// killed at any moment, and what the file holds is counted by SQLite alone. LANDAI_KILLS sets how often (default
// 8; 200 by hand).
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
#include <vector>

#include "landai/core/file.hpp"
#include "marked_door.hpp"
#include "reexport.hpp"
#include "run_program.hpp"

namespace landai::test {
namespace {

using Clock = std::chrono::steady_clock;

constexpr int kRows = 300;  // all of a file's rows or none
constexpr int kFiles = 4;   // of a visit: what a row names, the photo, its sidecar, the picture of what was measured in it

/// A small photo: what is measured in it does not matter, only that all of it comes or nothing.
DoorScene small_door() {
  DoorScene s = door_with(7, 8, 0.86, 0);
  s.columns = 1008, s.rows = 756, s.focal = 770;
  return s;
}

/// Writes the bundle of a visit into the folder and tells its files.
std::vector<std::string> visit_of(int visit, const std::filesystem::path& folder, const std::string& picture) {
  const std::string n = std::to_string(visit), photo = (folder / ("photo-" + n + ".jpg")).string();
  std::string rows = "subject,quantity,value,u,by,note,evidence\n";
  for (int k = 0; k < kRows; ++k)
    rows += "P-01,door.force," + std::to_string(2 + k % 7) + " kg,0.2 kg,visitor " + n + "-" + std::to_string(k) +
            ",visit " + n + "," + (k == 0 ? "paper-" + n + ".pdf" : "") + "\n";
  write(folder / "r.csv", rows);
  write(folder / ("paper-" + n + ".pdf"), "%PDF-1.4 " + n + std::string(200'000, '.'));
  write(photo, picture + n);  // no two photos are the same
  write(photo + ".yaml", sidecar_of(small_door(), "markers: {side: 150 mm}\nmeasures: {element: P-13, quantity: "
                                                  "door.clear_width}\nnote: visit " + n + "\n"));
  return {(folder / "r.csv").string(), photo};
}

/// Starts `landai attach` without a shell, so that the signal meets the program itself.
pid_t start(const std::string& project, const std::vector<std::string>& files, const std::string& out) {
  const pid_t child = fork();
  if (child != 0) return child;
  const int to = open(out.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0644);
  dup2(to, 1);
  dup2(to, 2);
  execl(LANDAI_PROGRAM, "landai", "attach", project.c_str(), files[0].c_str(), files[1].c_str(), "--lang", "en",
        "--author", "test", static_cast<char*>(nullptr));
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
      sqlite3_exec(opened, "SELECT substr(note, 1, instr(note || ';', ';') - 1), count(*) FROM landai_readings WHERE ended IS NULL GROUP BY 1",
                   count, &rows, nullptr),
      SQLITE_OK)
      << sqlite3_errmsg(opened);
  // Every file of a visit whose rows are there, and no other.
  std::map<std::string, int> files;
  EXPECT_EQ(sqlite3_exec(opened,
                         "SELECT 'visit ' || CAST(substr(name, instr(name, '-') + 1) AS INTEGER), count(*) FROM "
                         "landai_files WHERE role = 'evidence' AND ended IS NULL GROUP BY 1",
                         count, &files, nullptr),
            SQLITE_OK)
      << sqlite3_errmsg(opened);
  for (const auto& [visit, n] : rows) EXPECT_EQ(files[visit], kFiles) << visit;
  EXPECT_EQ(files.size(), rows.size());
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
  const std::string project = (folder / "p.gpkg").string(), picture = DoorRenderer(small_door()).jpeg(),
                    out = (folder / "out").string();
  ASSERT_EQ(landai("import " LANDAI_SOURCE_DIR "/samples/kelurahan/kelurahan.dxf -o " + project).exit_code,
            0);
  // How long one takes when it is left alone.
  const auto first_files = visit_of(0, folder.path(), picture);
  const auto begin = Clock::now();
  const pid_t first = start(project, first_files, out);
  int status = 0;
  waitpid(first, &status, 0);
  ASSERT_TRUE(WIFEXITED(status) && WEXITSTATUS(status) == 0) << *read_file(out);
  double end = std::chrono::duration<double>(Clock::now() - begin).count();
  std::set<std::string> acknowledged{"visit 0"};
  Dice dice(20261127);
  int cut = 0, finished = 0;
  for (int visit = 1; visit <= kills; ++visit) {
    SCOPED_TRACE("visit " + std::to_string(visit));
    const auto files = visit_of(visit, folder.path(), picture);
    const pid_t child = start(project, files, out);
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
    for (const auto& [name, n] : rows) EXPECT_EQ(n, kRows + 1) << name << " is there in part";
    for (const std::string& name : acknowledged)
      EXPECT_TRUE(rows.contains(name)) << name << " was acknowledged and is lost";
    if (testing::Test::HasFailure()) return;
  }
  std::printf("%d killed before they were done, %d done before they were killed\n", cut, finished);
  EXPECT_GT(cut, 0);
  // The project is as good as any other.
  const auto last = visit_of(kills + 1, folder.path(), picture);
  EXPECT_EQ(landai("attach " + project + " " + last[0] + " " + last[1]).exit_code, 0);
  EXPECT_LE(landai("report " + project).exit_code, 1);
}

}  // namespace
}  // namespace landai::test
