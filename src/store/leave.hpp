// SPDX-License-Identifier: GPL-3.0-or-later
// Leave is held to what it was given for.
#pragma once

#include <map>
#include <optional>
#include <string>

#include "landai/report/report.hpp"
#include "project_impl.hpp"

namespace landai::store {

using ChecksById = std::map<std::string, const standards::Check*>;

[[nodiscard]] inline bool is_fine(const standards::Check& check) {
  return check.verdict == standards::Verdict::pass || check.verdict == standards::Verdict::not_applicable;
}

/// What a waiver of one of its checks was given for and what it is now, where that is worse.
[[nodiscard]] std::optional<Message> exceeded(const report::Finding& finding, const ChecksById& checks);

/// Keeps what each waiver was given for: what fails, or may, when it is first seen.
void keep_waived(const Project::Impl& in, const ChecksById& checks);

}  // namespace landai::store
