// SPDX-License-Identifier: GPL-3.0-or-later
// What is read of a photo file, and what is refused before it is decoded.
#include "landai/photo/photo.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "landai/photo/annotate.hpp"
#include "landai/photo/camera.hpp"
#include "landai/photo/marker.hpp"
#include "landai/photo/publish.hpp"
#include "photo/board.hpp"
#include "photo/exif.hpp"
#include "photo/lines.hpp"
#include "photo/pixels.hpp"
#include "photo_file.hpp"

namespace landai::photo {
namespace {

using namespace landai::test;

std::string signed_rational(int over, int under) { return big(static_cast<std::uint32_t>(over), 4) + big(static_cast<std::uint32_t>(under), 4); }

/// Apple's MakerNote with one entry, as in an iPhone's file.
std::string apple_note(double x, double y, double z) {
  std::string note = std::string("Apple iOS\0\0\1MM", 14) + big(1, 2) + big(8, 2) + big(10, 2) + big(3, 4);
  note += big(static_cast<std::uint32_t>(note.size() + 4 + 4), 4) + big(0, 4);
  for (const double v : {x, y, z}) note += signed_rational(static_cast<int>(std::lround(v * 100000)), 100000);
  return note;
}

TEST(Photo, RefusesHugePicturesByTheirHeader) {
  const auto huge = read_photo(png_header(50000, 50000), "huge.png");
  ASSERT_FALSE(huge);
  EXPECT_EQ(huge.error().code, ErrorCode::limit);
  EXPECT_EQ(huge.error().message.key, "photo.file.pixels");
  const auto odd = read_photo(png_header(0xFFFFFFFF, 1), "odd.png");
  ASSERT_FALSE(odd);
  EXPECT_EQ(odd.error().code, ErrorCode::input);
}

TEST(Photo, RefusesEveryTruncation) {
  const std::string whole = jpeg(64, 48);
  ASSERT_TRUE(read_photo(whole, "a.jpg"));
  for (std::size_t n = 0; n < whole.size(); n += 7) EXPECT_FALSE(read_photo(std::string_view(whole).substr(0, n), "a.jpg")) << n;
  const std::string png = png_header(10, 10);
  for (std::size_t n = 0; n <= png.size(); ++n) EXPECT_FALSE(read_photo(std::string_view(png).substr(0, n), "a.png")) << n;
}

// Scaled down to the size that is looked at, one of its sides would be no pixel at all.
TEST(Photo, AStripOfPixelsIsLookedAtLikeAnyOther) {
  const auto texts = Texts::load(LANDAI_SOURCE_DIR "/data", Language::en);
  const auto finder = PrivacyFinder::load();
  ASSERT_TRUE(texts && finder);
  for (const auto& [width, height] : {std::pair{30000, 1}, {1, 30000}, {8800, 1}, {9000, 3}}) {
    const std::string bytes = coded(cv::Mat1b(height, width, static_cast<unsigned char>(128)), ".png");
    const auto strip = read_photo(bytes, "strip.png");
    ASSERT_TRUE(strip);
    const auto markers = find_markers(*strip, "apriltag_36h11");
    ASSERT_TRUE(markers);
    EXPECT_TRUE(markers->empty());
    EXPECT_TRUE(find_lines(*strip).empty());
    const auto looked = finder->find(*strip);
    ASSERT_TRUE(looked);
    EXPECT_TRUE(looked->empty());
    EXPECT_TRUE(see_board(*strip, *board_of("chessboard:9x6:25mm")).places.empty());
    EXPECT_TRUE(annotate(*strip, refuse(message("photo.refused.no_reference"), {}), *texts));
    EXPECT_TRUE(publish(bytes, "strip.png", {.long_side = 320}));
  }
}

TEST(Photo, RefusesOtherFormats) {
  const auto other = read_photo("GIF89a…", "a.gif");
  ASSERT_FALSE(other);
  EXPECT_EQ(other.error().message.key, "photo.file.format");
  EXPECT_FALSE(read_photo("", "empty"));
}

TEST(Photo, RefusesTooManyScans) {
  std::string scans = jpeg(16, 16);
  scans.resize(scans.size() - 2);
  for (int i = 0; i < 200; ++i) scans += std::string("\xFF\xDA\0\x08\x01\x01\0\0\x3F\0", 10);
  scans += "\xFF\xD9";
  const auto many = read_photo(scans, "scans.jpg");
  ASSERT_FALSE(many);
  EXPECT_EQ(many.error().message.key, "photo.file.scans");
}

TEST(Photo, SurvivesExifThatPointsAtItself) {
  std::string loop = tiff(1, {{0xA405, kShort, 1, big(26, 2)}});
  for (std::size_t at = 0; at + 4 <= loop.size(); ++at) {
    std::string broken = loop;
    broken.replace(at, 4, big(8, 4));  // every offset may lead back to the first directory
    const auto photo = read_photo(jpeg(32, 24, broken), "loop.jpg");
    ASSERT_TRUE(photo) << at;
  }
}

// Plans hold their ink in the alpha channel, black on black.
TEST(Photo, WhatIsTransparentIsSeenOnWhite) {
  cv::Mat drawn(20, 30, CV_8UC4, cv::Scalar(0, 0, 0, 0));
  drawn(cv::Rect(5, 5, 10, 10)).setTo(cv::Scalar(0, 0, 0, 255));
  drawn(cv::Rect(20, 5, 5, 10)).setTo(cv::Scalar(0, 0, 255, 128));
  const auto photo = read_photo(coded(drawn, ".png"), "plan.png");
  ASSERT_TRUE(photo);
  const cv::Mat& seen = photo->pixels().bgr;
  EXPECT_EQ(seen.at<cv::Vec3b>(0, 0), cv::Vec3b(255, 255, 255));
  EXPECT_EQ(seen.at<cv::Vec3b>(10, 10), cv::Vec3b(0, 0, 0));
  EXPECT_EQ(seen.at<cv::Vec3b>(10, 22), cv::Vec3b(127, 127, 255));
}

TEST(Photo, TurnsPixelsOnceByTheOrientation) {
  struct Row { int orientation; bool swapped; double x, y; };  // where the dark corner comes to lie, as shares
  for (const Row& row : {Row{1, false, 0, 0}, {3, false, 1, 1}, {6, true, 1, 0}, {8, true, 0, 1}, {2, false, 1, 0}, {5, true, 0, 0}}) {
    const auto photo = read_photo(jpeg(64, 48, tiff(row.orientation, {})), "turned.jpg");
    ASSERT_TRUE(photo);
    EXPECT_EQ(photo->width(), row.swapped ? 48 : 64) << row.orientation;
    EXPECT_EQ(photo->height(), row.swapped ? 64 : 48) << row.orientation;
  }
}

TEST(Photo, KnowsWhetherItWasResizedOrCropped) {
  const auto told = [](int width, int height) { return tiff(1, {{0xA002, kLong, 1, big(static_cast<std::uint32_t>(width), 4)}, {0xA003, kLong, 1, big(static_cast<std::uint32_t>(height), 4)}}); };
  const auto altered = [&](int w, int h, const std::string& exif) { return read_photo(jpeg(w, h, exif), "x.jpg")->altered(); };
  EXPECT_EQ(altered(64, 48, told(64, 48)), Altered::no);
  EXPECT_EQ(altered(48, 64, told(64, 48)), Altered::no);  // turned by another program
  EXPECT_EQ(altered(64, 48, told(4032, 3024)), Altered::resized);
  EXPECT_EQ(altered(64, 36, told(64, 48)), Altered::cropped);
  EXPECT_EQ(altered(64, 48, {}), Altered::unknown);
}

TEST(Exif, GravityFollowsTheOrientation) {
  // Held upright the phone feels -1 g along its y axis. The sensor stores landscape; orientation 6 turns it upright.
  const auto read = [](int orientation, double x, double y, double z, int w, int h) {
    const std::string note = apple_note(x, y, z);
    return read_exif(tiff(orientation, {{0x927C, kBytes, static_cast<std::uint32_t>(note.size()), note}}), w, h).gravity;
  };
  const auto portrait = read(6, 0, -1, 0, 4032, 3024);
  ASSERT_TRUE(portrait);
  EXPECT_NEAR((*portrait)[1], 1, 1e-9);
  // Turned to landscape with its left side down, stored as it is.
  const auto landscape = read(1, -1, 0, 0, 4032, 3024);
  ASSERT_TRUE(landscape);
  EXPECT_NEAR((*landscape)[1], 1, 1e-9);
  // Other way round: stored upside down.
  const auto upside = read(3, 1, 0, 0, 4032, 3024);
  ASSERT_TRUE(upside);
  EXPECT_NEAR((*upside)[1], 1, 1e-9);
  EXPECT_FALSE(read(6, 0, -1.1, 0, 4032, 3024)) << "the hand moved";
  EXPECT_FALSE(read(1, 0, -1, 0, 3024, 3024)) << "nothing tells whether a square was turned";
}

TEST(Camera, FocalLengthFromExifByTheDiagonal) {
  const auto photo = read_photo(jpeg(400, 300, tiff(1, {{0xA405, kShort, 1, big(26, 2)}, {0xA002, kLong, 1, big(400, 4)}, {0xA003, kLong, 1, big(300, 4)}})), "x.jpg");
  ASSERT_TRUE(photo);
  const CameraPrior prior = camera_of(*photo, {});
  EXPECT_NEAR(prior.camera.f, 26 * 500 / 43.2666, 0.01);
  EXPECT_NEAR(prior.camera.u_f / prior.camera.f, 0.04, 1e-12);
  EXPECT_TRUE(prior.warnings.empty());
  EXPECT_DOUBLE_EQ(prior.camera.cx, 199.5);
}

TEST(Camera, CroppedPhotosLoseTheirFocalLength) {
  const auto exif = tiff(1, {{0xA405, kShort, 1, big(26, 2)}, {0xA002, kLong, 1, big(400, 4)}, {0xA003, kLong, 1, big(300, 4)}});
  const CameraPrior cropped = camera_of(*read_photo(jpeg(200, 200, exif), "x.jpg"), {});
  EXPECT_EQ(cropped.camera.source, FocalSource::assumed);
  EXPECT_GT(cropped.camera.u_f / cropped.camera.f, 0.2);
  ASSERT_FALSE(cropped.warnings.empty());
  EXPECT_EQ(cropped.warnings[0].key, "photo.camera.cropped");
  EXPECT_GE(1.7321 * cropped.camera.u_c, 99) << "200 of 400 columns may have been cut off at one side";
}

// A file that tells nothing: 4:3 and 20:9 (by whole rows) are what cameras make, 4:3 made 3 % wider is not. Its own EXIF beats the shape.
TEST(Camera, APhotoWithoutACamerasShapeMayBeStretched) {
  const auto u_aspect = [](int w, int h, const std::string& exif, const CameraStatement& told) { return camera_of(*read_photo(jpeg(w, h, exif), "x.jpg"), told).camera.u_aspect; };
  EXPECT_EQ(u_aspect(1600, 1200, {}, {}), 0);
  EXPECT_EQ(u_aspect(721, 1600, {}, {}), 0);
  EXPECT_EQ(u_aspect(1648, 1200, phone_exif(1648, 1200, 26), {}), 0) << "as the camera made it";
  EXPECT_EQ(u_aspect(412, 300, phone_exif(1648, 1200, 26), {}), 0) << "smaller, of the same shape";
  for (const auto& [w, h] : {std::pair{1648, 1200}, {1200, 1696}, {1600, 1320}}) {
    const CameraPrior prior = camera_of(*read_photo(jpeg(w, h), "x.jpg"), {});
    EXPECT_GE(2 * prior.camera.u_aspect, 0.1) << w;
    EXPECT_GE(prior.camera.u_c, 0.05 * std::max(w, h)) << "or it was cut";
    ASSERT_EQ(prior.warnings.size(), 1U);
    EXPECT_EQ(prior.warnings[0].key, "photo.camera.reshaped");
  }
  EXPECT_NEAR(u_aspect(1648, 1200, phone_exif(4000, 3000, 26), {}), std::log(1.03), 1e-3) << "EXIF tells by how much it may be stretched";
  CameraStatement of_this;
  of_this.focal_px = 1500;
  EXPECT_EQ(u_aspect(1648, 1200, {}, of_this), 0);
  CameraStatement scan;
  scan.square_pixels = true;
  EXPECT_EQ(u_aspect(1648, 1200, {}, scan), 0);
}

// A messenger leaves nothing of EXIF, an editor writes the new size as if a camera had taken it: the lens's axis may lie anywhere in what was cut.
TEST(Camera, APhotoThatMayBeCutHasItsAxisAnywhere) {
  const auto prior = [](int w, int h, const std::string& exif, const CameraStatement& told = {}) { return camera_of(*read_photo(jpeg(w, h, exif), "x.jpg"), told); };
  const auto share = [](const CameraPrior& p) { return p.camera.u_c / std::max(p.camera.width, p.camera.height); };
  EXPECT_NEAR(share(prior(1600, 1200, phone_exif(1600, 1200, 26))), 0.01, 1e-9) << "as the camera made it";
  // Three quarters of a picture, taken anywhere: up to a sixth of the new side off the middle, evenly, is this standard deviation.
  EXPECT_GE(share(prior(1600, 1200, {})), 0.9 / (6 * std::sqrt(3.0)) - 0.01);
  CameraStatement of_this;
  of_this.focal_px = 1500;
  EXPECT_NEAR(share(prior(1600, 1200, {}, of_this)), 0.01, 1e-9) << "whoever states it of this photo knows what it is";
  const CameraPrior gimp = prior(1600, 1200, phone_exif(1600, 1200, 26, "Maker", "Phone", "GIMP 2.10.34"));
  EXPECT_GT(share(gimp), 0.05);
  ASSERT_FALSE(gimp.warnings.empty());
  EXPECT_EQ(gimp.warnings[0].key, "photo.camera.edited");
  const double f = 26 * 2000 / 43.2666;
  EXPECT_LE(gimp.camera.f - 1.05 * gimp.camera.u_f, f) << "nothing was cut";
  EXPECT_GE(gimp.camera.f + 1.05 * gimp.camera.u_f, 1.6 * f) << "five eighths are left";
  const CameraPrior odd = prior(1600, 1000, phone_exif(1600, 1000, 26));
  EXPECT_GT(share(odd), 0.05);
  ASSERT_FALSE(odd.warnings.empty());
  EXPECT_EQ(odd.warnings[0].key, "photo.camera.odd");
  EXPECT_NEAR(share(prior(1600, 1200, phone_exif(1600, 1200, 26, "Maker", "Phone", "17.5.1"))), 0.01, 1e-9) << "the version of a phone's system";
}

// Half the sides of the original: 13 mm of it when it was cut, 26 mm when it was scaled. EXIF tells the same of both.
TEST(Camera, FewerPixelsOfTheSameShapeMayBeACut) {
  const auto half = read_photo(jpeg(200, 150, phone_exif(400, 300, 26)), "x.jpg");
  ASSERT_EQ(half->altered(), Altered::resized);
  const double scaled = 26 * 250 / 43.2666, cut = 2 * scaled;
  CameraStatement by_model;  // a calibration of the whole picture
  by_model.focal_px = cut;
  by_model.focal_u = 0.005;
  by_model.width = 400;
  by_model.principal_point = PixelPoint{199.5, 149.5};
  by_model.principal_u = 1;
  for (const CameraStatement& statement : {CameraStatement{}, by_model}) {
    const CameraPrior prior = camera_of(*half, statement);
    for (const double f : {scaled, cut}) EXPECT_LE(std::abs(prior.camera.f - f), 1.001 * prior.camera.u_f) << f;
    EXPECT_GE(1.7321 * prior.camera.u_c, 100 - 0.1) << "its middle lies up to 100 px beside that of the original";
    EXPECT_FALSE(prior.warnings.empty());
  }
  CameraStatement of_this;
  of_this.focal_px = scaled;
  EXPECT_NEAR(camera_of(*half, of_this).camera.u_f, 0.02 * scaled, 1e-9) << "whoever states it of this photo knows which";
  const auto larger = read_photo(jpeg(400, 300, phone_exif(200, 150, 26)), "x.jpg");
  EXPECT_NEAR(camera_of(*larger, {}).camera.u_f, 0.08 * cut, 0.01) << "nothing is cut off to make it larger";
}

// 26 mm of 35 mm film are 26 px for each 43.27 px of the whole frame's diagonal. A cut leaves the pixels as they are, so that the photo may be of the whole frame
// or of one 1.6 times as large.
TEST(Camera, AFocalLengthOfFilmIsThatOfTheWholeFrame) {
  CameraStatement film;
  film.focal_35mm = 26;
  const double whole = 26 * 250 / 43.2666;
  const auto told = [](const CameraPrior& prior) {
    return std::any_of(prior.warnings.begin(), prior.warnings.end(), [](const Message& m) { return m.key == "photo.camera.film_of_whole"; });
  };
  const auto expect_covers = [&](const CameraPrior& prior, double least, double most) {
    for (const double f : {least, most}) EXPECT_LE(std::abs(prior.camera.f - f), 1.001 * prior.camera.u_f) << f;
    EXPECT_TRUE(told(prior));
  };
  expect_covers(camera_of(*read_photo(jpeg(200, 150), "x.jpg"), film), whole, 1.6 * whole);   // nothing tells the frame's size
  expect_covers(camera_of(*read_photo(jpeg(200, 150, phone_exif(200, 150, 26, {}, {}, "Adobe Photoshop 25.0")), "x.jpg"), film), whole, 1.6 * whole);
  // EXIF tells 500 px across, and this is another shape: 250 px across of it.
  expect_covers(camera_of(*read_photo(jpeg(240, 70, phone_exif(400, 300, 26)), "x.jpg"), film), whole, 2 * whole);
  const CameraPrior sure = camera_of(*read_photo(jpeg(200, 150, phone_exif(200, 150, 30)), "x.jpg"), film);
  EXPECT_NEAR(sure.camera.f, whole, 0.01);
  EXPECT_NEAR(sure.camera.u_f, 0.04 * whole, 0.01);
  EXPECT_FALSE(told(sure));
}

TEST(Camera, AThumbnailIsScaledAndNoCut) {
  const CameraPrior quarter = camera_of(*read_photo(jpeg(200, 150, phone_exif(800, 600, 26)), "x.jpg"), {});
  EXPECT_EQ(quarter.warnings.front().key, "photo.camera.resized");
  const CameraPrior tenth = camera_of(*read_photo(jpeg(200, 150, phone_exif(2000, 1500, 26)), "x.jpg"), {});
  EXPECT_EQ(tenth.warnings.front().key, "photo.camera.small");
  EXPECT_NEAR(tenth.camera.f, 26 * 250 / 43.2666, 0.01);
  EXPECT_NEAR(tenth.camera.u_f, 0.08 * tenth.camera.f, 0.01);
  EXPECT_NEAR(tenth.camera.u_c, 0.01 * 200, 1e-9);
}

TEST(Camera, StatedValuesAreScaledToTheSize) {
  CameraStatement statement;
  statement.focal_px = 3120;
  statement.width = 4032;
  statement.principal_point = PixelPoint{2015.5, 1511.5};
  const CameraPrior prior = camera_of(*read_photo(jpeg(2016, 1512), "x.jpg"), statement);
  EXPECT_DOUBLE_EQ(prior.camera.f, 1560);
  EXPECT_DOUBLE_EQ(prior.camera.cx, 1007.5);
  EXPECT_DOUBLE_EQ(prior.camera.cy, 755.5);
}

// A phone corrects its lens; a webcam of a known focal length need not.
TEST(Camera, AFocalLengthSaysNothingOfTheDistortion) {
  CameraStatement statement;
  statement.focal_px = 1560;
  const auto u_k1 = [&](const std::string& exif) { return camera_of(*read_photo(jpeg(2016, 1512, exif), "x.jpg"), statement).camera.u_k1; };
  EXPECT_DOUBLE_EQ(u_k1(""), 0.03);
  EXPECT_DOUBLE_EQ(u_k1(phone_exif(2016, 1512, 26, "Apple", "iPhone 12 mini")), 0.01);
  statement.k1_u = 0.002;
  EXPECT_DOUBLE_EQ(u_k1(""), 0.002);
  statement = {};
  EXPECT_DOUBLE_EQ(u_k1(""), 0.05);
}

// 100 px in a picture of 2520 px across: 1.7 mm of 35 mm film.
TEST(Camera, AFocalLengthThatNoCameraHasIsTold) {
  const auto warned = [](double px) {
    CameraStatement statement;
    statement.focal_px = px;
    const CameraPrior prior = camera_of(*read_photo(jpeg(2016, 1512), "x.jpg"), statement);
    return std::any_of(prior.warnings.begin(), prior.warnings.end(), [](const Message& m) { return m.key == "photo.camera.unusual"; });
  };
  EXPECT_TRUE(warned(100));
  EXPECT_TRUE(warned(60000));
  EXPECT_FALSE(warned(1560));
}

}  // namespace
}  // namespace landai::photo
