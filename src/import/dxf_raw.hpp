// SPDX-License-Identifier: GPL-3.0-or-later
// The lowest layer of a DXF file: pairs of a group code and a value, in text or binary form.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace landai::importer {

/// One group: what the code means is in the DXF Reference.
struct DxfGroup {
  int code = 0;
  std::string_view text;    ///< value of a text group, undecoded; points into the file's bytes
  double number = 0;        ///< value of a number group; 0 when the text is no number
  bool is_number = false;
  bool bad_number = false;  ///< a number group whose value is no finite number of a size that drawings have
  std::size_t place = 0;    ///< line of the code (text form) or byte (binary form), for messages
  [[nodiscard]] bool is(int c, std::string_view value) const { return code == c && text == value; }
  [[nodiscard]] int integer() const;  ///< `number` clipped to int
};

/// Reads groups one after another and never beyond the bytes.
class DxfGroupReader {
 public:
  explicit DxfGroupReader(std::string_view bytes);

  /// The next group, without comments (999). False at the end or at the first place that is no group.
  bool next(DxfGroup& group);
  /// True when reading stopped at something that is no group; `place` says where.
  [[nodiscard]] bool broken() const { return broken_; }
  [[nodiscard]] std::size_t place() const { return binary_ ? at_ : line_; }
  [[nodiscard]] bool binary() const { return binary_; }

 private:
  bool next_text(DxfGroup& group);
  bool next_binary(DxfGroup& group);
  bool line(std::string_view& out);
  [[nodiscard]] bool room(std::size_t bytes);

  std::string_view bytes_;
  std::size_t at_ = 0;
  std::size_t line_ = 0;
  bool binary_ = false;
  bool short_codes_ = false;  ///< R12 and before: one byte per code
  bool broken_ = false;
};

/// How the value of a group code is stored.
enum class DxfValueKind : std::uint8_t { text, real, int16, int32, int64, truth, chunk };
[[nodiscard]] DxfValueKind dxf_value_kind(int code);

}  // namespace landai::importer
