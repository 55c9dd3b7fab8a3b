// SPDX-License-Identifier: GPL-3.0-or-later
// What becomes of findings from one inspection to the next.
#include <gtest/gtest.h>

#include <algorithm>

#include "landai/store/project.hpp"
#include "run_program.hpp"
#include "sample_inputs.hpp"

namespace landai::store {
namespace {

using standards::Verdict;

const Texts& texts() {
  static const Texts kTexts = *Texts::load(LANDAI_SOURCE_DIR "/data", Language::en);
  return kTexts;
}

class Life : public ::testing::Test {
 protected:
  test::TempFolder folder_;
  std::filesystem::path file_ = folder_ / "p.gpkg";
  landai::testing::Sample sample_ = landai::testing::sample();

  void SetUp() override {
    test::write(folder_ / "plan.dxf", "a drawing");
    auto project = Project::create(file_);
    ASSERT_TRUE(project);
    ASSERT_FALSE(project->set_plan(std::vector{(folder_ / "plan.dxf").string()}, {}));
    inspect(*project);
  }

  LifeChange inspect(Project& project) {
    EXPECT_TRUE(project.match(sample_.plan));
    auto change = project.record(sample_.inputs(), texts());
    EXPECT_TRUE(change) << change.error().message.key;
    EXPECT_FALSE(project.commit({"attach", "Sari", ""}));
    return change ? *change : LifeChange{};
  }

  LifeChange inspect() {
    auto project = Project::open(file_, Access::write);
    EXPECT_TRUE(project);
    return inspect(*project);
  }

  /// Another drawing of the same.
  LifeChange redraw(const std::string& drawing) {
    test::write(folder_ / "plan.dxf", drawing);
    auto project = Project::open(file_, Access::write);
    EXPECT_TRUE(project);
    EXPECT_FALSE(project->set_plan(std::vector{(folder_ / "plan.dxf").string()}, {}));
    return inspect(*project);
  }

  /// A row of readings. What it says does not change the checks: those are set by hand.
  LifeChange read(const std::string& element, const std::string& quantity, const std::string& date) {
    auto project = Project::open(file_, Access::write);
    EXPECT_TRUE(project);
    EXPECT_TRUE(project->match(sample_.plan));
    measure::Reading row;
    row.subject = {element};
    row.quantity = quantity;
    row.value = row.lo = row.hi = 0.1;
    row.by = "Sari";
    row.date = date;
    EXPECT_TRUE(project->attach(measure::Readings{"r.csv", {row}, {}}, *measure::EvidenceSource::open(folder_ / "r.csv")));
    return inspect(*project);
  }

  /// A value of this door from the building.
  std::string measured(const std::string& door, const std::string& quantity, double value, const std::string& by) {
    measure::Measurement m;
    m.subject = {door};
    m.quantity = quantity;
    m.unit = "m";
    m.value = m.lo = m.hi = value;
    m.u = 0.001;
    m.method = Method::reading;
    m.evidence.level = "L0";
    m.evidence.note = message("measure.reading.from").with("by", by);
    sample_.measurements.add(m);
    return sample_.measurements.all().back().id;
  }

  /// A value of this door off the plan.
  std::string drawn(const std::string& door, const std::string& quantity, double value) {
    measure::Measurement m;
    m.subject = {door};
    m.quantity = quantity;
    m.unit = "m";
    m.value = m.lo = m.hi = value;
    m.method = Method::geometry;
    m.evidence.level = "L0";
    sample_.measurements.add(m);
    return sample_.measurements.all().back().id;
  }

  /// What has no rule, by what its title holds.
  report::Finding without_rule(const std::string& part) {
    std::vector<report::Finding> found;
    for (const auto& f : report::findings(sample_.inputs(), texts()))
      if (f.checks.empty() && f.title.find(part) != std::string::npos) found.push_back(f);
    EXPECT_EQ(found.size(), 1u) << part;
    return found.empty() ? report::Finding{} : found.front();
  }

