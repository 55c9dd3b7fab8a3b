// SPDX-License-Identifier: GPL-3.0-or-later
// Strings of ISO 10303-21, clause 6.4.3: what stands between the quotes is ASCII; everything else is escaped.
#include <array>
#include <optional>
#include <string>
#include <string_view>

#include "step.hpp"

namespace landai::importer {
namespace {

void append_utf8(std::string& out, std::uint32_t c) {
  if (c > 0x10ffff || (c >= 0xd800 && c <= 0xdfff)) c = 0xfffd;
  if (c < 0x80) {
    out += static_cast<char>(c);
  } else if (c < 0x800) {
    out += static_cast<char>(0xc0 | (c >> 6));
    out += static_cast<char>(0x80 | (c & 0x3f));
  } else if (c < 0x10000) {
    out += static_cast<char>(0xe0 | (c >> 12));
    out += static_cast<char>(0x80 | ((c >> 6) & 0x3f));
    out += static_cast<char>(0x80 | (c & 0x3f));
  } else {
    out += static_cast<char>(0xf0 | (c >> 18));
    out += static_cast<char>(0x80 | ((c >> 12) & 0x3f));
    out += static_cast<char>(0x80 | ((c >> 6) & 0x3f));
    out += static_cast<char>(0x80 | (c & 0x3f));
  }
}

std::optional<std::uint32_t> hex(std::string_view digits) {
  std::uint32_t v = 0;
  for (const char c : digits) {
    v <<= 4;
    if (c >= '0' && c <= '9') {
      v |= static_cast<std::uint32_t>(c - '0');
    } else if (c >= 'A' && c <= 'F') {
      v |= static_cast<std::uint32_t>(c - 'A' + 10);
    } else if (c >= 'a' && c <= 'f') {
      v |= static_cast<std::uint32_t>(c - 'a' + 10);
    } else {
      return std::nullopt;
    }
  }
  return v;
}

/// The upper half (0xA0…0xFF) of ISO 8859-5 Cyrillic and 8859-7 Greek, which \P?\ chooses; others read as
/// Latin 1.
std::uint32_t high_half(char page, unsigned char c) {
  if (page == 'E' && c > 0xa0) {
    if (c == 0xad) return c;
    if (c == 0xf0) return 0x2116;
    if (c == 0xfd) return 0xa7;
    return 0x0360u + c;
  }
  if (page == 'G' && c >= 0xb4 && c != 0xb7 && c != 0xbb && c != 0xbd && c != 0xff) return 0x02d0u + c;
  return c;
}

/// \X2\ and \X4\ : groups of `width` hex digits until \X0\ . Returns how much was read, 0 when broken.
std::size_t wide(std::string_view rest, std::size_t width, std::string& out) {
  std::size_t i = 4;
  std::string decoded;
  std::uint32_t lead = 0;  // first half of a UTF-16 pair
  while (i + width <= rest.size() && rest[i] != '\\') {
    const auto c = hex(rest.substr(i, width));
    if (!c) return 0;
    i += width;
    if (lead != 0 && *c >= 0xdc00 && *c <= 0xdfff) {
      append_utf8(decoded, 0x10000 + ((lead - 0xd800) << 10) + (*c - 0xdc00));
      lead = 0;
      continue;
    }
    if (lead != 0) append_utf8(decoded, 0xfffd);
    lead = *c >= 0xd800 && *c <= 0xdbff ? *c : 0;
    if (lead == 0) append_utf8(decoded, *c);
  }
  if (rest.substr(i, 4) != "\\X0\\") return 0;
  if (lead != 0) append_utf8(decoded, 0xfffd);
  out += decoded;
  return i + 4;
}

/// One escape at the front of `rest` (which starts with a backslash). Returns how much was read, 0 when it is
/// none.
std::size_t escape(std::string_view rest, char& page, std::string& out) {
  const auto starts = [&](std::string_view s) { return rest.starts_with(s); };
  if (starts("\\\\")) {
    out += '\\';
    return 2;
  }
  if (starts("\\S\\") && rest.size() > 3) {
    append_utf8(out, high_half(page, static_cast<unsigned char>(static_cast<unsigned char>(rest[3]) | 0x80)));
    return rest.substr(3, 2) == "''" ? 5 : 4;
  }
  if (rest.size() > 3 && rest[1] == 'P' && rest[3] == '\\') {
    page = rest[2];
    return 4;
  }
  if (starts("\\X\\") && rest.size() >= 5) {
    const auto c = hex(rest.substr(3, 2));
    if (!c) return 0;
    append_utf8(out, *c);
    return 5;
  }
  if (starts("\\X2\\")) return wide(rest, 4, out);
  if (starts("\\X4\\")) return wide(rest, 8, out);
  return 0;
}

/// Length of the well-formed UTF-8 sequence at the front, 0 when it is none.
std::size_t utf8_length(std::string_view s) {
  const auto lead = static_cast<unsigned char>(s[0]);
  const std::size_t n = lead < 0xc2 ? 0 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : lead < 0xf5 ? 4 : 0;
  if (n == 0 || s.size() < n) return 0;
  for (std::size_t i = 1; i < n; ++i) {
    if ((static_cast<unsigned char>(s[i]) & 0xc0) != 0x80) return 0;
  }
  const auto second = static_cast<unsigned char>(s[1]);
  if ((lead == 0xe0 && second < 0xa0) || (lead == 0xed && second > 0x9f) || (lead == 0xf0 && second < 0x90) ||
      (lead == 0xf4 && second > 0x8f)) {
    return 0;
  }
  return n;
}

}  // namespace

std::string decode_step_string(std::string_view encoded) {
  std::string out;
  out.reserve(encoded.size());
  char page = 'A';
  for (std::size_t i = 0; i < encoded.size();) {
    const char c = encoded[i];
    if (c == '\'') {
      out += c;
      i += encoded.substr(i, 2) == "''" ? 2 : 1;
    } else if (c == '\\') {
      const std::size_t read = escape(encoded.substr(i), page, out);
      if (read == 0) out += c;  // a broken escape stays as it is
      i += read == 0 ? 1 : read;
    } else if (static_cast<unsigned char>(c) < 0x80) {
      out += c;
      ++i;
    } else if (const std::size_t n = utf8_length(encoded.substr(i)); n > 0) {
      out += encoded.substr(i, n);  // not allowed by the standard, but many programs write UTF-8
      i += n;
    } else {
      append_utf8(out, static_cast<unsigned char>(c));  // or Latin 1
      ++i;
    }
  }
  return out;
}

}  // namespace landai::importer
