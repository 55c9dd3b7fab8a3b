// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

namespace landai::report {

inline constexpr std::size_t kPageWidth = 98;

/// Text for a terminal: headings, wrapped paragraphs, colour when wanted. Never wider than kPageWidth.
class Page {
 public:
  enum class Ink { plain, bold, dim, red, yellow, blue, green };

  explicit Page(bool colour) : colour_(colour) {}

  [[nodiscard]] std::string ink(std::string_view text, Ink ink) const;
  void heading(std::string_view text);
  /// Wrapped; the first line starts after `first` (already coloured), the others below its text.
  void paragraph(std::string_view first, std::size_t first_letters, std::string_view text, Ink ink = Ink::plain);
  void line(std::string_view text) { out_.append(text).append("\n"); }
  void blank() { out_ += '\n'; }
  [[nodiscard]] std::string take() { return std::move(out_); }

 private:
  bool colour_;
  std::string out_;
};

/// `text` filled with blanks to `width` letters.
[[nodiscard]] std::string padded(std::string text, std::size_t width);
[[nodiscard]] std::string padded_left(std::string text, std::size_t width);

}  // namespace landai::report
