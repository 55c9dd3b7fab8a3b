// SPDX-License-Identifier: GPL-3.0-or-later
// What an earlier state of a file brought. Private to the room.
#pragma once

#include <set>
#include <string>
#include <vector>

#include "project_impl.hpp"

namespace landai::store {

/// The rows of this kind (AttachedRow::row) that came from the file, named as it is now, and are not `there` any more. With `anywhere` also from one of
/// the same name in another folder: exports of a survey are called alike and lie where they were downloaded.
[[nodiscard]] std::vector<AttachedRow> left_out(const Project::Impl& in, char kind, const std::string& file, const std::set<std::int64_t>& there,
                                                bool anywhere = false);

}  // namespace landai::store
