// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

#include "context.hpp"
#include "landai/import/import.hpp"

namespace landai::cli {

/// Reads one plan file with the options of the command line. Error (usage) for a unit nobody knows.
[[nodiscard]] Result<Plan> read_one(const Context& context, const std::string& file, const std::string& profile,
                                    const std::string& unit);

}  // namespace landai::cli
