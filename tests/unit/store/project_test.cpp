// SPDX-License-Identifier: GPL-3.0-or-later
#include "landai/store/project.hpp"

#include <gtest/gtest.h>
#include <sqlite3.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <memory>

#include "landai/core/file.hpp"
#include "run_program.hpp"
#include "store/layout.hpp"

namespace landai::store {
namespace {

namespace fs = std::filesystem;
using landai::test::TempFolder;

/// A file of a project, opened behind landai's back.
class Raw {
 public:
  explicit Raw(const fs::path& file) {
    sqlite3* opened = nullptr;
    EXPECT_EQ(sqlite3_open(file.c_str(), &opened), SQLITE_OK);
    handle_.reset(opened);
  }
  int run(const std::string& sql) const {
    return sqlite3_exec(handle_.get(), sql.c_str(), nullptr, nullptr, nullptr);
  }
  std::string one(const std::string& sql) const {
    std::string out;
    const auto take = [](void* to, int, char** values, char**) {
      return *static_cast<std::string*>(to) = values[0] ? values[0] : "NULL", 0;
    };
    EXPECT_EQ(sqlite3_exec(handle_.get(), sql.c_str(), take, &out, nullptr), SQLITE_OK)
        << sqlite3_errmsg(handle_.get());
    return out;
  }

 private:
  struct Close {
    void operator()(sqlite3* handle) const { sqlite3_close(handle); }
  };
  std::unique_ptr<sqlite3, Close> handle_;
};

Plan office(const std::string& prefix = "", bool with_second_door = true) {
  Plan plan;
  plan.sources = {PlanSource{"office.dxf", "dxf", "", "m", "user", 1, "", ""}};
  plan.levels = {Level{"L0", "Ground", 0, true}};
  const auto add = [&](std::string id, Category category, std::string name, double x0, double y0, double x1,
                       double y1) {
    Element e;
    e.id = prefix + id;
    e.category = category;
    e.name = std::move(name);
    e.levels = {"L0"};
    e.geometry.areas = {Polygon{{{x0, y0}, {x1, y0}, {x1, y1}, {x0, y1}}, {}}};
    e.sources = {SourceRef{0, "LAYER", id}};
    plan.elements.push_back(std::move(e));
  };
  add("r1", Category::space, "Waiting", 0, 0, 6, 5);
  add("r2", Category::space, "Archive", 6.2, 0, 10, 5);
  add("w1", Category::wall, "", 6, 0, 6.2, 5);
  add("d1", Category::door, "P-01", 2, -0.2, 2.9, 0);
  if (with_second_door) add("d2", Category::door, "P-02", 6, 2, 6.2, 2.9);
  return plan;
}

measure::Reading reading(const std::string& id, double value, const std::string& by = "Sari") {
  measure::Reading r;
  r.subject = {id};
  r.quantity = "door.clear_width";
  r.value = value;
  r.lo = r.hi = value;
  r.u = 0.0021;
  r.by = by;
  return r;
}

measure::Readings readings(std::vector<measure::Reading> rows) { return {"r.csv", std::move(rows), {}}; }

class ProjectFile : public testing::Test {
 protected:
  TempFolder folder_;
  fs::path file_ = folder_ / "p.gpkg";
  fs::path plan_ = folder_ / "office.dxf";

  void SetUp() override { test::write(plan_, "a drawing"); }

  void make() {
    auto project = Project::create(file_);
    ASSERT_TRUE(project) << project.error().message.key;
    ASSERT_FALSE(project->set_plan(std::vector{plan_.string()}, {}));
    ASSERT_TRUE(project->match(office()));
    ASSERT_FALSE(project->commit({"import", "Budi", "first"}));
  }

  /// Opens, finds the plan's elements, does `work` and commits.
  template <class Work>
  void change(const Plan& plan, const Work& work) {
    auto project = Project::open(file_, Access::write);
    ASSERT_TRUE(project) << project.error().message.key;
    ASSERT_TRUE(project->match(plan));
    work(*project);
    ASSERT_FALSE(project->commit({"attach", "Sari", ""}));
  }

