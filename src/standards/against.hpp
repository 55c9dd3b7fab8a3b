// SPDX-License-Identifier: GPL-3.0-or-later
// One measurement put to one limit, with the sentence that says what came of it. Private to the room.
#pragma once

#include <functional>

#include "outcome.hpp"
#include "verdict.hpp"

namespace landai::standards {

[[nodiscard]] inline Spread spread_of(const measure::Measurement& m) {
  return {m.number().value_or(0), m.lo, m.hi, m.u};
}
/// "119.5 cm", as the articles write lengths.
[[nodiscard]] std::string centimetres(double metres);
/// Adds another value of the same quantity to a message, as `name`.
[[nodiscard]] Message beside(Message text, const char* name, const measure::Measurement& other);
/// Another number of the measurement's unit, as a message shows it.
[[nodiscard]] Message with_number(Message text, const char* name, const measure::Measurement& of, double number);
/// The message with the value and the limit filled in.
[[nodiscard]] Message told(Message text, const measure::Measurement& m, const Limit& limit);

/// A number against a limit.
[[nodiscard]] Outcome number_outcome(const measure::Measurement& m, const Limit& limit,
                                     const Tolerance& tolerance, const Site& site);
/// A truth or a word: `kind` is the last part of the message's key.
[[nodiscard]] Outcome settled(bool met, const char* kind, const measure::Measurement& m, const Limit& limit);
/// Not measured, or not applicable when the measurement says that its question does not arise.
[[nodiscard]] Outcome missing(const measure::Measurement* m, const std::string& quantity, const Limit& limit);

/// Not measured, told with what it has to be where that is known: what its limit hangs on was measured of the same subject.
[[nodiscard]] Outcome wanted(const Demand& demand, const measure::Measurement& m, const Site& site, const Element* subject);

/// How a value is decided when the limit hangs on another one.
using DecideBoth = std::function<Decision(const Spread& value, const Spread& other, double tolerance)>;
/// A number against a limit that another measurement gives; `limit` is what it gives at its value.
[[nodiscard]] Outcome outcome_beside(const measure::Measurement& m, const measure::Measurement& other,
                                     const Limit& limit, const Tolerance& tolerance, const Site& site,
                                     const DecideBoth& decide);

}  // namespace landai::standards
