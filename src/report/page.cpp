// SPDX-License-Identifier: GPL-3.0-or-later
#include "page.hpp"

#include "text.hpp"

namespace landai::report {

std::string Page::ink(std::string_view text, Ink ink) const {
  if (!colour_ || ink == Ink::plain) return std::string(text);
  const char* code = "0";
  switch (ink) {
    case Ink::bold: code = "1"; break;
    case Ink::dim: code = "2"; break;
    case Ink::red: code = "1;31"; break;
    case Ink::yellow: code = "33"; break;
    case Ink::blue: code = "34"; break;
    case Ink::green: code = "32"; break;
    case Ink::plain: break;
  }
  return "\033[" + std::string(code) + "m" + std::string(text) + "\033[0m";
}

void Page::heading(std::string_view text) {
  if (!out_.empty()) blank();
  line(ink(text, Ink::bold));
}

void Page::paragraph(std::string_view first, std::size_t first_letters, std::string_view text, Ink colour) {
  const auto lines = wrapped(text, kPageWidth - first_letters);
  for (std::size_t i = 0; i < lines.size(); ++i)
    line((i == 0 ? std::string(first) : std::string(first_letters, ' ')) + ink(lines[i], colour));
  if (lines.empty()) line(first);
}

std::string padded(std::string text, std::size_t width) {
  const std::size_t n = letters(text);
  if (n < width) text.append(width - n, ' ');
  return text;
}

std::string padded_left(std::string text, std::size_t width) {
  const std::size_t n = letters(text);
  return n < width ? std::string(width - n, ' ') + text : text;
}

}  // namespace landai::report