  measure::Facts facts_on(const Plan& plan) {
    auto project = Project::open(file_, Access::read);
    EXPECT_TRUE(project);
    EXPECT_TRUE(project->match(plan));
    auto facts = project->facts();
    EXPECT_TRUE(facts);
    return *facts;
  }

  std::string refusal(Access access) {
    auto project = Project::open(file_, access, std::chrono::milliseconds(200));
    if (project) return "opened";
    EXPECT_EQ(project.error().file, file_.string());
    EXPECT_FALSE(project.error().advice.empty());
    return project.error().message.key;
  }
};

TEST_F(ProjectFile, AppearsWhenItIsCommittedAndNotBefore) {
  {
    auto project = Project::create(file_);
    ASSERT_TRUE(project);
    EXPECT_FALSE(fs::exists(file_));
  }
  EXPECT_EQ(std::distance(fs::directory_iterator(folder_.path()), {}), 1)
      << "what was not committed leaves nothing";
  make();
  EXPECT_TRUE(fs::exists(file_));
  EXPECT_EQ(std::distance(fs::directory_iterator(folder_.path()), {}), 2);
  EXPECT_FALSE(Project::create(file_)) << "nothing is written over";
}

TEST_F(ProjectFile, WhatAKilledMakerLeftIsSweptAway) {
  const pid_t gone = ::fork();
  if (gone == 0) ::_exit(0);
  ASSERT_EQ(::waitpid(gone, nullptr, 0), gone);  // a number that nobody has
  const std::string of_gone = ".p.gpkg.part" + std::to_string(gone),
                    of_alive = ".p.gpkg.part" + std::to_string(::getppid());
  for (const auto& name : {of_gone, of_gone + "-journal", of_alive, std::string(".p.gpkg.partner"),
                           ".q.gpkg.part" + std::to_string(gone)})
    test::write(folder_ / name, "");
  make();
  EXPECT_FALSE(fs::exists(folder_ / of_gone));
  EXPECT_FALSE(fs::exists(folder_ / (of_gone + "-journal")));
  EXPECT_TRUE(fs::exists(folder_ / of_alive));
  EXPECT_TRUE(fs::exists(folder_ / ".p.gpkg.partner"));
  EXPECT_TRUE(fs::exists(folder_ / (".q.gpkg.part" + std::to_string(gone))));
}

TEST_F(ProjectFile, IsAGeoPackage) {
  make();
  const Raw raw(file_);
  EXPECT_EQ(raw.one("PRAGMA application_id"), "1196444487");  // "GPKG"
  EXPECT_EQ(raw.one("PRAGMA user_version"), "10300");
  EXPECT_EQ(raw.one("PRAGMA foreign_key_check"), "");
  EXPECT_EQ(raw.one("SELECT count(*) FROM gpkg_contents WHERE table_name = 'landai_readings'"), "1");
}

TEST_F(ProjectFile, GivesThePlanBackAsItWas) {
  make();
  fs::remove(plan_);
  auto project = Project::open(file_, Access::read);
  ASSERT_TRUE(project);
  auto unpacked = project->unpack();
  ASSERT_TRUE(unpacked);
  ASSERT_EQ(unpacked->plan_files.size(), 1u);
  EXPECT_EQ(*read_file(unpacked->plan_files[0]), "a drawing");
  EXPECT_EQ(fs::path(unpacked->plan_files[0]).filename(), "office.dxf");
  Plan plan;
  plan.sources = {PlanSource{unpacked->plan_files[0], "dxf", "", "m", "user", 1, "", ""}};
  unpacked->restore_names(plan);
  EXPECT_EQ(plan.sources[0].file, plan_.string());
}

TEST_F(ProjectFile, SaysWhenAKeptFileIsNotWhatItWas) {
  make();
  EXPECT_EQ(Raw(file_).run("UPDATE landai_files SET content = 'another'"), SQLITE_OK);
  auto project = Project::open(file_, Access::read);
  ASSERT_TRUE(project);
  auto unpacked = project->unpack();
  ASSERT_FALSE(unpacked);
  EXPECT_EQ(unpacked.error().message.key, "store.file_changed");
}

TEST_F(ProjectFile, ReadingsComeBackToTheLastBit) {
  make();
  const double odd = 0.1 + 0.2;  // not a decimal of 15 digits
  change(office(), [&](Project& p) {
    auto r = reading("d1", odd);
    r.params = {{"a", 1.0 / 3}, {"kind", std::string("side")}};
    r.evidence = {"p 1.jpg"};
    r.line = 7;
    ASSERT_TRUE(p.attach(readings({r}), folder_.path()));
  });
  const auto back = facts_on(office()).readings.readings;
  ASSERT_EQ(back.size(), 1u);
  EXPECT_EQ(std::get<double>(back[0].value), odd);
  EXPECT_EQ(back[0].lo, odd);
  EXPECT_EQ(back[0].u, 0.0021);
  EXPECT_EQ(std::get<double>(back[0].params.at("a")), 1.0 / 3);
  EXPECT_EQ(std::get<std::string>(back[0].params.at("kind")), "side");
  EXPECT_EQ(back[0].evidence, std::vector<std::string>{"p 1.jpg"});
  EXPECT_EQ(back[0].subject, std::vector<std::string>{"d1"});
  EXPECT_EQ(back[0].line, 7);
}

TEST_F(ProjectFile, TheSameAgainIsLeftAndACorrectionTakesItsPlace) {
  make();
  const auto attach = [&](double value, const std::string& by) {
    Attached told;
    change(office(),
           [&](Project& p) { told = *p.attach(readings({reading("d1", value, by)}), folder_.path()); });
    return std::tuple(told.added, told.replaced, told.already);
  };
  EXPECT_EQ(attach(0.892, "Sari"), std::tuple(1, 0, 0));
  EXPECT_EQ(attach(0.892, "Sari"), std::tuple(0, 0, 1));
  EXPECT_EQ(attach(0.895, "Sari"), std::tuple(1, 1, 0));
  EXPECT_EQ(attach(0.900, "Budi"), std::tuple(1, 0, 0));
  const auto back = facts_on(office()).readings.readings;
  ASSERT_EQ(back.size(), 2u);
  EXPECT_EQ(std::get<double>(back[0].value), 0.895);
  EXPECT_EQ(Raw(file_).one("SELECT count(*) FROM landai_readings"), "3") << "what was replaced is kept";
}

TEST_F(ProjectFile, ReadingsFollowTheirElementAndWaitForItWhenItIsGone) {
  make();
  change(office(), [&](Project& p) {
    ASSERT_TRUE(p.attach(readings({reading("d1", 0.85), reading("d2", 0.7)}), folder_.path()));
  });
  // Another export: other ids, and the second door is gone.
  const Plan changed = office("new-", false);
  {
    auto project = Project::open(file_, Access::write);
    ASSERT_TRUE(project);
    ASSERT_FALSE(project->set_plan(std::vector{plan_.string()}, {}));
    auto told = project->match(changed);
    ASSERT_TRUE(told);
    EXPECT_EQ(told->by_place, 4);
    EXPECT_EQ(told->gone, 1);
    ASSERT_EQ(told->orphans.size(), 1u);
    EXPECT_EQ(told->orphans[0].name, "P-02");
    EXPECT_EQ(told->orphans[0].readings, 1);
    ASSERT_FALSE(project->commit({"import", "Budi", ""}));
  }
  const auto back = facts_on(changed).readings.readings;
  ASSERT_EQ(back.size(), 1u);
  EXPECT_EQ(back[0].subject, std::vector<std::string>{"new-d1"});
  // It returns, under a third id.
  const Plan returned = office("third-");
  {
    auto project = Project::open(file_, Access::write);
    ASSERT_TRUE(project);
    auto told = project->match(returned);
    ASSERT_TRUE(told);
    EXPECT_EQ(told->returned, 1);
    EXPECT_TRUE(told->orphans.empty());
    ASSERT_FALSE(project->commit({"import", "Budi", ""}));
  }
  EXPECT_EQ(facts_on(returned).readings.readings.size(), 2u);
}

TEST_F(ProjectFile, AWaiverWhoseElementIsGoneWaivesNothing) {
  make();
  measure::Facts facts;
  facts.waivers = {{{"some.rule"}, {"d2"}, "TABG 12/2025", "", "", 1},
                   {{"other.rule"}, {}, "TABG 13/2025", "", "", 2}};
  change(office(), [&](Project& p) { ASSERT_TRUE(p.attach(facts)); });
  ASSERT_EQ(facts_on(office()).waivers.size(), 2u);
  const auto left = facts_on(office("", false)).waivers;
  ASSERT_EQ(left.size(), 1u);
  EXPECT_EQ(left[0].rules, std::vector<std::string>{"other.rule"});
}

TEST_F(ProjectFile, EvidenceOfTwoVisitsMayHaveOneName) {
  make();
  fs::create_directories(folder_ / "march");
  fs::create_directories(folder_ / "april");
  test::write(folder_ / "march/p.jpg", "march");
  test::write(folder_ / "april/p.jpg", "april");
  for (const char* visit : {"march", "april"})
    change(office(), [&](Project& p) {
      auto r = reading("d1", 0.85, visit);
      r.evidence = {"p.jpg", "missing.jpg", "../../etc/passwd"};
      auto told = p.attach(readings({r}), folder_ / visit);
      ASSERT_TRUE(told);
      EXPECT_EQ(told->kept_files, 1);
      EXPECT_EQ(told->lost, (std::vector<std::string>{"missing.jpg", "../../etc/passwd"}));
    });
  auto project = Project::open(file_, Access::read);
  ASSERT_TRUE(project);
  ASSERT_FALSE(project->unpack_evidence(folder_ / "out"));
  ASSERT_TRUE(project->match(office()));
  const auto rows = project->facts()->readings.readings;
  ASSERT_EQ(rows.size(), 2u);
  EXPECT_EQ(*read_file(folder_ / "out" / rows[0].evidence[0]), "march");
  EXPECT_EQ(*read_file(folder_ / "out" / rows[1].evidence[0]), "april");
}

TEST_F(ProjectFile, PhotosComeWithTheirSidecarsAndFollowTheirElement) {
  make();
  test::write(folder_ / "p.jpg", "\xFF\xD8\xFF picture");
  test::write(folder_ / "p.yaml", "lines: []");
  test::write(folder_ / "q.jpg", "\xFF\xD8\xFF another");
  const auto attach = [&](const char* name, bool link) {
    Attached told;
    change(office(), [&](Project& p) {
      auto attached = p.attach_photo(folder_ / name, {"d1"}, link);
      ASSERT_TRUE(attached);
      told = *attached;
    });
    return std::tuple(told.added, told.replaced, told.already);
  };
  EXPECT_EQ(attach("p.jpg", false), std::tuple(1, 0, 0));
  EXPECT_EQ(attach("p.jpg", false), std::tuple(0, 0, 1));
  test::write(folder_ / "p.yaml", "lines: [1]");
  EXPECT_EQ(attach("p.jpg", false), std::tuple(1, 1, 0)) << "a better sidecar";
  EXPECT_EQ(attach("q.jpg", true), std::tuple(1, 0, 0));
  fs::remove(folder_ / "p.jpg");
  auto project = Project::open(file_, Access::read);
  ASSERT_TRUE(project);
  ASSERT_TRUE(project->match(office("new-")));
  const auto photos = project->photos();
  ASSERT_TRUE(photos);
  ASSERT_EQ(photos->size(), 2u);
  EXPECT_EQ((*photos)[0].subject, std::vector<std::string>{"new-d1"});
  EXPECT_EQ(*project->content((*photos)[0].file), "\xFF\xD8\xFF picture");
  ASSERT_TRUE((*photos)[0].sidecar);
  EXPECT_EQ(*project->content(*(*photos)[0].sidecar), "lines: [1]");
  EXPECT_EQ(*project->content((*photos)[1].file), "\xFF\xD8\xFF another");
  test::write(folder_ / "q.jpg", "\xFF\xD8\xFF retouched");
  const auto changed = project->content((*photos)[1].file);
  ASSERT_FALSE(changed);
  EXPECT_EQ(changed.error().message.key, "store.link_changed");
}

TEST_F(ProjectFile, WhatIsNotCommittedIsNotThere) {
  make();
  const std::string before = sha256(*read_file(file_));
  {
    auto project = Project::open(file_, Access::write);
    ASSERT_TRUE(project);
    ASSERT_TRUE(project->match(office()));
    ASSERT_TRUE(project->attach(readings({reading("d1", 0.85)}), folder_.path()));
  }
  EXPECT_TRUE(facts_on(office()).readings.readings.empty());
  EXPECT_EQ(sha256(*read_file(file_)), before);
}

TEST_F(ProjectFile, UpgradesAnOlderLayoutInTheChangeThatNeedsIt) {
  EXPECT_EQ(Raw(file_).run(*read_file(LANDAI_SOURCE_DIR "/tests/unit/store/layout-1.sql")), SQLITE_OK);
  EXPECT_EQ(refusal(Access::read), "store.older");
  EXPECT_EQ(refusal(Access::write), "opened");
  EXPECT_EQ(Raw(file_).one("SELECT value FROM landai_meta WHERE name = 'layout'"), "1")
      << "what was not committed was not upgraded";
  change(office(),
         [&](Project& p) { ASSERT_TRUE(p.attach(readings({reading("d1", 0.9, "Budi")}), folder_.path())); });
  EXPECT_EQ(Raw(file_).one("SELECT value FROM landai_meta WHERE name = 'layout'"), std::to_string(kLayout));
  const auto facts = facts_on(office());
  ASSERT_EQ(facts.readings.readings.size(), 2u);
  EXPECT_EQ(facts.readings.readings[0].instrument, "steel tape");
  EXPECT_EQ(facts.readings.readings[0].subject, std::vector<std::string>{"d1"});
  ASSERT_EQ(facts.waivers.size(), 1u);
  EXPECT_EQ(facts.waivers[0].document, "TABG 12/2025");
  auto project = Project::open(file_, Access::read);
  ASSERT_TRUE(project);
  EXPECT_TRUE(project->unpack());
  const auto history = project->history();
  ASSERT_TRUE(history);
  ASSERT_EQ(history->size(), 3u);
  EXPECT_EQ((*history)[0].change.author, "Budi");
  EXPECT_EQ((*history)[2].what.front().key, "store.did.upgrade");
}

TEST_F(ProjectFile, RefusesWhatANewerLandaiWrote) {
  make();
  EXPECT_EQ(Raw(file_).run("UPDATE landai_meta SET value = '99' WHERE name = 'layout'"), SQLITE_OK);
  const std::string before = sha256(*read_file(file_));
  EXPECT_EQ(refusal(Access::read), "store.newer");
  EXPECT_EQ(refusal(Access::write), "store.newer");
  EXPECT_EQ(sha256(*read_file(file_)), before);
}

TEST_F(ProjectFile, RefusesWhatIsNoProject) {
  EXPECT_EQ(refusal(Access::read), "store.missing");
  test::write(file_, "");
  EXPECT_EQ(refusal(Access::read), "store.no_geopackage");
  test::write(file_, "a drawing");
  EXPECT_EQ(refusal(Access::write), "store.no_geopackage");
  fs::remove(file_);
  EXPECT_EQ(Raw(file_).run("CREATE TABLE t (a)"), SQLITE_OK);
  EXPECT_EQ(refusal(Access::read), "store.no_project");
  EXPECT_EQ(refusal(Access::write), "store.no_project");
  EXPECT_EQ(Raw(file_).run("CREATE TABLE elements_polygon (a); CREATE TABLE checks (a)"), SQLITE_OK);
  EXPECT_EQ(refusal(Access::write), "store.only_results");
  EXPECT_EQ(Raw(file_).run("CREATE TABLE landai_meta (name, value)"), SQLITE_OK);
  EXPECT_EQ(refusal(Access::write), "store.no_layout");
}

TEST_F(ProjectFile, RefusesAProjectThatLacksATableOrAColumn) {
  make();
  EXPECT_EQ(Raw(file_).run("ALTER TABLE landai_readings DROP COLUMN instrument"), SQLITE_OK);
  EXPECT_EQ(refusal(Access::read), "store.table");
  EXPECT_EQ(Raw(file_).run("DROP TABLE landai_facts"), SQLITE_OK);
  EXPECT_EQ(refusal(Access::write), "store.table");
}

TEST_F(ProjectFile, DoesNotRunWhatAFileBringsAlong) {
  make();
  EXPECT_EQ(Raw(file_).run(
                "CREATE TRIGGER t AFTER INSERT ON landai_readings BEGIN DELETE FROM landai_changes; END"),
            SQLITE_OK);
  change(office(),
         [&](Project& p) { ASSERT_TRUE(p.attach(readings({reading("d1", 0.85)}), folder_.path())); });
  EXPECT_EQ(Raw(file_).one("SELECT count(*) FROM landai_changes"), "2");
}

TEST_F(ProjectFile, StrangeContentIsAnError) {
  make();
  change(office(),
         [&](Project& p) { ASSERT_TRUE(p.attach(readings({reading("d1", 0.85)}), folder_.path())); });
  for (const char* broken : {"value = '{'", "value = 'nan'", "params = '[]'", "subject = '{}'",
                             "subject = '[[1]]'", "evidence = '[1]'", "value = zeroblob(40)"}) {
    fs::copy_file(file_, folder_ / "copy.gpkg", fs::copy_options::overwrite_existing);
    EXPECT_EQ(Raw(folder_ / "copy.gpkg").run(std::string("UPDATE landai_readings SET ") + broken), SQLITE_OK);
    auto project = Project::open(folder_ / "copy.gpkg", Access::read);
    ASSERT_TRUE(project);
    auto matched = project->match(office());
    const auto facts = matched ? project->facts() : Result<measure::Facts>(matched.error());
    ASSERT_FALSE(facts) << broken;
    EXPECT_EQ(facts.error().message.key, "store.strange") << broken;
  }
}

TEST_F(ProjectFile, ATruncatedOrOverwrittenFileIsAnErrorAndNeverACrash) {
  make();
  const std::string whole = *read_file(file_);
  int refused = 0, total = 0;
  for (std::size_t size = 100; size < whole.size(); size += whole.size() / 23) {
    test::write(file_, whole.substr(0, size));
    ++total;
    auto project = Project::open(file_, Access::write);
    if (!project) ++refused;
  }
  EXPECT_EQ(refused, total) << "cut short";
  for (std::size_t at = 4096; at + 2048 < whole.size(); at += whole.size() / 23) {
    std::string broken = whole;
    for (std::size_t k = 0; k < 2048; ++k) broken[at + k] = static_cast<char>(k * 7 + at);
    test::write(file_, broken);
    auto project = Project::open(file_, Access::read);  // may be in a page that nobody needs
    if (!project) continue;
    auto unpacked = project->unpack();
    if (auto matched = project->match(office()); matched && unpacked) static_cast<void>(project->facts());
  }
}

TEST_F(ProjectFile, ASecondWriterWaitsAndIsTold) {
  make();
  auto first = Project::open(file_, Access::write);
  ASSERT_TRUE(first);
  // Who only reads is not kept waiting, and sees what was there before.
  EXPECT_EQ(refusal(Access::read), "opened");
  EXPECT_EQ(refusal(Access::write), "store.busy");
}

/// The superuser may write everything: somebody else while it lives.
class Somebody {
 public:
  Somebody() : before_(::geteuid()) { EXPECT_EQ(before_ == 0 ? ::seteuid(65534) : 0, 0); }
  Somebody(const Somebody&) = delete;
  Somebody& operator=(const Somebody&) = delete;
  ~Somebody() { EXPECT_EQ(::seteuid(before_), 0); }

