// SPDX-License-Identifier: GPL-3.0-or-later
#include "text.hpp"

#include <charconv>
#include <cmath>

namespace landai::report {
namespace {

constexpr std::string_view kReplacement = "\xEF\xBF\xBD";

/// Bytes of the valid UTF-8 sequence at `text[i]`, or 0.
std::size_t sequence_length(std::string_view text, std::size_t i) {
  const auto byte = [&](std::size_t k) { return k < text.size() ? static_cast<unsigned char>(text[k]) : 0u; };
  const auto follows = [&](std::size_t k) { return (byte(k) & 0xC0u) == 0x80u; };
  const unsigned first = byte(i);
  if (first < 0x80) return 1;
  if (first >= 0xC2 && first <= 0xDF) return follows(i + 1) ? 2 : 0;
  if (first >= 0xE0 && first <= 0xEF) {
    if (!follows(i + 1) || !follows(i + 2)) return 0;
    if (first == 0xE0 && byte(i + 1) < 0xA0) return 0;
    if (first == 0xED && byte(i + 1) > 0x9F) return 0;                                // surrogates
    if (first == 0xEF && byte(i + 1) == 0xBF && byte(i + 2) >= 0xBE) return 0;        // U+FFFE, U+FFFF: not in XML
    return 3;
  }
  if (first >= 0xF0 && first <= 0xF4) {
    if (!follows(i + 1) || !follows(i + 2) || !follows(i + 3)) return 0;
    if (first == 0xF0 && byte(i + 1) < 0x90) return 0;
    if (first == 0xF4 && byte(i + 1) > 0x8F) return 0;
    return 4;
  }
  return 0;
}

/// The code point of a valid sequence.
unsigned code_point(std::string_view letter) {
  const auto byte = [&](std::size_t k) { return static_cast<unsigned char>(letter[k]); };
  if (letter.size() == 2) return (byte(0) & 0x1Fu) << 6 | (byte(1) & 0x3Fu);
  if (letter.size() == 3) return (byte(0) & 0x0Fu) << 12 | (byte(1) & 0x3Fu) << 6 | (byte(2) & 0x3Fu);
  if (letter.size() == 4) return (byte(0) & 0x07u) << 18 | (byte(1) & 0x3Fu) << 12 | (byte(2) & 0x3Fu) << 6 | (byte(3) & 0x3Fu);
  return byte(0);
}

/// Letters that nobody sees but that turn, break or join what stands around them. The two joiners stay: scripts need them.
bool unseen(std::string_view letter) {
  if (letter.size() < 2) return false;
  const unsigned c = code_point(letter);
  return c == 0xAD || c == 0x61C || c == 0x180E || c == 0x200B || c == 0x200E || c == 0x200F || (c >= 0x2028 && c <= 0x202E) ||
         (c >= 0x2060 && c <= 0x206F) || c == 0xFEFF || (c >= 0xFFF9 && c <= 0xFFFB) || (c >= 0xE0000 && c <= 0xE007F);
}

template <class Letter>
void each_letter(std::string_view text, Letter letter) {
  for (std::size_t i = 0; i < text.size();) {
    const std::size_t n = sequence_length(text, i);
    const auto first = static_cast<unsigned char>(text[i]);
    if (n == 0) letter(kReplacement);
    else if (first == '\n' || first == '\r' || first == '\t') letter(std::string_view(" "));
    else if (first < 0x20 || first == 0x7F) letter(kReplacement);
    else if (n == 2 && first == 0xC2 && static_cast<unsigned char>(text[i + 1]) < 0xA0) letter(kReplacement);
    else letter(text.substr(i, n));
    i += n == 0 ? 1 : n;
  }
}

}  // namespace

std::string clean(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  each_letter(text, [&out](std::string_view letter) { out += unseen(letter) ? kReplacement : letter; });
  return out;
}

std::string json_text(std::string_view text) {
  std::string out;
  const auto escaped = [&out](unsigned unit) {
    out += "\\u";
    for (int shift = 12; shift >= 0; shift -= 4) out += "0123456789abcdef"[(unit >> shift) & 15u];
  };
  each_letter(text, [&](std::string_view letter) {
    if (unseen(letter)) {
      const unsigned c = code_point(letter);
      if (c >= 0x10000) escaped(0xD800u + ((c - 0x10000u) >> 10)), escaped(0xDC00u + ((c - 0x10000u) & 0x3FFu));
      else escaped(c);
      return;
    }
    if (letter == "\"" || letter == "\\") out += '\\';
    out += letter;
  });
  return out;
}

std::string xml(std::string_view text) {
  std::string out;
  out.reserve(text.size() + text.size() / 8);
  each_letter(text, [&out](std::string_view letter) {
    if (letter == "&") out += "&amp;";
    else if (letter == "<") out += "&lt;";
    else if (letter == ">") out += "&gt;";
    else if (letter == "\"") out += "&quot;";
    else if (letter == "'") out += "&#39;";
    else if (unseen(letter)) out += kReplacement;
    else out += letter;
  });
  return out;
}

std::size_t letters(std::string_view text) {
  std::size_t n = 0;
  for (const char c : text) n += (static_cast<unsigned char>(c) & 0xC0u) != 0x80u;
  return n;
}

std::string shortened(std::string_view text, std::size_t most) {
  if (letters(text) <= most) return std::string(text);
  std::size_t end = 0, n = 0;
  while (end < text.size()) {
    if ((static_cast<unsigned char>(text[end]) & 0xC0u) != 0x80u && ++n == most) break;
    ++end;
  }
  std::string out(text.substr(0, end));
  while (!out.empty() && out.back() == ' ') out.pop_back();
  return out + "…";
}

void append_number(std::string& out, double value) {
  if (!std::isfinite(value)) {
    out += "null";
    return;
  }
  char buffer[32];
  if (std::abs(value) >= 1e9) {
    const auto end = std::to_chars(buffer, buffer + sizeof buffer, value).ptr;
    out.append(buffer, end);
    return;
  }
  std::int64_t millionths = std::llround(value * 1e6);
  if (millionths < 0) {
    out += '-';
    millionths = -millionths;
  }
  const auto end = std::to_chars(buffer, buffer + sizeof buffer, millionths / 1000000).ptr;
  out.append(buffer, end);
  if (auto fraction = millionths % 1000000; fraction != 0) {
    char digits[6];
    for (int i = 5; i >= 0; --i, fraction /= 10) digits[i] = static_cast<char>('0' + fraction % 10);
    std::size_t n = 6;
    while (digits[n - 1] == '0') --n;
    out += '.';
    out.append(digits, n);
  }
}

void append_short(std::string& out, double value) {
  append_number(out, std::isfinite(value) ? std::round(value * 100) / 100 : 0);
}

std::string capital(std::string text) {
  if (!text.empty() && text[0] >= 'a' && text[0] <= 'z') text[0] = static_cast<char>(text[0] - 'a' + 'A');
  return text;
}

std::uint64_t hash(std::string_view text) {
  std::uint64_t h = 14695981039346656037ull;
  for (const char c : text) h = (h ^ static_cast<unsigned char>(c)) * 1099511628211ull;
  return h;
}

std::string hex(std::uint64_t value) {
  std::string out(16, '0');
  for (int i = 15; i >= 0; --i, value >>= 4) out[static_cast<std::size_t>(i)] = "0123456789abcdef"[value & 15];
  return out;
}

std::string join(const std::vector<std::string>& parts, std::string_view between) {
  std::string out;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    if (i != 0) out += between;
    out += parts[i];
  }
  return out;
}

