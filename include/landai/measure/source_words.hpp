// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

#include "landai/core/texts.hpp"

namespace landai::measure {

/// Where a value was read off (Known::from, Evidence::from) in the language of `texts`: the longest beginning
/// that is a phrase of ours (words.from.*), then what the file says, as it stands ("arc of block PINTU-90",
/// "property Height"). Text that begins with no phrase of ours comes back as it is.
[[nodiscard]] std::string source_words(std::string_view source, const Texts& texts);

/// The heading under which the texts name the words of a quantity: "use" of space.use, whose words are words.use.<word>; "category" of one
/// that has no list of its own.
[[nodiscard]] std::string_view word_list(std::string_view quantity);

}  // namespace landai::measure
