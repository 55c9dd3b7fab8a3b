// SPDX-License-Identifier: GPL-3.0-or-later
// Files made of boxes (ISO/IEC 14496-12): a length, a type of four letters, a content.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace landai::photo {

struct Box {
  std::string_view type;     ///< "meta"
  std::string_view content;  ///< what stands behind length and type
};

/// The boxes that fill `bytes`, one behind the other. Nothing when one reaches beyond the end, or when there are more than `most`.
[[nodiscard]] std::optional<std::vector<Box>> boxes_of(std::string_view bytes, std::size_t most);

/// Numbers out of bytes, the highest byte first. Beyond the end everything is 0 and the reader has failed.
class ByteReader {
 public:
  explicit ByteReader(std::string_view bytes) : bytes_(bytes) {}
  /// `count` is 0 to 8.
  std::uint64_t number(std::size_t count);
  std::string_view take(std::size_t count);
  [[nodiscard]] std::string_view rest() const { return bytes_; }
  [[nodiscard]] bool failed() const { return failed_; }

 private:
  std::string_view bytes_;
  bool failed_ = false;
};

}  // namespace landai::photo
