// SPDX-License-Identifier: GPL-3.0-or-later
#include "dxf_text.hpp"

#include <iconv.h>

#include <cctype>
#include <charconv>
#include <cstdint>
#include <vector>

#include "encoding.hpp"

namespace landai::importer {
namespace {

const iconv_t kNoConverter = reinterpret_cast<iconv_t>(-1);  // NOLINT: iconv's own convention

/// "ANSI_1251" → "CP1251"; names that iconv knows go through as they are.
std::string iconv_name(std::string_view code_page) {
  const std::string name = upper(trimmed_text(code_page));
  for (const std::string_view prefix : {std::string_view("ANSI_"), std::string_view("DOS"), std::string_view("CP")})
    if (name.starts_with(prefix)) return "CP" + name.substr(prefix.size());
  if (name.starts_with("ISO8859") && name.size() > 7) return "ISO-8859-" + name.substr(name.find_first_not_of("-_", 7));
  if (name == "GB2312") return "GB18030";
  if (name == "BIG5" || name == "KSC5601" || name == "JOHAB") return name == "KSC5601" ? "CP949" : name;
  return "CP1252";
}

/// Decodes one code point of valid UTF-8 at `at` and moves past it.
unsigned next_code_point(std::string_view s, std::size_t& at) {
  const auto byte = [&s](std::size_t i) { return i < s.size() ? static_cast<unsigned char>(s[i]) : 0U; };
  const unsigned first = byte(at);
  const int extra = first < 0x80 ? 0 : first < 0xE0 ? 1 : first < 0xF0 ? 2 : 3;
  unsigned point = extra == 0 ? first : first & (0x3FU >> extra);
  for (int i = 1; i <= extra; ++i) point = (point << 6) | (byte(at + static_cast<std::size_t>(i)) & 0x3FU);
  at += static_cast<std::size_t>(extra) + 1;
  return point;
}

unsigned upper_point(unsigned c) {
  if (c >= 'a' && c <= 'z') return c - 32;
  if ((c >= 0xE0 && c <= 0xFE && c != 0xF7) || (c >= 0x3B1 && c <= 0x3C9 && c != 0x3C2) || (c >= 0x430 && c <= 0x44F))
    return c - 32;
  if (c >= 0x450 && c <= 0x45F) return c - 80;
  if (c >= 0x100 && c <= 0x17F && (c % 2 == 1) && c < 0x138) return c - 1;
  return c;
}

/// Resolves \U+XXXX (also \M+nXXXX is left alone: it names a code page of its own and is rare).
std::string resolve_unicode(std::string s) {
  if (s.find("\\U+") == std::string::npos && s.find("\\u+") == std::string::npos) return s;
  std::string out;
  for (std::size_t i = 0; i < s.size();) {
    unsigned point = 0;
    if (s.size() - i >= 7 && s[i] == '\\' && (s[i + 1] == 'U' || s[i + 1] == 'u') && s[i + 2] == '+') {
      const auto [end, error] = std::from_chars(s.data() + i + 3, s.data() + i + 7, point, 16);
      if (error == std::errc{} && end == s.data() + i + 7) {
        append_utf8(out, point);
        i += 7;
        continue;
      }
    }
    out += s[i++];
  }
  return out;
}

}  // namespace

void append_utf8(std::string& out, unsigned c) {
  if (c > 0x10FFFF || (c >= 0xD800 && c < 0xE000)) c = 0xFFFD;
  const auto put = [&out](unsigned byte) { out += static_cast<char>(byte); };
  if (c < 0x80) {
    put(c);
  } else if (c < 0x800) {
    put(0xC0 | (c >> 6)), put(0x80 | (c & 0x3F));
  } else if (c < 0x10000) {
    put(0xE0 | (c >> 12)), put(0x80 | ((c >> 6) & 0x3F)), put(0x80 | (c & 0x3F));
  } else {
    put(0xF0 | (c >> 18)), put(0x80 | ((c >> 12) & 0x3F)), put(0x80 | ((c >> 6) & 0x3F)), put(0x80 | (c & 0x3F));
  }
}

DxfDecoder::DxfDecoder(std::string_view code_page, std::string_view /*version*/) {
  const iconv_t made = iconv_open("UTF-8", iconv_name(code_page).c_str());
  converter_ = made == kNoConverter ? nullptr : made;
}

DxfDecoder::~DxfDecoder() {
  if (converter_ != nullptr) iconv_close(static_cast<iconv_t>(converter_));
}

std::string DxfDecoder::to_utf8(std::string_view bytes) const {
  std::string out;
  if (converter_ == nullptr) {
    for (const char c : bytes) append_utf8(out, static_cast<unsigned char>(c));
    return out;
  }
  const auto converter = static_cast<iconv_t>(converter_);
  iconv(converter, nullptr, nullptr, nullptr, nullptr);
  std::string input(bytes);
  char* from = input.data();
  std::size_t left = input.size();
  char chunk[256];
  while (left > 0) {
    char* to = chunk;
    std::size_t space = sizeof chunk;
    const std::size_t before = left;
    iconv(converter, &from, &left, &to, &space);
    out.append(chunk, static_cast<std::size_t>(to - chunk));
    if (left == before && to == chunk) {  // a byte that is no text of this code page
      append_utf8(out, 0xFFFD);
      ++from, --left;
    }
  }
  return out;
}

std::string DxfDecoder::decode(std::string_view bytes) const {
  // Newer files are UTF-8 by rule and many older ones in fact: what is valid UTF-8 beyond ASCII is never an accident.
  return resolve_unicode(is_utf8(bytes) ? std::string(bytes) : to_utf8(bytes));
}

std::string plain_text(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '%' && i + 2 < text.size() && text[i + 1] == '%') {
      const char c = static_cast<char>(std::tolower(static_cast<unsigned char>(text[i + 2])));
      const char* made = c == 'd' ? "\u00B0" : c == 'p' ? "\u00B1" : c == 'c' ? "\u2300" : c == '%' ? "%" : nullptr;
      unsigned code = 0;
      if (made != nullptr) {
        out += made;
        i += 2;
        continue;
      }
      if (c == 'u' || c == 'o' || c == 'k') {
        i += 2;
        continue;
      }
      if (i + 4 < text.size() && std::from_chars(text.data() + i + 2, text.data() + i + 5, code).ptr == text.data() + i + 5) {
        append_utf8(out, code);
        i += 4;
        continue;
      }
    }
    if (text[i] == '^' && i + 1 < text.size() && (text[i + 1] == 'J' || text[i + 1] == 'M' || text[i + 1] == 'I')) {
      out += text[++i] == 'J' ? '\n' : ' ';
      continue;
    }
    out += text[i];
  }
  return out;
}

