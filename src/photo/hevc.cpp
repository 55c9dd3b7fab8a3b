// SPDX-License-Identifier: GPL-3.0-or-later
#include "hevc.hpp"

#include <algorithm>
#include <string>

#include "boxes.hpp"

namespace landai::photo {
namespace {

constexpr unsigned kSequenceParameters = 33, kFirstParameters = 32;  // nal_unit_type, table 7-1
constexpr std::size_t kMostParameters = 4096;                        // bytes of a parameter set that are looked at

/// Bits of a unit; the bytes that keep start codes apart (7.3.1.1: 00 00 03) are left out.
class BitReader {
 public:
  explicit BitReader(std::string_view unit) {
    unit = unit.substr(0, kMostParameters);
    for (std::size_t i = 0; i < unit.size(); ++i)
      if (!(unit[i] == 3 && i >= 2 && unit[i - 1] == 0 && unit[i - 2] == 0)) bytes_ += unit[i];
  }
  std::uint32_t bits(int count) {
    std::uint32_t value = 0;
    for (int i = 0; i < count; ++i, ++at_) {
      if (at_ / 8 >= bytes_.size()) failed_ = true;
      else value = value << 1U | (static_cast<unsigned char>(bytes_[at_ / 8]) >> (7 - at_ % 8) & 1U);
    }
    return value;
  }
  void skip(std::size_t count) { at_ += count; }
  /// ue(v), 9.2: as many zeros in front as bits follow the first one.
  std::uint32_t exponential() {
    int zeros = 0;
    while (!failed_ && bits(1) == 0) ++zeros;
    if (failed_ || zeros > 31) return failed_ = true, 0;
    return (1U << static_cast<unsigned>(zeros)) - 1 + bits(zeros);
  }
  [[nodiscard]] bool failed() const { return failed_; }

 private:
  std::string bytes_;
  std::size_t at_ = 0;
  bool failed_ = false;
};

/// profile_tier_level(1, layers), 7.3.3.
void skip_profile(BitReader& in, std::uint32_t layers) {
  in.skip(96);
  std::size_t more = 0;
  for (std::uint32_t i = 0; i < layers; ++i) {
    more += 88 * in.bits(1);  // its profile, and after it its level: one statement each, since nobody orders the terms of a sum
    more += 8 * in.bits(1);
  }
  if (layers > 0) in.skip(2 * (8 - layers));
  in.skip(more);
}

/// Pixels of a sequence parameter set, 7.3.2.2; nothing when it is broken.
std::optional<std::int64_t> picture_of(std::string_view unit) {
  BitReader in(unit);
  in.skip(16 + 4);
  const std::uint32_t layers = in.bits(3);
  in.skip(1);
  skip_profile(in, layers);
  (void)in.exponential();  // its number
  if (in.exponential() == 3) in.skip(1);
  const std::int64_t width = in.exponential(), height = in.exponential();
  if (in.failed() || width < 1 || height < 1 || width > 0xFFFF || height > 0xFFFF) return std::nullopt;
  return width * height;
}

/// What the units of one piece tell, added up.
struct Told {
  std::int64_t pixels = 0;
  int pictures = 0;

  [[nodiscard]] bool take(std::string_view unit) {
    if (unit.size() < 3) return true;
    const unsigned type = static_cast<unsigned char>(unit[0]) >> 1U & 0x3FU;
    if (type < kFirstParameters) pictures += static_cast<unsigned char>(unit[2]) >> 7U;  // first_slice_segment_in_pic_flag
    if (type != kSequenceParameters) return true;
    const auto size = picture_of(unit);
    if (size) pixels = std::max(pixels, *size);
    return size.has_value();
  }
};

bool take_configuration(std::string_view configuration, Told& told) {
  ByteReader in(configuration);
  in.take(22);
  for (auto arrays = in.number(1); arrays > 0; --arrays) {
    in.take(1);
    for (auto units = in.number(2); units > 0 && !in.failed(); --units)
      if (!told.take(in.take(in.number(2)))) return false;
  }
  return !in.failed();
}

}  // namespace

std::optional<std::int64_t> hevc_pixels(std::string_view configuration, std::string_view coded) {
  Told told;
  if (!take_configuration(configuration, told)) return std::nullopt;
  ByteReader in(coded);
  while (!in.rest().empty()) {
    const std::string_view unit = in.take(in.number(4));
    if (in.failed() || !told.take(unit)) return std::nullopt;
  }
  if (told.pictures != 1 || told.pixels == 0) return std::nullopt;
  return told.pixels;
}

}  // namespace landai::photo
