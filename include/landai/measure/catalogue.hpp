// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <span>
#include <string_view>

#include "landai/plan/plan.hpp"

namespace landai::measure {

enum class ValueKind { number, truth, word, words };

/// One row per quantity. Rules name quantities by id; `landai standards check` refuses a rule whose quantity, parameters,
/// subject or kind of limit does not fit its row.
struct QuantityInfo {
  const char* id;
  ValueKind kind;
  const char* unit;                    ///< SI: "m", "m2", "rad", "1", ""
  std::span<const Category> subjects;  ///< categories it can be asked of
  const char* params;                  ///< names in order, space separated; "" for none
  bool fact;                           ///< may be stated with --facts
  bool pair;                           ///< subject is (from, to)
  const char* definition;              ///< one line, English; the full one is at the function
};

[[nodiscard]] std::span<const QuantityInfo> catalogue();
[[nodiscard]] const QuantityInfo* quantity(std::string_view id);

}  // namespace landai::measure