std::string plain_mtext(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (c == '{' || c == '}') continue;
    if (c != '\\' || i + 1 >= text.size()) {
      out += c;
      continue;
    }
    const char code = text[++i];
    switch (code) {
      case 'P':
      case 'X':
      case 'N': out += '\n'; break;
      case '~': out += ' '; break;
      case '\\':
      case '{':
      case '}': out += code; break;
      case 'L': case 'l': case 'O': case 'o': case 'K': case 'k': break;
      case 'S': {  // stacked: \Sa^b; \Sa/b; \Sa#b;
        for (++i; i < text.size() && text[i] != ';'; ++i) out += text[i] == '^' || text[i] == '#' ? '/' : text[i];
        break;
      }
      case 'A': case 'C': case 'c': case 'F': case 'f': case 'H': case 'h': case 'Q': case 'q': case 'T': case 't':
      case 'W': case 'w': case 'p': {
        const auto end = text.find(';', i);
        if (end == std::string_view::npos) return plain_text(out);
        i = end;
        break;
      }
      default: out += '\\', out += code;
    }
  }
  return plain_text(out);
}

std::string upper(std::string_view s) {
  std::string out;
  if (!is_utf8(s)) {
    for (const char c : s) out += static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
    return out;
  }
  for (std::size_t i = 0; i < s.size();) append_utf8(out, upper_point(next_code_point(s, i)));
  return out;
}

std::string trimmed_text(std::string_view s) {
  const auto blank = [](char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; };
  while (!s.empty() && blank(s.front())) s.remove_prefix(1);
  while (!s.empty() && blank(s.back())) s.remove_suffix(1);
  return std::string(s);
}

}  // namespace landai::importer