bool natural_less(std::string_view a, std::string_view b) {
  const auto digit = [](char c) { return c >= '0' && c <= '9'; };
  std::size_t i = 0, j = 0;
  while (i < a.size() && j < b.size()) {
    if (digit(a[i]) && digit(b[j])) {
      const std::size_t i0 = i, j0 = j;
      while (i < a.size() && digit(a[i])) ++i;
      while (j < b.size() && digit(b[j])) ++j;
      std::string_view m = a.substr(i0, i - i0), n = b.substr(j0, j - j0);
      while (m.size() > 1 && m[0] == '0') m.remove_prefix(1);
      while (n.size() > 1 && n[0] == '0') n.remove_prefix(1);
      if (m.size() != n.size()) return m.size() < n.size();
      if (m != n) return m < n;
    } else {
      if (a[i] != b[j]) return a[i] < b[j];
      ++i, ++j;
    }
  }
  if (i < a.size() || j < b.size()) return i == a.size();
  return a < b;  // only the zeros in front differ
}

std::vector<std::string> wrapped(std::string_view text, std::size_t width) {
  std::vector<std::string> lines;
  std::string line;
  std::size_t at = 0;
  while (at < text.size()) {
    const std::size_t end = std::min(text.find(' ', at), text.size());
    const std::string_view word = text.substr(at, end - at);
    at = end + 1;
    if (word.empty()) continue;
    if (!line.empty() && letters(line) + 1 + letters(word) > width) {
      lines.push_back(std::move(line));
      line.clear();
    }
    if (!line.empty()) line += ' ';
    line += word;
  }
  if (!line.empty()) lines.push_back(std::move(line));
  return lines;
}

}  // namespace landai::report
