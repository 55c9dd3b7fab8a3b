// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "landai/plan/plan.hpp"

namespace landai {

/// A word that Element::kind can be in a plan that landai read with its own profiles.
struct KindInfo {
  std::string_view word;
  Category category;  ///< of the elements that have it
};

/// All of them, by category. A rule that names another word would never hold of anything. A profile of the user's own may
/// bring words that are not here; no rule can name those.
[[nodiscard]] std::span<const KindInfo> kinds();

/// The kinds that an element of one of these categories can have, each once; of no category: all there are.
[[nodiscard]] std::vector<std::string_view> kind_words(std::span<const Category> of);

}  // namespace landai
