// SPDX-License-Identifier: GPL-3.0-or-later
// Boards as written, and calibrations written, read and found again.
#include "landai/photo/calibrate.hpp"

#include <gtest/gtest.h>

#include <functional>
#include <opencv2/imgcodecs.hpp>

#include "photo/pixels.hpp"
#include "run_program.hpp"

namespace landai::photo {
namespace {

const char* const kData = LANDAI_SOURCE_DIR "/data";

/// A photo of that size whose file says it is from this phone.
Photo phone_photo(int width, int height, const std::string& model) {
  std::vector<unsigned char> bytes;
  cv::imencode(".png", cv::Mat1b(height, width, static_cast<unsigned char>(128)), bytes);
  const auto plain = *read_photo(std::string(bytes.begin(), bytes.end()), "a.png");
  Exif exif;
  exif.make = "Maker";
  exif.model = model;
  return Photo("a.png", plain.sha256(), exif, std::make_shared<Photo::Pixels>(plain.pixels()));
}

Calibration phone() {
  Calibration c;
  c.id = "my-phone";
  c.make = "Maker";
  c.model = "Nine \"S\"";
  c.width = 400, c.height = 300;
  c.f = 310.25, c.u_f = 0.5;
  c.cx = 203, c.cy = 148, c.u_c = 0.4;
  c.distortion = {-0.02, 0.01, 0.001, -0.002, 0};
  c.u_k1 = 0.003;
  c.rms = 0.2;
  c.photos = 12;
  c.board = "chessboard:9x6:25mm";
  return c;
}

TEST(Boards, AreReadAsWritten) {
  const auto chessboard = board_of("chessboard:9x6:25mm"), charuco = board_of("charuco:5x7:40mm:2cm:aruco_6x6_250");
  ASSERT_TRUE(chessboard && charuco);
  EXPECT_EQ(chessboard->columns, 9);
  EXPECT_DOUBLE_EQ(chessboard->square, 0.025);
  EXPECT_TRUE(charuco->charuco);
  EXPECT_DOUBLE_EQ(charuco->marker, 0.02);
  for (const char* wrong : {"", "chessboard", "chessboard:9x6", "chessboard:9x6:25", "chessboard:9x1:25mm", "chessboard:9x6000:25mm", "charuco:5x7:40mm:50mm:aruco_6x6_250",
                            "charuco:5x7:40mm:20mm:nothing", "charuco:7x6:40mm:20mm:aruco_6x6_250", "chessboard:9x6:25mm:1"})
    EXPECT_FALSE(board_of(wrong)) << wrong;
}

TEST(Calibrations, AreReadAsTheyWereWritten) {
  const test::TempFolder folder;
  test::write(folder / "c.yaml", calibration_yaml(phone()));
  const auto read = load_calibration(folder / "c.yaml", kData);
  ASSERT_TRUE(read) << read.error().message.key;
  EXPECT_EQ(read->model, phone().model);
  EXPECT_DOUBLE_EQ(read->f, 310.25);
  EXPECT_DOUBLE_EQ(read->distortion[3], -0.002);
  test::write(folder / "d.yaml", "schema: landai-camera/1\nid: x\n");
  EXPECT_FALSE(load_calibration(folder / "d.yaml", kData));
}

TEST(Calibrations, AreFoundAgainByMakeModelAndShape) {
  EXPECT_TRUE(made_by(phone_photo(400, 300, phone().model), phone()));
  EXPECT_TRUE(made_by(phone_photo(200, 150, phone().model), phone()));
  EXPECT_TRUE(made_by(phone_photo(300, 400, phone().model), phone()));
  EXPECT_FALSE(made_by(phone_photo(400, 300, "Ten"), phone()));
  EXPECT_FALSE(made_by(phone_photo(400, 225, phone().model), phone()));
}

TEST(Calibrations, AreMadeOfOneLensAndOfWholePhotos) {
  const auto told = [](const std::function<void(Exif&)>& change) {
    Calibrator calibrator(*board_of("chessboard:9x6:25mm"));
    const Photo first = phone_photo(400, 300, "Nine");
    Exif exif = first.exif();
    exif.lens = "wide";
    EXPECT_TRUE(calibrator.add(Photo("a.png", "", exif, std::make_shared<Photo::Pixels>(first.pixels()))));
    change(exif);
    const auto second = calibrator.add(Photo("b.png", "", exif, std::make_shared<Photo::Pixels>(first.pixels())));
    return second ? std::string() : second.error().message.key;
  };
  EXPECT_EQ(told([](Exif&) {}), "");
  EXPECT_EQ(told([](Exif& e) { e.lens = "ultra wide"; }), "photo.calibrate.camera");
  EXPECT_EQ(told([](Exif& e) { e.digital_zoom = 2; }), "photo.calibrate.altered");
  EXPECT_EQ(told([](Exif& e) { e.width = 800, e.height = 600; }), "photo.calibrate.altered");
  EXPECT_EQ(told([](Exif& e) { e.width = 400, e.height = 400; }), "photo.calibrate.altered");
}

TEST(Calibrations, SayWhatIsKnownOfThePhoto) {
  const Photo half = phone_photo(200, 150, phone().model), upright = phone_photo(300, 400, phone().model);
  const Camera small = camera_of(half, statement_of(phone(), half)).camera, turned = camera_of(upright, statement_of(phone(), upright)).camera;
  EXPECT_EQ(small.source, FocalSource::calibrated);
  EXPECT_NEAR(small.f, 310.25 / 2, 1e-9);
  EXPECT_NEAR(small.cx, (203 + 0.5) / 2 - 0.5, 1e-9);
  EXPECT_NEAR(small.u_f, 0.005 * small.f, 1e-9);  // 0.16 % of the fit would be too good
  EXPECT_NEAR(turned.f, 310.25, 1e-9);
  EXPECT_NEAR(turned.cx, 149.5, 1e-9);  // to which side it was turned is not known
  EXPECT_GE(turned.u_c, 3);
}

}  // namespace
}  // namespace landai::photo
