// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <nlohmann/json.hpp>

#include <string>

namespace landai::test {

/// The document of `text`, or a discarded value where it is none. Compiled with optimisation, as the tests themselves are not: a report
/// of megabytes takes longer to parse than to make otherwise.
[[nodiscard]] nlohmann::json read_json(const std::string& text);

}  // namespace landai::test
