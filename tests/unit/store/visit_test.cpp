// SPDX-License-Identifier: GPL-3.0-or-later
// What comes back from a visit: rows that were not taken, numbers of worksheets, photos that were measured.
#include <cmath>

#include "project_file.hpp"

namespace landai::store {
namespace {

measure::UnmatchedRow row(const std::string& value, const std::string& near = "d1") {
  return {"line 2, value", "value", {{"subject", "P-09"}, {"value", value}}, message("measure.readings.no_value"), {near}};
}

class Visit : public ProjectFile {
 protected:
  Attached attach(std::vector<measure::Reading> rows, std::vector<measure::UnmatchedRow> unclear) {
    Attached told;
    change(office(), [&](Project& p) {
      measure::Readings r = readings(std::move(rows));
      r.unmatched = std::move(unclear);
      auto attached = p.attach(r, evidence_in(folder_.path()));
      ASSERT_TRUE(attached);
      told = std::move(*attached);
    });
    return told;
  }
  std::vector<Unmatched> unmatched(const Plan& plan = office()) {
    auto project = Project::open(file_, Access::read);
    EXPECT_TRUE(project);
    EXPECT_TRUE(project->match(plan));
    return *project->unmatched();
  }
};

TEST_F(Visit, RowsThatAreNotClearAreKeptOnceAndFollowTheirElements) {
  make();
  EXPECT_EQ(attach({reading("d1", 0.85)}, {row("8O cm")}).unmatched.size(), 1u);
  EXPECT_EQ(attach({reading("d1", 0.85)}, {row("8O cm")}).unmatched.size(), 1u) << "told again";
  const auto kept = unmatched(office("new-"));
  ASSERT_EQ(kept.size(), 1u);
  EXPECT_EQ(kept[0].row.where, "line 2, value");
  EXPECT_EQ(kept[0].row.file, "r.csv");
  EXPECT_EQ(kept[0].row.near, std::vector<std::string>{"new-d1"});
  EXPECT_EQ(kept[0].row.cells.at(1).second, "8O cm");
  EXPECT_EQ(kept[0].row.why.key, "measure.readings.no_value");
  EXPECT_EQ(facts_on(office()).readings.unmatched.size(), 1u) << "in every report";
}

TEST_F(Visit, ARowEndsWhenItIsDismissedAndStaysInTheFile) {
  make();
  attach({}, {row("8O cm"), row("7O cm")});
  const auto kept = unmatched();
  ASSERT_EQ(kept.size(), 2u);
  change(office(), [&](Project& p) {
    ASSERT_FALSE(p.end_unmatched({kept[0].id}, true));
    const auto again = p.end_unmatched({kept[0].id}, true);
    ASSERT_TRUE(again);
    EXPECT_EQ(again->message.key, "store.unmatched.unknown");
  });
  ASSERT_EQ(unmatched().size(), 1u);
  EXPECT_EQ(unmatched()[0].id, kept[1].id);
  EXPECT_EQ(Raw(file_).one("SELECT count(*) FROM landai_unmatched WHERE why_ended = 'dismissed'"), "1");
}

TEST_F(Visit, ARowIsKnownAgainAmongManyAndWhateverItsLetters) {
  make();
  std::vector<measure::UnmatchedRow> rows;
  for (int line = 2; line < 30'000; ++line) {
    rows.push_back(row("8O cm"));
    rows.back().where = "line " + std::to_string(line) + ", value";
  }
  rows.front().cells.front().second = "Pintu \xE9";  // no UTF-8
  attach({}, rows);
  EXPECT_EQ(attach({}, rows).unmatched.size(), rows.size());
  EXPECT_EQ(unmatched().size(), rows.size());
}

TEST_F(Visit, ARowThatIsDismissedTwiceInOneBreathIsDismissed) {
  make();
  attach({}, {row("8O cm")});
  const std::int64_t id = unmatched().at(0).id;
  change(office(), [&](Project& p) { EXPECT_FALSE(p.end_unmatched({id, id}, true)); });
  EXPECT_TRUE(unmatched().empty());
  auto project = Project::open(file_, Access::read);
  EXPECT_EQ(project->history()->back().what.front().args.at(0).second.text, "1");
}

TEST_F(Visit, HowAFileWasUnderstoodTakesThePlaceOfWhatWasSaidBefore) {
  make();
  const auto attach_with = [&](const char* key) {
    change(office(), [&](Project& p) {
      measure::Readings r = readings({});
      r.diagnostics = {{DiagnosticSeverity::info, "r.csv", "line 3", message(key).with("u", 0.005, "m"), {}, 4}};
      ASSERT_TRUE(p.attach(r, evidence_in(folder_.path())));
    });
  };
  attach_with("first");
  attach_with("second");
  const auto notes = facts_on(office()).readings.diagnostics;
  ASSERT_EQ(notes.size(), 1u);
  EXPECT_EQ(notes[0].message.key, "second");
  EXPECT_EQ(notes[0].message.args.at(0).second.value, 0.005);
  EXPECT_EQ(notes[0].severity, DiagnosticSeverity::info);
  EXPECT_EQ(notes[0].where, "line 3");
  EXPECT_EQ(notes[0].count, 4);
  EXPECT_TRUE(notes[0].advice.empty());
}

TEST_F(Visit, AReadingComesBackWithTheRowsItWasMadeOf) {
  make();
  auto r = reading("d1", 0.05);
  r.file = "export.zip/form.csv";
  r.parts = {{measure::ReadingPart::Kind::straight, 0.051, "middle", 3}, {measure::ReadingPart::Kind::turned, 0.049, "", 4},
             {measure::ReadingPart::Kind::spot, 0.1 + 0.2, "", 5}};
  attach({r}, {});
  const auto back = facts_on(office()).readings;
  EXPECT_EQ(back.file, "r.csv");
  ASSERT_EQ(back.readings.size(), 1u);
  EXPECT_EQ(back.readings[0].file, "export.zip/form.csv");
  ASSERT_EQ(back.readings[0].parts.size(), 3u);
  EXPECT_EQ(back.readings[0].parts[0].kind, measure::ReadingPart::Kind::straight);
  EXPECT_EQ(back.readings[0].parts[0].spot, "middle");
  EXPECT_EQ(back.readings[0].parts[1].kind, measure::ReadingPart::Kind::turned);
  EXPECT_EQ(back.readings[0].parts[2].value, 0.1 + 0.2);
  EXPECT_EQ(back.readings[0].parts[2].line, 5);
}

TEST_F(Visit, NumbersAndTagsFollowTheirElementsAndTwoMeaningsAreDoubtful) {
  make();
  const auto keep = [&](const measure::WorksheetNames& names, const std::vector<SheetTag>& tags) {
    change(office(), [&](Project& p) { ASSERT_FALSE(p.keep_worksheet(names, tags)); });
  };
  keep({{{"1", {"d1", "", ""}}, {"1a", {"d1", "door.clear_width", "cm"}}, {"2", {"d2", "", ""}}, {"0a", {"r1 > r2", "route.clear_width", "cm"}}}, {}, {}},
       {{4, "d1", 0.15}, {5, "d2", 0.16}, {586, "", 0.15}});
  keep({{{"1", {"d1", "", ""}}, {"1a", {"d1", "door.force", "N"}}}, {}, {}}, {{4, "d1", 0.15}});
  auto project = Project::open(file_, Access::read);
  ASSERT_TRUE(project);
  ASSERT_TRUE(project->match(office("new-", false)));
  const auto names = project->worksheet_names();
  ASSERT_TRUE(names);
  EXPECT_EQ(names->numbers.at("1").subject, "new-d1");
  EXPECT_EQ(names->numbers.at("0a").subject, "new-r1 > new-r2");
  EXPECT_EQ(names->numbers.at("0a").unit, "cm");
  EXPECT_EQ(names->numbers.at("2").subject, "(P-02)") << "it is gone, and its number names nothing else";
  ASSERT_FALSE(names->numbers.contains("1a"));
  EXPECT_EQ(names->doubtful.at("1a"), "P-01 door.clear_width; P-01 door.force");
  EXPECT_EQ(names->tags.at(4), "new-d1");
  EXPECT_EQ(names->tags.at(586), "") << "a spare sheet: printed, and of no element";
  const auto tags = project->sheet_tags();
  ASSERT_TRUE(tags);
  ASSERT_EQ(tags->size(), 3u);
  EXPECT_EQ((*tags)[1].side, 0.16);
  EXPECT_EQ((*tags)[2].element, "");
}

TEST_F(Visit, WhatWasMadeOfAnEarlierPlanIsUnderstood) {
  make();
  const auto meet = [&](const Plan& plan) {
    auto project = Project::open(file_, Access::write);
    ASSERT_TRUE(project);
    ASSERT_TRUE(project->match(plan));
    ASSERT_FALSE(project->commit({"import", "Budi", ""}));
  };
  const measure::WorksheetNames of_first{{{"1", {"d1", "", ""}}, {"2", {"d2", "", ""}}, {"0a", {"r1 > r2", "route.clear_width", "cm"}}, {"A1", {"", "door.force", "kg", {"d1", "d2"}}}}, {{4, "d1"}, {5, "d2"}}};
  const auto seen = [&](const Plan& plan, const measure::WorksheetNames& names) {
    auto project = Project::open(file_, Access::read);
    EXPECT_TRUE(project && project->match(plan));
    return std::pair(*project->former_ids(), *project->as_of_now(names));
  };
  EXPECT_TRUE(seen(office(), of_first).first.empty());
  meet(office("new-", false));
  auto [former, names] = seen(office("new-", false), of_first);
  EXPECT_EQ(former.at("d1"), std::vector<std::string>{"new-d1"});
  EXPECT_EQ(former.at("d2"), std::vector<std::string>{"(P-02)"}) << "it is gone";
  EXPECT_EQ(names.numbers.at("1").subject, "new-d1");
  EXPECT_EQ(names.numbers.at("0a").subject, "new-r1 > new-r2");
  EXPECT_EQ(names.numbers.at("A1").several, (std::vector<std::string>{"new-d1", "(P-02)"}));
  EXPECT_EQ(names.tags.at(4), "new-d1");
  // The ids of two doors change places: which is meant is told by the plan of the worksheet alone.
  meet(office());
  Plan dealt = office();
  for (Element& e : dealt.elements)
    if (e.id == "d1" || e.id == "d2") e.id = e.id == "d1" ? "d2" : "d1";
  meet(dealt);
  std::tie(former, names) = seen(dealt, of_first);
  EXPECT_EQ(former.at("d1"), std::vector<std::string>{"d2"});
  EXPECT_EQ(former.at("new-d1"), std::vector<std::string>{"d2"});
  EXPECT_FALSE(names.numbers.contains("1"));
  EXPECT_EQ(names.doubtful.at("1"), "d1; d2");
  EXPECT_FALSE(names.tags.contains(4));
  auto of_a_plan = of_first;
  of_a_plan.plans = {Raw(file_).one("SELECT sha256 FROM landai_files WHERE role = 'plan' AND ended IS NULL")};
  const auto told = seen(dealt, of_a_plan).second;
  EXPECT_EQ(told.numbers.at("1").subject, "d2") << "the plan of the first change, when the first door was d1";
  EXPECT_EQ(told.numbers.at("A1").several, (std::vector<std::string>{"d2", "d1"}));
  EXPECT_EQ(told.tags.at(4), "d2");
  // The first plan comes back: its ids are what they were.
  meet(office());
  std::tie(former, names) = seen(office(), of_first);
  EXPECT_EQ(former.at("d1"), std::vector<std::string>{"d2"}) << "the other door had it for a while";
}

class MeasuredPhoto : public ProjectFile {
 protected:
  void SetUp() override {
    ProjectFile::SetUp();
    make();
    test::write(folder_ / "p.jpg", "\xFF\xD8\xFF picture");
  }
  static PhotoOutcome measured(double value, const std::string& picture = "lines") {
    return measured_photo("d1", value, picture);
  }
  Attached attach(const PhotoOutcome& outcome, bool link = false, const std::vector<std::string>& elements = {"d1"}) {
    return attach_photo("p.jpg", elements, outcome, link);
  }
  std::vector<measure::Reading> readings_now() { return facts_on(office()).readings.readings; }
};

TEST_F(MeasuredPhoto, BecomesAReadingWithThePhotoAndThePictureAsEvidence) {
  attach(measured(0.85));
  const auto rows = readings_now();
  ASSERT_EQ(rows.size(), 1u);
  EXPECT_EQ(rows[0].method, Method::photo);
  EXPECT_EQ(rows[0].evidence, (std::vector<std::string>{"p.jpg", "p.jpg.measured.jpg"}));
  auto project = Project::open(file_, Access::read);
  ASSERT_TRUE(project);
  ASSERT_FALSE(project->unpack_evidence(folder_ / "out"));
  EXPECT_EQ(*read_file(folder_ / "out/p.jpg"), "\xFF\xD8\xFF picture");
  EXPECT_EQ(*read_file(folder_ / "out/p.jpg.measured.jpg"), "lines");
  EXPECT_EQ(Raw(file_).one("SELECT count(*) FROM landai_files WHERE content = (SELECT content FROM landai_files WHERE role = 'photo')"),
            "1")
      << "the same bytes are kept once";
  EXPECT_EQ(project->photos()->at(0).state, PhotoOutcome::State::measured);
}

TEST_F(MeasuredPhoto, IsListedWithItsValuesWhichAreTakenBackWithIt) {
  attach(measured(0.85));
  const auto rows = [&] { return Project::open(file_, Access::read)->attached(); }();
  ASSERT_TRUE(rows);
  ASSERT_EQ(rows->size(), 1u);
  EXPECT_EQ(rows->at(0).row, "p1");
  ASSERT_EQ(rows->at(0).measured.size(), 1u);
  const auto args = rows->at(0).measured[0].args;
  EXPECT_EQ(args.at(0).second.text, "door.clear_width");
  EXPECT_EQ(args.at(1).second.value, 0.85);
  change(office(), [&](Project& p) { ASSERT_FALSE(p.withdraw({"p1"})); });
  EXPECT_TRUE(readings_now().empty());
  const auto history = [&] { return Project::open(file_, Access::read)->history(); }();
  ASSERT_TRUE(history && !history->empty());
  bool told = false;
  for (const Message& m : history->back().what) told = told || m.key == "store.did.withdrawn.value";
  EXPECT_TRUE(told) << "the log names the value";
}

TEST_F(MeasuredPhoto, TheSameAgainIsLeftAndAnotherSidecarTakesItsPlace) {
  attach(measured(0.85));
  const auto same = attach(measured(0.85));
  EXPECT_EQ(same.added, 0);
  EXPECT_EQ(same.already, 2);
  test::write(folder_ / "p.jpg.yaml", "other lines");
  attach(measured(0.90, "other lines"));
  const auto rows = readings_now();
  ASSERT_EQ(rows.size(), 1u);
  EXPECT_EQ(std::get<double>(rows[0].value), 0.90);
  auto project = Project::open(file_, Access::read);
  ASSERT_TRUE(project);
  ASSERT_FALSE(project->unpack_evidence(folder_ / "out"));
  EXPECT_EQ(*read_file(folder_ / "out/p.jpg.measured.jpg"), "other lines");
}

TEST_F(MeasuredPhoto, WhatIsRefusedLaterGivesNoReadingAnyMore) {
  attach(measured(0.85));
  test::write(folder_ / "p.jpg.yaml", "no lines");
  PhotoOutcome refused;
  refused.state = PhotoOutcome::State::refused;
  refused.told = message("photo.refused.no_marker").with("dictionary", "x");
  refused.advice = message("photo.refused.no_marker_advice");
  attach(refused);
  EXPECT_TRUE(readings_now().empty());
  auto project = Project::open(file_, Access::read);
  ASSERT_TRUE(project);
  ASSERT_TRUE(project->match(office()));
  const auto photos = *project->photos();
  ASSERT_EQ(photos.size(), 1u);
  EXPECT_EQ(photos[0].state, PhotoOutcome::State::refused);
  EXPECT_EQ(photos[0].told.key, "photo.refused.no_marker");
  EXPECT_EQ(photos[0].advice.key, "photo.refused.no_marker_advice");
}

TEST_F(MeasuredPhoto, ANumberThatIsNoneDoesNotStopTheAttaching) {
  PhotoOutcome refused;
  refused.state = PhotoOutcome::State::refused;
  refused.told = message("photo.refused.wide").with("percent", HUGE_VAL, "%").with("least", -HUGE_VAL, "").with("other", std::nan(""), "").with("real", 0.5, "%");
  refused.advice = message("photo.refused.wide_advice");
  attach(refused);
  auto project = Project::open(file_, Access::read);
  ASSERT_TRUE(project);
  ASSERT_TRUE(project->match(office()));
  const auto photos = *project->photos();
  ASSERT_EQ(photos.size(), 1u);
  ASSERT_EQ(photos[0].told.args.size(), 4u);
  EXPECT_EQ(photos[0].told.args[0].second.text, "∞");
  EXPECT_EQ(photos[0].told.args[1].second.text, "-∞");
  EXPECT_EQ(photos[0].told.args[2].second.text, "?");
  EXPECT_EQ(photos[0].told.args[3].second.value, 0.5);
}

TEST_F(MeasuredPhoto, NobodyAsksWhichElementItShowsOnceSomebodySaidSo) {
  PhotoOutcome refused;
  refused.state = PhotoOutcome::State::refused;
  refused.told = message("store.photo.several").with("names", "P-01, P-02");
  refused.advice = message("store.photo.element.advice");
  attach(refused, false, {"d1", "d2"});
  EXPECT_EQ(attach(measured(0.85)).replaced, 1);
  const auto photos_now = [&] {
    auto project = Project::open(file_, Access::read);
    EXPECT_TRUE(project);
    EXPECT_TRUE(project->match(office()));
    return *project->photos();
  };
  ASSERT_EQ(photos_now().size(), 1u);
  EXPECT_EQ(photos_now()[0].subject, std::vector<std::string>{"d1"});
  EXPECT_EQ(photos_now()[0].state, PhotoOutcome::State::measured);
  // Nobody is asked twice.
  const Attached again = attach(refused, false, {"d1", "d2"});
  EXPECT_EQ(again.added + again.replaced, 0);
  EXPECT_TRUE(again.photos.empty());
  ASSERT_EQ(photos_now().size(), 1u);
  // What is refused for another reason is of another element, and still open.
  refused.told = message("photo.refused.no_marker").with("dictionary", "x");
  refused.advice = message("photo.refused.no_marker_advice");
  attach(refused, false, {"d2"});
  attach(measured(0.86));
  EXPECT_EQ(photos_now().size(), 2u);
}

TEST_F(MeasuredPhoto, ADoubtOfAnOlderProjectEndsWhenTheAnswerIsGivenAgain) {
  PhotoOutcome refused;
  refused.state = PhotoOutcome::State::refused;
  refused.told = message("store.photo.several").with("names", "P-01, P-02");
  refused.advice = message("store.photo.element.advice");
  attach(refused, false, {"d1", "d2"});
  attach(measured(0.85));
  EXPECT_EQ(Raw(file_).run("UPDATE landai_photos SET ended = NULL"), SQLITE_OK);
  const auto count = [&] { return Raw(file_).one("SELECT count(*) FROM landai_photos WHERE ended IS NULL"); };
  EXPECT_EQ(count(), "2");
  attach(measured(0.85));
  EXPECT_EQ(count(), "1");
}

TEST_F(MeasuredPhoto, WhoseCameraItWasIsToldOnlyWhenItIsAsked) {
  PhotoOutcome outcome = measured(0.85);
  outcome.reading->instrument = "ACME Phone 3 (p.jpg)";
  outcome.reading->file = "visit/p.jpg";
  attach(outcome);
  attach(outcome);
  change(office(), [&](Project& p) {
    auto typed = reading("d2", 0.9, "Budi");
    typed.instrument = "ACME laser (r.csv)";
    typed.file = "r.csv";
    ASSERT_TRUE(p.attach(readings({typed}), evidence_in(folder_.path())));
  });
  const auto instruments = [&](Cameras cameras) {
    auto project = Project::open(file_, Access::read);
    EXPECT_TRUE(project);
    EXPECT_TRUE(project->match(office()));
    const auto facts = project->facts(cameras);
    std::vector<std::string> out;
    for (const auto& r : facts->readings.readings) out.push_back(r.instrument);
    return out;
  };
  EXPECT_EQ(instruments(Cameras::left_out), (std::vector<std::string>{"p.jpg", "ACME laser (r.csv)"}));
  EXPECT_EQ(instruments(Cameras::named), (std::vector<std::string>{"ACME Phone 3 (p.jpg)", "ACME laser (r.csv)"}));
}

TEST_F(MeasuredPhoto, ALinkedOneIsEvidenceWhileItIsWhatItWas) {
  attach(measured(0.85), true);
  const auto evidence = [&] {
    auto project = Project::open(file_, Access::read);
    EXPECT_TRUE(project);
    return *project->evidence();
  };
  EXPECT_EQ(evidence(), (std::set<std::string>{"p.jpg", "p.jpg.measured.jpg"}));
  test::write(folder_ / "p.jpg", "\xFF\xD8\xFF retouched");
  EXPECT_EQ(evidence(), (std::set<std::string>{"p.jpg.measured.jpg"}));
  auto project = Project::open(file_, Access::read);
  ASSERT_FALSE(project->unpack_evidence(folder_ / "out"));
  EXPECT_FALSE(fs::exists(folder_ / "out/p.jpg"));
}

}  // namespace
}  // namespace landai::store
