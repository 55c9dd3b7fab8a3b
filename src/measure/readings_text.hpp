// SPDX-License-Identifier: GPL-3.0-or-later
// Words and numbers in the cells of a readings file.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace landai::measure {

/// The parts between any of the separators, trimmed, without empty ones.
[[nodiscard]] std::vector<std::string> split_list(std::string_view text, std::string_view separators);
/// For messages: at most 80 bytes, cut between characters, control characters as spaces.
[[nodiscard]] std::string shortened(std::string_view text);

/// Which character a file uses as decimal mark, from the numbers in it that can be read in one way only.
enum class DecimalMark { unknown, point, comma, both };
/// Adds what one text shows.
void learn_decimal_mark(std::string_view text, DecimalMark& mark);

/// The text with its numbers written plainly: thousands marks taken out, a decimal point. Nothing when a number can be read in two ways
/// ("1.250 mm") and the file does not show which mark it uses, or when its marks make no number ("1.23.456"). `below_thousand`: no number
/// can be a thousand or more, so that one mark with three digits behind it is the decimal mark.
[[nodiscard]] std::optional<std::string> plain_numbers(std::string_view text, DecimalMark mark, bool below_thousand = false);

/// "12.5", "12,5 m", "1250 cm": metres; a number alone is metres. Nothing for anything else.
[[nodiscard]] std::optional<double> metres_of(std::string_view text, DecimalMark mark);

}  // namespace landai::measure
