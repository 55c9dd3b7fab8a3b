// SPDX-License-Identifier: GPL-3.0-or-later
// HEIC photos: what a phone's file gives, and what a file made to harm does not.
#include <gmock/gmock.h>

#include <cmath>

#include "heif_file.hpp"
#include "landai/photo/photo.hpp"
#include "landai/photo/publish.hpp"
#include "photo/exif.hpp"
#include "photo/hevc.hpp"
#include "photo/pixels.hpp"

namespace landai::photo {
namespace {

using namespace landai::test;
using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::UnorderedElementsAre;

/// Smooth colours that differ in every corner, so that each way of turning it gives another picture.
cv::Mat corners(int width, int height) {
  cv::Mat picture(height, width, CV_8UC3);
  for (int y = 0; y < height; ++y)
    for (int x = 0; x < width; ++x) {
      const int u = 255 * x / width, v = 255 * y / height;
      picture.at<cv::Vec3b>(y, x) = cv::Vec3b(static_cast<unsigned char>(u), static_cast<unsigned char>(v), static_cast<unsigned char>((u + 2 * v) / 3));
    }
  return picture;
}

cv::Mat read_pixels(const std::string& bytes) {
  const auto photo = read_photo(bytes, "a.heic");
  return photo ? photo->pixels().bgr.clone() : cv::Mat();
}

/// Largest of the differences that are not rare, in levels.
double apart(const cv::Mat& a, const cv::Mat& b) {
  if (a.empty() || a.size() != b.size()) return 256;
  cv::Mat difference;
  cv::absdiff(a, b, difference);
  int worst = 0;
  for (int level = 1; level < 256; ++level)
    if (cv::countNonZero(difference.reshape(1) > level) > static_cast<int>(difference.total()) / 100) worst = level;
  return worst;
}

std::string key_of(const std::string& bytes) {
  const auto photo = read_photo(bytes, "a.heic");
  return photo ? "" : photo.error().message.key;
}

/// A coded picture of 64 by 64 pixels and its configuration.
struct Tile {
  std::string configuration, coded;
};
Tile tile_of(const cv::Mat& picture) {
  const std::string whole = heic(picture);
  return {box("hvcC", box_content(whole, "hvcC")), box_content(whole, "mdat")};
}
const Tile& grey_tile() {
  static const Tile tile = tile_of(cv::Mat(64, 64, CV_8UC3, cv::Scalar::all(128)));
  return tile;
}

HeifParts one_picture() { return {.items = {{.bytes = grey_tile().coded, .properties = {1, 2}}}, .properties = {grey_tile().configuration, size_box(64, 64)}}; }
/// Two by two times the same tile.
HeifParts four_tiles() {
  return {.primary = 9,
          .items = {{.bytes = grey_tile().coded, .properties = {1, 2}}, {.id = 9, .type = "grid", .bytes = grid_bytes(2, 2, 120, 100), .properties = {3}}},
          .properties = {grey_tile().configuration, size_box(64, 64), size_box(120, 100)},
          .links = {{"dimg", 9, {1, 1, 1, 1}}}};
}

TEST(Heic, GivesThePictureAndWhatItsExifSays) {
  const cv::Mat picture = corners(160, 120);
  const std::string bytes = heic(picture, {.exif = phone_exif(160, 120, 26, "Apple", "iPhone 13")});
  EXPECT_TRUE(begins_like_photo(std::string_view(bytes).substr(0, 64)));
  const auto photo = read_photo(bytes, "a.heic");
  ASSERT_TRUE(photo) << photo.error().message.key;
  EXPECT_LE(apart(photo->pixels().bgr, picture), 8);
  EXPECT_EQ(photo->exif().model, "iPhone 13");
  EXPECT_EQ(photo->exif().focal_35mm, 26);
  EXPECT_EQ(photo->altered(), Altered::no);
}

// A phone writes the turn twice, into the boxes and into EXIF. ISO/IEC 23008-12 (6.5.10, annex A.2.1) lets the boxes count.
TEST(Heic, IsTurnedOnceByItsBoxes) {
  const cv::Mat picture = corners(96, 64);
  for (int orientation = 1; orientation <= 8; ++orientation) {
    const auto turned = read_photo(heic(picture, {.exif = tiff(orientation, {}), .orientation = orientation}), "a.heic");
    ASSERT_TRUE(turned) << orientation;
    EXPECT_EQ(turned->exif().orientation, orientation);
    EXPECT_LE(apart(turned->pixels().bgr, read_pixels(with_exif(coded(picture), tiff(orientation, {})))), 12) << orientation;
  }
  const auto lying = read_photo(heic(picture, {.exif = tiff(6, {})}), "a.heic");
  ASSERT_TRUE(lying);
  EXPECT_EQ(lying->width(), 96) << "only EXIF says that it lies";
  EXPECT_EQ(lying->exif().orientation, 1);
}

// libheif mirrors nothing of more than 8 bits.
TEST(Heic, OfTenBitsIsTurnedAndMirroredToo) {
  const cv::Mat picture = corners(96, 64);
  for (int orientation = 1; orientation <= 8; ++orientation) {
    const auto turned = read_photo(heic(picture, {.exif = tiff(orientation, {}), .orientation = orientation, .bits = 10}), "a.heic");
    ASSERT_TRUE(turned) << orientation;
    EXPECT_EQ(turned->exif().orientation, orientation);
    EXPECT_LE(apart(turned->pixels().bgr, read_pixels(with_exif(coded(picture), tiff(orientation, {})))), 12) << orientation;
  }
}

// Levels of ITU-R BT.2408, table 1: paper white is 203 cd/m2 or 58 % of the signal in PQ and 75 % in HLG, a grey card of 18 % is 26 cd/m2 and 38 % in both.
TEST(HdrHeic, IsAnOrdinaryPictureUpToPaperWhite) {
  const auto srgb = [](double light) { return 255 * (1.055 * std::pow(light, 1 / 2.4) - 0.055); };
  struct Patch {
    int transfer;
    double signal, level;
  };
  for (const Patch& p : {Patch{16, 0.58, 255}, {16, 0.38, srgb(26.0 / 203)}, {16, 0.9, 255}, {18, 0.75, 255}, {18, 0.38, srgb(0.18)}, {18, 1, 255}, {18, 0, 0}, {16, 0, 0}})
    for (const int bits : {8, 10}) {
      const std::string bytes = heic(cv::Mat(64, 64, CV_8UC3, cv::Scalar::all(std::lround(255 * p.signal))), {.bits = bits, .transfer = p.transfer});
      ASSERT_THAT(bytes, HasSubstr("nclx")) << "else the test shows nothing";
      const auto photo = read_photo(bytes, "a.heic");
      ASSERT_TRUE(photo);
      EXPECT_EQ(photo->exif().hdr, p.transfer == 16 ? "PQ" : "HLG");
      EXPECT_NEAR(cv::mean(photo->pixels().bgr)[1], p.level, 4) << p.transfer << " " << p.signal << " " << bits;
    }
  EXPECT_EQ(read_photo(heic(corners(96, 64), {.bits = 10}), "a.heic")->exif().hdr, "");
}

// An edge from dark to bright, blurred by a lens: in light it lies at the middle of its two levels.
TEST(HdrHeic, EdgesStayWhereTheyAre) {
  const double at = 40.3, sigma = 2;
  const auto pq = [](double light) {  // cd/m2 to the signal, ITU-R BT.2100 table 4
    const double y = std::pow(light / 10000, 2610.0 / 16384);
    return std::pow((3424.0 / 4096 + 2413.0 / 128 * y) / (1 + 2392.0 / 128 * y), 2523.0 / 32);
  };
  cv::Mat picture(64, 96, CV_8UC3);
  for (int x = 0; x < picture.cols; ++x) picture.col(x).setTo(cv::Scalar::all(std::lround(255 * pq(5 + 180 * 0.5 * (1 + std::erf((x - at) / (sigma * std::sqrt(2.0))))))));
  const auto photo = read_photo(heic(picture, {.bits = 10, .transfer = 16}), "a.heic");
  ASSERT_TRUE(photo);
  const cv::Mat light = linear_light(photo->pixels(), cv::Rect(0, 32, 96, 1));
  const float middle = (light.at<float>(0, 5) + light.at<float>(0, 90)) / 2;
  double seen = 0;
  for (int x = 1; x < 96 && seen == 0; ++x)
    if (light.at<float>(0, x) > middle) seen = x - (light.at<float>(0, x) - middle) / (light.at<float>(0, x) - light.at<float>(0, x - 1));
  EXPECT_NEAR(seen, at, 0.15);
}

TEST(Heic, GravityTurnsWithTheBoxes) {
  const auto rational = [](int over) { return big(static_cast<std::uint32_t>(over), 4) + big(1, 4); };
  std::string note = std::string("Apple iOS\0\0\1MM", 14) + big(1, 2) + big(8, 2) + big(10, 2) + big(3, 4);
  note += big(static_cast<std::uint32_t>(note.size() + 8), 4) + big(0, 4) + rational(0) + rational(-1) + rational(0);  // held upright
  const std::string exif = tiff(1, {{0x927C, kBytes, static_cast<std::uint32_t>(note.size()), note}});
  const auto photo = read_photo(heic(corners(96, 64), {.exif = exif, .orientation = 6}), "a.heic");
  ASSERT_TRUE(photo && photo->exif().gravity);
  EXPECT_NEAR((*photo->exif().gravity)[1], 1, 1e-9) << "downwards in the picture as it is seen";
}

TEST(Heic, OfTilesIsPutTogether) {
  const cv::Mat picture = corners(128, 128);
  HeifParts parts{.primary = 9, .items = {{.id = 9, .type = "grid", .bytes = grid_bytes(2, 2, 120, 100), .properties = {3}}}, .links = {{"dimg", 9, {}}, {"cdsc", 10, {9}}}};
  for (int i = 0; i < 4; ++i) {
    const Tile tile = tile_of(picture(cv::Rect(i % 2 * 64, i / 2 * 64, 64, 64)));
    if (i == 0) parts.properties = {tile.configuration, size_box(64, 64), size_box(120, 100)};
    parts.items.push_back({.id = static_cast<unsigned>(i + 1), .bytes = tile.coded, .properties = {1, 2}});
    parts.links[0].to.push_back(static_cast<unsigned>(i + 1));
  }
  parts.items.push_back({.id = 10, .type = "Exif", .bytes = big(6, 4) + std::string("Exif\0\0", 6) + phone_exif(120, 100, 26, "Apple", "iPhone 13")});
  const auto photo = read_photo(heif_of(parts), "a.heic");
  ASSERT_TRUE(photo) << photo.error().message.key;
  EXPECT_LE(apart(photo->pixels().bgr, picture(cv::Rect(0, 0, 120, 100))), 8);
  EXPECT_EQ(photo->exif().model, "iPhone 13");
}

// iOS 18 lets a map of brightness and a note belong to two pictures, and names kinds that libheif 1.15 does not know: it refuses such a file as a whole.
TEST(Heic, OfANewerPhoneIsReadWithoutWhatIsNewInIt) {
  HeifParts parts = four_tiles();
  parts.items[1].inside = true;
  parts.properties.push_back(full_box("auxC", std::string("urn:com:apple:photo:2020:aux:hdrgainmap\0", 40)));
  parts.properties.push_back(box("irot", "\3"));
  parts.items[1].properties = {3, 5};
  parts.items.push_back({.id = 20, .bytes = grey_tile().coded, .properties = {1, 2, 4}});
  parts.items.push_back({.id = 21, .type = "tmap", .bytes = "map", .properties = {3}, .inside = true});
  parts.items.push_back({.id = 22, .type = "Exif", .bytes = big(0, 4) + phone_exif(120, 100, 26, "Apple", "iPhone 16 Pro"), .inside = true});
  parts.items.push_back({.id = 23, .type = "uri ", .bytes = "styles", .inside = true});
  parts.links.insert(parts.links.end(), {{"dimg", 21, {9, 20}}, {"auxl", 20, {9, 21}}, {"cdsc", 22, {9, 21}}, {"cdsc", 23, {9, 21}}});
  const auto photo = read_photo(heif_of(parts), "IMG_0001.HEIC");
  ASSERT_TRUE(photo) << photo.error().message.key;
  EXPECT_EQ(photo->width(), 100) << "turned";
  EXPECT_EQ(photo->exif().model, "iPhone 16 Pro");
  EXPECT_NEAR(cv::mean(photo->pixels().bgr)[0], 128, 2);
}

TEST(Heic, OfTenBitsIsReadAndWhatIsClearLiesOnWhite) {
  const cv::Mat picture = corners(96, 64);
  EXPECT_LE(apart(read_pixels(heic(picture, {.bits = 10})), picture), 8);
  cv::Mat alpha(64, 96, CV_8U, cv::Scalar(255));
  alpha(cv::Rect(0, 0, 48, 64)).setTo(0);
  const cv::Mat seen = read_pixels(heic(picture, {.alpha = alpha}));
  ASSERT_FALSE(seen.empty());
  EXPECT_EQ(cv::mean(seen(cv::Rect(4, 4, 36, 56)))[0], 255);
  EXPECT_LE(apart(seen(cv::Rect(56, 4, 36, 56)), picture(cv::Rect(56, 4, 36, 56))), 8);
}

TEST(Heic, TellsWhatItIsNot) {
  ASSERT_EQ(key_of(heif_of(one_picture())), "") << "else the tests below show nothing";
  ASSERT_EQ(key_of(heif_of(four_tiles())), "");
  HeifParts none = one_picture();
  none.primary = 7;
  EXPECT_EQ(key_of(heif_of(none)), "photo.file.no_picture");
  for (const char* type : {"av01", "iovl", "iden", "mime"}) {
    HeifParts other = one_picture();
    other.items[0].type = type;
    EXPECT_EQ(key_of(heif_of(other)), "photo.file.heif_kind") << type;
  }
  HeifParts avif = one_picture();
  avif.brand = "avif";
  EXPECT_EQ(key_of(heif_of(avif)), "photo.file.format");
  EXPECT_FALSE(begins_like_photo(box("ftyp", "isom" + big(0, 4) + "mp42")));
}

TEST(Heic, RefusesEveryTruncation) {
  const std::string whole = heif_of(four_tiles());
  for (std::size_t n = 0; n < whole.size(); n += 3) EXPECT_FALSE(read_photo(std::string_view(whole).substr(0, n), "a.heic")) << n;
}

TEST(Heic, OfWrongBytesIsAnErrorOrAPicture) {
  const std::string whole = heif_of(four_tiles());
  int refused = 0;
  for (std::size_t at = 0; at < whole.size(); at += 2)
    for (const char wrong : {'\0', '\xFF', '\x7F'}) {
      std::string broken = whole;
      broken[at] = wrong;
      const auto photo = read_photo(broken, "a.heic");
      if (!photo) ++refused;
      else EXPECT_LE(static_cast<std::int64_t>(photo->width()) * photo->height(), kMaxPhotoPixels);
    }
  EXPECT_GT(refused, 100);
}

TEST(Heic, RefusesHugePicturesByTheirBoxes) {
  HeifParts parts = one_picture();
  parts.properties[1] = size_box(50000, 50000);
  EXPECT_EQ(key_of(heif_of(parts)), "photo.file.pixels");
  parts = four_tiles();
  parts.properties[2] = size_box(50000, 50000);
  parts.items[1].bytes = grid_bytes(2, 2, 50000, 50000);
  EXPECT_EQ(key_of(heif_of(parts)), "photo.file.pixels");
  parts.properties[2] = size_box(120, 100);
  EXPECT_EQ(key_of(heif_of(parts)), "photo.file.broken") << "the grid makes room for another size than is told";
}

/// A sequence parameter set (ITU-T H.265, 7.3.2.2) up to the size of its picture, in a configuration of its own.
std::string configuration_of(std::uint32_t width, std::uint32_t height) {
  std::string bits = std::string(4, '0') + "000" + "1" + std::string(96, '0') + "1" + "010";  // number 0, colours at half the width and height
  for (const std::uint32_t value : {width, height}) {
    std::string binary;
    for (std::uint32_t left = value + 1; left > 0; left /= 2) binary.insert(binary.begin(), left % 2 != 0 ? '1' : '0');
    bits += std::string(binary.size() - 1, '0') + binary;
  }
  bits += std::string(8 - bits.size() % 8, '0');
  std::string unit = big(33U << 9U, 2);
  for (std::size_t at = 0; at < bits.size(); at += 8) {
    unit += static_cast<char>(std::stoi(bits.substr(at, 8), nullptr, 2));
    if (unit.size() > 3 && unit.substr(unit.size() - 2) == std::string(2, '\0')) unit += '\3';
  }
  return std::string(22, '\0') + '\1' + '\x21' + big(1, 2) + big(static_cast<std::uint32_t>(unit.size()), 2) + unit;
}

TEST(Hevc, TellsThePixelsThatADecoderMakes) {
  const std::string slice = big(3, 4) + std::string("\x28\1\x80", 3);
  EXPECT_EQ(hevc_pixels(configuration_of(4032, 3024), slice), 4032 * 3024);
  EXPECT_EQ(hevc_pixels(box_content(grey_tile().configuration, "hvcC"), grey_tile().coded), 64 * 64);
  EXPECT_FALSE(hevc_pixels(configuration_of(64, 64), slice + slice)) << "two pictures";
  EXPECT_FALSE(hevc_pixels(configuration_of(64, 64), "")) << "none";
  EXPECT_FALSE(hevc_pixels(configuration_of(64, 64), big(99, 4) + "abc"));
  EXPECT_FALSE(hevc_pixels(configuration_of(64, 64).substr(0, 30), slice));
}

// A box may say 64 by 64 pixels where the coded bytes make a hundred million, and a tile may be used many times.
TEST(Heic, RefusesWhatTheDecoderWouldMakeOfIt) {
  HeifParts parts = four_tiles();
  parts.properties[0] = box("hvcC", configuration_of(16000, 7000));
  EXPECT_EQ(key_of(heif_of(parts)), "photo.file.coded");
  parts = four_tiles();
  parts.items[1].bytes = grid_bytes(256, 256, 120, 100);
  parts.links[0].to.assign(65535, 1);
  EXPECT_EQ(key_of(heif_of(parts)), "photo.file.broken");
  parts = one_picture();
  parts.items[0].bytes += parts.items[0].bytes;
  EXPECT_EQ(key_of(heif_of(parts)), "photo.file.broken") << "two pictures in one";
}

TEST(Heic, RefusesLoopsAndThingsSaidTwice) {
  HeifParts parts = four_tiles();
  parts.links[0].to = {1, 9, 1, 1};
  EXPECT_EQ(key_of(heif_of(parts)), "photo.file.broken") << "a tile that is the picture itself";
  parts = one_picture();
  parts.properties.push_back(full_box("auxC", std::string("urn:mpeg:hevc:2015:auxid:1\0", 27)));
  parts.items.push_back({.id = 2, .bytes = grey_tile().coded, .properties = {1, 2, 3}});
  parts.links = {{"auxl", 2, {1}}};
  EXPECT_EQ(key_of(heif_of(parts)), "") << "transparency";
  parts.items[0].properties = {1, 2, 3};
  parts.links.push_back({"auxl", 1, {2}});
  EXPECT_EQ(key_of(heif_of(parts)), "photo.file.broken") << "each the transparency of the other";
  parts = one_picture();
  parts.items.push_back(parts.items[0]);
  EXPECT_EQ(key_of(heif_of(parts)), "photo.file.broken") << "two items of one number";
  parts = one_picture();
  parts.properties.push_back(size_box(32, 32));
  parts.items[0].properties = {1, 2, 3};
  EXPECT_EQ(key_of(heif_of(parts)), "photo.file.broken") << "two sizes";
  parts = one_picture();
  parts.properties.push_back(box("clap", big(64, 4) + big(0, 4) + big(64, 4) + big(1, 4) + big(0, 4) + big(1, 4) + big(0, 4) + big(1, 4)));
  parts.items[0].properties = {1, 2, 3};
  EXPECT_EQ(key_of(heif_of(parts)), "photo.file.broken") << "a side divided by nothing";
}

TEST(Heic, IsHandedOnAsAJpegThatTellsNothing) {
  const cv::Mat picture = corners(96, 64);
  const std::string whole = heic(picture, {.exif = telling_tiff(6), .orientation = 6});
  for (const char* tell : {"OWNER-SECRET", "THUMBNAIL"}) ASSERT_THAT(whole, HasSubstr(tell)) << "else the test below shows nothing";
  const auto made = publish(whole, "a.heic", {});
  ASSERT_TRUE(made);
  EXPECT_EQ(made->type, "image/jpeg");
  EXPECT_TRUE(made->made_anew);
  for (const std::string& tell : tells()) EXPECT_THAT(made->bytes, Not(HasSubstr(tell)));
  EXPECT_THAT(made->removed, UnorderedElementsAre("exif", "place", "maker_note", "thumbnail"));
  EXPECT_LE(apart(read_pixels(made->bytes), read_pixels(whole)), 12) << "upright";

  const auto placed = publish(whole, "a.heic", {.keep = {.place = true}});
  ASSERT_TRUE(placed);
  const auto there = read_photo(placed->bytes, "b.jpg");
  ASSERT_TRUE(there && there->exif().place);
  EXPECT_EQ(there->width(), 64) << "turned once";
  EXPECT_THAT(placed->bytes, Not(HasSubstr("OWNER-SECRET")));

  const auto all = publish(whole, "a.heic", {.keep = {.place = true, .metadata = true}});
  ASSERT_TRUE(all);
  EXPECT_EQ(all->bytes, whole);
  EXPECT_EQ(all->type, "image/heic");
  EXPECT_FALSE(strip(whole, "a.heic")) << "its boxes are not taken apart";
}

}  // namespace
}  // namespace landai::photo
