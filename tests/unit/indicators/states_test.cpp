// SPDX-License-Identifier: GPL-3.0-or-later
// From findings to states: each row of the reference's table 7.1.
#include <fstream>
#include <gmock/gmock.h>

#include "items.hpp"

namespace landai::indicators {
namespace {

using standards::Check;
using standards::Verdict;
using ::testing::Contains;
using ::testing::IsEmpty;
using ::testing::Not;

TEST(States, DrawnIsPlanned) {
  const Indicator i = toilet().of("a03");
  EXPECT_EQ(i.state, State::in_progress);
  EXPECT_EQ(i.elements, std::vector<std::string>{"W"});
}

// Reference, 7.1: "facility drawn in the plan but not in photos: Proses". A plan of a building that stands shows no more than another.
TEST(States, DrawnIsPlannedWhateverTheBuildingIsAndHoweverItsMeasuresPass) {
  for (const char* status : {"existing", "heritage", "new", "altered"}) {
    Bench b = toilet();
    fact(b.set, "building", "building.status", status);
    b.checks = {check("c1", "pupr14.l3.toilet.acc.door", {"D"}, Verdict::pass), check("c2", "pupr14.l3.toilet.acc.size", {"W"}, Verdict::pass)};
    const Indicator i = b.of("a03");
    EXPECT_EQ(i.state, State::in_progress) << status;
    EXPECT_EQ(i.claim, Claim::drawn) << status;
  }
}

TEST(States, AnOfficeMayTakeThePlanOfAnExistingBuildingForWhatStands) {
  for (const auto& [status, state] : {std::pair{"existing", State::present}, std::pair{"heritage", State::present},
                                      std::pair{"new", State::in_progress}, std::pair{"altered", State::in_progress}}) {
    Bench b = toilet();
    b.by.id = "house";
    b.by.existing_plan = Policy::ExistingPlan::present;
    fact(b.set, "building", "building.status", status);
    b.checks = {check("c1", "pupr14.l3.toilet.acc.size", {"W"}, Verdict::pass)};
    const Indicator i = b.of("a03");
    EXPECT_EQ(i.state, state) << status;
    EXPECT_EQ(i.claim, Claim::drawn) << status << ": nobody saw it";
    EXPECT_EQ(i.reason.key == "indicators.present_by_policy", state == State::present) << status;
  }
}

TEST(States, AbsenceNeedsCoverage) {
  Bench b;
  b.plan.elements = {thing("R", Category::space)};
  fact(b.set, "R", "space.use", "office");
  EXPECT_EQ(b.of("a03").state, State::unknown);
  fact(b.set, "building", "building.coverage", "complete");
  EXPECT_EQ(b.of("a03").state, State::absent);
  b.plan.elements.push_back(thing("X", Category::space, "Room"));  // nobody knows what it is
  EXPECT_EQ(b.of("a03").state, State::unknown);
}

// The rule "at least one" fails on a complete plan without one (pupr14.l2.tactile.where); the item must not say that nobody knows.
TEST(States, GuidingTilesOfACompletePlanAreAbsentAsTheirRuleSays) {
  Bench b = toilet();
  EXPECT_EQ(b.of("a04").state, State::unknown);
  fact(b.set, "building", "building.coverage", "complete");
  EXPECT_EQ(b.of("a04").state, State::absent);
}

TEST(States, WhatAPlanCannotShowIsUnknown) {
  Bench b = toilet();
  fact(b.set, "building", "building.coverage", "complete");
  for (const char* id : {"a01", "a05", "a08", "a09", "b01", "c01", "c04"}) {
    EXPECT_EQ(b.of(id).state, State::unknown) << id;
    EXPECT_EQ(b.of(id).reason.key, "indicators.attest") << id;
  }
}

TEST(States, AFailedMeasureIsANoteOnly) {
  Bench b = toilet();
  measured(b.set, "W", "space.grab_bars", true, Method::photo);
  b.photos = {{{"W"}, "space.grab_bars", "bars.jpg"}};
  b.checks = {check("c1", "pupr14.l3.toilet.acc.door", {"D"}, Verdict::fail),
              check("c2", "pupr14.l3.toilet.acc.size", {"W"}, Verdict::pass),
              check("c3", "pupr14.l3.toilet.acc.size", {"elsewhere"}, Verdict::fail),
              check("c4", "pupr14.l3.lact.size", {"W"}, Verdict::fail),
              check("c5", "pupr14.l3.toilet.acc.swing", {"D"}, Verdict::not_applicable),
              check("c6", "landai.route.service", {"E", "W"}, Verdict::pass)};
  const Indicator i = b.of("a03");
  EXPECT_EQ(i.state, State::present);
  EXPECT_TRUE(i.defects);
  EXPECT_EQ(i.checks, (std::vector<std::string>{"c1", "c2", "c6"}));
}

TEST(States, AdviceAndHistoryAreNoDefects) {
  Bench b = toilet();
  Check advice = check("c1", "pupr14.l3.toilet.acc.inward", {"W"}, Verdict::fail);
  advice.obligation = standards::Obligation::advisory;
  Check old = check("c2", "pupr14.l3.toilet.acc.size", {"W"}, Verdict::fail);
  old.counts = false;
  b.checks = {advice, old};
  EXPECT_FALSE(b.of("a03").defects);
  EXPECT_EQ(b.of("a03").checks, std::vector<std::string>{"c1"});
}

TEST(States, ARampForGoodsIsNobodysWayIn) {
  Bench b;
  b.plan.elements = {thing("P", Category::ramp)};
  EXPECT_EQ(b.of("a10").state, State::in_progress);
  for (const char* use : {"goods", "vehicles"}) {
    Bench other;
    other.plan.elements = b.plan.elements;
    fact(other.set, "P", "ramp.use", use);
    EXPECT_EQ(other.of("a10").state, State::unknown) << use;
    EXPECT_TRUE(other.of("a10").elements.empty()) << use;
  }
}

TEST(States, OnlyAPartOfACounterIsItsLowPlace) {
  Bench b;
  b.plan.elements = {thing("R", Category::space), thing("C", Category::counter),
                     thing("L", Category::counter)};
  b.plan.elements[1].parent = "R";  // a counter in a room is a whole one
  b.plan.elements[2].parent = "C";
  EXPECT_EQ(b.of("a11").elements, std::vector<std::string>{"L"});
}

TEST(States, CountsOfTheBuildingSupport) {
  Bench b;
  b.checks = {check("c1", "pupr14.l4.counter.count", {"building"}, Verdict::undecided)};
  EXPECT_EQ(b.of("a11").checks, std::vector<std::string>{"c1"});
  EXPECT_EQ(b.of("a11").state, State::unknown);
}

/// The same with two mandatory measures, the door and the room; somebody was inside and read the light.
Bench measured_toilet(Verdict door, Verdict size) {
  Bench b = toilet();
  measured(b.set, "W", "space.illuminance", 150.0, Method::reading);
  b.checks = {check("c1", "pupr14.l3.toilet.acc.door", {"D"}, door),
              check("c2", "pupr14.l3.toilet.acc.size", {"W"}, size)};
  return b;
}

TEST(Table71, SeenAndEveryMandatoryMeasurePasses) {
  const Indicator i = measured_toilet(Verdict::pass, Verdict::pass).of("a03");
  EXPECT_EQ(i.state, State::present);
  EXPECT_EQ(i.claim, Claim::measured);
  EXPECT_THAT(notes(i), Contains("indicators.note.all_met"));
  ASSERT_EQ(i.evidence.front().kind, "measured");
  EXPECT_EQ(i.evidence.front().by, (std::vector<std::string>{"c1", "c2"}));
}

TEST(Table71, SeenAndAMeasureIsOpen) {
  for (const Verdict open : {Verdict::undecided, Verdict::not_measured}) {
    const Indicator i = measured_toilet(Verdict::pass, open).of("a03");
    EXPECT_EQ(i.state, State::present);
    EXPECT_EQ(i.claim, Claim::seen);
    EXPECT_THAT(notes(i), Contains("indicators.note.size_not_verified"));
    EXPECT_EQ(i.open_checks, std::vector<std::string>{"c2"});
  }
}

TEST(Table71, SeenAndAMandatoryMeasureFails) {
  Bench b = measured_toilet(Verdict::fail, Verdict::pass);
  b.by = policy("default");
  const Indicator noted = b.of("a03");
  EXPECT_EQ(noted.state, State::present);
  EXPECT_EQ(noted.claim, Claim::seen);
  EXPECT_EQ(noted.defect_checks, std::vector<std::string>{"c1"});
  EXPECT_THAT(notes(noted), Not(Contains("indicators.note.house_policy")));
  b.by = policy("strict");
  const Indicator lowered = b.of("a03");
  EXPECT_EQ(lowered.state, State::in_progress);
  EXPECT_THAT(notes(lowered), Contains("indicators.note.house_policy"))
      << "never without saying that this is house policy";
}

TEST(Table71, AnExcusedFailureLowersNothing) {
  for (const char* duty : {"waived", "staged"}) {
    Bench b = measured_toilet(Verdict::fail, Verdict::pass);
    b.by = policy("strict");
    b.checks.front().duty = duty;
    EXPECT_EQ(b.of("a03").state, State::present) << duty;
    EXPECT_TRUE(b.of("a03").defects) << duty;
  }
}

TEST(Table71, ABlockWithoutInProgressIsNeverLoweredToIt) {
  Bench b = measured_toilet(Verdict::fail, Verdict::pass);
  b.by = policy("strict");
  const Indicator i = b.of("pekppp18.06");
  EXPECT_EQ(i.state, State::present);
  EXPECT_THAT(notes(i), Contains("indicators.note.house_policy_no_state"));
}

TEST(Table71, DrawnOnlyIsAsThePolicySays) {
  Bench b = toilet();
  using DrawnOnly = Policy::DrawnOnly;
  for (const auto& [choice, state] :
       {std::pair{DrawnOnly::in_progress, State::in_progress}, std::pair{DrawnOnly::unknown, State::unknown},
        std::pair{DrawnOnly::absent, State::absent}}) {
    b.by.drawn_only = choice;
    EXPECT_EQ(b.of("a03").state, state);
    EXPECT_EQ(b.of("a03").claim, Claim::drawn);
  }
}

TEST(Table71, AFormWithoutInProgressLeavesTheDrawnUnknown) {
  const Indicator i = toilet().of("pekppp18.06");
  EXPECT_EQ(i.state, State::unknown);
  EXPECT_THAT(notes(i), Contains("indicators.note.no_state"));
}

TEST(Table71, AttestationAloneIsALowerClaim) {
  Bench b;
  b.said = {attestation("p2ham18.imi.a09", "Ada")};
  const Indicator i = b.of("a09");
  EXPECT_EQ(i.state, State::present);
  EXPECT_EQ(i.claim, Claim::attested);
  EXPECT_THAT(notes(i), Contains("indicators.note.attested_only"));
  EXPECT_FALSE(i.evidence.front().met());
  b.said.front().evidence = {"kursi.JPG"};
  EXPECT_EQ(b.of("a09").claim, Claim::attested_with_evidence);
  EXPECT_THAT(notes(b.of("a09")), IsEmpty());
  EXPECT_EQ(b.of("a09").evidence.front().by, std::vector<std::string>{"kursi.JPG"});
}

TEST(Table71, MeasuresOfThePlanDoNotLiftAnAttestationAlone) {
  Bench b = toilet();
  b.checks = {check("c1", "pupr14.l3.toilet.acc.door", {"D"}, Verdict::pass)};
  b.said = {attestation("p2ham18.imi.a03", "Ada")};
  EXPECT_EQ(b.of("a03").state, State::present);
  EXPECT_EQ(b.of("a03").claim, Claim::attested);
  EXPECT_THAT(notes(b.of("a03")), Contains("indicators.note.attested_only"));
  b.said.front().evidence = {"wc.jpg"};
  EXPECT_EQ(b.of("a03").claim, Claim::measured);
}

TEST(Table71, AStrictPolicyWantsEvidence) {
  Bench b;
  b.by = policy("strict");
  b.said = {attestation("p2ham18.imi.a09", "present")};
  EXPECT_EQ(b.of("a09").state, State::unknown);
  EXPECT_THAT(notes(b.of("a09")), Contains("indicators.note.needs_evidence"));
  b.said.front().evidence = {"surat.pdf"};
  EXPECT_EQ(b.of("a09").state, State::present);
  b.said = {attestation("p2ham18.imi.a09", "Tidak")};
  EXPECT_EQ(b.of("a09").state, State::absent) << "nobody has to prove that a thing is not there";
}

TEST(Attested, AFileThatIsNoPictureIsNoEvidence) {
  const auto folder = std::filesystem::temp_directory_path() / "landai-no-picture";
  std::filesystem::create_directories(folder);
  const auto problem = [&](const char* name, const std::string& bytes) {
    std::ofstream(folder / name, std::ios::binary) << bytes;
    return evidence_problem(folder, name);
  };
  EXPECT_EQ(problem("a.jpg", "x"), "no_picture");
  EXPECT_EQ(problem("b.PNG", "GIF89a"), "no_picture");
  EXPECT_EQ(problem("c.pdf", ""), "no_picture");
  EXPECT_EQ(problem("d.jpeg", "\xFF\xD8\xFF\xE0"), "");
  EXPECT_EQ(problem("e.pdf", "%PDF"), "");
  std::filesystem::remove_all(folder);
}

TEST(Attested, AFileThatCannotBeHadIsNoEvidence) {
  const std::vector<Attestation> said{
      attestation("p2ham18.imi.a09", "Ada", "", {"no such folder/kursi.jpg"})};
  auto fit = fitting(said, forms(), {}, "readings.csv");
  ASSERT_TRUE(fit);
  find_evidence(fit->here, std::filesystem::temp_directory_path());
  EXPECT_EQ(fit->here.front().lost, said.front().evidence);
  for (const Indicator& i : evaluate(forms(), Plan{}, {}, {}, policy("strict"), fit->here)) {
    if (i.id != "p2ham18.imi.a09") continue;
    EXPECT_EQ(i.state, State::unknown);
    EXPECT_FALSE(i.evidence.front().met());
    EXPECT_THAT(notes(i), Contains("indicators.note.lost"));
  }
}

TEST(Attested, BeatsThePlanAndShowsTheContradiction) {
  Bench drawn = toilet();
  drawn.said = {attestation("p2ham18.imi.a03", "Tidak")};
  EXPECT_EQ(drawn.of("a03").state, State::absent);
  EXPECT_THAT(notes(drawn.of("a03")), Contains("indicators.note.drawn_but_absent"));
  Bench read = drawn;   // somebody measured the room that is said not to be there
  measured(read.set, "W", "space.illuminance", 150.0, Method::reading);
  EXPECT_EQ(read.of("a03").state, State::absent);
  EXPECT_THAT(notes(read.of("a03")), Contains("indicators.note.seen_but_absent"));
  Bench none;
  fact(none.set, "building", "building.coverage", "complete");
  none.said = {attestation("p2ham18.imi.a03", "Ada", "2026-11-20", {"wc.jpg"})};
  EXPECT_EQ(none.of("a03").state, State::present);
  EXPECT_THAT(notes(none.of("a03")), Contains("indicators.note.absent_on_plan"));
  Bench planned = toilet();  // what is planned may stand by now: no contradiction
  planned.said = {attestation("p2ham18.imi.a03", "Ada", "", {"wc.jpg"})};
  EXPECT_EQ(planned.of("a03").state, State::present);
  EXPECT_THAT(notes(planned.of("a03")), IsEmpty());
  Bench stands = toilet();
  measured(stands.set, "W", "space.illuminance", 150.0, Method::reading);
  stands.said = {attestation("p2ham18.imi.a03", "Proses")};
  EXPECT_EQ(stands.of("a03").state, State::in_progress);
  EXPECT_THAT(notes(stands.of("a03")), Contains("indicators.note.stands_but_in_progress"));
}

TEST(Attested, TheLatestCountsAndTheOthersStayVisible) {
  Bench b;
  b.said = {attestation("p2ham18.imi.b01", "Ada", "2026-11-20"),
            attestation("p2ham18.imi.b01", "Tidak", "2026-03-01")};
  const Indicator i = b.of("b01");
  EXPECT_EQ(i.state, State::present);
  ASSERT_EQ(i.statements.size(), 2U);
  EXPECT_TRUE(i.statements[0].counts);
  EXPECT_FALSE(i.statements[1].counts);
  EXPECT_THAT(notes(i), Contains("indicators.note.superseded_on"));
}

TEST(Attested, ByNobodyIsToldAsSuch) {
  Bench b;
  b.said = {attestation("p2ham18.imi.b01", "Ada", "2026-11-20"), attestation("p2ham18.imi.b01", "Tidak", "2026-03-01")};
  for (auto& said : b.said) said.by.clear();
  const Indicator i = b.of("b01");
  EXPECT_EQ(i.reason.key, "indicators.attested_on.unsigned");
  EXPECT_THAT(notes(i), Contains("indicators.note.superseded_on.unsigned"));
}

TEST(Attested, ComplianceHasItsOwnStates) {
  Bench b;
  b.said = {attestation("p2ham18.imi.c01", "Cukup patuh"), attestation("p2ham18.imi.c02", "less_compliant")};
  EXPECT_EQ(b.of("c01").state, State::fairly_compliant);
  EXPECT_EQ(b.of("c02").state, State::less_compliant);
  EXPECT_EQ(b.of("c03").state, State::unknown);
}

TEST(Slots, AreNeverJudged) {
  Bench b = toilet();
  fact(b.set, "building", "building.coverage", "complete");
  const Indicator i = b.of("p2ham21.01");
  EXPECT_FALSE(i.filled);
  EXPECT_EQ(i.state, State::unknown);
  EXPECT_EQ(i.reason.key, "indicators.slot");
}

TEST(Items, ASingleStoreyNeedsNoLift) {
  for (const auto& [storeys, state] : {std::pair{1.0, State::present}, std::pair{2.0, State::unknown}}) {
    Bench b;
    measured(b.set, "building", "building.storeys", storeys);
    EXPECT_EQ(b.of("pekppp18.04").state, state) << storeys;
  }
  // The whole building is shown, and nobody knows how many storeys that is: a lift may be missed or not.
  Bench b;
  fact(b.set, "building", "building.coverage", "complete");
  EXPECT_EQ(b.of("pekppp18.04").state, State::unknown);
  EXPECT_EQ(b.of("pekppp18.04").reason.key, "indicators.storeys_unknown");
  Bench two;
  fact(two.set, "building", "building.coverage", "complete");
  measured(two.set, "building", "building.storeys", 2.0);
  EXPECT_EQ(two.of("pekppp18.04").state, State::absent);
}

TEST(Items, ADrawnThingIsNotYetTheOneThatTheFormAsksFor) {
  Bench b;
  b.plan.elements = {thing("R", Category::space, "RUANG TUNGGU")};
  fact(b.set, "R", "space.use", "waiting");
  fact(b.set, "building", "building.status", "existing");
  b.checks = {check("c1", "pupr14.l3.wait.wc", {"R"}, Verdict::fail)};
  const Indicator i = b.of("p2ham22.ex.waiting");
  EXPECT_EQ(i.state, State::unknown) << "a waiting room, not a special one";
  EXPECT_EQ(i.elements, std::vector<std::string>{"R"});
  EXPECT_EQ(i.checks, std::vector<std::string>{"c1"});
}

TEST(Items, OnlyAnAccessibleBayIsSpecialParking) {
  Bench b;
  b.plan.elements = {thing("B1", Category::parking_bay), thing("B2", Category::parking_bay),
                     thing("B3", Category::parking_bay)};
  measured(b.set, "B1", "parking_bay.accessible", true);
  measured(b.set, "B2", "parking_bay.accessible", false);
  EXPECT_EQ(b.of("p2ham22.ex.parking").elements, std::vector<std::string>{"B1"});
}

// Reference, 7.1: "every linked mandatory measure". What guiding tiles do not reach is a stair, a ramp or a door, no tile.
TEST(Items, WhatTheTilesDoNotReachIsADefectOfTheTiles) {
  Bench b;
  b.plan.elements = {thing("T", Category::tactile_path), thing("S", Category::stair), thing("R", Category::ramp)};
  measured(b.set, "T", "tactile_path.contrast", true, Method::reading);
  b.checks = {check("c1", "pupr14.l2.tactile.kind", {"T"}, Verdict::pass),
              check("c2", "pupr14.l2.tactile.where.stair", {"S"}, Verdict::fail),
              check("c3", "pupr14.l2.tactile.where.ramp", {"R"}, Verdict::fail)};
  for (const char* id : {"a04", "p2ham18.lapas.a-visitor.04", "p2ham22.ex.tactile", "pekppp18.09"}) {
    const Indicator i = b.of(id);
    EXPECT_EQ(i.checks, (std::vector<std::string>{"c1", "c2", "c3"})) << id;
    EXPECT_EQ(i.defect_checks, (std::vector<std::string>{"c2", "c3"})) << id;
    EXPECT_NE(i.claim, Claim::measured) << id;
    EXPECT_THAT(notes(i), Not(Contains("indicators.note.all_met"))) << id;
  }
  b.by = policy("strict");
  EXPECT_EQ(b.of("a04").state, State::in_progress);
}

// Reference, 3.2: the ablution taps support the place of worship; they are in a room of their own.
TEST(Items, AblutionTapsSupportThePlaceOfWorship) {
  Bench b;
  b.plan.elements = {thing("M", Category::space, "MUSALA"), thing("W", Category::space, "TEMPAT WUDU"),
                     thing("D", Category::door, "P-9", {"W"})};
  fact(b.set, "M", "space.use", "prayer");
  fact(b.set, "W", "space.use", "ablution");
  b.checks = {check("c1", "pupr14.l3.prayer.tap", {"W"}, Verdict::fail),
              check("c2", "pupr14.l2.door.other.clear", {"D"}, Verdict::fail)};
  EXPECT_EQ(b.of("a12").defect_checks, std::vector<std::string>{"c1"})
      << "the door is no door of the prayer room";
}

TEST(Items, EachRowOfTheSignsSupportsThem) {
  Bench b;
  const std::string row = "pupr14.l3.sign.presence";
  b.checks = {check("c1", row, {"building"}, Verdict::fail),
              check("c2", row + ".parking", {"building"}, Verdict::fail),
              check("c3", row + ".telephone", {"building"}, Verdict::fail),
              check("c4", row + ".atm", {"building"}, Verdict::fail)};
  for (const char* id : {"a05", "a08", "p2ham18.lapas.a-visitor.05", "p2ham18.lapas.a-visitor.08"})
    EXPECT_EQ(b.of(id).defect_checks.size(), 4U) << id;
}

// The entrance is the waiting room's own door, and all ways begin there.
TEST(Items, AWayIsAboutThePlaceToWhichItLeads) {
  Bench b;
  b.plan.elements = {thing("W", Category::space, "RUANG TUNGGU"), thing("C", Category::space, "RUANG PENGADUAN"),
                     thing("E", Category::door, "P-1", {"W", "outside"})};
  fact(b.set, "W", "space.use", "waiting");
  b.checks = {check("c1", "landai.route.service", {"E", "W"}, Verdict::pass),
              check("c2", "landai.route.service", {"E", "C"}, Verdict::fail),
              check("c3", "landai.route.entrance", {"outside", "E"}, Verdict::pass)};
  EXPECT_EQ(b.of("p2ham22.ex.waiting").checks, (std::vector<std::string>{"c1", "c3"}));
  EXPECT_EQ(b.of("a02").checks, std::vector<std::string>{"c2"});
}

TEST(Items, ACriterionTakesItsMeasuresFromEverywhereAndItsStateFromPeople) {
  Bench b;
  b.checks = {check("c1", "pupr14.l2.door.other.clear", {"D"}, Verdict::pass),
              check("c2", "pupr14.l2.ramp.rail", {"D"}, Verdict::pass)};
  const Indicator i = b.of("p2ham23.accessibility");
  EXPECT_EQ(i.checks, std::vector<std::string>{"c1"});
  EXPECT_EQ(i.state, State::unknown);
  EXPECT_EQ(i.reason.key, "indicators.supported");
}

}  // namespace
}  // namespace landai::indicators
