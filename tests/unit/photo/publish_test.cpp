// SPDX-License-Identifier: GPL-3.0-or-later
// What leaves the house: nothing personal in the file, nothing private in the picture.
#include "landai/photo/publish.hpp"

#include <gmock/gmock.h>

#include <cstdlib>
#include <fstream>

#include "drawn_people.hpp"
#include "heif_file.hpp"
#include "photo/exif.hpp"
#include "photo/pixels.hpp"
#include "photo_file.hpp"

namespace landai::photo {
namespace {

using namespace landai::test;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::UnorderedElementsAre;

void expect_untold(const std::string& bytes, const std::string& what) {
  for (const std::string& tell : tells()) EXPECT_THAT(bytes, Not(HasSubstr(tell))) << what;
}

cv::Mat pixels(const std::string& bytes) { 
  const auto photo = read_photo(bytes, "x");
  return photo ? photo->pixels().bgr.clone() : cv::Mat();
}

bool same(const cv::Mat& a, const cv::Mat& b) { return !a.empty() && a.size() == b.size() && cv::norm(a, b, cv::NORM_INF) == 0; }

/// A grainy picture in which each place can be told from its neighbours.
cv::Mat grain(int width, int height) {
  cv::Mat picture(height, width, CV_8UC3);
  cv::RNG(7).fill(picture, cv::RNG::UNIFORM, 0, 255);
  return picture;
}

/// A wall with two people and a car's plate.
cv::Mat scene() {
  cv::Mat picture(700, 1000, CV_8UC3);
  cv::RNG(3).fill(picture, cv::RNG::NORMAL, cv::Scalar(150, 155, 160), cv::Scalar(4, 4, 4));
  draw_face(picture, {260, 260}, 140);
  draw_face(picture, {750, 200}, 70);
  draw_plate(picture, {500, 480}, 400, "B 1234 XYZ");
  return picture;
}

TEST(Strip, TakesEverythingTellingOutOfAJpegAndLeavesThePicture) {
  for (const int orientation : {1, 3, 6, 8}) {
    const std::string whole = telling_jpeg(coded(grain(64, 48)), orientation);
    for (const std::string& tell : tells()) ASSERT_THAT(whole, HasSubstr(tell)) << "else the test below shows nothing";
    const auto stripped = strip(whole, "a.jpg");
    ASSERT_TRUE(stripped);
    expect_untold(stripped->bytes, "stripped");
    EXPECT_THAT(stripped->removed, UnorderedElementsAre("exif", "place", "maker_note", "thumbnail", "xmp", "iptc", "comment", "other", "trailer"));
    EXPECT_TRUE(same(pixels(whole), pixels(stripped->bytes))) << "upright and to the last bit";
    EXPECT_EQ(read_photo(stripped->bytes, "x")->exif().orientation, orientation);
    EXPECT_LT(stripped->bytes.size(), coded(grain(64, 48)).size() + 64);
    EXPECT_THAT(strip(stripped->bytes, "b.jpg")->removed, IsEmpty());
  }
}

TEST(Strip, KeepsWhatIsAskedFor) {
  const std::string whole = telling_jpeg(coded(grain(64, 48)), 6);
  const auto place = strip(whole, "a.jpg", {.place = true});
  ASSERT_TRUE(place);
  const Exif there = read_photo(place->bytes, "x")->exif();
  ASSERT_TRUE(there.place);
  EXPECT_NEAR((*there.place)[0], -(6 + 10 / 60.0 + 30.25 / 3600), 1e-9);
  EXPECT_NEAR((*there.place)[1], 106 + 49 / 60.0 + 41.5 / 3600, 1e-9);
  EXPECT_EQ(there.orientation, 6);
  for (const char* gone : {"SECRET", "THUMBNAIL", "2026:03:02"}) EXPECT_THAT(place->bytes, Not(HasSubstr(gone)));

  const auto data = strip(whole, "a.jpg", {.metadata = true});
  ASSERT_TRUE(data);
  EXPECT_THAT(data->bytes, HasSubstr("OWNER-SECRET"));
  EXPECT_EQ(read_photo(data->bytes, "x")->exif().time, "2026:03:02 10:11:12");
  EXPECT_FALSE(read_photo(data->bytes, "x")->exif().place);
  for (const std::string& gone : {std::string("MAKERNOTE"), std::string("THUMBNAIL"), latitude(), longitude(), std::string("GPSLatitude")})
    EXPECT_THAT(data->bytes, Not(HasSubstr(gone)));

  EXPECT_EQ(strip(whole, "a.jpg", {.place = true, .metadata = true})->bytes, whole);
}

TEST(Strip, TakesTheChunksOutOfAPng) {
  const auto chunk = [](const std::string& type, const std::string& content) { return big(static_cast<std::uint32_t>(content.size()), 4) + type + content + big(0, 4); };
  std::string whole = coded(grain(32, 24), ".png");
  whole.insert(33, chunk("eXIf", telling_tiff(6)) + chunk("tEXt", std::string("Author\0SECRET", 13)) + chunk("tIME", "SECRET."));
  whole += "TRAILER-SECRET";
  const cv::Mat upright = pixels(whole);
  EXPECT_EQ(upright.cols, 24) << "turned by its eXIf";
  const auto stripped = strip(whole, "a.png");
  ASSERT_TRUE(stripped);
  expect_untold(stripped->bytes, "png");
  EXPECT_TRUE(same(upright, pixels(stripped->bytes)));
  EXPECT_THAT(stripped->removed, UnorderedElementsAre("exif", "place", "maker_note", "thumbnail", "comment", "other", "trailer"));
}

TEST(Strip, TakesTheThumbnailOutOfJfif) {
  std::string whole = coded(grain(16, 16));
  ASSERT_EQ(whole.substr(6, 4), "JFIF");
  whole.replace(4, 16, big(2 + 14 + 12, 2) + whole.substr(6, 12) + "\x02\x02" + "THUMBNAIL-12");  // 2 by 2 pixels
  const auto stripped = strip(whole, "a.jpg");
  ASSERT_TRUE(stripped);
  EXPECT_THAT(stripped->bytes, Not(HasSubstr("THUMBNAIL")));
  EXPECT_THAT(stripped->removed, UnorderedElementsAre("thumbnail"));
  EXPECT_TRUE(same(pixels(whole), pixels(stripped->bytes)));
}

TEST(Strip, HandsNothingOnThatItCannotRead) {
  const std::string whole = telling_jpeg(coded(grain(64, 48)), 6);
  for (std::size_t n = 0; n + 200 < whole.size() / 2; n += 11) EXPECT_FALSE(strip(std::string_view(whole).substr(0, n), "a.jpg")) << n;
  using namespace std::string_view_literals;
  for (const std::string_view other : {"\0\0\0\x18" "ftypheic"sv, "RIFF\0\0\0\0WEBP"sv, "II*\0"sv, "GIF89a"sv, ""sv}) EXPECT_FALSE(strip(other, "a.heic"));
  // Broken tags are nobody's to read, so they go as a whole.
  std::string loop = jpeg(32, 24, tiff(1, {{0xA405, kShort, 1, big(26, 2)}}));
  for (std::size_t at = 12; at + 4 <= 60; ++at) {
    std::string broken = loop;
    broken.replace(at, 4, big(8, 4));
    const auto stripped = strip(broken, "loop.jpg");
    EXPECT_TRUE(!stripped || read_photo(stripped->bytes, "x")) << at;
  }
}

TEST(Blur, ChangesThePixelsInsideAndNoOther) {
  const auto photo = read_photo(coded(grain(200, 160), ".png"), "a.png");
  ASSERT_TRUE(photo);
  const auto hidden = blurred(*photo, {{40, 30, 61, 50}});
  ASSERT_TRUE(hidden);
  cv::Mat changed;
  cv::absdiff(photo->pixels().bgr, hidden->pixels().bgr, changed);
  const cv::Rect box(40, 30, 61, 50);
  EXPECT_GT(cv::countNonZero(changed(box).reshape(1)), 0.95 * 3 * box.area());
  changed(box).setTo(cv::Scalar::all(0));
  EXPECT_EQ(cv::countNonZero(changed.reshape(1)), 0);
  // At most sixteen colours are left, each a step of 32 levels.
  std::set<std::array<int, 3>> colours;
  for (int y = 30; y < 80; ++y)
    for (int x = 40; x < 101; ++x) {
      const auto& c = hidden->pixels().bgr.at<cv::Vec3b>(y, x);
      colours.insert({c[0], c[1], c[2]});
      for (const int level : {c[0], c[1], c[2]}) EXPECT_EQ(level % 32, 16);
    }
  EXPECT_LE(colours.size(), 16U);
}

TEST(Blur, RefusesABoxThatHidesNothing) {
  const auto photo = read_photo(coded(grain(200, 160), ".png"), "a.png");
  for (const PixelBox& box : {PixelBox{200, 0, 10, 10}, {-20, 0, 20, 10}, {10, 10, 0, 10}, {10, 10, 10, -5}, {1e300, 0, 10, 10}, {std::nan(""), 0, 10, 10}}) {
    const auto hidden = blurred(*photo, {box});
    ASSERT_FALSE(hidden);
    EXPECT_EQ(hidden.error().message.key, "photo.privacy.outside");
    EXPECT_FALSE(publish(coded(grain(200, 160)), "a.jpg", {.boxes = {box}})) << "no picture instead of an unblurred one";
  }
}

TEST(Blur, FindsDrawnFacesAndAPlate) {
  const auto finder = PrivacyFinder::load();
  ASSERT_TRUE(finder) << "scripts/setup installs opencv-data";
  const auto photo = read_photo(coded(scene()), "a.jpg");
  ASSERT_TRUE(photo);
  const auto looked = finder->find(*photo);
  ASSERT_TRUE(looked);
  const std::vector<FoundPlace>& boxes = *looked;
  const auto covered = [&](double x0, double y0, double x1, double y1) {
    return std::any_of(boxes.begin(), boxes.end(), [&](const FoundPlace& p) { const PixelBox& b = p.box; return b.x <= x0 && b.y <= y0 && b.x + b.w >= x1 && b.y + b.h >= y1; });
  };
  EXPECT_TRUE(covered(260 - 50, 260 - 35, 260 + 50, 260 + 60)) << "from the eyebrows to the mouth";
  EXPECT_TRUE(covered(750 - 25, 200 - 16, 750 + 25, 200 + 30));
  EXPECT_TRUE(covered(530, 500, 870, 560)) << "the letters";
  EXPECT_LE(boxes.size(), 8U) << "an even wall is no face";
  EXPECT_EQ(finder->looked().photos, 1);
  const auto again = finder->find(*photo);
  ASSERT_TRUE(again);
  EXPECT_EQ(again->size(), boxes.size());
  EXPECT_EQ(finder->looked().photos, 1) << "once each";
  EXPECT_EQ(finder->looked().places, static_cast<int>(boxes.size()));
}

/// Whether four fifths of a drawn plate of Indonesia on the back of a car lie in what was found.
bool plate_found(const PrivacyFinder& finder, const std::string& text, int width, bool black) {
  cv::Mat picture(600, 800, CV_8UC3, cv::Scalar(110, 105, 100));
  picture(cv::Rect(200, 150, 400, 350)).setTo(cv::Scalar(60, 50, 140));
  const cv::Point at{400 - width / 2, 330};
  draw_indonesian_plate(picture, at, width, text, black);
  cv::GaussianBlur(picture, picture, {}, 0.8);
  const auto photo = read_photo(coded(picture), "car.jpg");
  const cv::Rect2d plate(at.x, at.y, width, width * 135 / 430);
  const auto looked = photo ? finder.find(*photo) : Result<std::vector<FoundPlace>>(std::vector<FoundPlace>());
  const auto boxes = looked ? *looked : std::vector<FoundPlace>();
  return std::any_of(boxes.begin(), boxes.end(), [&](const FoundPlace& p) { return (cv::Rect2d(p.box.x, p.box.y, p.box.w, p.box.h) & plate).area() > 0.8 * plate.area(); });
}

// The cascades were learned from Russian plates, dark on white. Of Indonesia's they miss some, above all short ones that are white on black: docs/photos.md and
// what is said after blurring tell so.
TEST(Blur, FindsPlatesOfIndonesiaOfEitherColourAndMissesSome) {
  const auto finder = PrivacyFinder::load();
  ASSERT_TRUE(finder);
  for (const int width : {110, 200})
    for (const bool black : {true, false}) EXPECT_TRUE(plate_found(*finder, "B 1234 XYZ", width, black)) << width << (black ? " black" : " white");
}

TEST(Blur, WithoutCascadesIsAnError) {
  const auto folder = std::filesystem::path(::testing::TempDir()) / "landai-no-cascades";
  std::filesystem::create_directories(folder);
  EXPECT_EQ(PrivacyFinder::load(folder).error().message.key, "photo.privacy.no_cascade");
  for (const char* file : {"haarcascade_frontalface_alt2.xml", "haarcascade_profileface.xml", "haarcascade_russian_plate_number.xml", "haarcascade_licence_plate_rus_16stages.xml"})
    std::ofstream(folder / file) << "<?xml version=\"1.0\"?><opencv_storage><cascade></opencv_storage>";
  const auto broken = PrivacyFinder::load(folder);
  ASSERT_FALSE(broken);
  EXPECT_EQ(broken.error().code, ErrorCode::input);
  std::filesystem::remove_all(folder);
}

TEST(Publish, WithoutABoxTheCodedPictureStays) {
  const std::string whole = telling_jpeg(coded(grain(640, 480)), 6);
  const auto out = publish(whole, "a.jpg", {});
  ASSERT_TRUE(out);
  EXPECT_FALSE(out->made_anew);
  EXPECT_EQ(out->bytes, strip(whole, "a.jpg")->bytes);
  EXPECT_EQ(out->full_width, 480);
}

TEST(Publish, ScalesUprightWithoutATagLeft) {
  const auto out = publish(telling_jpeg(coded(grain(640, 480)), 6), "a.jpg", {.long_side = 320});
  ASSERT_TRUE(out);
  expect_untold(out->bytes, "scaled");
  EXPECT_EQ(out->type, "image/jpeg");
  const auto photo = read_photo(out->bytes, "x");
  EXPECT_EQ(photo->width(), 240);
  EXPECT_EQ(photo->height(), 320);
  EXPECT_EQ(photo->exif().orientation, 1);
  EXPECT_THAT(out->bytes, Not(HasSubstr("Exif")));
}

TEST(Publish, BlursBeforeItScalesAndInTheUprightPhoto) {
  cv::Mat stored(480, 640, CV_8UC3, cv::Scalar::all(128));
  // Stored with orientation 6: the upright photo is 480 wide, and stored (x, y) lies at (479 - y, x).
  cv::RNG(5).fill(stored(cv::Rect(100, 50, 80, 80)), cv::RNG::UNIFORM, 0, 255);
  const auto out = publish(telling_jpeg(coded(stored), 6), "a.jpg", {.long_side = 320, .boxes = {{479 - 130, 100, 80, 80}}});
  ASSERT_TRUE(out);
  cv::Mat part = pixels(out->bytes)(cv::Rect((479 - 130) / 2 + 2, 52, 36, 36)), spread, mean;
  cv::meanStdDev(part, mean, spread);
  EXPECT_LT(spread.at<double>(0), 20) << "grain has 73";
  EXPECT_EQ(out->blurred.size(), 1U);
  EXPECT_EQ(out->found, 0);
}

TEST(Publish, TheBoxesOfAPhotoFitTheSmallerPictureMadeOfIt) {
  const cv::Mat large = grain(800, 600);
  cv::Mat small;
  cv::resize(large, small, {400, 300}, 0, 0, cv::INTER_NEAREST);
  const auto out = publish(coded(small, ".png"), "a.measured.png", {.boxes = {{200, 100, 100, 80}}, .boxes_width = 800});
  ASSERT_TRUE(out);
  ASSERT_EQ(out->blurred.size(), 1U);
  EXPECT_DOUBLE_EQ(out->blurred[0].x, 100);
  EXPECT_DOUBLE_EQ(out->blurred[0].h, 40);
  cv::Mat spread, mean;
  cv::meanStdDev(pixels(out->bytes)(cv::Rect(102, 52, 46, 36)), mean, spread);
  EXPECT_LT(spread.at<double>(0), 20);
}

TEST(Publish, WhatIsDrawnIntoAPhotoStaysOnTopOfWhatIsBlurred) {
  cv::Mat photo = grain(800, 600);
  cv::GaussianBlur(photo, photo, {}, 4);
  cv::Mat small, drawn(340, 400, CV_8UC3, cv::Scalar(40, 36, 32));  // with a band of text below
  cv::resize(photo, small, {400, 300}, 0, 0, cv::INTER_AREA);
  cv::line(small, {20, 100}, {380, 100}, {0, 0, 255}, 3);
  small.copyTo(drawn(cv::Rect(0, 0, 400, 300)));
  const auto made = [&](const std::string& original) {
    return publish(coded(drawn, ".png"), "a.measured.png", {.boxes = {{200, 100, 200, 160}}, .boxes_width = 800, .boxes_height = 600, .original = original});
  };
  const auto is_red = [](const Published& out) {
    const cv::Vec3b p = pixels(out.bytes).at<cv::Vec3b>(100, 150);
    return p[2] > 180 && p[0] < 100 && p[1] < 100;
  };
  const auto with = made(coded(photo, ".png")), without = made(""), other = made(coded(grain(800, 600), ".png"));
  ASSERT_TRUE(with && without && other);
  EXPECT_TRUE(is_red(*with));
  EXPECT_EQ(with->under_lines, 1);
  EXPECT_FALSE(is_red(*without));
  EXPECT_FALSE(is_red(*other)) << "of a picture that was not drawn into this photo nothing stays";
  cv::Mat spread, mean;
  cv::meanStdDev(pixels(with->bytes)(cv::Rect(102, 54, 22, 16)), mean, spread);
  EXPECT_LT(spread.at<double>(0), 4) << "a cell of the mosaic";
}

// A page and a bundle want the same photos in two sizes, each with the picture of its measurement.
TEST(Publisher, DecodesAPhotoOnceForAllOutputsAndGivesWhatEachWouldHaveMade) {
  const std::string photo = heic(grain(800, 600), {.orientation = 6});
  cv::Mat drawn = pixels(photo);
  cv::line(drawn, {20, 100}, {580, 100}, {0, 0, 255}, 3);
  const std::string measured = coded(drawn);
  const PublishWish plain{.boxes = {{100, 100, 200, 160}}}, over{.boxes = {{100, 100, 200, 160}}, .boxes_width = 600, .boxes_height = 800, .original = photo};
  Publisher shared({400, 0});
  for (const int side : {0, 400}) {
    for (const auto& [bytes, asked] : {std::pair{&photo, plain}, {&measured, over}}) {
      PublishWish wish = asked;
      wish.long_side = side;
      const auto one = shared.publish(*bytes, "a", wish), alone = publish(*bytes, "a", wish);
      ASSERT_TRUE(one && alone);
      EXPECT_EQ(one->bytes, alone->bytes) << side;
      EXPECT_EQ(one->width, alone->width);
      EXPECT_EQ(one->under_lines, alone->under_lines);
      EXPECT_EQ(one->blurred.size(), alone->blurred.size());
    }
  }
  EXPECT_EQ(shared.decoded(), 2) << "the photo and the picture of it";
  PublishWish other = plain;
  other.boxes[0].x = 300;
  EXPECT_NE(shared.publish(photo, "a", other)->bytes, publish(photo, "a", plain)->bytes) << "other places are another picture";
}

TEST(Publish, BlurredPhotosAreNoLargerThanWhatWasLookedThrough) {
  const auto finder = PrivacyFinder::load();
  ASSERT_TRUE(finder);
  const auto out = publish(telling_jpeg(coded(cv::Mat(600, kSearchSide + 800, CV_8UC3, cv::Scalar::all(90))), 1), "a.jpg", {.finder = &*finder});
  ASSERT_TRUE(out);
  EXPECT_EQ(out->width, kSearchSide);
  expect_untold(out->bytes, "blurred");
}

TEST(Publish, KeepsTagsOnRequestButNoThumbnailOfAnUnblurredPicture) {
  const std::string whole = telling_jpeg(coded(grain(640, 480)), 6);
  const auto out = publish(whole, "a.jpg", {.boxes = {{10, 10, 100, 100}}, .keep = {.place = true, .metadata = true}});
  ASSERT_TRUE(out);
  EXPECT_TRUE(out->made_anew);
  EXPECT_THAT(out->bytes, Not(HasSubstr("THUMBNAIL")));
  EXPECT_THAT(out->bytes, Not(HasSubstr("TRAILER")));
  const auto photo = read_photo(out->bytes, "x");
  EXPECT_TRUE(photo->exif().place);
  EXPECT_EQ(photo->exif().orientation, 1) << "its pixels are upright already";
  EXPECT_EQ(photo->width(), 480);
}

}  // namespace
}  // namespace landai::photo
