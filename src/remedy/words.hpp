// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "landai/remedy/remedy.hpp"

namespace landai::remedy {

/// The sentence of a proposal. `thing`: what stands in the way, for Outcome::no_place. `tried`: how many things were tried.
[[nodiscard]] Message words_of(const Proposal& proposal, const std::string& thing, std::size_t tried);

}  // namespace landai::remedy
