// SPDX-License-Identifier: GPL-3.0-or-later
// Photos that an assessor brings back into a project, most with a marker of the worksheet.
#include <gmock/gmock.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <set>

#include "heif_file.hpp"
#include "kelurahan.hpp"
#include "landai/core/file.hpp"
#include "marked_door.hpp"
#include "photo_file.hpp"
#include "sheet_scene.hpp"
#include "visit.hpp"
#include "zip_bytes.hpp"

namespace landai::test {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;
/// What a bundle holds, by path.
Json bundle_of(const std::string& project, const fs::path& folder) {
  const test::Run run = landai("report " + project + " --bundle " + (folder / "b.zip").string());
  EXPECT_LE(run.exit_code, 1) << run.err;
  const test::Run unpacked = test::run("python3 -m zipfile -e " + (folder / "b.zip").string() + " " + (folder / "b").string());
  EXPECT_EQ(unpacked.exit_code, 0) << unpacked.err;
  return Json::parse(*read_file(folder / "b" / "manifest.json"));
}

class PhotoVisit : public Visit {
 protected:
  void SetUp() override {
    Visit::SetUp();
    sheet_ = Json::parse(*read_file(*shared_ / "w.json"));
    tags_ = tags_in(sheet_);
    door_ = element_named(drawn_, "P-13", "door");
    other_ = element_named(drawn_, "P-20", "door");
    ASSERT_TRUE(tags_.contains(door_) && tags_.contains(other_));
  }
  Json sheet_;
  std::map<std::string, int> tags_;
  std::string door_, other_;
};

TEST_F(PhotoVisit, TheMarkerTellsTheElementAndTheJambsAreFound) {
  const DoorScene scene = door_with(tags_[door_], 586, 0.86, 0);
  const std::string photo = file("door.jpg", DoorRenderer(scene).jpeg());
  const test::Run run = attach(photo + " --bar 100mm --author Sari");
  EXPECT_EQ(run.exit_code, 0) << run.err << run.out;
  const Json report = document("report " + project_);
  const auto photos = of_method(report, "photo");
  ASSERT_EQ(photos.size(), 1u) << run.out;
  EXPECT_EQ(photos[0]["subject"], Json::array({door_}));
  EXPECT_EQ(photos[0]["quantity"], "door.clear_width");
  // Between the jambs it is 0.86 m. What an open leaf may take of that is in data/profiles/doors.yaml: 0 to 50 mm.
  const double u = photos[0]["u"], lo = photos[0]["bounds"][0], hi = photos[0]["bounds"][1];
  EXPECT_GE(hi + 3 * u, 0.86);
  EXPECT_LE(lo - 3 * u, 0.81);
  EXPECT_LE(hi - lo + 2 * 1.96 * u, 0.05 + 0.06) << "no focal length is known, but there are two markers";
  EXPECT_EQ(photos[0]["evidence"]["from"], "door.jpg; door.jpg.measured.jpg");
  EXPECT_THAT(run.out, HasSubstr("door.jpg: P-13 (" + door_ + ") door.clear_width"));
  // Nobody has drawn the lines: that stands wherever the value does.
  const std::string doubt = "the two ends were found by looking: check the lines";
  EXPECT_THAT(run.out, HasSubstr("note: " + doubt));
  EXPECT_THAT(photos[0]["evidence"]["note"].get<std::string>(), HasSubstr(doubt));
  EXPECT_THAT(landai("report " + project_ + " --html -").out, HasSubstr(doubt));
  // Both are in the project.
  fs::remove(photo);
  EXPECT_THAT(landai("report " + project_ + " --html -").out, HasSubstr("door.jpg.measured.jpg"));
  EXPECT_EQ(attach(file("other.jpg", DoorRenderer(scene).jpeg()) + " --bar 89.5mm").exit_code, 2) << "no printer is off so far: a slip";
  const test::Run again = attach(file("door.jpg", DoorRenderer(scene).jpeg()) + " --bar 100mm --author Sari");
  EXPECT_THAT(again.out, HasSubstr("0 new rows"));
}

// What the photo shows with a value of one door says nothing of the other one; who took it and when is told by its row.
TEST_F(PhotoVisit, APhotoThatTwoRowsNameIsLookedIntoForTheOneWithoutAValue) {
  file("both.jpg", DoorRenderer(door_with(tags_[door_], 586, 0.86, 0)).jpeg());
  const test::Run run = attach(file("rows.csv", "subject;quantity;value;foto;oleh;tanggal\n" + door_ + ";door.clear_width;;both.jpg;Sari;20-11-2026\n" + other_ +
                                                    ";door.clear_width;90,2 cm;both.jpg;Budi;20-11-2026\n") + " --bar 100mm");
  EXPECT_EQ(run.exit_code, 0) << run.out << run.err;
  std::string told;
  const Json report = document("report " + project_);
  for (const Json& of : report["reconciliation"])
    for (const Json& value : of["values"])
      if (value["method"] == "photo") told += of["subject"][0].get<std::string>() + " " + value["by"].get<std::string>() + " " + value["date"].get<std::string>();
  EXPECT_EQ(told, door_ + " Sari 2026-11-20") << run.out;
}

/// A JPEG's picture as an iPhone would have kept it.
std::string as_heic(const std::string& jpeg, const std::string& exif = {}) {
  return heic(cv::imdecode(cv::Mat(1, static_cast<int>(jpeg.size()), CV_8U, const_cast<char*>(jpeg.data())), cv::IMREAD_COLOR), {.exif = exif});
}

// An iPhone's photo by itself, and in the archive of a form whose row names it.
TEST_F(PhotoVisit, AnIPhonesPhotoIsMeasuredAndFiledToo) {
  const DoorScene scene = door_with(tags_[door_], 586, 0.86, 0);
  const std::string jpeg = DoorRenderer(scene).jpeg();
  const double focal_35mm = scene.focal * 43.267 / std::hypot(scene.columns, scene.rows);
  const std::string bytes = as_heic(jpeg, phone_exif(scene.columns, scene.rows, static_cast<int>(std::lround(focal_35mm)), "Apple", "iPhone 13"));
  const test::Run run = attach(file("IMG_0001.HEIC", bytes) + " --bar 100mm --author Sari");
  EXPECT_EQ(run.exit_code, 0) << run.err << run.out;
  const auto photos = of_method(document("report " + project_), "photo");
  ASSERT_EQ(photos.size(), 1u) << run.out;
  EXPECT_EQ(photos[0]["subject"], Json::array({door_}));
  const double u = photos[0]["u"], hi = photos[0]["bounds"][1];
  EXPECT_NEAR(hi, 0.86, 3 * u);
  EXPECT_EQ(photos[0]["evidence"]["from"], "IMG_0001.HEIC; IMG_0001.HEIC.measured.jpg");
  const test::Run packed = attach(file("visit.zip", zip({{"rows.csv", "subject;quantity;value;foto\n" + other_ + ";door.clear_width;;IMG_0002.HEIC\n"},
                                                         {"IMG_0002.HEIC", as_heic(DoorRenderer(door_with(tags_[other_], 586, 0.86, 0)).jpeg())}})) + " --bar 100mm");
  EXPECT_EQ(packed.exit_code, 0) << packed.err << packed.out;
  EXPECT_EQ(of_method(document("report " + project_), "photo").size(), 2u) << packed.out;
}

// The row names the quantity, and nobody can look for the ends of a handle's height: the ends are asked for, not the quantity again.
TEST_F(PhotoVisit, APhotoWhoseEndsNobodyCanLookForIsNotMeasured) {
  file("handle.jpg", DoorRenderer(door_with(tags_[door_], 586, 0.86, 0)).jpeg());
  const test::Run run = attach(file("rows.csv", "subject;quantity;value;foto\n" + door_ + ";door.handle_height;;handle.jpg\n") + " --bar 100mm");
  EXPECT_EQ(run.exit_code, 1) << run.out << run.err;
  EXPECT_THAT(run.out, HasSubstr("handle.jpg: kept, not measured: the ends of door.handle_height cannot be looked for by itself. State its ends"));
  EXPECT_EQ(run.out.find("Name the quantity"), std::string::npos);
}

/// The only photo's value of a report.
Json only_photo(const Json& report) {
  const auto photos = of_method(report, "photo");
  EXPECT_EQ(photos.size(), 1u);
  return photos.empty() ? Json() : photos.front();
}

/// A phone's original photo of a scene.
std::string original(const std::string& jpeg, const DoorScene& scene, const std::string& make = {}, const std::string& model = {}) {
  const double focal_35mm = scene.focal * 43.267 / std::hypot(scene.columns, scene.rows);
  return with_exif(jpeg, phone_exif(scene.columns, scene.rows, static_cast<int>(std::lround(focal_35mm)), make, model));
}

TEST_F(PhotoVisit, WhosePhoneTookAPhotoDoesNotLeaveTheHouseUnlessItIsMeant) {
  const DoorScene scene = door_with(tags_[door_], 586, 0.86, 0);
  const std::string taken = original(DoorRenderer(scene).jpeg(), scene, "ACME", "Phone-3 of Sari");
  ASSERT_EQ(attach(file("door.jpg", taken) + " --bar 100mm --author Sari").exit_code, 0);
  // Two values that cannot both be true: the finding's title tells where they come from.
  ASSERT_EQ(attach(file("r.csv", "subject,quantity,value,u,by,date\nP-13,door.clear_width,60 cm,1 mm,Budi,2026-03-01\n")).exit_code, 0);
  const std::string page = (folder_ / "page.html").string();
  const auto page_of = [&](const std::string& more) {
    landai("report " + project_ + " --html " + page + more);
    return *read_file(page);
  };
  const std::string plain = page_of("");
  EXPECT_THAT(plain, HasSubstr("door.jpg"));
  EXPECT_EQ(plain.find("Phone-3"), std::string::npos);
  EXPECT_THAT(page_of(" --keep-metadata"), HasSubstr("ACME Phone-3 of Sari (door.jpg)"));
  bundle_of(project_, folder_.path());
  int files = 0;
  for (const auto& entry : fs::recursive_directory_iterator(folder_ / "b"))
    if (entry.is_regular_file()) {
      ++files;
      EXPECT_EQ(read_file(entry.path())->find("Phone-3"), std::string::npos) << entry.path();
    }
  EXPECT_GT(files, 5);
}

TEST_F(PhotoVisit, TheMarkerOnACounterTellsHowHighItIs) {
  std::string counter;
  for (const Json& e : drawn_["plan"]["elements"])
    if (e["category"] == "counter" && tags_.contains(e["id"]) && counter.empty()) counter = e["id"];
  ASSERT_FALSE(counter.empty());
  DoorScene scene = door_with(tags_[counter], 586, 0, 0);
  scene.markers = {{-3.0, 0.05, 0.01, 0.15, tags_[counter]}};
  scene.aim = {-3.0, 0, 0};
  scene.pitch = -0.1;
  const double height = 0.74;
  const CounterRenderer renderer(scene, -0.40, height - 0.40);
  const test::Run run = attach(file("counter.jpg", original(renderer.jpeg(), scene)) + " --bar 100mm --author Sari");
  EXPECT_EQ(run.exit_code, 0) << run.err << run.out;
  const Json photo = only_photo(document("report " + project_));
  ASSERT_TRUE(photo.is_object()) << run.out;
  EXPECT_EQ(photo["subject"], Json::array({counter}));
  EXPECT_EQ(photo["quantity"], "counter.height");
  const double lo = photo["bounds"][0], hi = photo["bounds"][1], u = photo["u"];
  EXPECT_LE(lo - 1.96 * u, height);
  EXPECT_GE(hi + 1.96 * u, height);
  EXPECT_LE(hi - lo + 2 * 1.96 * u, 0.1 * height) << "half-width of 5 %";
}

TEST_F(PhotoVisit, TheMarkerOnARampAndGravityTellItsSlope) {
  std::string flight;
  for (const Json& e : drawn_["plan"]["elements"])
    if (e["category"] == "flight" && e["kind"] == "ramp" && tags_.contains(e["id"]) && flight.empty()) flight = e["id"];
  ASSERT_FALSE(flight.empty());
  DoorScene scene = door_with(tags_[flight], 586, 0, 0);
  scene.markers = {{-1, 0, 0.4, 0.16, tags_[flight]}};
  scene.aim = {-1, 0.02, 0};
  scene.distance = 1.3;
  scene.yaw = 0;
  scene.pitch = -0.8;
  const SheetRenderer renderer(scene, {});
  const double slope = 1.0 / 10;
  const auto down = renderer.camera().turned({slope, 0, -1});
  file("ramp.jpg.yaml", "schema: landai-photo/1\ncamera: {focal_px: " + std::to_string(scene.focal) + ", u: 0.5 %}\ngravity: {down: [" + std::to_string(down[0]) + ", " +
                            std::to_string(down[1]) + ", " + std::to_string(down[2]) + "], u: 0.02°}\nslope: {method: lying}\nmeasures: {quantity: ramp.slope}\n");
  const test::Run run = attach(file("ramp.jpg", renderer.jpeg()) + " --bar 100mm --author Sari");
  EXPECT_EQ(run.exit_code, 0) << run.err << run.out;
  const Json report = document("report " + project_), photo = only_photo(report);
  ASSERT_TRUE(photo.is_object()) << run.out;
  EXPECT_EQ(photo["subject"], Json::array({flight}));
  EXPECT_EQ(photo["quantity"], "ramp.slope");
  const double lo = photo["bounds"][0], hi = photo["bounds"][1], u = photo["u"];
  EXPECT_LE(lo - 1.96 * u, slope);
  EXPECT_GE(hi + 1.96 * u, slope);
  EXPECT_LE(hi - lo + 2 * 1.96 * u, 0.02) << "a percentage point either way";
}

TEST_F(PhotoVisit, TheBundleHoldsThePhotosOfWhatAnItemAsksAndTheOthersToo) {
  // The doors of an accessible toilet and of the lactation room are what items ask for; P-12 is not.
  const std::string toilet = element_named(drawn_, "P-04", "door"), lactation = element_named(drawn_, "P-03", "door");
  ASSERT_TRUE(tags_.contains(toilet));
  ASSERT_EQ(attach(file("door.jpg", DoorRenderer(door_with(tags_[toilet], 586, 0.95, 0)).jpeg()) + " --bar 100mm").exit_code, 0);
  const std::string grey = DoorRenderer(door_with(400, 401, 0.86, 0)).jpeg();
  const test::Run evidence = attach(file("shown.jpg", grey) + " --element P-03");
  EXPECT_EQ(evidence.exit_code, 0) << evidence.err;
  EXPECT_THAT(evidence.out, HasSubstr("shown.jpg: kept: as evidence of P-03; nothing was measured in it. To measure, take it again"));
  ASSERT_EQ(attach(file("other.jpg", grey + "x") + " --element P-12").exit_code, 0);
  std::map<std::string, std::set<std::string>> at, about;   // items by photo, and by what their checks are about
  const Json manifest = bundle_of(project_, folder_.path());
  for (const Json& f : manifest["evidence"]) {
    ASSERT_TRUE(f["path"].is_string()) << f;
    EXPECT_TRUE(fs::exists(folder_ / "b" / f["path"].get<std::string>())) << f;
    at[f["named"]].insert(f["item"].is_null() ? "none" : f["item"].get<std::string>());
  }
  const Json report = document("report " + project_);
  std::map<std::string, std::string> subject;
  for (const Json& c : report["checks"])
    if (!c["subject"].empty()) subject[c["id"]] = c["subject"].back();
  for (const Json& item : report["indicators"])
    for (const Json& check : item["checks"]) about[subject[check]].insert(item["id"].get<std::string>());
  ASSERT_FALSE(about[toilet].empty());
  ASSERT_FALSE(about[lactation].empty());
  ASSERT_TRUE(about[element_named(drawn_, "P-12", "door")].empty());
  EXPECT_EQ(at["door.jpg"], about[toilet]);
  EXPECT_EQ(at["door.jpg.measured.jpg"], about[toilet]);
  EXPECT_EQ(at["shown.jpg"], about[lactation]);
  EXPECT_EQ(at["other.jpg"], std::set<std::string>{"none"});
  // Each item's folder has its findings and drawings beside them.
  for (const std::string& item : about[toilet]) {
    const fs::path folder = folder_ / "b" / "p2ham-2018-immigration" / item;
    EXPECT_TRUE(fs::exists(folder / "findings.html")) << item;
    EXPECT_TRUE(fs::exists(folder / "level-L0.svg")) << item;
  }
}

TEST_F(PhotoVisit, TheSidecarSaysWhatIsMeasuredAndItsLinesDecide) {
  const DoorScene scene = door_with(400, 401, 0.75, 0.02);
  const std::string more = "markers: {side: 150 mm, u: 0.3 mm}\nmeasures: {element: P-13, quantity: door.clear_width}\nby: Budi\n";
  file("d.jpg.yaml", sidecar_of(scene, more));
  const test::Run run = attach(file("d.jpg", DoorRenderer(scene).jpeg()));
  EXPECT_EQ(run.exit_code, 0) << run.err << run.out;
  const Json report = document("report " + project_);
  const auto photos = of_method(report, "photo");
  ASSERT_EQ(photos.size(), 1u) << run.out;
  EXPECT_NEAR(photos[0]["value"].get<double>(), 0.75, 3 * photos[0]["u"].get<double>());
  EXPECT_THAT(photos[0]["evidence"]["note"].get<std::string>(), HasSubstr("Budi"));
  for (const Json& check : checks_of(report, "pupr14.l2.door.other.clear", door_)) EXPECT_EQ(check["verdict"], "fail");
  EXPECT_EQ(checks_of(report, "pupr14.l2.door.other.clear", door_).size(), 1u);
}

TEST_F(PhotoVisit, WhatCannotBeMeasuredIsKeptAndToldWithItsReason) {
  std::string files;
  const auto add = [&](const std::string& name, const std::string& bytes, const std::string& sidecar) {
    if (!sidecar.empty()) file(name + ".yaml", sidecar);
    files += " " + file(name, bytes);
  };
  const DoorScene two = door_with(tags_[door_], tags_[other_], 0.86, 0);
  const std::string both = DoorRenderer(two).jpeg(), neither = DoorRenderer(door_with(400, 401, 0.86, 0)).jpeg();
  add("both.jpg", both, "");
  add("cut.jpg", both.substr(0, both.size() / 3), "");
  add("other.jpg", both + "y", "schema: landai-photo/1\nmeasures: {element: P-12}\n");
  add("slip.jpg", both + "x", "schema: landai-photo/1\nmeasure: {element: P-13}\n");
  add("none.jpg", neither, sidecar_of(two, "measures: {element: P-13, quantity: door.clear_width}\n"));
  add("plain.jpg", neither + "x", "");
  const test::Run run = attach(files);
  EXPECT_EQ(run.exit_code, 1) << run.err << run.out;
  for (const char* part : {"both.jpg: kept, not measured: it shows the markers of several elements: ", "cut.jpg: kept, not measured: ",
                           "other.jpg: kept, not measured: it is said to be of P-12, but it shows P-", "slip.jpg: kept, not measured: slip.jpg.yaml, line",
                           "none.jpg: kept, not measured: "})
    EXPECT_THAT(run.out, HasSubstr(part));
  EXPECT_EQ(run.out.find("plain.jpg: kept"), std::string::npos) << "nobody asked anything of it";
  const Json report = document("report " + project_);
  EXPECT_TRUE(of_method(report, "photo").empty());
  std::map<std::string, int> told;
  for (const Json& d : report["diagnostics"]) ++told[fs::path(d["file"].get<std::string>()).filename()];
  for (const char* name : {"both.jpg", "cut.jpg", "other.jpg", "slip.jpg", "none.jpg"}) EXPECT_EQ(told[name], 1) << name;
  EXPECT_EQ(told["plain.jpg"], 0);
}

TEST_F(PhotoVisit, OncePeopleSayWhichElementItShowsNobodyIsWarnedAnyMore) {
  const std::string photo = file("both.jpg", DoorRenderer(door_with(tags_[door_], tags_[other_], 0.86, 0)).jpeg());
  EXPECT_EQ(attach(photo).exit_code, 1);
  const auto warnings = [&] {
    int count = 0;
    const Json report = document("report " + project_);
    for (const Json& d : report["diagnostics"])
      count += fs::path(d["file"].get<std::string>()).filename() == "both.jpg" ? 1 : 0;
    return count;
  };
  EXPECT_EQ(warnings(), 1);
  const test::Run named = attach(photo + " --element " + door_ + " --bar 100mm");
  EXPECT_EQ(named.exit_code, 0) << named.err << named.out;
  EXPECT_EQ(warnings(), 0);
  const test::Run again = attach(photo);
  EXPECT_EQ(again.exit_code, 0) << again.err << again.out;
  EXPECT_EQ(warnings(), 0) << "they said it already";
  EXPECT_EQ(only_photo(document("report " + project_))["subject"], Json::array({door_}));
}

TEST_F(PhotoVisit, ANumberThatTwoWorksheetsGiveToDifferentThingsIsNotGuessed) {
  const Json& first = sheet_;
  // An answer takes questions away: the second worksheet counts anew.
  std::string number, subject;
  for (const Json& row : first["rows"])
    if (row["kind"] == "number" && row["subjects"].size() == 1 && row["stop"].get<int>() > 0 && number.empty())
      number = row["label"], subject = row["subjects"][0].get<std::string>() + "," + row["quantity"].get<std::string>() + ",1," + row["unit"].get<std::string>();
  ASSERT_FALSE(number.empty());
  attach(file("a.csv", "subject,quantity,value,unit\n" + subject + "\n"));
  expect_fine("worksheet " + project_ + " -o " + (folder_ / "w2.pdf").string());
  const Json second = Json::parse(*read_file(folder_ / "w2.json"));
  std::map<std::string, std::string> meant;
  for (const Json& row : first["rows"]) meant[row["label"]] = row["subjects"][0].get<std::string>() + row["quantity"].get<std::string>();
  std::string doubtful, unit;
  for (const Json& row : second["rows"])
    if (row["kind"] == "number" && row["subjects"].size() == 1 && meant.contains(row["label"]) && doubtful.empty() &&
        meant[row["label"]] != row["subjects"][0].get<std::string>() + row["quantity"].get<std::string>())
      doubtful = row["label"], unit = row["unit"];
  ASSERT_FALSE(doubtful.empty());
  const std::string csv = file("n.csv", "number,value\n" + doubtful + ",1 " + unit + "\n");
  const test::Run unclear = attach(csv);
  EXPECT_EQ(unclear.exit_code, 3);
  EXPECT_THAT(unclear.out, HasSubstr("may mean: "));
  const test::Run clear = attach(csv + " --worksheet " + (folder_ / "w2.json").string());
  EXPECT_EQ(clear.exit_code, 0) << clear.err << clear.out;
  EXPECT_THAT(clear.out, HasSubstr("1 row that was not taken before is clear now"));
  EXPECT_EQ(tags_in(second), tags_) << "markers that hang already stay whose they are";
}

}  // namespace
}  // namespace landai::test
