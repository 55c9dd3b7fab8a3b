// SPDX-License-Identifier: GPL-3.0-or-later
#include "dxf_raw.hpp"

#include <bit>
#include <charconv>
#include <cmath>
#include <cstring>
#include <type_traits>

namespace landai::importer {
namespace {

constexpr std::string_view kBinaryMark{"AutoCAD Binary DXF\r\n\x1a\0", 22};

std::string_view trimmed(std::string_view s) {
  while (!s.empty() && (s.front() == ' ' || s.front() == '\t')) s.remove_prefix(1);
  while (!s.empty() && (s.back() == ' ' || s.back() == '\t')) s.remove_suffix(1);
  return s;
}

constexpr double kLargest = 1e15;   // beyond it a coordinate has no millimetres left in any unit

/// A number as DXF writers write it; nothing finite means 0 and `bad`, so that no NaN travels on.
double number_of(std::string_view s, bool& bad) {
  s = trimmed(s);
  if (!s.empty() && s.front() == '+') s.remove_prefix(1);
  double value = 0;
  const auto [end, error] = std::from_chars(s.data(), s.data() + s.size(), value);
  bad = error != std::errc{} || end != s.data() + s.size() || !std::isfinite(value) || std::abs(value) > kLargest;
  return bad && !(std::isfinite(value) && std::abs(value) <= kLargest) ? 0 : value;
}

/// Little-endian value at the start of `s`.
template <class T>
T little(std::string_view s) {
  static_assert(std::endian::native == std::endian::little, "byte order of the target");
  T value{};
  std::memcpy(&value, s.data(), sizeof(T));
  return value;
}

}  // namespace

int DxfGroup::integer() const {
  if (!(std::abs(number) < 2147483647.0)) return 0;
  return static_cast<int>(number);
}

DxfValueKind dxf_value_kind(int code) {
  struct Range {
    int from, to;
    DxfValueKind kind;
  };
  using enum DxfValueKind;
  static constexpr Range kRanges[] = {
      {0, 9, text},       {10, 59, real},     {60, 79, int16},    {90, 99, int32},    {100, 109, text},
      {110, 149, real},   {160, 169, int64},  {170, 179, int16},  {210, 239, real},   {270, 289, int16},
      {290, 299, truth},  {300, 309, text},   {310, 319, chunk},  {320, 369, text},   {370, 389, int16},
      {390, 399, text},   {400, 409, int16},  {410, 419, text},   {420, 429, int32},  {430, 439, text},
      {440, 459, int32},  {460, 469, real},   {470, 481, text},   {999, 999, text},   {1000, 1003, text},
      {1004, 1004, chunk}, {1005, 1009, text}, {1010, 1059, real}, {1060, 1070, int16}, {1071, 1071, int32}};
  for (const Range& range : kRanges)
    if (code >= range.from && code <= range.to) return range.kind;
  return text;
}

DxfGroupReader::DxfGroupReader(std::string_view bytes) : bytes_(bytes) {
  if (bytes_.starts_with(kBinaryMark)) {
    binary_ = true;
    at_ = kBinaryMark.size();
    short_codes_ = bytes_.size() > at_ + 1 && bytes_[at_] == '\0' && bytes_[at_ + 1] != '\0';
  } else if (bytes_.starts_with("\xEF\xBB\xBF")) {
    at_ = 3;
  }
}

bool DxfGroupReader::next(DxfGroup& group) {
  do {
    if (broken_ || !(binary_ ? next_binary(group) : next_text(group))) return false;
  } while (group.code == 999);
  return true;
}

bool DxfGroupReader::line(std::string_view& out) {
  if (at_ >= bytes_.size()) return false;
  const auto end = bytes_.find_first_of("\r\n", at_);
  const auto stop = end == std::string_view::npos ? bytes_.size() : end;
  out = bytes_.substr(at_, stop - at_);
  at_ = stop;
  if (at_ < bytes_.size() && bytes_[at_] == '\r') ++at_;
  if (at_ < bytes_.size() && bytes_[at_] == '\n') ++at_;
  ++line_;
  return true;
}

bool DxfGroupReader::next_text(DxfGroup& group) {
  std::string_view code_line;
  if (!line(code_line)) return false;
  const std::string_view digits = trimmed(code_line);
  if (digits.empty() && at_ >= bytes_.size()) return false;  // blank line at the very end
  group.place = line_;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), group.code);
  std::string_view value;
  if (error != std::errc{} || end != digits.data() + digits.size() || !line(value)) {
    broken_ = true;
    return false;
  }
  const DxfValueKind kind = dxf_value_kind(group.code);
  group.is_number = kind != DxfValueKind::text && kind != DxfValueKind::chunk;
  group.text = group.is_number || group.code == 0 || group.code == 9 ? trimmed(value) : value;
  group.bad_number = false;
  group.number = group.is_number ? number_of(group.text, group.bad_number) : 0;
  return true;
}

bool DxfGroupReader::room(std::size_t bytes) {
  if (bytes_.size() - at_ >= bytes) return true;
  broken_ = true;
  return false;
}

bool DxfGroupReader::next_binary(DxfGroup& group) {
  if (at_ >= bytes_.size()) return false;
  group.place = at_;
  if (short_codes_) {
    group.code = static_cast<unsigned char>(bytes_[at_++]);
    if (group.code == 255) {
      if (!room(2)) return false;
      group.code = little<std::int16_t>(bytes_.substr(at_));
      at_ += 2;
    }
  } else {
    if (!room(2)) return false;
    group.code = little<std::int16_t>(bytes_.substr(at_));
    at_ += 2;
  }
  if (group.code < 0 || group.code > 1071) {
    broken_ = true;
    return false;
  }
  group.text = {};
  group.bad_number = false;
  group.number = 0;
  group.is_number = true;
  const auto fixed = [&]<class T>(std::type_identity<T>) {
    if (!room(sizeof(T))) return false;
    group.number = static_cast<double>(little<T>(bytes_.substr(at_)));
    group.bad_number = !std::isfinite(group.number) || std::abs(group.number) > kLargest;
    if (group.bad_number) group.number = 0;
    at_ += sizeof(T);
    return true;
  };
  switch (dxf_value_kind(group.code)) {
    case DxfValueKind::real: return fixed(std::type_identity<double>{});
    case DxfValueKind::int16: return fixed(std::type_identity<std::int16_t>{});
    case DxfValueKind::int32: return fixed(std::type_identity<std::int32_t>{});
    case DxfValueKind::int64: return fixed(std::type_identity<std::int64_t>{});
    case DxfValueKind::truth: return fixed(std::type_identity<std::int8_t>{});
    case DxfValueKind::chunk: {
      group.is_number = false;
      if (!room(1)) return false;
      const auto size = static_cast<unsigned char>(bytes_[at_++]);
      if (!room(size)) return false;
      group.text = bytes_.substr(at_, size);
      at_ += size;
      return true;
    }
    case DxfValueKind::text: break;
  }
  group.is_number = false;
  const auto end = bytes_.find('\0', at_);
  if (end == std::string_view::npos) {
    broken_ = true;
    return false;
  }
  group.text = bytes_.substr(at_, end - at_);
  at_ = end + 1;
  return true;
}

}  // namespace landai::importer
