// SPDX-License-Identifier: GPL-3.0-or-later
#include "heif.hpp"

#include <libheif/heif.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <memory>
#include <opencv2/imgproc.hpp>
#include <set>
#include <vector>

#include "heif_items.hpp"
#include "heif_light.hpp"
#include "hevc.hpp"
#include "landai/photo/photo.hpp"
#include "pixels.hpp"

namespace landai::photo {
namespace {

using namespace std::string_view_literals;

constexpr std::size_t kMostExif = 1u << 20;
constexpr std::int64_t kMostCoded = 2 * kMaxPhotoPixels;  // a picture and as much of transparency
constexpr int kMostApertureParts = 16;

/// What is cut off: eight numbers over one another (14496-12, clap). libheif calculates in 32 bits with whatever stands there.
bool is_plain_cut(std::string_view content) {
  ByteReader in(content);
  for (int i = 0; i < 4; ++i) {
    const auto over = static_cast<std::int32_t>(in.number(4)), under = static_cast<std::int32_t>(in.number(4));
    if (in.failed() || under < 1 || under > kMostApertureParts || over < -kMaxPhotoSide * under || over > kMaxPhotoSide * under) return false;
  }
  return true;
}

/// How the boxes turn the picture, as a value of the EXIF tag: first mirrored left to right if at all, then turned by quarters to the left.
int orientation_of(const HeifItem& item) {
  unsigned quarters = 0;
  bool mirrored = false;
  for (const Box& box : item.properties) {
    const unsigned told = box.content.empty() ? 0 : static_cast<unsigned char>(box.content[0]);
    if (box.type == "irot") quarters += told & 3U;
    if (box.type == "imir") quarters = ((told & 1U) != 0 ? 8U : 6U) - quarters % 4, mirrored = !mirrored;
  }
  static constexpr std::array kTurned{1, 8, 3, 6}, kMirrored{2, 5, 4, 7};
  return (mirrored ? kMirrored : kTurned)[quarters % 4];
}

/// Adds up what a decoder would make of the primary picture, its tiles and what is laid over them.
class Coded {
 public:
  explicit Coded(const HeifItems& all) : all_(all) {}

  /// The picture's size as its boxes tell it; nothing when they are broken.
  [[nodiscard]] bool size_of(std::uint32_t id, Container& out) const {
    const HeifItem& item = all_.items.at(id);
    const auto told = item.property("ispe");
    if (!told) return false;
    ByteReader in(*told);
    in.number(4);
    const auto width = in.number(4), height = in.number(4);
    if (in.failed() || width > 0x7FFFFFFF || height > 0x7FFFFFFF) return false;
    out.width = static_cast<int>(width);
    out.height = static_cast<int>(height);
    return item.type != "grid" || grid(id, width, height);
  }
  /// With its tiles and its transparency. Neither is transparent itself and no tile is made of tiles, so that this ends.
  [[nodiscard]] bool add(std::uint32_t id, bool helper = false) {
    const auto item = all_.items.find(id);
    if (item == all_.items.end()) return false;
    if (item->second.type == "grid") {
      for (const std::uint32_t tile : all_.of(id, "dimg")) {
        const auto found = all_.items.find(tile);
        if (found == all_.items.end() || found->second.type != "hvc1" || !add(tile, helper)) return false;
      }
    } else if (item->second.type != "hvc1" || !add_coded(item->second)) {
      return false;
    }
    for (const HeifReference& reference : all_.references) {
      if (reference.type != "auxl" || std::find(reference.to.begin(), reference.to.end(), id) == reference.to.end() || !is_alpha(reference.from)) continue;
      if (helper || !add(reference.from, true)) return false;
    }
    taken_.insert(id);
    return true;
  }
  [[nodiscard]] std::vector<std::uint32_t> taken() const { return {taken_.begin(), taken_.end()}; }
  std::int64_t pixels = 0;

 private:
  /// A grid says its own size again, and libheif makes room for that one.
  [[nodiscard]] bool grid(std::uint32_t id, std::uint64_t width, std::uint64_t height) const {
    const std::string bytes = all_.items.at(id).bytes();
    ByteReader in(bytes);
    in.number(1);
    const std::size_t each = (in.number(1) & 1U) != 0 ? 4 : 2;
    const auto rows = in.number(1) + 1, columns = in.number(1) + 1;
    const auto w = in.number(each), h = in.number(each);
    return !in.failed() && w == width && h == height && all_.of(id, "dimg").size() == rows * columns;
  }
  [[nodiscard]] bool add_coded(const HeifItem& item) {
    const auto configuration = item.property("hvcC");
    const auto made = configuration ? hevc_pixels(*configuration, item.bytes()) : std::nullopt;
    if (made) pixels += *made;
    return made.has_value();
  }
  [[nodiscard]] bool is_alpha(std::uint32_t id) const {
    const auto item = all_.items.find(id);
    const auto kind = item == all_.items.end() ? std::nullopt : item->second.property("auxC");
    return kind && (kind->find("auxid:1"sv) != std::string_view::npos || kind->find("alpha"sv) != std::string_view::npos);
  }

