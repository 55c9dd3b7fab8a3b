// SPDX-License-Identifier: GPL-3.0-or-later
#include <cmath>
#include <map>

#include "bench_plan.hpp"
#include "landai/measure/inner_size.hpp"

namespace landai::standards {
namespace {

struct Bench {
  Plan plan;
  measure::MeasurementSet set;
  std::vector<Check> run() const { return evaluate(packs(), plan, set); }
};

Bench door(double width, const std::string& use = "service_hall", const std::string& access = "public") {
  Bench b;
  b.plan.levels = {{"L0", "ground", 0, true}, {"L1", "upper", 4, true}};
  b.plan.elements = {thing("R", Category::space), thing("Q", Category::space), thing("D", Category::door, {}, {"R", "Q"})};
  b.set.add(word("R", "space.use", use));
  b.set.add(word("R", "space.access", access));
  b.set.add(word("Q", "space.use", std::string("corridor")));
  b.set.add(word("Q", "space.access", std::string("public")));
  b.set.add(word("D", "door.role", std::string("internal")));
  b.set.add(number({"D"}, "door.clear_width", width));
  return b;
}

constexpr const char* kOther = "pupr14.l2.door.other.clear";

TEST(Evaluate, FailureOnAPublicWayIsGravest) {
  const auto checks = door(0.75).run();
  const Check* check = check_of(checks, kOther, "D");
  ASSERT_NE(check, nullptr);
  EXPECT_EQ(check->verdict, Verdict::fail);
  EXPECT_EQ(check->severity, 1);
  EXPECT_EQ(check->duty, "required");
  EXPECT_NEAR(*check->margin, -0.05, 1e-12);
  EXPECT_EQ(*check->probability, 0);
  EXPECT_DOUBLE_EQ(*check->limit.min, 0.8);
  EXPECT_EQ(check->limit.as_written, "80 cm");
}

// 0.795 m was waived. 2 · hypot(1 mm, 1 mm) is 2.8 mm: what is less by more than that was not.
TEST(Evaluate, AWaiverCoversNothingWorseThanItWasGivenFor) {
  const auto run = [](double width, double play) {
    Bench b = door(0.85);
    b.set = {};
    const Bench narrow = door(width);
    for (auto m : narrow.set.all()) {
      if (m.quantity == "door.clear_width") m.u = 0.001;
      b.set.add(m);
    }
    const measure::Waiver waiver{{kOther}, {"D"}, "TABG 12/2025", {}, {}, 0, {}, "7",
                                 {{kOther, {"D"}, "door.clear_width", -0.005, 0.001, play, 0.795, "m"}}};
    const auto checks = evaluate(packs(), b.plan, b.set, std::vector{waiver});
    return *check_of(checks, kOther, "D");
  };
  for (const double width : {0.795, 0.7925, 0.798}) EXPECT_EQ(run(width, 0).duty, "waived") << width;
  const Check worse = run(0.79, 0);
  EXPECT_EQ(worse.duty, "required");
  EXPECT_EQ(worse.waiver, "");
  EXPECT_EQ(worse.severity, 1);
  ASSERT_TRUE(worse.leave);
  EXPECT_TRUE(worse.leave->exceeded);
  EXPECT_EQ(worse.leave->key, "7");
  EXPECT_DOUBLE_EQ(worse.leave->now.shown, 0.79);
  EXPECT_EQ(run(0.79, 0.01).duty, "waived") << "within the bounds of what was waived";
}

TEST(Evaluate, FailureTowardsTheStaffIsLessGrave) {
  const auto checks = door(0.75, "archive", "staff").run();
  EXPECT_EQ(check_of(checks, kOther, "D")->severity, 2);
}

TEST(Evaluate, PassHasNoSeverity) {
  const auto checks = door(0.85).run();
  EXPECT_EQ(check_of(checks, kOther, "D")->verdict, Verdict::pass);
  EXPECT_FALSE(check_of(checks, kOther, "D")->severity);
}

TEST(Evaluate, AFloorThatIsTooSmallIsToldWithItsSizeAndTheLimit) {
  Bench b = door(0.85, "toilet_accessible");
  auto fits = word("R", "space.fits_rectangle", false, {{"a", 1.525}, {"b", 2.275}});
  measure::tell_inner_size(fits, {2.4, 1.5, true});
  b.set.add(fits);
  const auto checks = b.run();
  const Check* check = check_of(checks, "pupr14.l3.toilet.acc.size", "R");
  ASSERT_NE(check, nullptr);
  EXPECT_EQ(check->verdict, Verdict::fail);
  EXPECT_EQ(check->message.key, "standards.check.fail.size");
  std::map<std::string, MessageArg> args(check->message.args.begin(), check->message.args.end());
  EXPECT_EQ(args["shorter"].value, 1.5);
  EXPECT_EQ(args["longer"].value, 2.4);
  EXPECT_EQ(args["limit"].text, "152.5 × 227.5 cm");
}

// `standards diff PACK OVERLAY` has the pack twice: as it is, and as the overlay leaves it.
TEST(Evaluate, APackBesideItselfGivesTheSameAnswersUnderItsOtherId) {
  const Bench b = door(0.75);
  std::vector<Pack> both, again;
  for (const Pack& pack : packs())
    if (pack.id == "permen-pupr-14-2017") both.push_back(pack), again.push_back(pack);
  ASSERT_EQ(both.size(), 1U);
  keep_apart(again, "office");
  both.push_back(again.front());
  const auto checks = evaluate(both, b.plan, b.set);
  ASSERT_EQ(checks.size() % 2, 0U);
  const std::size_t half = checks.size() / 2;
  ASSERT_GT(half, 0U);
  for (std::size_t i = 0; i < half; ++i) {
    const Check &one = checks[i], &other = checks[half + i];
    EXPECT_EQ(other.rule, one.rule);
    EXPECT_EQ(other.subject, one.subject);
    EXPECT_EQ(other.verdict, one.verdict);
    EXPECT_EQ(one.standard, "permen-pupr-14-2017");
    EXPECT_EQ(other.standard, both[1].id);
    EXPECT_EQ(other.id, "c" + std::to_string(half + i + 1));
  }
}

// Six storeys need a lift. A plan that may not show everything and has none tells nothing; who looked and counted none does.
TEST(Evaluate, ACountOfNoneThatSomebodyAttestedCounts) {
  const auto lift = [](std::optional<Method> said, const char* coverage) {
    measure::MeasurementSet set;
    set.add(number({"building"}, "building.storeys", 6));
    set.add(word("building", "building.coverage", std::string(coverage)));
    auto none = number({"building"}, "facility.count", 0, {{"category", std::string("lift")}}, 0, said.value_or(Method::drawn));
    if (said) none.evidence.note = message(*said == Method::attested ? "measure.fact.stated_by" : "measure.reading.from");
    set.add(none);
    const auto checks = evaluate(packs(), Plan{}, set);
    const Check* check = check_of(checks, "pupr14.l2.lift.required", "building");
    return check ? check->verdict : Verdict::undecided;
  };
  EXPECT_EQ(lift(std::nullopt, "partial"), Verdict::not_measured);
  EXPECT_EQ(lift(Method::attested, "partial"), Verdict::fail);
  EXPECT_EQ(lift(Method::reading, "partial"), Verdict::fail);
  EXPECT_EQ(lift(std::nullopt, "complete"), Verdict::fail);
}

// Nothing can be measured where 63 rooms have no known use: what they are is asked.
TEST(Evaluate, ACountBetweenNoneAndMoreAsksWhatTheThingsAre) {
  const auto told = [](double least, double most) {
    measure::MeasurementSet set;
    set.add(number({"building"}, "building.storeys", 6));
    auto lifts = number({"building"}, "facility.count", least, {{"category", std::string("lift")}});
    lifts.lo = least;
    lifts.hi = most;
    set.add(lifts);
    const auto checks = evaluate(packs(), Plan{}, set);
    const Check* check = check_of(checks, "pupr14.l2.lift.required", "building");
    return check ? std::string(to_string(check->verdict)) + " " + check->message.key : std::string();
  };
  EXPECT_EQ(told(0, 63), "undecided standards.check.undecided.count.none");
  EXPECT_EQ(told(1, 63).substr(0, 4), "pass");
}

// Annex III 5.a.5 asks for one with the men's and one with the women's toilets; of one for everyone it does not speak.
TEST(Evaluate, ReadingsThatAskOfDifferentThingsNameThem) {
  Bench b;
  const auto toilets = [&b](const char* users, double count) {
    b.set.add(number({"building"}, "facility.count", count, {{"category", std::string("space")}, {"use", std::string("toilet_accessible")}, {"users", std::string(users)}}));
  };
  toilets("men", 1);
  toilets("women", 0);
  toilets("everyone", 1);
  b.set.add(word("building", "building.coverage", std::string("complete")));
  const auto checks = b.run();
  const Check* check = check_of(checks, "pupr14.l3.toilet.count", "building");
  ASSERT_NE(check, nullptr);
  EXPECT_EQ(check->verdict, Verdict::undecided);
  EXPECT_EQ(check->message.key, "standards.check.undecided.text_of");
  std::map<std::string, MessageArg> args(check->message.args.begin(), check->message.args.end());
  EXPECT_EQ(args["missed_of"].text, "facility.count:category=space,use=toilet_accessible,users=women");
  EXPECT_EQ(args["met_of"].text, "facility.count:category=space,use=toilet_accessible,users=everyone");
}

TEST(Evaluate, MissingValueIsAsked) {
  Bench b = door(0.85);
  b.set = {};
  b.set.add(word("D", "door.role", std::string("main_entrance")));
  measure::Measurement m = number({"D"}, "door.clear_width", 0);
  m.value.reset();
  m.missing = message("measure.missing.on_site");
  b.set.add(m);
  const auto checks = b.run();
  const Check* check = check_of(checks, "pupr14.l2.door.main.clear", "D");
  EXPECT_EQ(check->verdict, Verdict::not_measured);
  EXPECT_EQ(check->severity, 3);
  EXPECT_EQ(check->message.key, "measure.missing.on_site");
  EXPECT_EQ(check->measurements.size(), 1U);
}

TEST(Evaluate, QuestionThatDoesNotAriseIsNotApplicable) {
  Bench b = door(0.85);
  measure::Measurement m = number({"D"}, "door.stair_distance", 0);
  m.value.reset();
  m.applies = false;
  b.set.add(m);
  EXPECT_EQ(check_of(b.run(), "pupr14.l2.door.stair.dist", "D")->verdict, Verdict::not_applicable);
}

// The rule asks 80 cm. None was found, but nobody looked as far as that: a stair may stand between 50 and 80 cm.
TEST(Evaluate, QuestionThatWasNotLookedFarEnoughForIsUndecided) {
  for (const auto& [looked, verdict] : {std::pair{0.5, Verdict::undecided}, {0.8, Verdict::not_applicable}, {5.0, Verdict::not_applicable}}) {
    Bench b = door(0.85);
    measure::Measurement m = number({"D"}, "door.stair_distance", looked);
    m.value.reset();
    m.hi = INFINITY;
    m.applies = false;
    b.set.add(m);
    EXPECT_EQ(check_of(b.run(), "pupr14.l2.door.stair.dist", "D")->verdict, verdict) << looked;
  }
}

TEST(Evaluate, MissingFactIsNamed) {
  Bench b;
  b.plan.elements = {thing("R", Category::space)};
  b.set.add(number({"R"}, "space.clear_width", 2));
  const auto checks = b.run();
  const Check* check = check_of(checks, "pupr14.l2.corridor.1wc", "R");
  EXPECT_EQ(check->verdict, Verdict::not_measured);
  EXPECT_EQ(check->message.key, "standards.check.fact_missing");
  EXPECT_EQ(check->message.args[0].second.text, "space.use");
  EXPECT_EQ(check->message.args[1].second.text, "R");
}

TEST(Evaluate, NoDoorNoVerdict) {
  Bench b = door(0.5);
  b.set.add(word("D", "door.is_door", false));
  EXPECT_EQ(check_of(b.run(), kOther, "D")->verdict, Verdict::not_applicable);
}

TEST(Evaluate, UpperFloorsOfExistingBuildingsComeInStages) {
  Bench b = door(0.75);
  b.plan.elements[2].levels = {"L1"};
  b.set.add(word("building", "building.status", std::string("existing")));
  EXPECT_EQ(check_of(b.run(), kOther, "D")->duty, "required") << "what the building is for is not known: no relief";
  b.set.add(word("building", "building.function", std::string("public_service")));
  const auto staged = b.run();
  EXPECT_EQ(check_of(staged, kOther, "D")->verdict, Verdict::fail);
  EXPECT_EQ(check_of(staged, kOther, "D")->duty, "staged");
  EXPECT_EQ(check_of(staged, kOther, "D")->severity, 4);
  Bench fresh = door(0.75);
  fresh.plan.elements[2].levels = {"L1"};
  fresh.set.add(word("building", "building.status", std::string("new")));
  EXPECT_EQ(check_of(fresh.run(), kOther, "D")->duty, "required");
}

TEST(Evaluate, HistoricalPackNeverCounts) {
  const auto checks = door(0.75).run();
  const Check* check = check_of(checks, "pu30.door.other", "D");
  ASSERT_NE(check, nullptr);
  EXPECT_FALSE(check->counts);
  EXPECT_FALSE(check->severity);
}

Bench routes() {
  Bench b;
  b.plan.elements = {thing("A", Category::door, {}, {"R", "outside"}), thing("B", Category::door, {}, {"R", "outside"}), thing("R", Category::space)};
  b.set.add(word("R", "space.use", std::string("service_hall")));
  b.set.add(word("R", "space.access", std::string("public")));
  return b;
}

measure::Measurement way(std::string from, std::string to, bool there) {
  measure::Measurement m = word(from, "route.exists", there, {{"width", 0.7}});
  m.subject = {std::move(from), std::move(to)};
  m.method = Method::geometry;
  return m;
}

TEST(Routes, TheBestEntranceCounts) {
  Bench b = routes();
  b.set.add(way("A", "R", false));
  b.set.add(way("B", "R", true));
  const auto checks = b.run();
  const Check* check = check_of(checks, "landai.route.service", "R");
  ASSERT_NE(check, nullptr);
  EXPECT_EQ(check->verdict, Verdict::pass);
  EXPECT_EQ(check->subject, (std::vector<std::string>{"B", "R"}));
}

TEST(Routes, AnEntranceWithStepsLeadsNowhere) {
  Bench b = routes();
  b.set.add(way("A", "R", false));
  b.set.add(way("B", "R", true));
  b.set.add(way("outside", "B", false));
  const auto checks = b.run();
  const Check* check = check_of(checks, "landai.route.service", "R");
  EXPECT_EQ(check->verdict, Verdict::fail);
  EXPECT_EQ(check->severity, 1);
  EXPECT_EQ(check->verified, Verified::ours);
}

TEST(Routes, NoEntranceIsNotMeasured) {
  Bench b = routes();
  EXPECT_EQ(check_of(b.run(), "landai.route.service", "R")->verdict, Verdict::not_measured);
}

TEST(Tactile, AllPathsTogether) {
  Bench b;
  b.plan.elements = {thing("T1", Category::tactile_path), thing("T2", Category::tactile_path)};
  b.set.add(word("T1", "tactile_path.reaches", std::vector<std::string>{"counter"}));
  b.set.add(word("T2", "tactile_path.reaches", std::vector<std::string>{"vehicle_lane", "stair"}));
  b.set.add(word("building", "building.vehicle_lane", true));
  const auto checks = b.run();
  int made = 0;
  for (const Check& check : checks)
    if (check.rule == "pupr14.l2.tactile.where.vehicle") {
      ++made;
      EXPECT_EQ(check.verdict, Verdict::pass);
      EXPECT_EQ(check.subject.size(), 2U);
    }
  EXPECT_EQ(made, 1);
}

// Reference, 8.18: shares "are called average needs; use as information only".
TEST(Information, IsNoFailureToMend) {
  Bench b;
  b.set.add(word("building", "building.coverage", std::string("complete")));
  b.set.add(word("building", "building.function", std::string("public_service")));
  b.set.add(number({"building"}, "facility.area_share", 0.0269, {{"use", std::string("lactation")}}));
  const auto checks = b.run();
  const Check* check = check_of(checks, "pupr14.l3.lact.share", "building");
  EXPECT_EQ(check->verdict, Verdict::fail);
  EXPECT_EQ(check->obligation, Obligation::information);
  EXPECT_FALSE(check->severity);
}

/// The text gives no height: none is failed, and none passes.
TEST(Counter, HeightIsNeverJudged) {
  Bench b;
  b.set.add(word("building", "building.coverage", std::string("complete")));
  b.set.add(number({"building"}, "facility.count", 2, {{"category", std::string("counter")}}));
  b.set.add(number({"building"}, "facility.low_counters", 0, {{"height", 0.75}}));
  const auto high = b.run();
  EXPECT_EQ(check_of(high, "pupr14.l4.counter.count", "building")->verdict, Verdict::undecided);
  EXPECT_EQ(check_of(high, "pupr14.l4.counter.count", "building")->reason, "rule_text");
  EXPECT_FALSE(check_of(high, "pupr14.l4.counter.count", "building")->settle) << "nobody asked which are accessible";
  auto unspoken = number({"building"}, "facility.accessible_counters", 0);
  unspoken.value.reset();
  b.set.add(unspoken);
  const auto asked = b.run();
  ASSERT_TRUE(check_of(asked, "pupr14.l4.counter.count", "building")->settle);
  EXPECT_EQ(check_of(asked, "pupr14.l4.counter.count", "building")->settle->quantity, "facility.accessible_counters");
  Bench low;
  low.set.add(number({"building"}, "facility.count", 2, {{"category", std::string("counter")}}));
  low.set.add(number({"building"}, "facility.low_counters", 1, {{"height", 0.75}}));
  EXPECT_EQ(check_of(low.run(), "pupr14.l4.counter.count", "building")->verdict, Verdict::undecided);
}

// What is not known is asked; it never makes a rule pass or fall away.
TEST(Unknown, WhichOfTwoEntrancesIsTheMainOne) {
  Bench b = door(0.85);
  b.plan.elements[2].connects = {"R", "outside"};
  measure::Measurement role = word("D", "door.role", std::string("entrance"));
  role.evidence.note = message("measure.role.which_main").with("count", 2.0, "");
  b.set = {};
  b.set.add(word("R", "space.use", std::string("service_hall")));
  b.set.add(number({"D"}, "door.clear_width", 0.85));
  b.set.add(role);
  const auto checks = b.run();
  const Check* check = check_of(checks, "pupr14.l2.door.main.clear", "D");
  EXPECT_EQ(check->verdict, Verdict::not_measured);  // 80 cm it has, 90 cm it has not
  EXPECT_EQ(check->message.key, "standards.check.depends");
  EXPECT_EQ(check_of(checks, kOther, "D")->verdict, Verdict::not_applicable);
  EXPECT_EQ(check_of(checks, "landai.route.entrance", "D")->verdict, Verdict::not_measured);
}

TEST(Unknown, OtherSideOfADoor) {
  Bench b = door(0.75);
  b.plan.elements[2].connects = {"Q"};  // the corridor; what lies behind may be a toilet
  b.set.add(word("D", "door.operation", std::string("swing")));
  b.set.add(word("D", "door.opens_outward", false));
  const auto checks = b.run();
  EXPECT_EQ(check_of(checks, kOther, "D")->verdict, Verdict::not_measured);
  EXPECT_EQ(check_of(checks, "pupr14.l2.door.outward", "D")->verdict, Verdict::not_measured);
}

TEST(Unknown, CubicleHasTheToiletOnBothSides) {
  Bench b = door(0.75, "toilet");
  b.plan.elements[2].connects = {"R"};
  b.set = {};
  b.set.add(word("R", "space.use", std::string("toilet")));
  b.set.add(word("D", "door.role", std::string("toilet_cubicle")));
  b.set.add(number({"D"}, "door.clear_width", 0.75));
  EXPECT_EQ(check_of(b.run(), "pupr14.l3.toilet.acc.door.other", "D")->verdict, Verdict::pass);
}

TEST(Unknown, RampOfAFlight) {
  Bench b;
  b.plan.elements = {thing("F", Category::flight, "ramp")};
  b.set.add(number({"F"}, "ramp.slope", 0.2));
  const auto steep = b.run();
  EXPECT_EQ(check_of(steep, "pupr14.l2.ramp.slope.in", "F")->verdict, Verdict::fail);  // inside or outside
  Bench gentle;
  gentle.plan.elements = b.plan.elements;
  gentle.set.add(number({"F"}, "ramp.slope", 0.095));
  EXPECT_EQ(check_of(gentle.run(), "pupr14.l2.ramp.slope.in", "F")->verdict, Verdict::not_measured);
}

/// A stair of one flight with a rail in it, 100 cm wide: enough for 50 people, too little for more.
Bench exit_stair() {
  Bench b;
  b.plan.elements = {thing("S", Category::stair), thing("F", Category::flight, "stair", {}, "S"), thing("H", Category::handrail, {}, {}, "F")};
  b.set.add(word("S", "stair.exit", true));
  b.set.add(number({"F"}, "stair.width", 1.0));
  b.set.add(number({"H"}, "handrail.height", 1.1));
  return b;
}

TEST(Whole, AStairIsAskedForItsFlights) {
  const auto checks = exit_stair().run();
  const Check* width = check_of(checks, "pupr14.l2.exitstair.width", "F");
  EXPECT_EQ(width->verdict, Verdict::not_measured);
  ASSERT_EQ(width->message.args.back().first, "element");
  EXPECT_EQ(width->message.args.back().second.text, "S");
  EXPECT_EQ(check_of(checks, "pupr14.l2.exitstair.dim.rail", "H")->verdict, Verdict::pass);   // part of a part
  Bench few = exit_stair();
  few.set.add(number({"S"}, "stair.occupants", 50));
  EXPECT_EQ(check_of(few.run(), "pupr14.l2.exitstair.width", "F")->verdict, Verdict::pass);
}

TEST(Whole, ANumberThatIsNotSureEnoughIsAsked) {
  Bench about = exit_stair();
  about.set.add(number({"S"}, "stair.occupants", 46, {}, 4, Method::reading));
  const auto checks = about.run();
  const Check* open = check_of(checks, "pupr14.l2.exitstair.width", "F");
  EXPECT_EQ(open->verdict, Verdict::undecided) << "it is known, only not well enough";
  ASSERT_TRUE(open->settle);
  EXPECT_EQ(open->settle->quantity, "stair.occupants");
  Bench sure = exit_stair();
  sure.set.add(number({"S"}, "stair.occupants", 40, {}, 4, Method::reading));
  EXPECT_EQ(check_of(sure.run(), "pupr14.l2.exitstair.width", "F")->verdict, Verdict::pass);
}

TEST(Whole, OnlyStairsAreExitStairs) {
  for (const char* id : {"stair.exit", "stair.occupants"}) {
    const auto* info = measure::quantity(id);
    ASSERT_NE(info, nullptr) << id;
    EXPECT_EQ(std::vector<Category>(info->subjects.begin(), info->subjects.end()), std::vector<Category>{Category::stair});
  }
}

TEST(Unknown, DoorOfAToilet) {
  Bench b;
  b.plan.elements = {thing("R", Category::space)};
  b.set.add(word("R", "space.use", std::string("toilet_accessible")));
  b.set.add(number({"R"}, "space.turning_diameter", 1.0));
  EXPECT_EQ(check_of(b.run(), "pupr14.l3.toilet.acc.inward", "R")->verdict, Verdict::not_measured);
}

TEST(Unknown, RoomOfABasin) {
  Bench b;
  b.plan.elements = {thing("B", Category::sanitary, "basin")};
  b.set.add(number({"B"}, "sanitary.height", 0.8));
  EXPECT_EQ(check_of(b.run(), "pupr14.l3.basin.adult", "B")->verdict, Verdict::not_measured);
  Bench high;   // too high for whoever it is for
  high.plan.elements = b.plan.elements;
  high.set.add(number({"B"}, "sanitary.height", 0.9));
  EXPECT_EQ(check_of(high.run(), "pupr14.l3.basin.adult", "B")->verdict, Verdict::fail);
}

TEST(Evaluate, IdsFollowTheOrder) {
  const auto checks = door(0.85).run();
  for (std::size_t i = 0; i < checks.size(); ++i) EXPECT_EQ(checks[i].id, "c" + std::to_string(i + 1));
}

TEST(Evaluate, EmptyPlan) {
  for (const Check& check : evaluate(packs(), Plan{}, {})) EXPECT_NE(check.verdict, Verdict::pass) << check.rule;
}

}  // namespace
}  // namespace landai::standards
