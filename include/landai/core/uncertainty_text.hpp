// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

#include "landai/core/texts.hpp"

namespace landai {

/// An uncertainty as Texts::number writes it, but never 0 for what is more: "0.0000003 m" where three decimals would say that there is none. Messages
/// write their arguments `u` and `written` so.
[[nodiscard]] std::string uncertainty_text(const Texts& texts, double value, std::string_view unit);

}  // namespace landai
