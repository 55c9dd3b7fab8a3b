// SPDX-License-Identifier: GPL-3.0-or-later
// What photos without a marker may not be used for, and what a sidecar says of them.
#include <gtest/gtest.h>

#include <cmath>
#include <fstream>
#include <functional>
#include <numbers>
#include <opencv2/imgcodecs.hpp>

#include "landai/photo/annotate.hpp"
#include "landai/photo/measure.hpp"
#include "photo/directions.hpp"
#include "run_program.hpp"

namespace landai::photo {
namespace {

constexpr double kDegree = std::numbers::pi / 180;

const Photo& grey_photo() {
  static const Photo picture = [] {
    std::vector<unsigned char> bytes;
    cv::imencode(".png", cv::Mat1b(900, 1200, static_cast<unsigned char>(128)), bytes);
    return *read_photo(std::string(bytes.begin(), bytes.end()), "grey.png");
  }();
  return picture;
}

std::string refusal(const Task& task) {
  const auto answer = measure_photo(grey_photo(), task, {200, 1});
  if (!answer) return answer.error().message.key;
  if (answer->measured) return "";
  EXPECT_FALSE(answer->advice.empty()) << answer->refused.key << " does not say what to do";
  return answer->refused.key;
}

Task with_ends() {
  Task task;
  task.camera.focal_px = 1000;
  for (const double x : {300.0, 800.0}) {
    End end;
    end.pixels = {{x, 200}, {x, 700}};
    end.taken = Taken::loupe;
    task.target.ends.push_back(end);
  }
  return task;
}

Task side_view() {
  Task task;
  task.camera.focal_px = 1000;
  task.gravity = Direction{0, 1, 0};
  task.gravity_u = 0.1 * kDegree;
  task.slope = SlopeTask{};
  task.slope->method = SlopeMethod::side;
  task.slope->snap = false;
  task.slope->line = {{200, 650}, {1000, 583.33}};  // 1:12 when seen square
  return task;
}

TEST(Slopes, ASideViewSeenSquareIsRiseOverRun) {
  Task task = side_view();
  task.slope->obliquity = Stated{0, 1 * kDegree};
  const auto answer = measure_photo(grey_photo(), task, {2000, 1});
  ASSERT_TRUE(answer && answer->measured) << answer->refused.key;
  EXPECT_EQ(answer->measured->unit, "1");
  EXPECT_NEAR(answer->measured->value, 1.0 / 12, 1e-4);
  EXPECT_GT(answer->measured->u, std::tan(0.1 * kDegree));  // gravity alone gives as much
}

TEST(Slopes, AnObliqueSideViewIsRefused) {
  Task task = side_view();
  EXPECT_EQ(refusal(task), "photo.refused.no_obliquity");
  task.slope->obliquity = Stated{12 * kDegree, std::nullopt};
  EXPECT_EQ(refusal(task), "photo.refused.oblique_side");
  task.slope->obliquity = Stated{4 * kDegree, std::nullopt};
  EXPECT_EQ(refusal(task), "");
}

TEST(Slopes, WithoutGravityThereIsNone) {
  Task task = side_view();
  task.gravity.reset();
  task.slope->obliquity = Stated{0, std::nullopt};
  EXPECT_EQ(refusal(task), "photo.refused.no_gravity");
  task.lines.vertical = {{{200, 100}, {200, 800}}, {{1000, 100}, {1000, 800}}};
  EXPECT_EQ(refusal(task), "");
}

// 12 px on one of four upright lines would tilt the ramp by 0.3 percentage points.
TEST(Slopes, UprightLinesThatContradictOneAnotherAreRefused) {
  Task task = side_view();
  task.gravity.reset();
  task.slope->obliquity = Stated{0, std::nullopt};
  for (const double x : {100.0, 400.0, 800.0, 1100.0}) task.lines.vertical.push_back({{x, 50}, {x, 850}});
  EXPECT_EQ(refusal(task), "");
  task.lines.vertical[1][1].x += 12;
  EXPECT_EQ(refusal(task), "photo.refused.astray");
}

TEST(Slopes, AReadingIsTheValueAndTheInstrumentsDoubtItsInterval) {
  Task task;
  task.slope = SlopeTask{};
  task.slope->method = SlopeMethod::reading;
  EXPECT_EQ(refusal(task), "photo.refused.no_reading");
  task.slope->reading = Stated{1.0 / 12, 0.1 * kDegree};
  const auto answer = measure_photo(grey_photo(), task);
  ASSERT_TRUE(answer && answer->measured);
  EXPECT_DOUBLE_EQ(answer->measured->value, 1.0 / 12);
  EXPECT_NEAR(answer->measured->u, (1 + 1.0 / 144) * 0.1 * kDegree, 0.03 * 0.1 * kDegree);  // u(m) = (1 + m^2) u(a)
}

TEST(Slopes, AnInclinometerTurnedRoundReadsTheSameSlope) {
  Task task;
  task.slope = SlopeTask{};
  task.slope->method = SlopeMethod::reading;
  task.slope->reading = Stated{-std::tan(9.5 * kDegree), 0.1 * kDegree};
  const auto answer = measure_photo(grey_photo(), task);
  ASSERT_TRUE(answer && answer->measured);
  EXPECT_NEAR(answer->measured->value, std::tan(9.5 * kDegree), 1e-12) << "16.7 %, and no ramp of less than nothing";
  EXPECT_LT(answer->measured->lo, answer->measured->value);
  EXPECT_GT(answer->measured->hi, answer->measured->value);
  EXPECT_GT(answer->measured->lo, 0.15);
}

TEST(NamedPixels, LieInThePhotoAllOfThem) {
  const PixelPoint beyond[] = {{1e12, 100}, {-3, 100}, {100, 900}, {std::nan(""), 100}};
  const auto refused = [&](Task task, const std::function<void(Task&, PixelPoint)>& put) {
    for (const PixelPoint p : beyond) {
      Task changed = task;
      put(changed, p);
      EXPECT_EQ(refusal(changed), "photo.refused.outside") << p.x << ", " << p.y;
    }
  };
  Task side = side_view();
  side.slope->obliquity = Stated{0, 1 * kDegree};
  refused(side, [](Task& t, PixelPoint p) { t.slope->line[1] = p; });
  refused(side, [](Task& t, PixelPoint p) { t.slope->level = {p, {1000, 700}}; });
  refused(side, [](Task& t, PixelPoint p) { t.gravity.reset(), t.lines.vertical = {{{200, 100}, {200, 800}}, {{1000, 100}, p}}; });
  Task wall = with_ends();
  wall.known = Known{wall.target.ends, {0.5, std::nullopt}};
  wall.lines.level = {{{100, 200}, {1100, 200}}, {{100, 700}, {1100, 700}}};
  wall.gravity = Direction{0, 1, 0};
  EXPECT_EQ(refusal(wall), "") << "else the lines below show nothing";
  refused(wall, [](Task& t, PixelPoint p) { t.lines.level[1][0] = p; });
  refused(wall, [](Task& t, PixelPoint p) { t.lines.across = {{{5, 5}, {6, 6}}, {{7, 7}, p}}; });
  refused(wall, [](Task& t, PixelPoint p) { t.known->ends[0].pixels[0] = p; });
  refused(wall, [](Task& t, PixelPoint p) { t.target.ends[1].pixels[1] = p; });
  Task sheet = with_ends();
  sheet.rectangle = *reference_named("a4", LANDAI_SOURCE_DIR "/data");
  refused(sheet, [](Task& t, PixelPoint p) { t.rectangle->corners = {{{300, 200}, p, {800, 700}, {300, 700}}}; });
  Task height;
  height.gravity = Direction{0, 1, 0};
  height.height = HeightTask{{{300, 800}, {300, 300}}, {{800, 800}, {800, 400}}, {1.0, 0.001}};
  refused(height, [](Task& t, PixelPoint p) { t.height->target.top = p; });
}

TEST(NoKnownLength, NeverYieldsOne) {
  Task task = with_ends();
  EXPECT_EQ(refusal(task), "photo.refused.no_reference");
  task.gravity = Direction{0, 1, 0};
  task.lines.level = {{{100, 200}, {1100, 200}}, {{100, 700}, {1100, 700}}};
  task.lines.vertical = {{{300, 200}, {300, 700}}, {{800, 200}, {800, 700}}};
  EXPECT_EQ(refusal(task), "photo.refused.no_reference");
}

TEST(NoKnownLength, AWallNeedsItsDirections) {
  Task task = with_ends();
  task.known = Known{task.target.ends, {0.5, std::nullopt}};
  EXPECT_EQ(refusal(task), "photo.refused.no_wall");
  task.height = HeightTask{{{300, 700}, {300, 200}}, {{800, 700}, {800, 300}}, {1, std::nullopt}};
  EXPECT_EQ(refusal(task), "photo.refused.no_directions");
}

/// A wall seen from straight in front, with 500 px known as 1.5 m and 500 px asked.
Task seen_square() {
  Task task = with_ends();
  task.lines.level = {{{100, 200}, {1100, 200}}, {{100, 700}, {1100, 700}}};
  task.lines.vertical = {{{300, 200}, {300, 700}}, {{800, 200}, {800, 700}}};
  End top, bottom;
  top.pixels = {{300, 200}, {800, 200}};
  bottom.pixels = {{300, 700}, {800, 700}};
  task.known = Known{{top, bottom}, {1.5, 0.001}};
  for (End& end : task.target.ends) end.offset = Stated{0, 0.0001};
  return task;
}

TEST(Walls, SeenSquareLengthsAreInProportion) {
  const Task task = seen_square();
  const auto answer = measure_photo(grey_photo(), task, {2000, 1});
  ASSERT_TRUE(answer && answer->measured) << answer->refused.key;
  EXPECT_NEAR(answer->measured->value, 1.5, 1e-3);  // both are 500 px
}

// From straight in front the lines meet nowhere and tell no focal length; hardly anything hangs on it there, and a broad guess will do.
TEST(Walls, SeenSquareNeedNoFocalLength) {
  Task task = seen_square();
  task.camera = {};
  const auto answer = measure_photo(grey_photo(), task, {2000, 1});
  ASSERT_TRUE(answer && answer->measured) << answer->refused.key;
  EXPECT_NEAR(answer->measured->value, 1.5, 1e-3);
  EXPECT_LT(answer->measured->half_width(), 0.05 * 1.5);
}

TEST(Walls, ALengthOfNothingIsNoLength) {
  Task task = with_ends();
  task.lines.level = {{{100, 200}, {1100, 200}}, {{100, 700}, {1100, 700}}};
  task.gravity = Direction{0, 1, 0};
  task.known = Known{task.target.ends, {1.5, 0.001}};
  task.target.ends[1] = task.target.ends[0];
  const auto answer = measure_photo(grey_photo(), task, {500, 1});
  ASSERT_TRUE(answer);
  EXPECT_FALSE(answer->measured);
  for (const auto& [name, arg] : answer->refused.args) EXPECT_TRUE(!arg.value || std::isfinite(*arg.value)) << name;
  EXPECT_EQ(answer->refused.key, "photo.refused.same_end");
}

TEST(Heights, AHiddenBaseWidens) {
  Task task;
  task.camera.focal_px = 1000;
  task.gravity = Direction{0, 1, 0};
  task.gravity_u = 0.1 * kDegree;
  task.height = HeightTask{{{300, 800}, {300, 300}, 0.5, true}, {{800, 800}, {800, 400}, 0.5, true}, {1.0, 0.001}};
  const auto seen = measure_photo(grey_photo(), task, {2000, 1});
  ASSERT_TRUE(seen && seen->measured) << seen->refused.key;
  EXPECT_NEAR(seen->measured->value, 0.8, 1e-3);  // level camera, both at one depth: 400 of 500 px
  task.height->target.base_visible = false;
  const auto hidden = measure_photo(grey_photo(), task, {2000, 1});
  ASSERT_TRUE(hidden && hidden->measured);
  EXPECT_NEAR(hidden->measured->u, std::hypot(seen->measured->u, 0.030 / std::sqrt(3.0)), 0.001);
}

TEST(References, AreTheOnesOfTheStandards) {
  const auto a4 = reference_named("a4", LANDAI_SOURCE_DIR "/data");
  ASSERT_TRUE(a4);
  EXPECT_DOUBLE_EQ(a4->kinds[0].width, 0.210);
  EXPECT_NEAR(a4->kinds[0].u_height, 0.002 / std::sqrt(3.0), 5e-5);  // ISO 216: 2 mm
  ASSERT_EQ(a4->others.size(), 1U) << "a3, a5 and a6 have its shape and are never told apart by it";
  EXPECT_NEAR(a4->others[0].height, 11 * 0.0254, 1e-9);
  const auto a5 = reference_named("a5", LANDAI_SOURCE_DIR "/data"), a3 = reference_named("a3", LANDAI_SOURCE_DIR "/data");
  ASSERT_TRUE(a5 && a3);
  EXPECT_NEAR(a5->kinds[0].u_width, 0.0015 / std::sqrt(3.0), 5e-5);  // ISO 216: 1.5 mm up to 150 mm
  EXPECT_DOUBLE_EQ(a3->kinds[0].width, a4->kinds[0].height);
  const auto paper = reference_named("paper", LANDAI_SOURCE_DIR "/data");
  ASSERT_TRUE(paper);
  EXPECT_EQ(paper->kinds.size(), 5U);
  EXPECT_FALSE(reference_named("foolscap", LANDAI_SOURCE_DIR "/data"));
  const auto card = reference_named("id1", LANDAI_SOURCE_DIR "/data");
  ASSERT_TRUE(card && card->kinds[0].longest);
}

TEST(References, TilesNeedTheirMeasuredSides) {
  Task task = with_ends();
  task.rectangle = *reference_named("tiles", LANDAI_SOURCE_DIR "/data");
  task.rectangle->corners = {{{300, 200}, {800, 200}, {800, 700}, {300, 700}}};
  EXPECT_EQ(refusal(task), "photo.refused.unmeasured");
  task.rectangle->width = task.rectangle->height = Stated{0.9, 0.001};
  EXPECT_EQ(refusal(task), "photo.refused.edges");  // a grey picture has none
  for (const char* kind : {"tiles", "a4"}) {
    const auto corners = task.rectangle->corners;
    task.rectangle = *reference_named(kind, LANDAI_SOURCE_DIR "/data");
    task.rectangle->corners = corners;
    task.rectangle->width = Stated{0.9, 0.001};
    EXPECT_EQ(refusal(task), "photo.refused.one_side") << "what was measured is never left out silently: " << kind;
  }
}

TEST(Directions, SquareFamiliesTellTheFocalLength) {
  const Lens lens{1000, 599.5, 449.5, {}};
  // Two level directions at 30 and 120 degrees to the view, seen with f = 1300 and thought to be seen with 1000.
  const auto as_seen = [](double x, double z) { return *unit({x * 1300 / 1000, 0, z}); };
  const auto f = focal_of({as_seen(std::cos(0.5), std::sin(0.5)), as_seen(-std::sin(0.5), std::cos(0.5))}, lens);
  ASSERT_TRUE(f);
  EXPECT_NEAR(*f, 1300, 0.1);
  EXPECT_FALSE(focal_of({{1, 0, 0}, {0, 1, 0}}, lens)) << "seen square, nothing is told";
}

TEST(SlopeText, IsPerCentDegreesAndRatio) {
  const auto texts = Texts::load(LANDAI_SOURCE_DIR "/data", Language::en);
  ASSERT_TRUE(texts);
  Measured m;
  m.value = 1.0 / 12, m.lo = m.value - 0.002, m.hi = m.value + 0.002, m.unit = "1";
  EXPECT_EQ(value_text(m, *texts), "8.33 ± 0.20 %; 4.76°; 1:12.0");
}

TEST(Sidecar, SaysWhatIsSeenWithoutAMarker) {
  const test::TempFolder folder;
  test::write(folder / "a.yaml", R"(schema: landai-photo/1
reference: {kind: a4, corners: [[[10, 10], [200, 12], [198, 300], [8, 298]]]}
lines: {vertical: [[[1, 2], [3, 400]], [[50, 2], [52, 400]]], taken: click, detect: true}
known: {length: 90 cm, u: 2 mm, a: {line: [[1, 1], [1, 9]]}, b: {point: [5, 5]}}
height: {of: 2030 mm, reference: {base: [1, 9], top: [1, 1]}, target: {base: [5, 9], top: [5, 3], base_visible: false}}
slope: {method: side, line: [[1, 9], [90, 5]], level: [[1, 1], [90, 1]], obliquity: 5°, reading: "1:12", reading_u: 0.1°}
target: {rounding: 3 mm, edge: upper}
)");
  const auto task = load_task(folder / "a.yaml", LANDAI_SOURCE_DIR "/data");
  ASSERT_TRUE(task) << task.error().message.key;
  ASSERT_TRUE(task->rectangle);
  EXPECT_EQ(task->rectangle->corners[0].size(), 4U);
  EXPECT_EQ(task->lines.vertical.size(), 2U);
  EXPECT_EQ(task->lines.u, 2);
  EXPECT_TRUE(task->lines.detect);
  ASSERT_TRUE(task->known);
  EXPECT_DOUBLE_EQ(task->known->length.value, 0.9);
  ASSERT_TRUE(task->height);
  EXPECT_FALSE(task->height->target.base_visible);
  ASSERT_TRUE(task->slope);
  EXPECT_NEAR(task->slope->obliquity->value, 5 * kDegree, 1e-12);
  EXPECT_NEAR(task->slope->reading->value, 1.0 / 12, 1e-12);
  EXPECT_DOUBLE_EQ(*task->target.rounding, 0.003);
}

TEST(Sidecar, TheDoubtOfANamedSheetIsTaken) {
  const auto sheet = [](const std::string& more) {
    const auto task = read_task("schema: landai-photo/1\nreference: {kind: a4, corners: [[[10, 10], [200, 12], [198, 300], [8, 298]]]" + more + "}\n", "a.yaml", LANDAI_SOURCE_DIR "/data");
    return task && task->rectangle ? task->rectangle->kinds.front() : ReferenceKind{};
  };
  EXPECT_GT(sheet("").u_width, 0.001) << "half of 2 mm either way";
  for (const double u : {sheet(", u: 0.3 mm").u_width, sheet(", u: 0.3 mm").u_height}) EXPECT_DOUBLE_EQ(u, 0.0003);
  EXPECT_DOUBLE_EQ(sheet(", u: 0.3 mm").width, 0.210);
}

TEST(Sidecar, AnUnknownPaperIsRefused) {
  const test::TempFolder folder;
  test::write(folder / "a.yaml", "schema: landai-photo/1\nreference: {kind: a2, corners: [[[10, 10], [200, 12], [198, 300], [8, 298]]]}\n");
  const auto task = load_task(folder / "a.yaml", LANDAI_SOURCE_DIR "/data");
  ASSERT_FALSE(task);
  EXPECT_EQ(task.error().message.key, "photo.reference.unknown");
}

}  // namespace
}  // namespace landai::photo