  void rename(const std::string& id, const std::string& name) {
    for (Element& e : sample_.plan.elements)
      if (e.id == id) e.name = name;
  }

  /// Says it and inspects again, as `landai finding` does; the key of the error, or "".
  std::string say(const std::string& fingerprint, const FindingSaid& said) {
    auto project = Project::open(file_, Access::write);
    EXPECT_TRUE(project);
    EXPECT_TRUE(project->match(sample_.plan));
    if (auto named = project->say(fingerprint, said, "Budi"); !named) return named.error().message.key;
    const auto facts = project->facts();
    EXPECT_TRUE(facts);
    apply(facts->waivers);
    EXPECT_TRUE(project->record(sample_.inputs(), texts()));
    EXPECT_FALSE(project->commit({"finding", "Budi", ""}));
    return {};
  }

  /// As the standards do it.
  void apply(const std::vector<measure::Waiver>& waivers) {
    for (auto& check : sample_.checks) {
      if (check.duty == "waived") {
        check.duty = "required";
        check.severity = severity_.at(check.id);
      }
      for (const auto& w : waivers) {
        const bool rule = std::count(w.rules.begin(), w.rules.end(), check.rule) > 0;
        const bool place = w.elements.empty() ||
                           std::any_of(check.subject.begin(), check.subject.end(), [&](const auto& id) {
                             return std::count(w.elements.begin(), w.elements.end(), id) > 0;
                           });
        if (!rule || !place || check.duty == "waived") continue;
        severity_[check.id] = check.severity;
        check.duty = "waived";
        check.waiver = w.document;
        if (check.severity) check.severity = 4;
      }
    }
  }

  standards::Check& check(const std::string& rule, const std::string& subject) {
    for (auto& c : sample_.checks)
      if (c.rule == rule && c.subject.back() == subject) return c;
    ADD_FAILURE() << rule << " of " << subject;
    return sample_.checks.front();
  }

  void set(const std::string& rule, const std::string& subject, Verdict verdict,
           std::optional<int> severity) {
    check(rule, subject).verdict = verdict;
    check(rule, subject).severity = severity;
  }

  std::vector<FindingTold> all() {
    auto project = Project::open(file_, Access::read);
    EXPECT_TRUE(project);
    auto findings = project->findings();
    EXPECT_TRUE(findings);
    return *findings;
  }

  /// The finding that the report has now for this check.
  std::string fingerprint(const std::string& rule, const std::string& subject) {
    const std::string id = check(rule, subject).id;
    for (const auto& f : report::findings(sample_.inputs(), texts()))
      if (std::count(f.checks.begin(), f.checks.end(), id) > 0) return f.fingerprint;
    return {};
  }

  FindingTold told(const std::string& fingerprint) {
    for (const auto& f : all())
      if (f.fingerprint == fingerprint) return f;
    ADD_FAILURE() << fingerprint << " is not kept";
    return {};
  }

