// SPDX-License-Identifier: GPL-3.0-or-later
// Numbers as people write them on site: with a unit, with a decimal comma, as a ratio or a range.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace landai {

struct Amount {
  enum class Problem {
    none,
    not_a_number,
    no_unit,      ///< a length without a unit could be anything
    wrong_unit,   ///< a unit, but none of this quantity
    upside_down,  ///< a range whose end is below its beginning
    too_steep,    ///< an angle of 89° and more, told as a slope: none has it, and its tangent says nothing
  } problem = Problem::none;
  double value = 0, lo = 0, hi = 0;   ///< SI; of a range its middle and ends
  std::string unit;                   ///< as written
};

/// "72 cm", "0,72 m", "1:12", "8 %", "5°", "70..75 cm"; `unit` is used where the text has none. A number of unit "1" may go without:
/// it is a count or a ratio.
[[nodiscard]] Amount amount_of(std::string_view text, std::string_view unit, std::string_view si_unit);
/// A number in this unit ("cm", "%", "°", "kgf"; empty for a plain one) in SI for a quantity of this SI unit; nothing when it is none of its units.
/// Loads of kg and forces of N are had in N, newton and kgf too, by the standard gravity of 9.80665 m/s2.
[[nodiscard]] std::optional<double> in_si(double value, std::string_view unit, std::string_view si_unit);
/// The units that a quantity may be given in, for people: "mm, cm, m".
[[nodiscard]] std::string units_for(std::string_view si_unit);

}  // namespace landai
