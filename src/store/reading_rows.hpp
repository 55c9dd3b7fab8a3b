// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "landai/measure/readings.hpp"
#include "rows.hpp"

namespace landai::store {

/// The readings of a project that count.
class ReadingRows {
 public:
  explicit ReadingRows(Project::Impl& in);
  /// `evidence`: names in the project; `source`: the file that was attached. Returns the number of the row.
  std::int64_t add(const measure::Reading& r, const std::vector<std::string>& evidence,
                   const std::string& source, Attached& told);

 private:
  Project::Impl& in_;
  Rows rows_;
};

}  // namespace landai::store