 private:
  uid_t before_;
};

TEST_F(ProjectFile, AReadOnlyFileIsReadAndNotChanged) {
  make();
  fs::permissions(folder_.path(), fs::perms::owner_all | fs::perms::group_read | fs::perms::group_exec |
                                      fs::perms::others_read | fs::perms::others_exec);
  fs::permissions(file_, fs::perms::owner_read | fs::perms::group_read | fs::perms::others_read);
  const Somebody somebody;
  EXPECT_EQ(refusal(Access::read), "opened");
  EXPECT_EQ(refusal(Access::write), "store.read_only");
}

TEST_F(ProjectFile, AFolderThatMayNotBeWrittenIsAnErrorAndNothingChanges) {
  make();
  fs::permissions(file_, fs::perms::all);  // the file itself may be
  fs::permissions(folder_.path(), fs::perms::owner_read | fs::perms::owner_exec | fs::perms::group_read |
                                      fs::perms::group_exec | fs::perms::others_read |
                                      fs::perms::others_exec);
  const std::string before = sha256(*read_file(file_));
  {
    const Somebody somebody;
    EXPECT_EQ(refusal(Access::read), "opened");
    auto project = Project::open(file_, Access::write, std::chrono::milliseconds(200));
    ASSERT_FALSE(project);
    EXPECT_EQ(project.error().code, ErrorCode::output);
    auto other = Project::create(folder_ / "other.gpkg");
    ASSERT_FALSE(other);
    EXPECT_EQ(other.error().message.key, "store.cannot_write");
  }
  fs::permissions(folder_.path(), fs::perms::owner_all);
  EXPECT_EQ(sha256(*read_file(file_)), before);
}

TEST_F(ProjectFile, AFolderThatIsNotThereIsAnError) {
  auto project = Project::create(folder_ / "nowhere" / "p.gpkg");
  ASSERT_FALSE(project);
  EXPECT_EQ(project.error().code, ErrorCode::output);
  EXPECT_EQ(project.error().message.key, "store.cannot_write");
}

/// No file of this process grows beyond `bytes` while it lives, as on a full disk.
class FullDisk {
 public:
  explicit FullDisk(rlim_t bytes) : before_(std::signal(SIGXFSZ, SIG_IGN)) {
    ::getrlimit(RLIMIT_FSIZE, &limit_);
    rlimit small = limit_;
    small.rlim_cur = bytes;
    ::setrlimit(RLIMIT_FSIZE, &small);
  }
  FullDisk(const FullDisk&) = delete;
  FullDisk& operator=(const FullDisk&) = delete;
  ~FullDisk() {
    ::setrlimit(RLIMIT_FSIZE, &limit_);
    std::signal(SIGXFSZ, before_);
  }