  const HeifItems& all_;
  std::set<std::uint32_t> taken_;
};

/// The EXIF that describes the primary picture: four bytes say how far behind them it begins.
std::string exif_of(const HeifItems& all) {
  for (const auto& [id, item] : all.items) {
    if (item.type != "Exif") continue;
    const auto described = all.of(id, "cdsc");
    if (std::find(described.begin(), described.end(), all.primary) == described.end()) continue;
    const std::string bytes = item.bytes();
    ByteReader in(bytes);
    in.take(in.number(4));
    if (!in.failed() && in.rest().size() <= kMostExif) return std::string(in.rest());
  }
  return {};
}

/// What else the file tells, in the words of Stripped::removed.
std::vector<std::string> others_of(const HeifItems& all) {
  std::vector<std::string> kinds;
  const auto any = [&](std::string_view type) { return std::any_of(all.references.begin(), all.references.end(), [&](const auto& r) { return r.type == type; }); };
  if (std::any_of(all.items.begin(), all.items.end(), [](const auto& i) { return i.second.type == "mime"; })) kinds.emplace_back("xmp");
  if (any("thmb")) kinds.emplace_back("thumbnail");
  if (any("auxl")) kinds.emplace_back("other");
  if (all.film) kinds.emplace_back("trailer");
  return kinds;
}

struct Release {
  void operator()(heif_context* p) const { heif_context_free(p); }
  void operator()(heif_image_handle* p) const { heif_image_handle_release(p); }
  void operator()(heif_image* p) const { heif_image_release(p); }
};
template <class T>
using Owned = std::unique_ptr<T, Release>;

Owned<heif_image> decoded(std::string_view bytes) {
  const Owned<heif_context> context(heif_context_alloc());
  heif_image_handle* handle = nullptr;
  heif_image* image = nullptr;
  if (heif_context_read_from_memory_without_copy(context.get(), bytes.data(), bytes.size(), nullptr).code != heif_error_Ok) return {};
  if (heif_context_get_primary_image_handle(context.get(), &handle).code != heif_error_Ok) return {};
  const Owned<heif_image_handle> primary(handle);
  // Planes, since libheif reduces more than 8 bits only when it changes the form as well.
  if (heif_decode_image(handle, &image, heif_colorspace_RGB, heif_chroma_444, nullptr).code != heif_error_Ok) return {};
  return Owned<heif_image>(image);
}

/// How a picture is turned and mirrored, as its boxes say one after the other.
std::vector<std::string> turns_of(const HeifItem& item) {
  std::vector<std::string> turns;
  for (const Box& box : item.properties)
    if (box.type == "irot" || box.type == "imir") turns.push_back(std::string(box.type) + std::string(box.content));
  return turns;
}

/// Whether we have to turn it: libheif 1.15 mirrors nothing of more than 8 bits. Not where it is cut after it was turned, or the transparency is turned otherwise: that
/// stays libheif's, which refuses it.
bool turned_by_us(const HeifItems& all, const std::vector<std::uint32_t>& taken) {
  bool deep = false, mirrored = false, is_turned = false;
  const HeifItem& primary = all.items.at(all.primary);
  for (const Box& box : primary.properties) {
    if (box.type == "clap" && is_turned) return false;
    is_turned = is_turned || box.type == "irot" || box.type == "imir";
    mirrored = mirrored || box.type == "imir";
  }
  const auto tiles = all.of(all.primary, "dimg");
  for (const std::uint32_t id : taken) {
    const HeifItem& item = all.items.at(id);
    if (const auto configuration = item.property("hvcC"); configuration && configuration->size() > 17)
      deep = deep || (static_cast<unsigned char>((*configuration)[17]) & 7U) > 0;  // bitDepthLumaMinus8, ISO/IEC 14496-15
    const bool tile = std::find(tiles.begin(), tiles.end(), id) != tiles.end();
    if (!tile && item.type != "hvc1" && item.type != "grid") return false;
    if (!tile && turns_of(item) != turns_of(primary) && !turns_of(item).empty()) return false;
  }
  return deep && mirrored;
}

/// One colour in 8 bit, as long as the picture is there; empty where it has none.
cv::Mat plane(const heif_image* image, heif_channel channel, Transfer transfer) {
  int stride = 0;
  const std::uint8_t* data = heif_image_get_plane_readonly(image, channel, &stride);
  const int width = heif_image_get_width(image, channel), height = heif_image_get_height(image, channel);
  const int bits = heif_image_get_bits_per_pixel_range(image, channel);
  if (data == nullptr || width < 1 || height < 1 || bits < 8 || bits > 16) return {};
  const cv::Mat stored(height, width, bits > 8 ? CV_16U : CV_8U, const_cast<std::uint8_t*>(data), static_cast<std::size_t>(stride));
  cv::Mat out;
  if (transfer != Transfer::ordinary) {
    const std::vector<unsigned char> levels = ordinary_levels(transfer, bits);
    out.create(stored.size(), CV_8U);
    for (int y = 0; y < height; ++y)
      for (int x = 0; x < width; ++x) {
        const std::size_t code = bits > 8 ? stored.at<std::uint16_t>(y, x) : stored.at<std::uint8_t>(y, x);
        out.at<std::uint8_t>(y, x) = levels[std::min(code, levels.size() - 1)];
      }
    return out;
  }
  if (bits == 8) return stored;
  stored.convertTo(out, CV_8U, 255.0 / ((1 << bits) - 1));
  return out;
}

/// `colour` seen through `alpha` on white paper, as a page shows it. Colours that were multiplied by it before get the white only.
cv::Mat on_white(const cv::Mat& colour, const cv::Mat& alpha, bool multiplied) {
  cv::Mat seen = colour;
  if (!multiplied) cv::multiply(colour, alpha, seen = cv::Mat(), 1.0 / 255);
  return seen + (255 - alpha);
}

}  // namespace

Result<Container> look_into_heif(std::string_view bytes, const std::string& name) {
  const auto all = heif_items(bytes);
  if (!all) return broken_photo(name, "photo.file.broken");
  const auto primary = all->items.find(all->primary);
  if (primary == all->items.end()) return broken_photo(name, "photo.file.no_picture");
  if (primary->second.type != "hvc1" && primary->second.type != "grid")
    return Error{ErrorCode::input, message("photo.file.heif_kind"), name, "", message("photo.file.format_advice")};
  for (const auto& [id, item] : all->items)
    for (const Box& box : item.properties)
      if (box.type == "clap" && !is_plain_cut(box.content)) return broken_photo(name, "photo.file.broken");
  Container found;
  found.kind = Container::Kind::heif;
  Coded coded(*all);
  if (!coded.size_of(all->primary, found)) return broken_photo(name, "photo.file.broken");
  if (Status problem = too_large(found, name)) return *problem;
  if (!coded.add(all->primary)) return broken_photo(name, "photo.file.broken");
  if (coded.pixels > kMostCoded)
    return Error{ErrorCode::limit, message("photo.file.coded").with("limit", std::to_string(kMostCoded / 1'000'000)), name, "", message("photo.file.pixels_advice")};
  found.exif = exif_of(*all);
  found.orientation = orientation_of(primary->second);
  found.others = others_of(*all);
  found.hdr = name_of(transfer_of(*all, all->primary));
  return found;
}

cv::Mat decode_heif(std::string_view bytes) {
  try {
    const auto all = heif_items(bytes);
    if (!all) return {};
    Coded coded(*all);
    if (!coded.add(all->primary)) return {};
    const bool ours = turned_by_us(*all, coded.taken());
    const Transfer transfer = transfer_of(*all, all->primary);
    const std::string picture = heif_of(*all, coded.taken(), !ours);
    const auto image = decoded(picture);
    if (!image) return {};
    std::array<cv::Mat, 3> colours{plane(image.get(), heif_channel_B, transfer), plane(image.get(), heif_channel_G, transfer), plane(image.get(), heif_channel_R, transfer)};
    const cv::Mat alpha = heif_image_has_channel(image.get(), heif_channel_Alpha) != 0 ? plane(image.get(), heif_channel_Alpha, Transfer::ordinary) : cv::Mat();
    for (cv::Mat& colour : colours) {
      if (colour.empty() || colour.size() != colours[0].size() || (!alpha.empty() && alpha.size() != colour.size())) return {};
      if (!alpha.empty()) colour = on_white(colour, alpha, heif_image_is_premultiplied_alpha(image.get()) != 0);
    }
    cv::Mat bgr;
    cv::merge(colours.data(), colours.size(), bgr);
    return ours ? turned(bgr, orientation_of(all->items.at(all->primary))) : bgr;
  } catch (const std::exception&) {
    return {};
  }
}

}  // namespace landai::photo
