// SPDX-License-Identifier: GPL-3.0-or-later
// HEIC files: coded by libheif as a phone would, or put together box by box (ISO/IEC 14496-12, 23008-12) to break them where a test wants it.
#pragma once

#include <libheif/heif.h>

#include <memory>
#include <opencv2/core.hpp>
#include <stdexcept>
#include <string>
#include <vector>

#include "photo_file.hpp"

namespace landai::test {

struct HeicWish {
  std::string exif = {};  ///< a TIFF structure
  int orientation = 1;    ///< turned by boxes, as the EXIF tag of that value would
  int bits = 8;
  cv::Mat alpha = {};     ///< 8 bit, as large as the picture
  int transfer = 0;       ///< of the numbers (ISO/IEC 23091-2): 16 PQ, 18 HLG, both with the colours of BT.2020; 0: nothing is told
};

namespace heif_detail {

struct Release {
  void operator()(heif_context* p) const { heif_context_free(p); }
  void operator()(heif_image* p) const { heif_image_release(p); }
  void operator()(heif_encoder* p) const { heif_encoder_release(p); }
  void operator()(heif_image_handle* p) const { heif_image_handle_release(p); }
  void operator()(heif_encoding_options* p) const { heif_encoding_options_free(p); }
};
template <class T>
using Owned = std::unique_ptr<T, Release>;

inline void expect(heif_error error) {
  if (error.code != heif_error_Ok) throw std::runtime_error(error.message);
}

/// One colour, widened to `bits`.
inline void fill(heif_image* image, heif_channel channel, const cv::Mat& values, int bits) {
  expect(heif_image_add_plane(image, channel, values.cols, values.rows, bits));
  int stride = 0;
  unsigned char* data = heif_image_get_plane(image, channel, &stride);
  cv::Mat plane(values.rows, values.cols, bits > 8 ? CV_16U : CV_8U, data, static_cast<std::size_t>(stride));
  values.convertTo(plane, plane.type(), ((1 << bits) - 1) / 255.0);
}

inline heif_error append(heif_context*, const void* data, std::size_t size, void* out) {
  static_cast<std::string*>(out)->append(static_cast<const char*>(data), size);
  return {heif_error_Ok, heif_suberror_Unspecified, ""};
}

}  // namespace heif_detail

/// The picture (8 bit, BGR) as libheif and x265 code it, nearly without loss.
inline std::string heic(const cv::Mat& picture, const HeicWish& wish = {}) {
  using namespace heif_detail;
  heif_image* made = nullptr;
  expect(heif_image_create(picture.cols, picture.rows, heif_colorspace_RGB, heif_chroma_444, &made));
  const Owned<heif_image> image(made);
  std::vector<cv::Mat> colours(3);
  for (int c = 0; c < 3; ++c) {
    cv::extractChannel(picture, colours[static_cast<std::size_t>(c)], c);
    fill(made, c == 0 ? heif_channel_B : c == 1 ? heif_channel_G : heif_channel_R, colours[static_cast<std::size_t>(c)], wish.bits);
  }
  if (!wish.alpha.empty()) fill(made, heif_channel_Alpha, wish.alpha, wish.bits);
  const std::unique_ptr<heif_color_profile_nclx, void (*)(heif_color_profile_nclx*)> colours_told(heif_nclx_color_profile_alloc(), heif_nclx_color_profile_free);
  if (wish.transfer > 0) {
    expect(heif_nclx_color_profile_set_color_primaries(colours_told.get(), 9));
    expect(heif_nclx_color_profile_set_transfer_characteristics(colours_told.get(), static_cast<std::uint16_t>(wish.transfer)));
    expect(heif_nclx_color_profile_set_matrix_coefficients(colours_told.get(), 9));
    colours_told->full_range_flag = 1;
    expect(heif_image_set_nclx_color_profile(made, colours_told.get()));
  }
  const Owned<heif_context> context(heif_context_alloc());
  heif_encoder* coder = nullptr;
  expect(heif_context_get_encoder_for_format(context.get(), heif_compression_HEVC, &coder));
  const Owned<heif_encoder> encoder(coder);
  expect(heif_encoder_set_lossy_quality(coder, 97));
  expect(heif_encoder_set_parameter_string(coder, "preset", "ultrafast"));
  const Owned<heif_encoding_options> options(heif_encoding_options_alloc());
  options->image_orientation = static_cast<heif_orientation>(wish.orientation);
  if (wish.transfer > 0) options->output_nclx_profile = colours_told.get(), options->macOS_compatibility_workaround_no_nclx_profile = 0;
  heif_image_handle* coded = nullptr;
  expect(heif_context_encode_image(context.get(), made, coder, options.get(), &coded));
  const Owned<heif_image_handle> handle(coded);
  if (!wish.exif.empty()) expect(heif_context_add_exif_metadata(context.get(), coded, wish.exif.data(), static_cast<int>(wish.exif.size())));
  heif_writer writer{1, append};
  std::string out;
  expect(heif_context_write(context.get(), &writer, &out));
  return out;
}

inline std::string box(const std::string& type, const std::string& content) { return big(static_cast<std::uint32_t>(content.size() + 8), 4) + type + content; }
inline std::string full_box(const std::string& type, const std::string& content, unsigned version = 0) { return box(type, big(version << 24U, 4) + content); }

/// The content of the first box of that type, wherever it lies.
inline std::string box_content(const std::string& file, const std::string& type) {
  const auto at = file.find(type);
  if (at == std::string::npos || at < 4) throw std::runtime_error("no box " + type);
  std::uint32_t length = 0;
  for (std::size_t i = 0; i < 4; ++i) length = length << 8U | static_cast<unsigned char>(file[at - 4 + i]);
  return file.substr(at + 4, length - 8);
}

struct HeifPart {
  unsigned id = 1;
  std::string type = "hvc1";
  std::string bytes = {};
  std::vector<unsigned> properties = {};  ///< places in HeifParts::properties, from 1
  bool inside = false;                    ///< its bytes lie in the list itself (idat), as phones keep short ones
};
struct HeifLink {
  std::string type;
  unsigned from;
  std::vector<unsigned> to;
};
struct HeifParts {
  unsigned primary = 1;
  std::vector<HeifPart> items = {};
  std::vector<std::string> properties = {};  ///< whole boxes
  std::vector<HeifLink> links = {};
  std::string brand = "heic";
};

inline std::string size_box(unsigned width, unsigned height) { return full_box("ispe", big(width, 4) + big(height, 4)); }
inline std::string grid_bytes(unsigned rows, unsigned columns, unsigned width, unsigned height) {
  return std::string(1, '\0') + '\1' + big(rows - 1, 1) + big(columns - 1, 1) + big(width, 4) + big(height, 4);
}

/// A file of these parts; the coded bytes lie in front, so that no offset hangs on the length of a list.
inline std::string heif_of(const HeifParts& parts) {
  const std::string head = box("ftyp", parts.brand + big(0, 4) + "mif1" + parts.brand);
  std::string data, inside, infos, places, associations, links, properties;
  for (const HeifPart& part : parts.items) {
    const auto at = static_cast<std::uint32_t>(part.inside ? inside.size() : head.size() + 8 + data.size());
    (part.inside ? inside : data) += part.bytes;
    infos += full_box("infe", big(part.id, 2) + big(0, 2) + part.type + std::string(1, '\0'), 2);
    places += big(part.id, 2) + big(part.inside ? 1 : 0, 2) + big(0, 2) + big(1, 2) + big(at, 4) + big(static_cast<std::uint32_t>(part.bytes.size()), 4);
    associations += big(part.id, 2) + big(static_cast<std::uint32_t>(part.properties.size()), 1);
    for (const unsigned property : part.properties) associations += big(property, 1);
  }
  for (const HeifLink& link : parts.links) {
    std::string to;
    for (const unsigned id : link.to) to += big(id, 2);
    links += box(link.type, big(link.from, 2) + big(static_cast<std::uint32_t>(link.to.size()), 2) + to);
  }
  for (const std::string& property : parts.properties) properties += property;
  const auto count = static_cast<std::uint32_t>(parts.items.size());
  std::string meta = full_box("hdlr", big(0, 4) + "pict" + std::string(13, '\0')) + full_box("pitm", big(parts.primary, 2)) + full_box("iinf", big(count, 2) + infos) +
                     full_box("iloc", big(0x4400, 2) + big(count, 2) + places, 1) + box("iprp", box("ipco", properties) + full_box("ipma", big(count, 4) + associations));
  if (!links.empty()) meta += full_box("iref", links);
  if (!inside.empty()) meta += box("idat", inside);
  return head + box("mdat", data) + full_box("meta", meta);
}

}  // namespace landai::test
