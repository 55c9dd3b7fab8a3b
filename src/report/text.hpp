// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace landai::report {

/// Valid UTF-8 without control characters: what is broken becomes U+FFFD, line breaks and tabs become blanks.
/// Every text that came out of a file passes here before it is written anywhere.
/// Direction controls and other letters that nobody sees are replaced too.
[[nodiscard]] std::string clean(std::string_view text);
/// `clean`, and escaped for XML and HTML, in text and in attributes.
[[nodiscard]] std::string xml(std::string_view text);
/// For a JSON string, escaped. Control characters are replaced as by `clean`; letters that nobody sees stay data, as \u escapes.
[[nodiscard]] std::string json_text(std::string_view text);
/// At most `letters` letters (code points) of a clean text; a longer one ends in "…".
[[nodiscard]] std::string shortened(std::string_view text, std::size_t letters);
/// Letters (code points) of a clean text.
[[nodiscard]] std::size_t letters(std::string_view text);
/// Appends a number rounded to 1e-6, without trailing zeros; what is not finite becomes `null`.
void append_number(std::string& out, double value);
/// Appends a number with at most two decimals, for pictures.
void append_short(std::string& out, double value);
/// First letter in upper case (ASCII only).
[[nodiscard]] std::string capital(std::string text);
/// FNV-1a, 64 bit.
[[nodiscard]] std::uint64_t hash(std::string_view text);
[[nodiscard]] std::string hex(std::uint64_t value);
[[nodiscard]] std::string join(const std::vector<std::string>& parts, std::string_view between);
/// "P-2" before "P-10": runs of digits compare as numbers.
[[nodiscard]] bool natural_less(std::string_view a, std::string_view b);
/// Breaks at blanks so that no line has more than `width` letters.
[[nodiscard]] std::vector<std::string> wrapped(std::string_view text, std::size_t width);

}  // namespace landai::report