 private:
  std::map<std::string, std::optional<int>> severity_;
};

TEST_F(Life, EveryFindingBeginsOpen) {
  const auto reported = report::findings(sample_.inputs(), texts());
  EXPECT_GT(reported.size(), 5u);
  EXPECT_EQ(all().size(), reported.size());
  for (const auto& f : all()) {
    EXPECT_EQ(f.life.state, "open");
    EXPECT_TRUE(f.seen);
  }
  const LifeChange again = inspect();
  EXPECT_EQ(again.found + again.fixed + again.reopened + again.waived, 0)
      << "the same inspection changes nothing";
}

TEST_F(Life, WhatPassesIsFixedAndWhatFailsAgainIsOpenAgain) {
  const std::string slope = fingerprint("slope", "ram/1");
  set("slope", "ram/1", Verdict::pass, std::nullopt);
  EXPECT_EQ(inspect().fixed, 1);
  EXPECT_EQ(told(slope).life.state, "fixed");
  EXPECT_EQ(told(slope).closed_by, "passes");
  EXPECT_FALSE(told(slope).seen);
  set("slope", "ram/1", Verdict::fail, 2);
  EXPECT_EQ(inspect().reopened, 1);
  EXPECT_EQ(told(slope).life.state, "open");
}

TEST_F(Life, WhatFailsOtherwiseIsNotFixedButGoesOn) {
  const std::string slope = fingerprint("slope", "ram/1");
  EXPECT_EQ(say(slope, {"accepted", "Budi", "2027-01-31", {}}), "");
  set("slope", "ram/1", Verdict::undecided, 3);
  const std::string after = fingerprint("slope", "ram/1");
  ASSERT_NE(after, slope);
  const LifeChange change = inspect();
  EXPECT_EQ(change.fixed, 0);
  EXPECT_EQ(change.followed, 1);
  EXPECT_EQ(told(slope).life.state, "superseded");
  EXPECT_EQ(told(after).follows, slope);
  EXPECT_EQ(told(after).life.state, "accepted");
  EXPECT_EQ(told(after).life.owner, "Budi");
  EXPECT_EQ(told(after).life.due, "2027-01-31");
}

TEST_F(Life, WhatIsNotMeasuredAnyMoreIsNotFixed) {
  const std::string slope = fingerprint("slope", "ram/1");
  set("slope", "ram/1", Verdict::not_measured, 3);
  EXPECT_EQ(inspect().fixed, 0);
  EXPECT_EQ(told(slope).life.state, "superseded");
}

TEST_F(Life, WhereARuleWasNotAskedNothingIsKnown) {
  const std::string slope = fingerprint("slope", "ram/1");
  std::erase_if(sample_.packs.front().rules, [](const auto& r) { return r.id == "slope"; });
  std::erase_if(sample_.checks, [](const auto& c) { return c.rule == "slope"; });
  EXPECT_EQ(inspect().fixed, 0);
  EXPECT_EQ(told(slope).life.state, "open");
  EXPECT_FALSE(told(slope).seen);
}

TEST_F(Life, WhereOneOfItsRulesWasNotAskedItIsNotFixed) {
  standards::Pack local = sample_.packs.front();
  local.id = "local";
  std::erase_if(local.rules, [](const auto& r) { return r.id != "slope"; });
  local.rules.front().id = "local.slope";
  sample_.packs.push_back(local);
  standards::Check also = check("slope", "ram/1");
  also.id = "local";
  also.rule = "local.slope";
  also.standard = "local";
  sample_.checks.push_back(also);
  inspect();
  const std::string both = fingerprint("slope", "ram/1");
  ASSERT_EQ(both, fingerprint("local.slope", "ram/1"));
  // Only the national pack is asked, and it is content.
  sample_.packs.pop_back();
  std::erase_if(sample_.checks, [](const auto& c) { return c.rule == "local.slope"; });
  set("slope", "ram/1", Verdict::pass, std::nullopt);
  EXPECT_EQ(inspect().fixed, 0);
  EXPECT_EQ(told(both).life.state, "open");
  // Both are.
  sample_.packs.push_back(local);
  also.verdict = Verdict::pass;
  also.severity.reset();
  sample_.checks.push_back(also);
  EXPECT_EQ(inspect().fixed, 1);
  EXPECT_EQ(told(both).closed_by, "passes");
}

TEST_F(Life, ARuleThatOnlyComparesEndsNothing) {
  const std::string slope = fingerprint("slope", "ram/1");
  check("slope", "ram/1").counts = false;
  ASSERT_EQ(fingerprint("slope", "ram/1"), "");
  const LifeChange change = inspect();
  EXPECT_EQ(change.fixed + change.gone, 0);
  EXPECT_EQ(told(slope).life.state, "open") << "nothing follows it";
}

TEST_F(Life, WhosePlaceIsGoneIsNotFixedAndComesBackAsItWas) {
  const std::string slope = fingerprint("slope", "ram/1");
  EXPECT_EQ(say(slope, {"accepted", {}, {}, {}}), "");
  const auto elements = sample_.plan.elements;
  const auto checks = sample_.checks;
  std::erase_if(sample_.plan.elements, [](const auto& e) { return e.id == "ram/1"; });
  std::erase_if(sample_.checks, [](const auto& c) { return c.rule == "slope"; });
  const LifeChange change = inspect();
  EXPECT_EQ(change.fixed, 0);
  EXPECT_EQ(change.gone, 1);
  EXPECT_EQ(told(slope).life.state, "gone");
  EXPECT_EQ(inspect().gone, 0) << "it is already";
  sample_.plan.elements = elements;
  sample_.checks = checks;
  const LifeChange back = inspect();
  EXPECT_EQ(back.found, 0);
  EXPECT_EQ(back.reopened, 1);
  EXPECT_EQ(told(slope).life.state, "accepted");
}

TEST_F(Life, AWaiverNeedsADocumentAndChangesTheDutyUntilItEnds) {
  const std::string slope = fingerprint("slope", "ram/1");
  EXPECT_EQ(say(slope, {"waived", {}, {}, {}}), "store.finding.document");
  EXPECT_EQ(say(slope.substr(0, 6), {"waived", {}, {}, "TABG 12/2025"}), "");
  EXPECT_EQ(check("slope", "ram/1").verdict, Verdict::fail);
  EXPECT_EQ(check("slope", "ram/1").duty, "waived");
  EXPECT_EQ(check("main", "d1").duty, "required");
  const auto waived = told(fingerprint("slope", "ram/1"));
  EXPECT_EQ(waived.life.state, "waived");
  EXPECT_EQ(waived.life.document, "TABG 12/2025");
  EXPECT_EQ(inspect().waived, 0) << "it is already";
  EXPECT_EQ(say(waived.fingerprint, {"open", {}, {}, {}}), "");
  EXPECT_EQ(check("slope", "ram/1").duty, "required");
  EXPECT_EQ(told(fingerprint("slope", "ram/1")).life.state, "open");
}

TEST_F(Life, WhatSomebodySaysIsFixedIsOpenAgainWhenAnotherPlanShowsIt) {
  const std::string slope = fingerprint("slope", "ram/1");
  EXPECT_EQ(say(slope, {"fixed", {}, {}, {}}), "");
  EXPECT_EQ(told(slope).life.state, "fixed");
  EXPECT_EQ(told(slope).closed_by, "said");
  EXPECT_EQ(inspect().reopened, 0) << "nothing new was seen of it";
  EXPECT_EQ(redraw("a drawing").reopened, 0) << "the same drawing";
  EXPECT_EQ(read("d2", "door.force", "").reopened, 0) << "of another element";
  EXPECT_EQ(told(slope).life.state, "fixed");
  EXPECT_EQ(redraw("a later drawing").reopened, 1);
  EXPECT_EQ(told(slope).life.state, "open");
}

TEST_F(Life, WhatSomebodySaysIsFixedIsOpenAgainWhenANewerReadingShowsIt) {
  check("slope", "ram/1").measurements = {measured("ram/1", "ramp.slope", 0.13, "Sari")};
  const std::string slope = fingerprint("slope", "ram/1");
  inspect();
  EXPECT_EQ(say(slope, {"fixed", {}, {}, {}}), "");
  EXPECT_EQ(read("d2", "door.force", "").reopened, 0) << "of another element";
  EXPECT_EQ(read("ram/1", "ramp.width", "").reopened, 0) << "of something else there";
  EXPECT_EQ(read("ram/1", "ramp.slope", "2020-01-31").reopened, 0) << "made before it was mended";
  EXPECT_EQ(redraw("a later drawing").reopened, 0) << "the plan decides nothing here";
  EXPECT_EQ(told(slope).life.state, "fixed");
  EXPECT_EQ(read("ram/1", "ramp.slope", "2999-01-31").reopened, 1);
  EXPECT_EQ(told(slope).life.state, "open");
}

TEST_F(Life, WhatThePlanTellsBesideReadingsIsOpenAgainWhenAnotherPlanShowsIt) {
  check("handle", "d1").measurements = {measured("d1", "door.handle_height", 1.3, "Sari")};
  for (const char* id : {"d2", "d3", "d4"}) check("handle", id).measurements = {drawn(id, "door.handle_height", 1.3)};
  const std::string doors = fingerprint("handle", "d1");
  ASSERT_EQ(doors, fingerprint("handle", "d4")) << "of the others only the plan tells";
  inspect();
  EXPECT_EQ(say(doors, {"fixed", {}, {}, {}}), "");
  EXPECT_EQ(inspect().reopened, 0);
  EXPECT_EQ(redraw("a later drawing").reopened, 1);

  measured("d2", "door.clear_width", 0.70, "Sari");
  inspect();
  const std::string built = without_rule("built differently").fingerprint;
  EXPECT_EQ(say(built, {"fixed", {}, {}, {}}), "");
  EXPECT_EQ(read("d2", "door.force", "").reopened, 0) << "of something else there";
  EXPECT_EQ(redraw("a drawing that is as wrong").reopened, 1);
  EXPECT_EQ(told(built).life.state, "open");
}

TEST_F(Life, UnderAnotherNameEachFindingGoesOnAsItself) {
  measured("d2", "door.clear_width", 0.70, "Sari");
  measured("d2", "door.clear_width", 0.74, "Budi");
  inspect();
  const auto built = without_rule("built differently"), contradiction = without_rule("contradict");
  ASSERT_NE(built.fingerprint, contradiction.fingerprint);
  EXPECT_EQ(say(built.fingerprint, {"accepted", "Tono", "2027-01-15", {}}), "");
  EXPECT_EQ(say(built.fingerprint, {"waived", {}, {}, "TABG 12/2025"}), "store.finding.no_rule");
  rename("d2", "P-113");
  const LifeChange change = inspect();
  EXPECT_EQ(change.fixed, 0);
  const auto built_now = without_rule("built differently"), contradiction_now = without_rule("contradict");
  ASSERT_NE(built_now.fingerprint, built.fingerprint);
  EXPECT_EQ(told(built_now.fingerprint).follows, built.fingerprint);
  EXPECT_EQ(told(built_now.fingerprint).life.owner, "Tono");
  EXPECT_EQ(told(built_now.fingerprint).life.due, "2027-01-15");
  EXPECT_EQ(told(built_now.fingerprint).life.state, "accepted");
  EXPECT_EQ(told(contradiction_now.fingerprint).follows, contradiction.fingerprint);
  EXPECT_EQ(told(contradiction_now.fingerprint).life.owner, "");
  EXPECT_EQ(told(contradiction_now.fingerprint).life.state, "open");
  for (const auto& f : {built, contradiction}) EXPECT_EQ(told(f.fingerprint).life.state, "superseded");
}

TEST_F(Life, UnderAnotherNameWhatSomebodySaysIsFixedStaysSo) {
  check("main", "d1").measurements = {measured("d1", "door.clear_width", 0.861, "Sari")};
  inspect();
  const std::string was = fingerprint("main", "d1");
  EXPECT_EQ(say(was, {"fixed", "Tono", {}, {}}), "");
  rename("d1", "P-101");
  const std::string now = fingerprint("main", "d1");
  ASSERT_NE(now, was);
  const LifeChange change = inspect();
  EXPECT_EQ(change.fixed + change.reopened, 0);
  EXPECT_EQ(told(now).life.state, "fixed");
  EXPECT_EQ(told(now).closed_by, "said");
  EXPECT_EQ(told(now).life.owner, "Tono");
  EXPECT_EQ(told(was).life.state, "superseded");
  EXPECT_EQ(read("d1", "door.clear_width", "2999-01-31").reopened, 1);
}

TEST_F(Life, TheOwnerAndTheDateComeFromOneFinding) {
  // One door of four is asked apart for a while: two findings that become one.
  const auto all_four = fingerprint("handle", "d1");
  ASSERT_EQ(all_four, fingerprint("handle", "d4"));
  set("handle", "d4", Verdict::undecided, 3);
  inspect();
  const auto three = fingerprint("handle", "d1"), four = fingerprint("handle", "d4");
  ASSERT_NE(three, four);
  EXPECT_EQ(say(three, {{}, "Tono", "2027-05-31", {}}), "");
  EXPECT_EQ(say(four, {{}, "Budi", "2027-01-31", {}}), "");
  set("handle", "d4", Verdict::not_measured, 3);
  inspect();
  EXPECT_EQ(told(all_four).life.state, "open");
  EXPECT_EQ(told(all_four).life.owner, "Tono");
  EXPECT_EQ(told(all_four).life.due, "2027-05-31") << "nobody promised Budi's date for Tono";
}

TEST_F(Life, TitlesAreKeptInBothLanguages) {
  const auto other = *Texts::load(LANDAI_SOURCE_DIR "/data", Language::id);
  const std::string slope = fingerprint("slope", "ram/1");
  {
    auto project = Project::open(file_, Access::write);
    ASSERT_TRUE(project);
    ASSERT_TRUE(project->match(sample_.plan));
    ASSERT_TRUE(project->record(sample_.inputs(), texts(), &other));
    ASSERT_FALSE(project->commit({"attach", "Sari", ""}));
  }
  set("slope", "ram/1", Verdict::pass, std::nullopt);
  inspect();  // it is closed, and its title stays
  auto project = Project::open(file_, Access::read);
  ASSERT_TRUE(project);
  const auto title = [&](std::optional<Language> language) {
    const auto found = project->findings(language);
    for (const auto& f : *found)
      if (f.fingerprint == slope) return f.title;
    return std::string();
  };
  EXPECT_NE(title(Language::en).find("slope"), std::string::npos) << title(Language::en);
  EXPECT_NE(title(Language::id).find("kelandaian"), std::string::npos) << title(Language::id);
  EXPECT_EQ(title({}), title(Language::en));
}

TEST_F(Life, RefusesWhatCannotBeSaid) {
  const std::string slope = fingerprint("slope", "ram/1");
  EXPECT_EQ(say("zzzz", {"open", {}, {}, {}}), "store.finding.unknown");
  EXPECT_EQ(say(slope.substr(0, 3), {"open", {}, {}, {}}), "store.finding.unknown");
  EXPECT_EQ(say("", {"open", {}, {}, {}}), "store.finding.unknown");
  EXPECT_EQ(say(slope, {"gone", {}, {}, {}}), "store.finding.state");
  EXPECT_EQ(told(slope).life.state, "open");
}

TEST_F(Life, LayersTellIt) {
  const std::string slope = fingerprint("slope", "ram/1");
  EXPECT_EQ(say(slope, {"accepted", "Budi", "2027-01-31", {}}), "");
  auto in = sample_.inputs();
  auto project = Project::open(file_, Access::read);
  ASSERT_TRUE(project);
  in.lives = *project->lives();
  EXPECT_NE(report::terminal(in, texts(), false).find("accepted; Budi; due 2027-01-31"), std::string::npos);
  EXPECT_NE(report::html(in, texts()).find("accepted; Budi; due 2027-01-31"), std::string::npos);
  EXPECT_NE(report::json(in, texts()).find("\"state\":\"accepted\""), std::string::npos);
  const auto rows = test::run("ogrinfo -q -al " + file_.string() + " findings");
  EXPECT_NE(rows.out.find("owner (String) = Budi"), std::string::npos) << rows.out.substr(0, 600);
}

}  // namespace
}  // namespace landai::store
