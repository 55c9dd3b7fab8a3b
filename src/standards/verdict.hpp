// SPDX-License-Identifier: GPL-3.0-or-later
// A value with bounds and uncertainty against a limit (docs/design.md, "Bounds and uncertainty").
#pragma once

#include <functional>
#include <optional>

#include "landai/standards/standards.hpp"

namespace landai::standards {

/// What is known of a value: it lies in [lo, hi], plus a random part with standard uncertainty u.
struct Spread {
  double value = 0;
  double lo = 0;
  double hi = 0;
  double u = 0;
};

struct Decision {
  Verdict verdict = Verdict::undecided;   ///< pass, fail or undecided
  std::optional<double> probability;      ///< that the limit is met, at the value; nothing for one number out of a spread
  std::optional<double> margin;           ///< of the value to the nearest side of the limit, negative outside
};

/// Pass when the limit is met with 95 % for every value that the bounds allow; fail when each of them is too small with 95 %, or each
/// too large (JCGM 106, 8.3.2); else undecided. A value on the limit passes unless the limit is strict; `tolerance` widens what counts
/// as on the limit. An exact limit (min = max) is met by a value with u only where u is small against the tolerance: as no
/// measurement can be that sure of one number, a value near it is undecided.
[[nodiscard]] Decision decide(const Limit& limit, const Spread& spread, double tolerance);

/// Pass when the limit is met with 95 % at the least, fail when with 5 % at the most, else undecided.
[[nodiscard]] Verdict verdict_of(double least, double most);

/// The largest standard uncertainty with which a measurement of this value would decide, to `decide` above: both sides of the limit count. Of a
/// value beyond the limit it is its distance over 1.645, the 95 % point of the normal distribution (JCGM 106, 8.3.2); of one in the middle of
/// a range half the range over 1.960. Nothing for a value on a side: none would.
[[nodiscard]] std::optional<double> settling_uncertainty(const Limit& limit, double value, double tolerance = 0);

/// The same of whatever is decided: `decided(u)` says whether a measurement with the standard uncertainty u would. `first` is one to begin the
/// search at. Nothing where none would, or each.
[[nodiscard]] std::optional<double> settling_uncertainty(double value, double first, const std::function<bool(double)>& decided);

}  // namespace landai::standards
