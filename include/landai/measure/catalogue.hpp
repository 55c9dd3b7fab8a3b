// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <limits>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "landai/core/error.hpp"
#include "landai/measure/measurement.hpp"
#include "landai/plan/plan.hpp"

namespace landai::measure {

enum class ValueKind { number, truth, word, words };

inline constexpr double kNoBound = std::numeric_limits<double>::infinity();

/// One row per quantity. Rules name quantities by id; `landai standards check` refuses a rule whose quantity, parameters,
/// subject or kind of limit does not fit its row.
struct QuantityInfo {
  const char* id;
  ValueKind kind;
  const char* unit;                    ///< SI: "m", "m2", "rad", "1", ""
  std::span<const Category> subjects;  ///< categories it can be asked of
  const char* params;                  ///< names in order, space separated; "" for none
  bool fact;                           ///< may be stated with --facts, without parameters: in catalogue() only where `by` has "attested"
  bool pair;                           ///< subject is (from, to)
  const char* definition;              ///< one line, English; the full one is at the function
  const char* by = "plan";             ///< the means by which it can be had: words of "plan photo reading attested"
  const char* words = "";              ///< the words a word quantity may have, space separated; "": any
  double most = kNoBound;              ///< the greatest value there can be, SI; none is below 0
  const char* symmetric = "";          ///< parameters whose order is free: a room that holds 1.5 m x 2.3 m holds 2.3 m x 1.5 m
  const char* smaller = "";            ///< parameters of a truth: "yes" holds for smaller ones too, "no" for larger ones
};

/// Whether somebody may have found this value: not below 0 and not above the row's greatest, but for rounding.
[[nodiscard]] bool within_bounds(const QuantityInfo& info, double value);
/// The greatest value as people write it: "100 %", "90°", "2"; empty when there is none.
[[nodiscard]] std::string greatest_of(const QuantityInfo& info);

/// All rows: those that a plan can give, then those that only the building can (catalogue_site.cpp).
[[nodiscard]] std::span<const QuantityInfo> catalogue();
/// The row of an id, or nullptr. Lives for ever.
[[nodiscard]] const QuantityInfo* quantity(std::string_view id);
/// Whether its values are counted, so whole: a number without a unit that is no slope, share, ratio, humidity or fall.
[[nodiscard]] bool is_count(const QuantityInfo& info);
/// The parameters with those whose order is free from the smallest to the largest, so that one question has one form.
[[nodiscard]] Params in_order(const QuantityInfo& info, Params params);
/// The words that a quantity may have; empty when every word may, or there is no such quantity.
[[nodiscard]] std::vector<std::string> vocabulary(std::string_view quantity);
/// The parts of a space separated list of a row (`params`, `by`, `words`).
[[nodiscard]] std::vector<std::string> words_of(std::string_view list);

/// A question as a user writes it: "space.area", "space.fits_t_turn:size=1525mm,arm=0.915". Numbers are metres, or carry mm, cm or
/// m; what is no number is a word. Error (usage) for an unknown quantity or parameter, a missing one (but `use`, `users` and `mobility`), or a
/// number that is not positive; it names what there is.
[[nodiscard]] Result<Request> request_from(std::string_view text);

}  // namespace landai::measure
