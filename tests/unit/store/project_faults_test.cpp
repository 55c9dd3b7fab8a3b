// SPDX-License-Identifier: GPL-3.0-or-later
// Files of other versions, strange and broken ones, other writers, folders and disks that take nothing.
#include "landai/store/project.hpp"

#include <gtest/gtest.h>
#include <sys/resource.h>
#include <unistd.h>

#include <csignal>

#include "project_file.hpp"
#include "store/layout.hpp"

namespace landai::store {
namespace {

TEST_F(ProjectFile, UpgradesAnOlderLayoutInTheChangeThatNeedsIt) {
  EXPECT_EQ(Raw(file_).run(*read_file(LANDAI_SOURCE_DIR "/tests/unit/store/layout-1.sql")), SQLITE_OK);
  EXPECT_EQ(refusal(Access::write), "opened");
  EXPECT_EQ(Raw(file_).one("SELECT value FROM landai_meta WHERE name = 'layout'"), "1")
      << "what was not committed was not upgraded";
  change(office(),
         [&](Project& p) { ASSERT_TRUE(p.attach(readings({reading("d1", 0.9, "Budi")}), evidence_in(folder_.path()))); });
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

/// Who only reads an older project reads an upgraded copy of it.
TEST_F(ProjectFile, AnOlderLayoutIsReadAndNotTouched) {
  for (const char* layout : {"1", "2", "3", "4", "5"}) {
    fs::remove(file_);
    EXPECT_EQ(Raw(file_).run(*read_file(LANDAI_SOURCE_DIR "/tests/unit/store/layout-" + std::string(layout) + ".sql")),
              SQLITE_OK);
    const std::string before = sha256(*read_file(file_));
    const auto facts = facts_on(office());
    ASSERT_EQ(facts.readings.readings.size(), 1u);
    EXPECT_EQ(std::get<double>(facts.readings.readings[0].value), 0.892);
    EXPECT_EQ(facts.readings.file, "r.csv");
    EXPECT_EQ(facts.waivers.size(), 1u);
    auto project = Project::open(file_, Access::read);
    ASSERT_TRUE(project);
    EXPECT_TRUE(project->unpack());
    EXPECT_EQ(project->history()->size(), 2u);
    EXPECT_EQ(sha256(*read_file(file_)), before);
    EXPECT_EQ(Raw(file_).one("SELECT value FROM landai_meta WHERE name = 'layout'"), layout);
  }
}

class OlderProject : public ProjectFile, public testing::WithParamInterface<const char*> {};
INSTANTIATE_TEST_SUITE_P(Layouts, OlderProject, testing::Values("2", "3", "4", "5"));

TEST_P(OlderProject, KeepsItsPhotosAndFindings) {
  EXPECT_EQ(Raw(file_).run(*read_file(LANDAI_SOURCE_DIR "/tests/unit/store/layout-" + std::string(GetParam()) + ".sql")),
            SQLITE_OK);
  change(office(), [&](Project& p) {
    ASSERT_FALSE(p.keep_worksheet({{{"1", {"d1", "", ""}}}, {}, {}}, {{7, "d1", 0.15}}));
  });
  EXPECT_EQ(Raw(file_).one("SELECT value FROM landai_meta WHERE name = 'layout'"), std::to_string(kLayout));
  auto project = Project::open(file_, Access::read);
  ASSERT_TRUE(project);
  ASSERT_TRUE(project->match(office()));
  const auto photos = project->photos();
  ASSERT_TRUE(photos);
  ASSERT_EQ(photos->size(), 1u);
  EXPECT_EQ((*photos)[0].subject, std::vector<std::string>{"d1"});
  EXPECT_EQ((*photos)[0].state, PhotoOutcome::State::none);
  EXPECT_EQ(*project->content((*photos)[0].file), "a picture");
  EXPECT_EQ(*project->content(*(*photos)[0].sidecar), "lines: []");
  const auto findings = project->findings(Language::en);
  ASSERT_TRUE(findings);
  ASSERT_EQ(findings->size(), 1u);
  EXPECT_EQ((*findings)[0].life.owner, "Budi");
  EXPECT_EQ((*findings)[0].title, "narrow") << "it was kept in one language";
  EXPECT_EQ(project->worksheet_names()->tags.at(7), "d1");
}

/// An older project that somebody changed by hand is refused before it is upgraded, in words of ours, and stays as it is.
TEST_F(ProjectFile, AnOlderProjectThatIsNotConsistentIsRefusedAndNotTouched) {
  struct Broken {
    const char* layout;
    const char* by;
    const char* key;
  };
  const Broken all[] = {
      {"2", "ALTER TABLE landai_readings ADD COLUMN photo INTEGER", "store.older.column"},
      {"1", "ALTER TABLE landai_waivers ADD COLUMN finding TEXT", "store.older.column"},
      {"4", "CREATE TABLE landai_waived (id INTEGER PRIMARY KEY)", "store.older.table"},
      {"4", "INSERT INTO gpkg_contents (table_name, data_type, identifier) VALUES ('landai_waived', 'attributes', 'waived')", "store.older.listed"},
      {"5", "CREATE TABLE landai_former_ids (id INTEGER PRIMARY KEY)", "store.older.table"},
      {"3", "ALTER TABLE landai_findings DROP COLUMN owner", "store.table"},
      {"2", "DROP TABLE landai_files", "store.table"},
      {"1", "DROP TABLE gpkg_contents", "store.table"},
      {"4", "ALTER TABLE landai_readings RENAME TO r; CREATE TABLE landai_readings AS SELECT * FROM r; UPDATE landai_readings SET value = NULL", "store.older.empty"},
      {"4", "ALTER TABLE landai_findings RENAME TO f; CREATE TABLE landai_findings AS SELECT * FROM f; INSERT INTO landai_findings SELECT * FROM f", "store.older.twice"},
  };
  for (const Broken& one : all) {
    fs::remove(file_);
    EXPECT_EQ(Raw(file_).run(*read_file(LANDAI_SOURCE_DIR "/tests/unit/store/layout-" + std::string(one.layout) + ".sql")), SQLITE_OK);
    EXPECT_EQ(Raw(file_).run(one.by), SQLITE_OK) << one.by;
    const std::string before = sha256(*read_file(file_));
    for (const Access access : {Access::read, Access::write}) EXPECT_EQ(refusal(access), one.key) << one.by;
    EXPECT_EQ(sha256(*read_file(file_)), before) << one.by;
  }
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
         [&](Project& p) { ASSERT_TRUE(p.attach(readings({reading("d1", 0.85)}), evidence_in(folder_.path()))); });
  EXPECT_EQ(Raw(file_).one("SELECT count(*) FROM landai_changes"), "2");
}

TEST_F(ProjectFile, StrangeContentIsAnError) {
  make();
  change(office(),
         [&](Project& p) { ASSERT_TRUE(p.attach(readings({reading("d1", 0.85)}), evidence_in(folder_.path()))); });
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

TEST_F(ProjectFile, WhoReadsIsNotKeptWaitingWhileALargeChangeIsMade) {
  make();
  test::write(folder_ / "large.jpg", "\xFF\xD8\xFF" + std::string(24u << 20, 'x'));
  auto writer = Project::open(file_, Access::write);
  ASSERT_TRUE(writer);
  ASSERT_TRUE(writer->match(office()));
  auto r = reading("d1", 0.85);
  r.evidence = {"large.jpg"};
  ASSERT_TRUE(writer->attach(readings({r}), evidence_in(folder_.path())));
  EXPECT_EQ(refusal(Access::read), "opened");
  ASSERT_FALSE(writer->commit({"attach", "Sari", ""}));
  EXPECT_EQ(facts_on(office()).readings.readings.size(), 1u);
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
  test::write(folder_ / "large.jpg", "\xFF\xD8\xFF" + std::string(4u << 20, 'x'));
  const std::string before = sha256(*read_file(file_));
  {
    auto project = Project::open(file_, Access::write);
    ASSERT_TRUE(project);
    ASSERT_TRUE(project->match(office()));
    const FullDisk full(fs::file_size(file_) + 100'000);
    auto r = reading("d1", 0.85);
    r.evidence = {"large.jpg"};
    auto attached = project->attach(readings({r}), evidence_in(folder_.path()));
    const Status wrong = attached ? project->commit({"attach", "Sari", ""}) : Status(attached.error());
    ASSERT_TRUE(wrong) << "4 MB fit into 100 kB";
    EXPECT_TRUE(wrong->message.key == "store.full" || wrong->message.key == "store.disk")
        << wrong->message.key;
    EXPECT_EQ(wrong->code, ErrorCode::output);
  }
  EXPECT_EQ(sha256(*read_file(file_)), before);
  EXPECT_TRUE(facts_on(office()).readings.readings.empty());
}

}  // namespace
}  // namespace landai::store
