// SPDX-License-Identifier: GPL-3.0-or-later
// A measured value as a reader sees it, where there is no plan at hand.
#pragma once

#include <string>
#include <string_view>

#include "landai/core/texts.hpp"
#include "landai/measure/measurement.hpp"

namespace landai::report {

/// `words.<what>.<word>`, or the word itself when there is none.
[[nodiscard]] std::string word_text(const Texts& texts, std::string_view what, std::string_view word);

/// A number of a quantity of the catalogue with its unit: "0.790 m", "1:12.0 (8.33 %)", of shares per cent.
[[nodiscard]] std::string number_text(const Texts& texts, double value, const std::string& quantity);

/// A standard uncertainty times two, 95 %, as it stands behind "±"; of a slope in percentage points. Never 0 for what is more.
[[nodiscard]] std::string half_width_text(const Texts& texts, const measure::Measurement& m);
/// The same in the unit of the measurement, with the way to the farther of its hard bounds where it has finite ones.
[[nodiscard]] double half_width(const measure::Measurement& m);
/// What a number is known to: "± 8 mm", or "0.836 m to 0.912 m" where it has hard bounds beside its random part, which two standard uncertainties widen.
[[nodiscard]] std::string doubt_text(const Texts& texts, const measure::Measurement& m);

/// "0.790 m", "0.790 m ± 0.003 m", "0.790 m (0.776 m to 0.812 m)" where it has bounds beside its random part, "0.780 to 0.810 m" when the bounds differ, "yes"; "–" when not measured. Ids of elements stay as they are.
[[nodiscard]] std::string value_text(const Texts& texts, const measure::Measurement& m);

/// The same without the half-width, for where it has a place of its own or matters less than the day.
[[nodiscard]] std::string bare_value_text(const Texts& texts, measure::Measurement m);

}  // namespace landai::report
