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

}  // namespace landai::measure
