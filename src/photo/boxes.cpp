// SPDX-License-Identifier: GPL-3.0-or-later
#include "boxes.hpp"

namespace landai::photo {

std::uint64_t ByteReader::number(std::size_t count) {
  std::uint64_t value = 0;
  for (const char c : take(count)) value = value << 8U | static_cast<unsigned char>(c);
  return value;
}

std::string_view ByteReader::take(std::size_t count) {
  if (failed_ || count > bytes_.size()) {
    failed_ = true;
    return {};
  }
  const std::string_view taken = bytes_.substr(0, count);
  bytes_.remove_prefix(count);
  return taken;
}

std::optional<std::vector<Box>> boxes_of(std::string_view bytes, std::size_t most) {
  std::vector<Box> out;
  while (!bytes.empty()) {
    ByteReader in(bytes);
    std::uint64_t length = in.number(4);
    const std::string_view type = in.take(4);
    std::size_t head = 8;
    if (length == 1) length = in.number(8), head = 16;
    if (length == 0) length = bytes.size();  // to the end of the file
    if (in.failed() || length < head || length > bytes.size() || out.size() >= most) return std::nullopt;
    out.push_back({type, bytes.substr(head, length - head)});
    bytes.remove_prefix(length);
  }
  return out;
}

}  // namespace landai::photo