 private:
  rlimit limit_{};
  void (*before_)(int);
};

TEST_F(ProjectFile, AFullDiskLeavesTheProjectAsItWas) {
  make();
  test::write(folder_ / "large.jpg", std::string(4u << 20, 'x'));
  const std::string before = sha256(*read_file(file_));
  {
    auto project = Project::open(file_, Access::write);
    ASSERT_TRUE(project);
    ASSERT_TRUE(project->match(office()));
    const FullDisk full(fs::file_size(file_) + 100'000);
    auto r = reading("d1", 0.85);
    r.evidence = {"large.jpg"};
    auto attached = project->attach(readings({r}), folder_.path());
    const Status wrong = attached ? project->commit({"attach", "Sari", ""}) : Status(attached.error());
    ASSERT_TRUE(wrong) << "4 MB fit into 100 kB";
    EXPECT_TRUE(wrong->message.key == "store.full" || wrong->message.key == "store.disk")
        << wrong->message.key;
    EXPECT_EQ(wrong->code, ErrorCode::output);
  }
  EXPECT_EQ(sha256(*read_file(file_)), before);
  EXPECT_TRUE(facts_on(office()).readings.readings.empty());
}

TEST_F(ProjectFile, HistoryTellsEveryChange) {
  make();
  change(office(),
         [&](Project& p) { ASSERT_TRUE(p.attach(readings({reading("d1", 0.85)}), folder_.path())); });
  auto project = Project::open(file_, Access::read);
  ASSERT_TRUE(project);
  const auto history = project->history();
  ASSERT_TRUE(history);
  ASSERT_EQ(history->size(), 2u);
  EXPECT_EQ((*history)[0].change.author, "Budi");
  EXPECT_EQ((*history)[0].change.reason, "first");
  EXPECT_EQ((*history)[1].change.verb, "attach");
  ASSERT_EQ((*history)[1].what.size(), 1u);
  EXPECT_EQ((*history)[1].what[0].key, "store.did.readings");
  EXPECT_LE((*history)[0].utc, (*history)[1].utc);
  EXPECT_EQ((*history)[0].utc.size(), 24u);
}

}  // namespace
}  // namespace landai::store
