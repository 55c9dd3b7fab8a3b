// SPDX-License-Identifier: GPL-3.0-or-later
#include "encoding.hpp"

#include <iconv.h>

#include <algorithm>
#include <optional>

namespace landai::importer {
namespace {

/// Nothing when a byte or a pair of them is no character.
std::optional<std::string> converted(std::string_view bytes, const char* from) {
  const iconv_t handle = iconv_open("UTF-8", from);
  if (handle == reinterpret_cast<iconv_t>(-1)) return std::nullopt;
  std::string out(bytes.size() * 3 + 4, '\0');  // no character of these encodings takes more
  char* in = const_cast<char*>(bytes.data());
  char* to = out.data();
  std::size_t left = bytes.size(), room = out.size();
  const bool fine = iconv(handle, &in, &left, &to, &room) != static_cast<std::size_t>(-1) && left == 0;
  iconv_close(handle);
  if (!fine) return std::nullopt;
  out.resize(out.size() - room);
  return out;
}

/// Plain letters have a zero byte in UTF-16: in second place in little-endian order, in first place in big-endian.
const char* utf16_without_mark(std::string_view bytes) {
  const std::size_t looked = std::min<std::size_t>(bytes.size() / 2, 200);
  if (looked < 4 || bytes.size() % 2 != 0) return nullptr;
  std::size_t first = 0, second = 0;
  for (std::size_t i = 0; i < looked; ++i) {
    first += bytes[2 * i] == '\0';
    second += bytes[2 * i + 1] == '\0';
  }
  if (second > looked * 3 / 4 && first == 0) return "UTF-16LE";
  if (first > looked * 3 / 4 && second == 0) return "UTF-16BE";
  return nullptr;
}

Error wrong(Message what, const std::string& file) {
  return Error{ErrorCode::input, std::move(what), file, "", message("import.table.encoding.advice")};
}

}  // namespace

bool is_utf8(std::string_view text) {
  const auto at = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  for (std::size_t i = 0; i < text.size();) {
    const unsigned char c = at(i);
    const std::size_t length = c < 0x80 ? 1 : c >= 0xC2 && c < 0xE0 ? 2 : (c & 0xF0) == 0xE0 ? 3 : c >= 0xF0 && c < 0xF5 ? 4 : 0;
    if (length == 0 || i + length > text.size()) return false;
    for (std::size_t k = 1; k < length; ++k)
      if ((at(i + k) & 0xC0) != 0x80) return false;
    // Longer than need be, halves of UTF-16 pairs, beyond Unicode.
    if (length > 2) {
      const unsigned char d = at(i + 1);
      if ((c == 0xE0 && d < 0xA0) || (c == 0xED && d > 0x9F) || (c == 0xF0 && d < 0x90) || (c == 0xF4 && d > 0x8F)) return false;
    }
    i += length;
  }
  return true;
}

Result<std::string> to_utf8(std::string bytes, const std::string& file, Diagnostics& diagnostics) {
  const std::string_view all = bytes;
  std::string text;
  if (all.starts_with("\xEF\xBB\xBF")) {
    text = bytes.substr(3);
    if (!is_utf8(text)) return wrong(message("import.table.encoding"), file);
  } else if (const bool little = all.starts_with("\xFF\xFE"), big = all.starts_with("\xFE\xFF"); little || big) {
    auto read = converted(all.substr(2), little ? "UTF-16LE" : "UTF-16BE");
    if (!read) return wrong(message("import.table.encoding"), file);
    text = std::move(*read);
  } else if (const char* utf16 = utf16_without_mark(all)) {
    auto read = converted(all, utf16);
    if (!read) return wrong(message("import.table.encoding"), file);
    text = std::move(*read);
  } else if (is_utf8(all)) {
    text = std::move(bytes);
  } else {
    if (all.find('\0') != std::string_view::npos) return wrong(message("import.table.nul"), file);
    auto read = converted(all, "CP1252");
    if (!read) return wrong(message("import.table.encoding"), file);
    text = std::move(*read);
    diagnostics.push_back({DiagnosticSeverity::warning, file, "", message("import.table.cp1252"), message("import.table.encoding.advice"), 1});
  }
  if (text.find('\0') != std::string::npos) return wrong(message("import.table.nul"), file);
  return text;
}

}  // namespace landai::importer
