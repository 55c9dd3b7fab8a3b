// SPDX-License-Identifier: GPL-3.0-or-later
// What a photo says of an element when nobody drew its lines: jambs are no leaf, and one printer printed all the markers.
#include "store/photo_outcome.hpp"

#include <cmath>

#include "marked_door.hpp"
#include "photo_file.hpp"
#include "project_file.hpp"

namespace landai::store {
namespace {

using State = PhotoOutcome::State;

constexpr double kJambs = 0.86;  // m, in the picture

/// A door between two markers of a worksheet.
const std::string& picture() {
  static const std::string kBytes = [] {
    test::DoorScene scene = test::door_with(4, 586, kJambs, 0);
    scene.columns = 1200, scene.rows = 900, scene.focal = 920;
    return test::with_exif(test::DoorRenderer(scene).jpeg(),
                           test::tiff(1, {{0x9003, test::kText, 20, std::string("0000:00:00 00:00:00", 20)}}));
  }();
  return kBytes;
}

Plan with_operation(DoorOperation operation, double drawn = 0) {
  Plan plan = office();
  for (Element& e : plan.elements)
    if (e.id == "d1") {
      DoorShape door;
      door.operation = operation;
      door.leaves.resize(1);
      door.jamb_b = {drawn, 0};
      e.shape = door;
    }
  return plan;
}

class Outcomes : public testing::Test {
 protected:
  PhotoOutcome outcome(const std::string& quantity, DoorOperation operation = DoorOperation::swing, const std::string& sidecar = {},
                       std::optional<double> bar = 0.1, double drawn = 0) {
    const Plan plan = with_operation(operation, drawn);
    AttachmentWish wish{plan, packs_, LANDAI_SOURCE_DIR "/data", texts_, {}, false, false, {}};
    wish.tags = {{4, "d1", 0.15}, {586, "", 0.15}};
    wish.bar = bar;
    wish.former = former_;
    PhotoAsked asked{"p.jpg", picture(), {}, {}, quantity, {}, {}};
    if (!sidecar.empty()) {
      test::write(folder_ / "p.jpg.yaml", "schema: landai-photo/1\n" + sidecar);
      asked.sidecar = folder_ / "p.jpg.yaml";
    }
    const auto found = look_into(asked, wish);
    EXPECT_TRUE(found) << found.error().message.key;
    return found ? *found : PhotoOutcome{};
  }
  /// As the table of deductions has it: 0 to 50 mm of the frame's width.
  static void expect_less_the_leaf(const PhotoOutcome& outcome) {
    ASSERT_EQ(outcome.state, State::measured) << outcome.told.key;
    const measure::Reading& r = *outcome.reading;
    EXPECT_EQ(r.quantity, "door.clear_width");
    EXPECT_NEAR(r.hi, kJambs, 0.02);
    EXPECT_NEAR(r.hi - r.lo, 0.050, 0.03) << "what the open leaf takes";
    EXPECT_LT(std::get<double>(r.value), r.hi - 0.02);
    EXPECT_FALSE(r.note.empty()) << "and that is told";
  }
  TempFolder folder_;
  measure::FormerIds former_;
  std::vector<standards::Pack> packs_;
  Texts texts_ = *Texts::load(LANDAI_SOURCE_DIR "/data", Language::en);
};

TEST_F(Outcomes, WhatIsToBeBlurredOutsideOfThePhotoIsTold) {
  const auto slip = outcome("", DoorOperation::swing, "blur: [[5000, 10, 10, 10]]\n");
  EXPECT_EQ(slip.state, State::refused);
  EXPECT_EQ(slip.told.key, "photo.privacy.outside");
  EXPECT_EQ(outcome("", DoorOperation::swing, "blur: [[10, 10, 10, 10]]\n").state, State::measured);
}

TEST_F(Outcomes, AnIdOfAnEarlierPlanIsTheElementThatHadIt) {
  former_ = {{"old", {"d1"}}, {"d1", {"d9"}}};
  EXPECT_EQ(outcome("", DoorOperation::swing, "measures: {element: d1}\n").told.key, "measure.readings.former_two") << "now one door, earlier another";
  former_.erase("d1");
  const auto known = outcome("", DoorOperation::swing, "measures: {element: old}\n");
  EXPECT_EQ(known.elements, std::vector<std::string>{"d1"}) << known.told.key;
}

TEST_F(Outcomes, JambsThatWereFoundAreNoClearWidthWhoeverAsksForIt) {
  expect_less_the_leaf(outcome(""));
  expect_less_the_leaf(outcome("door.clear_width"));
  expect_less_the_leaf(outcome("", DoorOperation::swing, "measures: {quantity: door.clear_width}\n"));
  expect_less_the_leaf(outcome("", DoorOperation::swing, "measures: {quantity: door.clear_width}\ntarget: {look: door}\n"));
  const PhotoOutcome nominal = outcome("door.nominal_width");
  ASSERT_EQ(nominal.state, State::measured) << nominal.told.key;
  EXPECT_EQ(nominal.reading->quantity, "door.nominal_width");
  EXPECT_NEAR(std::get<double>(nominal.reading->value), kJambs, 0.02);
}

// A board on the wall has two upright edges, too: what is far from the drawing is not filed before somebody drew its lines.
TEST_F(Outcomes, EdgesFarFromWhatIsDrawnAreNotFiledAsJambs) {
  const auto of = [&](double drawn) { return outcome("", DoorOperation::swing, {}, 0.1, drawn); };
  EXPECT_EQ(of(kJambs).state, State::measured);
  EXPECT_EQ(of(kJambs + 0.17).state, State::measured) << "built a little narrower than drawn";
  for (const double drawn : {kJambs + 0.22, kJambs - 0.22, 1.6}) {
    const PhotoOutcome other = of(drawn);
    EXPECT_EQ(other.state, State::refused) << drawn;
    EXPECT_EQ(other.told.key, "store.photo.unlike");
    EXPECT_FALSE(other.reading);
  }
}

TEST_F(Outcomes, WhatDoesNotFollowFromTheJambsIsRefused) {
  const PhotoOutcome turning = outcome("door.clear_width", DoorOperation::revolving);
  EXPECT_EQ(turning.state, State::refused);
  EXPECT_EQ(turning.told.key, "store.photo.jambs");
  EXPECT_FALSE(turning.advice.empty());
  EXPECT_FALSE(turning.reading);
  EXPECT_TRUE(turning.picture.empty());
  const PhotoOutcome unasked = outcome("", DoorOperation::revolving);
  ASSERT_EQ(unasked.state, State::measured);
  EXPECT_EQ(unasked.reading->quantity, "door.nominal_width") << "nobody asked for more";
  const PhotoOutcome hole = outcome("", DoorOperation::swing, "measures: {quantity: door.opening_width}\ntarget: {look: door}\n");
  EXPECT_EQ(hole.told.key, "store.photo.jambs") << "the frame stands in the hole";
  EXPECT_EQ(outcome("door.opening_width").told.key, "store.photo.no_lines");
  const PhotoOutcome building = outcome("", DoorOperation::swing, "measures: {element: building, quantity: door.clear_width}\nmarkers: {ids: [4], side: 150 mm}\n");
  EXPECT_EQ(building.state, State::refused);
  EXPECT_EQ(building.told.key, "store.photo.quantity");
}

TEST_F(Outcomes, AScaleThatNobodyProvedIsNotAveragedOutByTwoMarkers) {
  const PhotoOutcome proved = outcome("door.nominal_width"), unproved = outcome("door.nominal_width", DoorOperation::swing, {}, std::nullopt);
  ASSERT_EQ(proved.state, State::measured) << proved.told.key;
  ASSERT_EQ(unproved.state, State::measured) << unproved.told.key;
  const auto u = [](const PhotoOutcome& o) { return std::hypot(o.reading->u, (o.reading->hi - o.reading->lo) / (2 * 1.96)) / std::get<double>(o.reading->value); };
  EXPECT_GE(u(unproved), 0.029);
  EXPECT_LT(u(proved), 0.015);
}

TEST_F(Outcomes, AClockThatWasNeverSetTellsNoDay) {
  const PhotoOutcome outcome_of = outcome("door.nominal_width");
  ASSERT_EQ(outcome_of.state, State::measured) << outcome_of.told.key;
  EXPECT_EQ(outcome_of.reading->date, "");
}

TEST_F(Outcomes, WhatIsDoubtfulIsToldAndStandsInTheNoteOfTheValue) {
  const PhotoOutcome found = outcome("door.nominal_width");
  ASSERT_EQ(found.state, State::measured) << found.told.key;
  EXPECT_TRUE(std::any_of(found.warnings.begin(), found.warnings.end(), [](const Message& m) { return m.key == "photo.warned.looked"; }));
  for (const Message& warning : found.warnings) EXPECT_NE(found.reading->note.find(texts_.render(warning)), std::string::npos) << warning.key;
}

// A leaf has the name of its door, a flight one of its own.
TEST_F(Outcomes, APartIsNamedByTheNameThatOnlyItHas) {
  Plan plan = office();
  Element flight;
  flight.id = "f1", flight.category = Category::flight, flight.kind = "ramp", flight.name = "R-1/1", flight.parent = "d1";
  plan.elements.push_back(flight);
  const AttachmentWish wish{plan, packs_, LANDAI_SOURCE_DIR "/data", texts_, {}, false, false, {}};
  test::write(folder_ / "p.jpg.yaml", "schema: landai-photo/1\nslope: {method: reading, reading: 5.2°, reading_u: 0.1°}\nmeasures: {element: R-1/1, quantity: ramp.slope}\n");
  const auto found = look_into({"p.jpg", picture(), folder_ / "p.jpg.yaml", {}, "", "", ""}, wish);
  ASSERT_TRUE(found);
  EXPECT_EQ(found->elements, std::vector<std::string>{"f1"}) << found->told.key;
  ASSERT_TRUE(found->reading);
  EXPECT_TRUE(found->reading->note.empty()) << "no marker is used, so nothing is doubtful about one: " << found->reading->note;
}

TEST_F(Outcomes, WhyAPhotoCannotBeReadIsTold) {
  const Plan plan = office();
  const AttachmentWish wish{plan, packs_, LANDAI_SOURCE_DIR "/data", texts_, {}, false, false, {}};
  const auto found = look_into({"p.jpg", std::string_view(picture()).substr(0, 5000), {}, {"d1"}, "door.clear_width", {}, {}}, wish);
  ASSERT_TRUE(found);
  EXPECT_EQ(found->state, State::refused);
  EXPECT_EQ(found->told.key, "photo.file.truncated");
  EXPECT_FALSE(found->advice.empty());
  EXPECT_EQ(found->elements, std::vector<std::string>{"d1"});
}

}  // namespace
}  // namespace landai::store
