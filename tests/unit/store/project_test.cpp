// SPDX-License-Identifier: GPL-3.0-or-later
// What a project keeps and gives back.
#include "landai/store/project.hpp"

#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>

#include "project_file.hpp"

namespace landai::store {
namespace {

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
    ASSERT_TRUE(p.attach(readings({r}), evidence_in(folder_.path())));
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
           [&](Project& p) { told = *p.attach(readings({reading("d1", value, by)}), evidence_in(folder_.path())); });
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

// Nobody knows which of two is right: no row of a file takes the place of another one of it, in whatever order. A later file's does.
TEST_F(ProjectFile, TwoReadingsOfOneFileBothStayUntilALaterOneComes) {
  make();
  const auto attach = [&](const std::vector<double>& values) {
    Attached told;
    std::vector<measure::Reading> rows;
    for (const double value : values) rows.push_back(reading("d1", value));
    change(office(), [&](Project& p) { told = *p.attach(readings(rows), evidence_in(folder_.path())); });
    return std::tuple(told.added, told.replaced, told.already);
  };
  const auto values = [&] {
    std::vector<double> out;
    for (const measure::Reading& r : facts_on(office()).readings.readings) out.push_back(std::get<double>(r.value));
    std::sort(out.begin(), out.end());
    return out;
  };
  EXPECT_EQ(attach({0.95, 0.80}), std::tuple(2, 0, 0));
  EXPECT_EQ(values(), (std::vector{0.80, 0.95}));
  EXPECT_EQ(attach({0.80, 0.95}), std::tuple(0, 0, 2));
  EXPECT_EQ(attach({0.70, 0.95}), std::tuple(1, 1, 1));
  EXPECT_EQ(values(), (std::vector{0.70, 0.95}));
  EXPECT_EQ(attach({0.95}), std::tuple(0, 1, 1));
  EXPECT_EQ(attach({0.90}), std::tuple(1, 1, 0));
  EXPECT_EQ(values(), std::vector{0.90});
}

TEST_F(ProjectFile, NamesTheFilesOfWhoseRowsSomeCountWithWhatTheyWere) {
  make();
  const auto attach = [&](std::vector<measure::Reading> rows, const char* bytes) {
    change(office(), [&](Project& p) {
      ASSERT_TRUE(p.attach(readings(std::move(rows)), evidence_in(folder_.path())));
      if (bytes) {
        ASSERT_FALSE(p.keep_origin("r.csv", bytes));
      }
    });
  };
  const auto hashes = [&] {
    std::vector<std::string> out;
    const auto project = Project::open(file_, Access::read);
    const auto origins = project->origins();
    for (const report::GivenFile& f : *origins) out.push_back(f.what + " " + f.file + " " + f.sha256.substr(0, 8));
    return out;
  };
  // SHA-256 of "abc" and of "": FIPS 180-2, appendix B.1; its test vectors.
  const std::string of_abc = "readings r.csv ba7816bf", of_nothing = "readings r.csv e3b0c442", unknown = "readings r.csv ";
  attach({reading("d1", 0.892)}, "abc");
  EXPECT_EQ(hashes(), std::vector{of_abc});
  attach({reading("d1", 0.892)}, "");
  EXPECT_EQ(hashes(), std::vector{of_abc}) << "it brought nothing";
  attach({reading("d2", 0.7)}, "");
  EXPECT_EQ(hashes(), (std::vector{of_abc, of_nothing}));
  attach({reading("d1", 0.9)}, nullptr);
  EXPECT_EQ(hashes(), (std::vector{of_nothing, unknown})) << "nothing of the first counts any more, and the last was kept without";
  change(office(), [&](Project& p) { ASSERT_FALSE(p.withdraw({"r2", "r3"})); });
  EXPECT_EQ(hashes(), std::vector<std::string>{});
}

TEST_F(ProjectFile, ReadingsFollowTheirElementAndWaitForItWhenItIsGone) {
  make();
  change(office(), [&](Project& p) {
    ASSERT_TRUE(p.attach(readings({reading("d1", 0.85), reading("d2", 0.7)}), evidence_in(folder_.path())));
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

TEST_F(ProjectFile, AReadingStaysInItsPlaceWhenIdsAreDealtAnewAndWhatMovedIsTold) {
  make();
  change(office(), [&](Project& p) {
    ASSERT_TRUE(p.attach(readings({reading("d1", 0.85), reading("d2", 0.7)}), evidence_in(folder_.path())));
  });
  const auto met = [&](const Plan& plan) {
    auto project = Project::open(file_, Access::write);
    EXPECT_TRUE(project);
    auto told = project->match(plan);
    EXPECT_TRUE(told);
    EXPECT_FALSE(project->commit({"import", "Budi", ""}));
    return *told;
  };
  Plan dealt = office();
  for (Element& e : dealt.elements)
    if (e.id == "d1" || e.id == "d2") e.id = e.id == "d1" ? "d2" : "d1";
  const PlanChange anew = met(dealt);
  EXPECT_EQ(anew.by_place, 2);
  EXPECT_EQ(anew.renumbered, 2);
  EXPECT_TRUE(anew.moved.empty());
  for (const auto& r : facts_on(dealt).readings.readings)
    EXPECT_EQ(std::get<double>(r.value), r.subject[0] == "d2" ? 0.85 : 0.7) << "d2 is now the id of the first door";

  Plan moved = dealt;
  for (Element& e : moved.elements)
    if (e.id == "d2")
      for (PlanPoint& p : e.geometry.areas[0].outer) p.x += 2;
  const PlanChange away = met(moved);
  EXPECT_EQ(away.by_id, 1);
  ASSERT_EQ(away.moved.size(), 1u);
  EXPECT_EQ(away.moved[0].name, "P-01");
  EXPECT_NEAR(away.moved[0].by_m, 2, 1e-9);
}

TEST_F(ProjectFile, WhereAnElementStandsInItsFilesIsKeptAnewThoughItStaysWhereItIs) {
  make();
  Plan drawn_anew = office();
  for (Element& e : drawn_anew.elements)
    if (e.id == "d1") e.sources.front().layer = "PINTU";
  drawn_anew.sources.front().file = "office-2.dxf";
  change(drawn_anew, [](Project&) {});
  const Raw raw(file_);
  EXPECT_EQ(raw.one("SELECT source_layer FROM landai_elements WHERE element_id = 'd1'"), "PINTU");
  EXPECT_EQ(raw.one("SELECT count(*) FROM landai_elements WHERE source_file = 'office-2.dxf'"), "5");
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
  test::write(folder_ / "march/p.jpg", "\xFF\xD8\xFF march");
  test::write(folder_ / "april/p.jpg", "\xFF\xD8\xFF april");
  for (const char* visit : {"march", "april"})
    change(office(), [&](Project& p) {
      auto r = reading("d1", 0.85, visit);
      r.evidence = {"p.jpg", "missing.jpg", "../../etc/passwd"};
      auto told = p.attach(readings({r}), evidence_in(folder_ / visit));
      ASSERT_TRUE(told);
      EXPECT_EQ(told->kept_files, 1);
      std::vector<std::pair<std::string, std::string>> lost;
      for (const Lost& l : told->lost) lost.emplace_back(l.file, l.why.key);
      EXPECT_EQ(lost, (std::vector<std::pair<std::string, std::string>>{{"missing.jpg", "store.lost.not_found"}, {"../../etc/passwd", "store.lost.outside"}}));
    });
  auto project = Project::open(file_, Access::read);
  ASSERT_TRUE(project);
  ASSERT_FALSE(project->unpack_evidence(folder_ / "out"));
  ASSERT_TRUE(project->match(office()));
  const auto rows = project->facts()->readings.readings;
  ASSERT_EQ(rows.size(), 2u);
  EXPECT_EQ(*read_file(folder_ / "out" / rows[0].evidence[0]), "\xFF\xD8\xFF march");
  EXPECT_EQ(*read_file(folder_ / "out" / rows[1].evidence[0]), "\xFF\xD8\xFF april");
}

TEST_F(ProjectFile, PhotosComeWithTheirSidecarsAndFollowTheirElement) {
  make();
  test::write(folder_ / "p.jpg", "\xFF\xD8\xFF picture");
  test::write(folder_ / "p.yaml", "schema: landai-photo/1\nlines: []");
  test::write(folder_ / "q.jpg", "\xFF\xD8\xFF another");
  const auto attach = [&](const char* name, bool link) {
    const Attached told = attach_photo(name, "d1", {}, link);
    return std::tuple(told.added, told.replaced, told.already);
  };
  EXPECT_EQ(attach("p.jpg", false), std::tuple(1, 0, 0));
  EXPECT_EQ(attach("p.jpg", false), std::tuple(0, 0, 1));
  test::write(folder_ / "p.yaml", "schema: landai-photo/1\nlines: [1]");
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
  EXPECT_EQ(*project->content(*(*photos)[0].sidecar), "schema: landai-photo/1\nlines: [1]");
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
    ASSERT_TRUE(project->attach(readings({reading("d1", 0.85)}), evidence_in(folder_.path())));
  }
  EXPECT_TRUE(facts_on(office()).readings.readings.empty());
  EXPECT_EQ(sha256(*read_file(file_)), before);
}

TEST_F(ProjectFile, HistoryTellsEveryChange) {
  make();
  change(office(),
         [&](Project& p) { ASSERT_TRUE(p.attach(readings({reading("d1", 0.85)}), evidence_in(folder_.path()))); });
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
